"""A document as PDF: what is said of fonts and files, and equal bytes."""

import io
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from helpcentre.pdf.writer import make_pdf

_OLD_PERSIAN = "\U000103a0"
"""A letter that no font here has."""


def html(body: str) -> str:
    return f'<!doctype html><html lang="en"><title>T</title><body>{body}</body></html>'


def test_equal_documents_give_equal_bytes_and_a_tagged_pdf(tmp_path: Path) -> None:
    one, other = (make_pdf(html("<h1>Text</h1><p>One</p>"), site_dir=tmp_path) for _ in range(2))
    assert one.content == other.content
    reader = PdfReader(io.BytesIO(one.content))
    root: Any = reader.trailer["/Root"]
    outline: Any = reader.outline
    assert (bool(root["/MarkInfo"]["/Marked"]), root["/Lang"]) == (True, "en")
    assert [entry.title for entry in outline] == ["Text"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_signs_that_no_font_has_are_told(tmp_path: Path) -> None:
    made = make_pdf(html(f"<p>a{_OLD_PERSIAN}b</p>"), site_dir=tmp_path)
    assert made.missing_signs == _OLD_PERSIAN
    assert make_pdf(html("<p>ab</p>"), site_dir=tmp_path).missing_signs == ""


def test_no_file_beside_the_site_and_no_other_host_is_read(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    for file in (site / "own.svg", tmp_path / "other.svg"):
        file.write_text(svg, encoding="utf-8")
    names = [(site / "own.svg").as_uri(), (tmp_path / "other.svg").as_uri(), "http://127.0.0.1:9/x.svg"]
    made = make_pdf(html("".join(f'<img src="{name}" alt="x">' for name in names)), site_dir=site)
    assert [any(name in line for line in made.unread_files) for name in names] == [False, True, True]
