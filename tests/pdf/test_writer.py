"""A document as PDF: what is said of fonts and files, and equal bytes."""

import io
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from helpcentre.content.language import Language
from helpcentre.content.ui_strings import Strings
from helpcentre.pdf import document
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


def test_no_sheet_has_the_day_and_address_of_a_page_alone_and_no_term_is_parted(tmp_path: Path) -> None:
    root = "https://example.org/"
    terms = "<dl>" + "<dt>Term</dt><dd>Meaning</dd>" * 2 + "</dl>"
    pages = [
        document.PdfPage(
            f"{root}{lines}/",
            "Page",
            f'<article class="hc-article"><h1>Page</h1>{"<p>Line</p>" * lines}{terms}</article>'
            '<p class="hc-updated">Updated</p>',
            depth=1,
        )
        for lines in range(20, 50)
    ]
    whole = document.make_document(
        pages,
        document.Cover("Help", "Help", root, "1 October 2026"),
        language=Language("en", "English", is_source=True),
        words=Strings({"pdf_contents": "Contents", "pdf_page": "p. {number}"}),
        css=Path(document.__file__).with_name("pdf.css").read_text(encoding="utf-8"),
        site_url=root,
        files="file:///site/",
    )
    made = make_pdf(whole, site_dir=tmp_path)
    sheets = [sheet.extract_text().splitlines() for sheet in PdfReader(io.BytesIO(made.content)).pages]
    ends = [sheet for sheet in sheets if any(line.startswith("Updated") for line in sheet)]
    assert len(pages) == len(ends) < len(sheets) - len(pages) // 3
    assert [sheet for sheet in ends if "Meaning" not in "".join(sheet)] == []
    assert [sheet for sheet in sheets if "".join(sheet).count("Term") != "".join(sheet).count("Meaning")] == []
