"""The style sheet of every page, joined from its parts."""

import re
from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.pages.assets import STYLE_SHEET, compact_page, compact_script, is_part, style_sheet
from support import ROOT

LIST = '/* @import "helpcentre/none.css"; */\n\n@import "helpcentre/z.css";\n@import \'helpcentre/a.css\';\n'


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    folder = tmp_path / "assets" / "stylesheets" / "helpcentre"
    folder.mkdir(parents=True)
    (tmp_path / STYLE_SHEET).write_text(LIST, encoding="utf-8")
    (folder / "z.css").write_text("/* Z */\n\na,\nb > c {\n  color: red;\n}\n", encoding="utf-8")
    (folder / "a.css").write_text(
        ':root {\n  --font:\n    "A B",\n    serif;\n  --text: "1, {2; ;}\\"";\n}\n/* end */\n', encoding="utf-8"
    )
    return tmp_path


def test_style_sheet_has_its_parts_in_the_order_of_the_list(theme: Path) -> None:
    path, text = style_sheet([theme])
    assert text == 'a,b > c{color:red}:root{--font:"A B",serif;--text:"1, {2; ;}\\""}'
    assert re.fullmatch(r"assets/stylesheets/helpcentre\.[0-9a-f]{8}\.css", path)


def test_style_sheet_with_another_text_has_another_name(theme: Path) -> None:
    before, _ = style_sheet([theme])
    part = theme / "assets" / "stylesheets" / "helpcentre" / "a.css"
    part.write_text(part.read_text(encoding="utf-8").replace("serif", "sans-serif"), encoding="utf-8")
    assert style_sheet([theme])[0] != before


def test_style_sheet_with_a_part_that_is_not_listed_is_an_error(theme: Path) -> None:
    (theme / "assets" / "stylesheets" / "helpcentre" / "m.css").write_text("", encoding="utf-8")
    with pytest.raises(HelpcentreError, match=rf"/{STYLE_SHEET}:1: helpcentre/m\.css is not among the parts"):
        style_sheet([theme])


def test_style_sheet_with_a_missing_part_is_an_error_with_its_line(theme: Path) -> None:
    (theme / "assets" / "stylesheets" / "helpcentre" / "a.css").unlink()
    with pytest.raises(HelpcentreError, match=rf"/{STYLE_SHEET}:4: there is no part helpcentre/a\.css"):
        style_sheet([theme])


def test_style_sheet_of_the_site_is_flat_for_browsers_without_layers() -> None:
    _, text = style_sheet([ROOT / "overrides"])
    assert "@layer" not in text
    assert "@import" not in text
    assert "\n" not in text


@pytest.mark.parametrize("file", sorted((ROOT / "overrides").rglob("*.css")), ids=lambda file: file.name)
def test_style_sheets_have_one_declaration_a_line(file: Path) -> None:
    lines = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", file.read_text(encoding="utf-8"), flags=re.DOTALL).splitlines()
    assert [line for line in lines if re.search(r"[{;].*\S", line)] == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (STYLE_SHEET, True),
        ("assets/stylesheets/helpcentre/base.css", True),
        ("assets/stylesheets/guide.css", False),
        ("assets/stylesheets/helpcentre.1a2b3c4d.css", False),
    ],
)
def test_is_part_of_what_readers_load_by_itself_is_false(path: str, expected: bool) -> None:
    assert is_part(path) is expected


def test_a_script_loses_comments_and_indentation_and_nothing_else() -> None:
    text = '// About.\n(() => {\n  // Why.\n  const a = "https://example.org"; // kept\n\n  call(`${a}`);\n})();\n'
    assert compact_script(text) == '(() => {\nconst a = "https://example.org"; // kept\ncall(`${a}`);\n})();\n'
    assert compact_script(compact_script(text)) == compact_script(text)


@pytest.mark.parametrize("text", ["  const a = `\n    // shown\n`;\n", "/* One.\n// two */\ncall();\n"])
def test_a_script_whose_texts_or_comments_have_several_lines_keeps_them(text: str) -> None:
    assert compact_script(text) == text


def test_each_script_of_the_theme_becomes_shorter() -> None:
    for file in sorted((ROOT / "overrides/assets/javascripts").glob("*.js")):
        text = file.read_text(encoding="utf-8")
        shorter = compact_script(text)
        assert len(shorter) < len(text) or file.name == "visits.js", file.name  # it has a text of several lines
        if shorter == text:
            continue
        assert [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("//")] == [
            line.rstrip() for line in shorter.splitlines()
        ], file.name


def test_page_without_indentation_reads_the_same_and_keeps_what_authors_wrote() -> None:
    written = "<article>\n  <p>a</p>\n\n  <pre>\n  <b>b</b>\n  <i>c</i></pre>\n  <p>d</p></article>"
    page = f"<body>\n\n    <p>\n  x <b>y</b>\n    <i>z</i></p>\n  {written}\n  <pre>\n  <b>k</b>\n  </pre>\n  </body>"
    expected = page.replace("\n\n    <p>", "\n<p>").replace("\n    <i>z", "\n<i>z")
    assert compact_page(page) == expected
    assert compact_page(expected) == expected
