"""What a site was built from, as far as its bytes show it: two builds of equal origin can be put together."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from helpcentre.build.inputs import plain_value
from helpcentre.build.keys import page_settings, project_data
from helpcentre.build.session import Session
from helpcentre.content.places import PUBLISHED
from helpcentre.mkdocs_adapter.theme import own_folders
from helpcentre.util.cache import digest
from helpcentre.util.hashes import file_hash, folder_hashes

_CODE = Path(__file__).parent.parent
_SHORT = 12
"""How many digits of a commit are shown."""


@dataclass(frozen=True)
class Origin:
    """An edition, its languages with the source first, and what it is made from.

    ``commit`` is empty outside git; ``release`` is what its readers are told. ``files`` has a digest of each folder and
    file by its name, ``settings`` one of each setting, ``packages`` the version of each package and of Python.
    """

    edition: str
    languages: tuple[str, ...]
    commit: str
    release: str
    files: Mapping[str, str]
    settings: Mapping[str, str]
    packages: Mapping[str, str]


def read_origin(session: Session, config: Mapping[str, Any]) -> Origin:
    """Return the origin of a build that has begun and built nothing yet."""
    release = session.project.release
    return Origin(
        edition=session.project.settings.edition,
        languages=tuple(language.code for language in session.project.languages),
        commit=release.commit,
        release=f"{release.version} of {release.built}, valid until {release.valid_until}",
        files=dict(_files(session, config)),
        settings=dict(_settings(config)),
        packages=dict(_packages()),
    )


def differences(theirs: Origin, ours: Origin) -> Iterator[str]:
    """Yield in words what is not equal, the gravest first."""
    if theirs.edition != ours.edition:
        yield f"it is of the edition {theirs.edition}, this is {ours.edition}"
    if theirs.commit != ours.commit:
        yield f"it is of the commit {_name(theirs.commit)}, this is {_name(ours.commit)}"
    if theirs.languages != ours.languages:
        yield f"its site has the languages {', '.join(theirs.languages)}, this {', '.join(ours.languages)}"
    yield from _names("settings", theirs.settings, ours.settings)
    yield from _names("files", theirs.files, ours.files)
    for name in sorted(_unequal(theirs.packages, ours.packages)):
        yield f"it has {name} {theirs.packages.get(name, 'not')}, this {ours.packages.get(name, 'not')}"
    if theirs.release != ours.release:
        yield f"its release is {theirs.release}, this is {ours.release}"


def _files(session: Session, config: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    docs_dir = session.project.documents.docs_dir
    folders = [*(path for path in docs_dir.iterdir() if path.is_dir()), _CODE]
    folders += own_folders(config["theme"])
    yield from (
        (session.project.relative(folder) if folder != _CODE else "hooks", digest(folder_hashes(folder)))
        for folder in folders
    )
    hooks = [Path(str(module.__file__)) for module in config["hooks"].values() if hasattr(module, "__file__")]
    yield from ((name, digest(value)) for name, value in project_data(session.project).items())
    singles = [session.project.root / PUBLISHED, *(path for path in docs_dir.iterdir() if path.is_file())]
    singles += (
        [session.project.root / session.project.settings.bundle.since] if session.project.settings.bundle.since else []
    )
    singles += [file for file in hooks if not file.resolve().is_relative_to(_CODE)]
    yield from ((session.project.relative(file), file_hash(file)) for file in singles if file.is_file())


def _settings(config: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in page_settings(config).items():
        if name == "extra" and isinstance(value, Mapping):
            own = value.get("helpcentre") or {}
            yield from ((f"extra.helpcentre.{option}", digest(plain_value(each))) for option, each in own.items())
            yield from (
                (f"extra.{key}", digest(plain_value(each))) for key, each in value.items() if key != "helpcentre"
            )
        else:
            yield name, digest(plain_value(value))


def _packages() -> Iterator[tuple[str, str]]:
    yield "Python", platform.python_version()
    yield from ((package.name.lower(), package.version) for package in distributions())


def _names(what: str, theirs: Mapping[str, str], ours: Mapping[str, str]) -> Iterator[str]:
    if found := sorted(_unequal(theirs, ours)):
        yield f"its {what} differ: {', '.join(found)}"


def _unequal(theirs: Mapping[str, str], ours: Mapping[str, str]) -> set[str]:
    return {name for name in {*theirs, *ours} if theirs.get(name) != ours.get(name)}


def _name(commit: str) -> str:
    return commit[:_SHORT] or "(none, it was built outside git)"
