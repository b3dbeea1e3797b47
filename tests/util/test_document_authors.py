"""Names in the properties of documents, wherever programs write them."""

import tracemalloc
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from helpcentre.content.internal_files import check_authors
from helpcentre.util.document_authors import authors

NAME = "Lina Kern"
XMP = f"<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>{NAME}</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>".encode()


def pdf(*objects: bytes) -> bytes:
    """Return a PDF with these objects."""
    return b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % each for each in enumerate(objects, 1)) + b"%%EOF\n"


def stream(kind: bytes, content: bytes, *, is_packed: bool = True) -> bytes:
    """Return a stream of a PDF."""
    data = zlib.compress(content) if is_packed else content
    head = b"<< /Type /%s %s /Length %d >>" % (kind, b"/Filter /FlateDecode" if is_packed else b"", len(data))
    return head + b"\nstream\n" + data + b"\nendstream"


def office(**parts: str) -> bytes:
    """Return a packed document with these parts."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name, text in {"content.xml": "<a>dc:creator</a>", **parts}.items():
            packed.writestr(name.replace("__", "/") + ".xml", text)
    return file.getvalue()


NAMED = {
    "plain": pdf(b"<< /Title (x) /Author (Lina Kern) /Producer (y) >>"),
    "escaped": pdf(rb"<< /Author(Lina\040\113ern) >>"),
    "two bytes a sign": pdf(b"<< /Author (" + b"\xfe\xff" + NAME.encode("utf-16-be") + b") >>"),
    "hex": pdf(b"<< /Author <" + (b"\xfe\xff" + NAME.encode("utf-16-be")).hex().encode() + b"> >>"),
    "packed": pdf(stream(b"ObjStm", b"1 0 << /Author (Lina Kern) >>")),
    "xmp": pdf(stream(b"Metadata /Subtype /XML", XMP, is_packed=False)),
    "packed xmp": pdf(stream(b"Metadata", XMP)),
    "word": office(docProps__core=f"<a><dc:creator>{NAME}</dc:creator><cp:lastModifiedBy></cp:lastModifiedBy></a>"),
    "saved last": office(docProps__core=f"<a><cp:lastModifiedBy>{NAME}</cp:lastModifiedBy></a>"),
    "open document": office(meta=f"<a><meta:initial-creator>{NAME}</meta:initial-creator></a>"),
}
UNNAMED = [
    *(b"", b"x", b"%PDF-", pdf(b"<< /Author () >>"), pdf(b"<< /Author (  ) /Title (/Author) >>")),
    *(pdf(stream(b"ObjStm", b"x")), pdf(b"<< /Type /ObjStm >>\nstream\nnot packed\nendstream")),
    *(pdf(b"<< /Author (\x9a\x01) >>", b"<< /Encrypt 3 0 R >>"), b"PK\x03\x04broken"),
    *(office(), office(docProps__core="<dc:creator/>"), office(meta="<dc:creator>Lina")),
]


@pytest.mark.parametrize("name", NAMED)
def test_name_is_found_wherever_programs_write_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(NAMED[name])
    assert authors(tmp_path / "a") == [NAME]


@pytest.mark.parametrize("data", UNNAMED)
def test_document_without_names_or_a_broken_one_has_none(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(data)
    assert authors(tmp_path / "a") == []


@pytest.mark.parametrize("name", NAMED)
def test_document_that_was_cut_off_anywhere_is_no_error(name: str, tmp_path: Path) -> None:
    for end in range(0, len(NAMED[name]), 3):
        (tmp_path / "a").write_bytes(NAMED[name][:end])
        authors(tmp_path / "a")


@pytest.mark.parametrize("method", [ZIP_BZIP2, ZIP_LZMA])
def test_document_whose_packed_part_was_changed_has_none(method: int, tmp_path: Path) -> None:
    file, name = BytesIO(), "docProps/core.xml"
    with ZipFile(file, "w", method) as packed:
        packed.writestr(name, f"<dc:creator>{NAME}</dc:creator>")
    data = bytearray(file.getvalue())
    start = 30 + len(name) + (9 if method == ZIP_LZMA else 0)  # after the head, and what lzma says of itself
    data[start : start + 12] = b"\xff" * 12
    (tmp_path / "a.docx").write_bytes(data)
    assert authors(tmp_path / "a.docx") == []


def test_what_follows_a_packed_part_is_not_read_with_it(tmp_path: Path) -> None:
    """A document of a hundred megabytes has thousands of such parts."""
    (tmp_path / "a.pdf").write_bytes(pdf(stream(b"/ObjStm", f"/Author ({NAME})".encode())) + bytes(3_000_000))
    tracemalloc.start()
    try:
        assert authors(tmp_path / "a.pdf") == [NAME]
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_only_documents_are_told_with_all_their_names(tmp_path: Path) -> None:
    (tmp_path / "a.PDF").write_bytes(pdf(b"<< /Author (B) >>", b"<< /Author (A) >>"))
    (tmp_path / "b.png").write_bytes(NAMED["plain"])
    told = [str(each.message) for each in check_authors(["b.png", "a.PDF"], tmp_path, folder="docs")]
    assert told == ["its properties name 'A', 'B'"]
