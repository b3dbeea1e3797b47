"""Whether a bundle can be unpacked anywhere: names that Windows, a Mac and an old USB stick can store, and its size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from zipfile import ZipFile

from helpcentre.diagnostics.problem import Problem, Rule, problem

LONGEST = 120
"""Characters of a path in the zip: Windows stops at 260, and the folder it is unpacked to takes its part."""

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z0-9_+=@,()\[\] .-]*[A-Za-z0-9_+=@,()\[\]-]")


def check_names(
    names: Iterable[str], *, folder: str, sources: Mapping[str, str], paths: Mapping[str, str] | None = None
) -> Iterator[Problem]:
    """Yield a problem for each file of a bundle that some computers cannot store below ``folder``.

    ``names`` are relative to the bundle; ``sources`` gives for a page the Markdown file it was made from, and ``paths``
    what it is called in every language. A name that a page has in several languages is one problem.
    """
    unfit: dict[tuple[str, str], list[str]] = {}
    for name, fault in _faults(names, folder, {}):
        unfit.setdefault(((paths or {}).get(name, name), fault), []).append(name)
    for (_, fault), (name, *others) in unfit.items():
        fix = "give the file or its page another name: short, of a to z, digits and hyphens"
        more = f"; in other languages, too ({len(others)})" if others else ""
        message = f"{name}: {fault}{more}"
        yield problem(Rule.PATH_UNFIT, file=sources.get(name, f"docs/{name}"), message=message, fix=fix)


def find_unfit(names: Iterable[str], *, folder: str, beside: Iterable[str]) -> frozenset[str]:
    """Return which of the names some computers cannot store below ``folder``, together with the files ``beside``."""
    return frozenset(name for name, _ in _faults(names, folder, {name.lower(): name for name in beside}))


def check_size(file: Path, *, name: str, megabytes: float) -> Iterator[Problem]:
    """Yield a problem if a file, called ``name``, has more than so many megabytes, of a million bytes each."""
    size = file.stat().st_size / 1e6
    if size > megabytes:
        message = f"the bundle has {size:.1f} MB, more than {megabytes:g} MB"
        fix = f"make {_largest(file)} smaller, or allow more by extra.helpcentre.bundle.max_megabytes"
        yield problem(Rule.BUNDLE_TOO_LARGE, file=name, message=message, fix=fix)


def _largest(file: Path) -> str:
    """Return the largest files of a zip, each with its share of megabytes."""
    with ZipFile(file) as archive:
        found = sorted(archive.infolist(), key=lambda entry: (-entry.compress_size, entry.filename))
    named = (f"{entry.filename.partition('/')[2]} ({entry.compress_size / 1e6:.1f} MB)" for entry in found[:3])
    return ", ".join(named)


def _faults(names: Iterable[str], folder: str, seen: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each name that some computers cannot store, with the reason; ``seen`` has others by their small letters."""
    for name in sorted(names, key=lambda name: (len(name), name)):  # the first language's have no folder before them
        twin = seen.setdefault(name.lower(), name)
        fault = f"on Windows it is the same file as {twin}" if twin != name else _fault(name, folder)
        if fault:
            yield name, fault


def _fault(name: str, folder: str) -> str:
    length = len(folder) + 1 + len(name)
    if length > LONGEST:
        return f"the path has {length} characters, more than {LONGEST}"
    for part in name.split("/"):
        if _RESERVED.match(part):
            return f"Windows keeps the name {part} for itself"
        if not _PLAIN.fullmatch(part):
            return f"not every computer can store the name {part!r}"
    return ""
