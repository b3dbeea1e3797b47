"""Whom documents name as their authors: in the properties of PDF, and of the files of office programs."""

from __future__ import annotations

import re
import zlib
from codecs import BOM_UTF16_BE
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from zipfile import BadZipFile

from helpcentre.util.zip_files import open_zip

ENDINGS = frozenset(["docm", "docx", "odp", "ods", "odt", "pdf", "pptm", "pptx", "xlsm", "xlsx"])
"""The endings of the documents that :func:`authors` knows."""

_MOST = 4_000_000
"""How many bytes of one part of a document are read, for it may be packed without end."""

_PIECE = 65_536
"""How many bytes of a packed part are read at a time."""

_PROPERTIES = ("docProps/core.xml", "meta.xml")
_IN_XML = re.compile(
    r"<(dc:creator|cp:lastModifiedBy|meta:initial-creator)\b[^<>]{0,200}>(?P<text>.{0,2000}?)</\1>", re.DOTALL
)
_TAG = re.compile(r"<[^<>]*>")
_IN_PDF = re.compile(rb"/Author\s*(?:\((?P<text>(?:\\.|[^\\()])*)\)|<(?P<hex>[0-9A-Fa-f\s]*)>)", re.DOTALL)
_STREAM = re.compile(rb"/(?:ObjStm|Metadata)\b[^<]{0,500}>>\s*stream\r?\n")
_ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|\r?\n|(.))", re.DOTALL)


def authors(file: Path) -> list[str]:
    """Return the names in a document's properties, sorted; none where it has none, is encrypted or broken.

    Raises OSError where it cannot be read.
    """
    data = file.read_bytes()
    found = _in_pdf(data) if data.lstrip()[:5] == b"%PDF-" else _in_office(file)
    return sorted({name for text in found if (name := " ".join(text.split()))})


def _in_office(file: Path) -> Iterator[str]:
    try:
        with open_zip(file) as packed:
            for name in sorted(set(_PROPERTIES) & set(packed.namelist())):
                with packed.open(name) as part:
                    yield from _in_xml(part.read(_MOST))
    except BadZipFile:
        return


def _in_xml(data: bytes) -> Iterator[str]:
    for match in _IN_XML.finditer(data.decode("utf-8", errors="replace")):
        yield unescape(_TAG.sub(" ", match["text"]))


def _in_pdf(data: bytes) -> Iterator[str]:
    if b"/Encrypt" in data:
        return
    for part in (data, *_unpacked(data)):
        for match in _IN_PDF.finditer(part):
            yield _pdf_text(bytes.fromhex(_even(match["hex"])) if match["text"] is None else _unescaped(match["text"]))
        yield from _in_xml(part) if b"dc:creator" in part else ()


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Yield the parts of a PDF that may have properties and are packed."""
    for match in _STREAM.finditer(data):
        unpacker, content = zlib.decompressobj(), b""
        try:
            for place in range(match.end(), len(data), _PIECE):  # what follows the part is not copied for each
                content += unpacker.decompress(data[place : place + _PIECE], _MOST - len(content))
                if unpacker.eof or len(content) >= _MOST:
                    break
        except zlib.error:
            continue  # it is not packed, or otherwise
        yield content


def _even(digits: bytes) -> str:
    text = "".join(digits.decode("ascii").split())
    return text + "0" * (len(text) % 2)


def _unescaped(text: bytes) -> bytes:
    signs = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"", b"f": b""}

    def sign(match: re.Match[bytes]) -> bytes:
        if match[1]:
            return bytes([int(match[1], 8) & 0xFF])
        return signs.get(match[2], match[2]) if match[2] else b""

    return _ESCAPED.sub(sign, text)


def _pdf_text(data: bytes) -> str:
    if data.startswith(BOM_UTF16_BE):
        return data[2:].decode("utf-16-be", errors="replace")
    return data.decode("utf-8" if data.startswith(b"\xef\xbb\xbf") else "latin-1", errors="replace").lstrip("\ufeff")
