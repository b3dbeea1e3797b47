"""Tables of Word documents: merged cells, tables in tables, and what stands in content controls."""

import zipfile
from pathlib import Path

import pytest

from helpcentre.importer.systems.word_document import WordDocument

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


BEGINS, GOES_ON, WIDE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
TABLE = f"<w:tbl>{row(cell(paragraph('in')))}</w:tbl>"


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (
            f"<w:tbl>{row(cell(paragraph('a'), BEGINS), cell(paragraph('b')))}"
            f"{row(cell('<w:p/>', GOES_ON), cell(paragraph('c')))}</w:tbl>",
            '<table><tr><td rowspan="2"><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td></tr></table>',
        ),
        (
            f"<w:tbl>{row(cell(paragraph('a'), WIDE), cell(paragraph('b'), BEGINS))}"
            f"{row(cell(paragraph('c')), cell(paragraph('d')), cell(paragraph('e'), GOES_ON))}</w:tbl>",
            '<table><tr><td colspan="2"><p>a</p></td><td rowspan="2"><p>b</p><p>e</p></td></tr>'
            "<tr><td><p>c</p></td><td><p>d</p></td></tr></table>",
        ),
        (
            f"<w:tbl>{row(cell(paragraph('a') + TABLE))}</w:tbl>",
            "<table><tr><td><p>a</p><table><tr><td><p>in</p></td></tr></table></td></tr></table>",
        ),
        (
            f"<w:sdt><w:sdtContent>{paragraph('a')}{TABLE}</w:sdtContent></w:sdt>",
            "<p>a</p><table><tr><td><p>in</p></td></tr></table>",
        ),
        (f"<w:tbl>{row(cell(paragraph('a'), GOES_ON))}</w:tbl>", "<table><tr><td><p>a</p></td></tr></table>"),
    ],
)
def test_tables_are_read_with_their_merged_cells(body: str, html: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    assert WordDocument(tmp_path / "a.docx", "/a").read() == ("", html)
