"""The parts of a Word document (.docx), a zip of XML files (ECMA-376), read within limits."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.zip_files import MOST_RATIO, open_zip

MOST_BYTES = 100_000_000
"""The largest part of a document, unpacked."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of the text and its styles."""

_MAIN_PART = "word/document.xml"


@dataclass(frozen=True)
class WordPackage:
    """The open document ``file``."""

    file: Path
    packed: zipfile.ZipFile

    def part(self, name: str) -> bytes:
        """Return a part, empty where there is none; raises HelpcentreError for one that is too large."""
        try:
            info = self.packed.getinfo(name)
        except KeyError:
            return b""
        if info.file_size > MOST_BYTES or info.file_size > max(info.compress_size, 1) * MOST_RATIO + 1_000_000:
            raise self._broken(f"its part {name} is too large when unpacked")
        with self.packed.open(info) as stream:
            return stream.read(info.file_size + 1)[: info.file_size]

    def tree(self, name: str) -> ElementTree.Element:
        """Return the XML of a part, an element without children where there is none; raises HelpcentreError."""
        data = self.part(name)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self._broken(f"its part {name} has a document type, which no Word document has")
        try:
            return ElementTree.fromstring(data) if data else ElementTree.Element("none")
        except ElementTree.ParseError as error:
            raise self._broken(f"its part {name} is no XML") from error

    def main_tree(self) -> ElementTree.Element:
        """Return the XML of the text itself; raises HelpcentreError where there is none."""
        if _MAIN_PART not in self.packed.namelist():
            raise HelpcentreError("is no Word document", fix="save it as .docx", file=str(self.file))
        return self.tree(_MAIN_PART)

    def _broken(self, message: str) -> HelpcentreError:
        return HelpcentreError(message, fix="save the document again in Word", file=str(self.file))


@contextmanager
def open_word(file: Path) -> Iterator[WordPackage]:
    """Open a document to read it; raises HelpcentreError where it is none, then or while it is read."""
    try:
        with open_zip(file) as packed:
            yield WordPackage(file, packed)
    except (zipfile.BadZipFile, OSError) as error:
        raise HelpcentreError("is no Word document", fix="save it as .docx again", file=str(file)) from error


def value_of(element: ElementTree.Element | None, name: str) -> str:
    """Return the value of the setting ``name`` in an element, empty where it is not set."""
    found = element.find(f"{W}{name}") if element is not None else None
    return found.get(f"{W}val", "") if found is not None else ""
