"""Importing: golden cases, all pages or none, and a clear answer to every kind of bad file."""

import shutil
from pathlib import Path

import pytest
import yaml

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.plain_text import losses as report
from helpcentre.importer.plain_text.importer import MAX_BYTES, import_article, write_pages
from helpcentre.importer.plain_text.pages import PageText
from helpcentre.importer.plain_text.parser import Item, parse_article
from support import TESTS

CASES = sorted((TESTS / "articles").iterdir())
REAL = TESTS / "articles" / "whatsapp-account-blocked" / "article.txt"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_import_of_each_golden_article_gives_its_pages_and_report(case: Path, tmp_path: Path) -> None:
    options = yaml.safe_load((case / "case.yml").read_text(encoding="utf-8"))
    names = options.get("link_names", {})
    to = tmp_path / options["to"]
    done = import_article(case / "article.txt", to, pages=options.get("pages", []), link_names=names)
    written = {file.name: file.read_text(encoding="utf-8") for file in to.iterdir()}
    written["report.txt"] = report.as_text(done.losses, names) + "\n"
    expected = {file.name: file.read_text(encoding="utf-8") for file in (case / "expected").iterdir()}
    assert written == expected
    assert sorted(done.files) == sorted(to.iterdir())


def test_the_real_article_has_the_parts_its_authors_wrote() -> None:
    article = parse_article(REAL.read_text(encoding="utf-8"))
    reasons, steps, practices, conclusion = (
        [block for block in section.blocks if isinstance(block, Item)] for section in article.sections
    )
    assert article.edit_mark
    assert len(article.intro) == 1
    assert len(reasons) == 4
    assert [len(step.children) for step in steps] == [1, 2, 1, 1]
    assert [len(practice.children) for practice in practices] == [1, 1, 1, 1]
    assert (conclusion, len(article.sections[3].blocks)) == ([], 2)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8"),
        (b"Titel\n\n\x00\x01", ":3: control character 0x00"),
        ("Gründe".encode("latin-1"), ":1: byte 0xFC is not UTF-8 .save the file as UTF-8"),
        ("Gründe".encode("utf-16"), "UTF-16"),
        (b"x" * (MAX_BYTES + 1), "the file has more than 5 MB"),
    ],
    ids=["empty", "binary", "control characters", "Latin-1", "UTF-16", "too large"],
)
def test_import_of_a_file_that_is_no_export_is_refused(content: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    file.write_bytes(content)
    with pytest.raises(HelpcentreError, match=message):
        import_article(file, tmp_path / "to", link_names={})
    assert not (tmp_path / "to").exists()


def test_import_of_a_huge_file_is_refused_without_reading_it_whole(tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    with file.open("wb") as sparse:
        sparse.truncate(100_000_000)
    with pytest.raises(HelpcentreError, match="the file has more than 5 MB"):
        import_article(file, tmp_path / "to", link_names={})


def test_import_of_a_folder_or_missing_file_is_refused(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(HelpcentreError, match="cannot be read"):
            import_article(file, tmp_path / "to", link_names={})


def test_import_of_windows_line_ends_gives_the_same_pages(tmp_path: Path) -> None:
    windows = tmp_path / "export.txt"
    windows.write_bytes(b"\xef\xbb\xbf" + REAL.read_bytes().replace(b"\n", b"\r\n"))
    for file, name in ((REAL, "a"), (windows, "b")):
        import_article(file, tmp_path / name / "topic", link_names={})
    one, other = (
        {file.name: file.read_bytes() for file in (tmp_path / name / "topic").iterdir()} for name in ("a", "b")
    )
    assert one == other


def test_import_of_an_article_without_sections_is_one_page(tmp_path: Path) -> None:
    file = tmp_path / "export.txt"
    file.write_text("Titel\n\nEin Absatz.\n", encoding="utf-8")
    done = import_article(file, tmp_path / "to", link_names={})
    assert [page.name for page in done.files] == ["index.md"]
    assert [loss.what for loss in done.losses] == ["no numbered section found, all text is on one page"]


def test_import_keeps_existing_pages_unless_told_otherwise(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("mine", encoding="utf-8")
    with pytest.raises(HelpcentreError, match=r"already there: index.md .use --force"):
        import_article(REAL, tmp_path, link_names={})
    assert [file.name for file in tmp_path.iterdir()] == ["index.md"]
    assert (tmp_path / "index.md").read_text(encoding="utf-8") == "mine"
    import_article(REAL, tmp_path, link_names={}, overwrite=True)
    assert (tmp_path / "index.md").read_text(encoding="utf-8") != "mine"


def test_import_that_fails_half_way_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("old a", encoding="utf-8")
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "b.md":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(HelpcentreError, match="No space left"):
        write_pages([PageText("a", "new a"), PageText("b", "new b")], tmp_path, overwrite=True)
    assert {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()} == {"a.md": "old a"}


def test_import_takes_the_topics_id_from_the_folder(tmp_path: Path) -> None:
    shutil.copy(REAL, tmp_path / "export.txt")
    import_article(tmp_path / "export.txt", tmp_path / "Konto gesperrt", link_names={})
    assert "{#konto-gesperrt}" in (tmp_path / "Konto gesperrt" / "index.md").read_text(encoding="utf-8")
