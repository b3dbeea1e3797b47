"""What a bundle holds, for machines: ``manifest.json`` and ``SHA256SUMS``."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import msgspec

from helpcentre.agents.archive import PackedFile
from helpcentre.agents.verify import SUMS, checksum
from helpcentre.content.release import Release
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.diagnostics.system_errors import naming
from helpcentre.translation.state import TranslationStates
from helpcentre.translation.status import matrix, status_rows
from helpcentre.util.files import require_plain
from helpcentre.util.zip_files import open_zip

FILE = "manifest.json"
_FORMAT = 1
_MAX_BYTES = 200_000_000
"""The largest manifest that is read; that of 8,000 pages has some millions of bytes."""
_NONE = (ValueError, RecursionError, zipfile.BadZipFile)
"""What reading something else as a manifest may raise."""


@dataclass(frozen=True)
class _Format:
    """The number of a manifest's format, which says how to read the rest."""

    format: int


@dataclass(frozen=True)
class ManifestPage:
    """A page in one language: its title, its state there, and the digest of each unit's text by id."""

    title: str
    state: str
    units: Mapping[str, str]


@dataclass(frozen=True)
class Manifest:
    """What is said of a bundle beside its list of files; ``pages`` are by path, then language."""

    version: str
    commit: str
    built: str
    valid_until: str
    languages: tuple[Mapping[str, object], ...] = ()
    pages: Mapping[str, Mapping[str, ManifestPage]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raise ValueError where the day is none."""
        date.fromisoformat(self.built)

    @property
    def day(self) -> date:
        """The day the bundle was built."""
        return date.fromisoformat(self.built)


def make_manifest(states: TranslationStates, release: Release) -> Manifest:
    """Return the manifest of a bundle made from the pages with these ``states``."""
    documents = states.documents
    shares = matrix(status_rows(states), documents.languages).shares
    pages: dict[str, dict[str, ManifestPage]] = {}
    for language in documents.languages:
        for path in documents.paths(language.code):
            pages.setdefault(path, {})[language.code] = _page(states, language.code, path)
    return Manifest(
        version=release.version,
        commit=release.commit,
        built=release.built.isoformat(),
        valid_until=release.valid_until.isoformat(),
        languages=tuple(
            {
                "code": language.code,
                "name": language.name,
                "pages": sum(language.code in versions for versions in pages.values()),
                "current": round(share, 4),
            }
            for language, share in zip(documents.languages, (1.0, *shares), strict=True)
        ),
        pages=pages,
    )


def write_manifest(manifest: Manifest, folder: Path, files: Iterable[PackedFile]) -> None:
    """Write both lists of the finished ``files`` below ``folder``, as they come; the manifest is last on the other."""
    data = {"format": _FORMAT, **asdict(manifest), "files": {}}
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    head, mark, tail = text.partition('"files": {')
    with (
        naming(folder / FILE),
        (folder / FILE).open("w", encoding="utf-8", newline="\n") as listed,
        (folder / SUMS).open("w", encoding="utf-8", newline="\n") as sums,
    ):
        listed.write(head + mark)
        separator = "\n"
        for file in files:
            name = json.dumps(file.name, ensure_ascii=False)
            listed.write(f'{separator}  {name}: {{"sha256": "{file.sha256}", "size": {file.size}}}')
            sums.write(f"{file.sha256}  {file.name}\n")
            separator = ",\n"
        listed.write("\n " + tail)
        listed.flush()
        sums.write(f"{checksum(str(folder / FILE))}  {FILE}\n")


def read_manifest(place: Path) -> Manifest:
    """Return the manifest of an earlier bundle: its zip, its folder, or its ``manifest.json``.

    Raises HelpcentreError where there is none, or it is none of ours.
    """
    fix = "name a bundle's zip, its folder, or its manifest.json"
    try:
        data = _content(place)
        if (number := msgspec.json.decode(data, type=_Format).format) != _FORMAT:
            raise HelpcentreError(f"a manifest of format {number}", fix=fix, file=str(place))
        return msgspec.json.decode(data, type=Manifest)
    except OSError as error:
        raise HelpcentreError(f"cannot be read: {error.strerror}", fix=fix, file=str(place)) from error
    except _NONE as error:
        raise HelpcentreError("there is no manifest of a bundle in it", fix=fix, file=str(place)) from error


def _page(states: TranslationStates, code: str, path: str) -> ManifestPage:
    document = states.documents.get(code, path)
    assert document
    own = {unit_id: unit.digest for unit_id, unit in units(document).items()}
    state = states.of(code, path).status.value
    return ManifestPage(states.documents.title(code, path), state, own)


def _content(place: Path) -> bytes:
    file = place / FILE if place.is_dir() else place
    require_plain(file, str(file))
    if place.is_dir() or not zipfile.is_zipfile(place):
        return _limited(file.stat().st_size, file.read_bytes)
    with open_zip(place) as archive:
        entry = archive.getinfo(_shallowest(archive.namelist()))
        return _limited(entry.file_size, lambda: archive.read(entry))


def _limited(size: int, read: Callable[[], bytes]) -> bytes:
    """Return so many bytes; raises ValueError where no manifest is as large."""
    if size > _MAX_BYTES:
        raise ValueError("too large")
    return read()


def _shallowest(names: Iterable[str]) -> str:
    """Return the manifest at the top of the bundle's folder; raises ValueError where there is none."""
    return min((name for name in names if name.rpartition("/")[2] == FILE), key=lambda name: name.count("/"))
