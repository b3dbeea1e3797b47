"""Words that may be nowhere on the website, planted into a copy of a project, and looked for in every byte."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from helpcentre.content.documents import Documents
from helpcentre.content.places import CACHE_DIR
from helpcentre.util.files import names_below, read_text

_LEFT_OUT = (".git", ".venv", "node_modules", "__pycache__", CACHE_DIR.partition("/")[0])
_STRAYS = ("{name}.orig", "{name}~", "{stem}-copy.MD", "{stem}-draft.txt")
"""What editors and people leave beside a page."""


@dataclass
class Canaries:
    """The words that were planted, each with the place where it stands."""

    places: dict[str, str] = field(default_factory=dict)

    def at(self, place: str) -> str:
        """Return a new word for a place."""
        word = f"hccanary{len(self.places):05d}x"
        self.places[word] = place
        return word


def copy_project(folder: Path, target: Path, *, without: Path) -> None:
    """Copy a project without what was built from it, or installed for it, and without the folder ``without``.

    Left out are pipes, devices and links that lead nowhere or around in a circle, too: no build reads them.
    """
    built = {without.resolve(), folder / "site", folder / "dist"}

    def left_out(place: str, names: list[str]) -> list[str]:
        around = {Path(place).resolve(), *Path(place).resolve().parents}
        return [
            name
            for name in names
            if name in _LEFT_OUT
            or not ((file := Path(place, name)).is_file() or file.is_dir())
            or file.resolve() in built | around
        ]

    shutil.copytree(folder, target, ignore=left_out, symlinks=False)


def plant_canaries(documents: Documents) -> Canaries:
    """Write a word into each note and reply of a project, one more note below each page, and copies beside it."""
    canaries = Canaries()
    for language in documents.languages:
        for path in documents.paths(language.code):
            document = documents.get(language.code, path)
            if document is None:
                continue
            file = documents.file(language.code, path)
            name = documents.name(file)
            text = read_text(file, name=name)
            lines = text.splitlines()
            for aside in reversed(document.asides):
                line = document.body_line - 1 + aside.start + 1
                lines.insert(line, canaries.at(f"{name}:{line}, a note or reply"))
                lines.insert(line + 1, "")
            note = canaries.at(f"{name}, a note at its end")
            file.write_text("\n".join([*lines, "", "/// internal", note, "///", ""]), encoding="utf-8")
            for pattern in _STRAYS:
                stray = file.with_name(pattern.format(name=file.name, stem=file.stem))
                word = canaries.at(f"{stray.name} beside {name}")
                stray.write_text(f"# Draft\n\n/// internal\n{word}\n///\n", encoding="utf-8")
    return canaries


def leaked_canaries(site: Path, canaries: Canaries) -> Iterator[tuple[str, str]]:
    """Yield the place of each word that a site has, in a name or in content, and the file that has it."""
    for name, content in _contents(site):
        data = name.encode() + b"\n" + content
        if b"hccanary" in data:
            yield from ((place, name) for word, place in canaries.places.items() if word.encode() in data)


def _contents(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file below a site with its content, unpacked where it is packed."""
    for name in names_below(site):
        file = site / name
        content = file.read_bytes()
        if is_zipfile(file):
            with ZipFile(file) as archive:
                yield from ((f"{name}: {each}", archive.read(each)) for each in archive.namelist())
        yield name, gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content


def missing_canaries(site: Path, canaries: Canaries) -> Mapping[str, str]:
    """Return the words of notes and replies that the agents' edition lacks, so that the test could see nothing."""
    found = {place for place, _ in leaked_canaries(site, canaries)}
    return {word: place for word, place in canaries.places.items() if place not in found and " beside " not in place}
