"""The requirements of a project: this version of the product, and all that it needs, as they are installed here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution, version

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PRODUCT = "helpcentre"
REQUIREMENTS = "requirements.txt"
"""The file beside mkdocs.yml that pip installs a project's programs from."""


def product_version() -> str:
    """Return the version of the product that is running."""
    return version(PRODUCT)


def pinned_requirements() -> list[str]:
    """Return the lines of a ``requirements.txt`` with every package in the version that is installed here.

    The product itself is named by its version, or, where it was not installed from an index, by where it came from
    (https://packaging.python.org/en/latest/specifications/direct-url/).
    """
    packages = sorted(set(_needed(PRODUCT, frozenset(), set())) - {PRODUCT})
    return [product_requirement(), *(f"{name}=={version(name)}" for name in packages)]


def requirements_text(version: str, lines: Iterable[str]) -> str:
    """Return the text of a ``requirements.txt``; its first line says which version the project was made for."""
    return "\n".join([f"# Helpcentre {version}, and all that it needs", *lines]) + "\n"


def product_requirement() -> str:
    """Return the line that installs the product."""
    text = distribution(PRODUCT).read_text("direct_url.json")
    if not text:
        return f"{PRODUCT}=={product_version()}"
    origin = json.loads(text)
    vcs = origin.get("vcs_info")
    url = f"{vcs['vcs']}+{origin['url']}@{vcs['commit_id']}" if vcs else origin["url"]
    return f"{PRODUCT} @ {url}"


def _needed(name: str, extras: Iterable[str], seen: set[tuple[str, frozenset[str]]]) -> Iterator[str]:
    """Yield a package and all that it needs on this machine."""
    key = canonicalize_name(name), frozenset(extras)
    if key in seen:
        return
    seen.add(key)
    try:
        package = distribution(name)
    except PackageNotFoundError:  # wanted on other machines alone, or not there
        return
    yield key[0]
    for line in package.requires or ():
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield from _needed(requirement.name, requirement.extras, seen)
