"""Files that only notes use, in whichever spelling, and copies of their text."""

from pathlib import Path
from typing import Literal, TypeAlias
from unicodedata import normalize
from urllib.parse import quote

import pytest

from helpcentre.content.frontmatter import ParsedFiles
from helpcentre.content.internal_files import Internal, files_with_notes, read_internal
from helpcentre.content.markdown.fences import PLAIN
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.cache import Cache
from helpcentre.util.hashes import FileHashes

_Form: TypeAlias = Literal["NFC", "NFD"]
_NOTE = "# A {{#a}}\n\nText.\n\n{}\n\n/// internal\n{}\n///\n"


def internal(folder: Path, files: dict[str, str]) -> Internal:
    """What is internal of these files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return read_internal(folder, FileHashes(Cache(None), name="").below(folder), ParsedFiles(), dialect=PLAIN)


@pytest.mark.parametrize(
    "spelled",
    ["![x](../a/b_c d.png)", "![x](<../a/b_c d.png>)", "![x](../a/b_c%20d.png?v=1#x)", "/a/b_c d.png",
     r"![x](../a/b\_c d.png)", "![x](../a/b&#95;c d.png)", "<p style='background:url(../a/b_c d.png)'>",
     "<img src='../a/B_C D.PNG'>", "**b_c d.png**"],
)  # fmt: skip
def test_file_that_only_a_note_names_is_internal_in_any_spelling(spelled: str, tmp_path: Path) -> None:
    pages = {"de/p.md": _NOTE.format("", spelled), "a/b_c d.png": "", "a/c d.png": "", "a/other.png": ""}
    assert internal(tmp_path, pages).files == {"a/b_c d.png"}


@pytest.mark.parametrize("spelled", ["![x](../a/{}.png)", "<img src='../a/{}.PNG'>", "{}.png"])
@pytest.mark.parametrize(("written", "stored"), [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")])
def test_file_whose_name_is_stored_in_another_form_of_letters_is_internal(
    written: _Form, stored: _Form, spelled: str, tmp_path: Path
) -> None:
    name = f"a/{normalize(stored, 'Prüfbild')}.png"
    for word in (normalize(written, "Prüfbild"), quote(normalize(written, "Prüfbild"))):
        pages = {"de/p.md": _NOTE.format("", spelled.format(word)), name: ""}
        assert internal(tmp_path / written, pages).files == {name}


def test_copy_of_a_note_in_another_form_of_letters_is_found(tmp_path: Path) -> None:
    said = "Nur das Büro für Anträge hebt diese Sperre auf."
    found = internal(tmp_path, {"de/p.md": _NOTE.format("", said), "a.csv": normalize("NFD", said)})
    assert files_with_notes(found, tmp_path, ["a.csv"]) == {"a.csv"}


@pytest.mark.parametrize(
    "spelled",
    ["![x](../a/b_c.png)", "![x](<../a/b_c.png>)", "![x](../a/b_c.png?v=1)", "![x](/a/b_c.png)", r"![x](../a/b\_c.png)",
     "![x](../a/b&#95;c.png)", "<p style='background:url(../a/b_c.png)'>", "[r]: ../a/b_c.png\n"],
)  # fmt: skip
def test_file_that_readers_use_too_is_published(spelled: str, tmp_path: Path) -> None:
    pages = {"de/p.md": _NOTE.format(spelled, "![x](../a/b_c.png)"), "a/b_c.png": ""}
    assert internal(tmp_path, pages).files == frozenset()


def test_files_of_one_name_are_each_judged_by_their_folder(tmp_path: Path) -> None:
    pages = {"de/p.md": _NOTE.format("![x](../b/t.png)", "![x](../a/t.png)"), "a/t.png": "", "b/t.png": ""}
    assert internal(tmp_path, pages).files == {"a/t.png"}


def test_picture_that_another_language_shows_is_published(tmp_path: Path) -> None:
    pages = {"de/p.md": _NOTE.format("", "![x](t.png)"), "en/p.md": "# A\n\n![x](t.png)\n", "de/t.png": ""}
    assert internal(tmp_path, pages).files == frozenset()
    assert internal(tmp_path, {"en/t.png": ""}).files == {"de/t.png"}, "it has one of its own"


def test_file_with_a_line_of_a_note_is_a_copy_of_it(tmp_path: Path) -> None:
    said, shown = "Only the team of Lampion can lift this.", "Tap on the button to request a review."
    notes = _NOTE.format(f"- {shown}", f"- {said}\n\n{shown}\n\nShort.")
    files = {
        "de/p.md": notes, "a.vtt": f"1\n00:00\n{said}\n", "b.svg": f"<svg><text>{said.replace(' ', '  ')}</text></svg>",
        "c.csv": f'1;"{said} And more"\n', "d.csv": f"{shown}\nShort.\n", "e.vtt": "Only the team.",
        "f.bin": f"\0{said}",
    }  # fmt: skip
    found = internal(tmp_path, files)
    (tmp_path / "g.csv").write_text(said, encoding="utf-16")
    names = ["g.csv", *(name for name in files if not name.endswith(".md"))]
    assert files_with_notes(found, tmp_path, names) == {"a.vtt", "b.svg", "c.csv", "g.csv"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("One.\n\n/// internal\nTwo.\n///\n", ":3: an aside stands above the first heading"),
        ("---\ntitle: A\n---\n# A\n\n/// internal\n///\n", ":6: the aside is empty"),
        (b"/// \xff", ":1: byte 0xFF is not UTF-8"),
    ],
)
@pytest.mark.parametrize("name", ["de/_snippets/shared.md", "xx/page.md"])
def test_text_of_no_page_that_cannot_be_read_is_named(name: str, text: str | bytes, why: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(HelpcentreError) as told:
        internal(tmp_path, {"a.png": ""})
    assert str(told.value).startswith(f"{tmp_path.name}/{name}{why}")
