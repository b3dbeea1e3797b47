"""Pages with headings that have no id: which are given one, which are left to translators, and what is written."""

from pathlib import Path

from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.content.missing_ids import pages_without_ids, write_ids

GERMAN, JAPANESE = Language("de", "Deutsch", is_source=True), Language("ja", "日本語", is_source=False)


def documents(root: Path) -> Documents:
    return Documents(root, root / "docs", (GERMAN, JAPANESE))


def test_ids_are_written_and_headings_that_nothing_names_are_left(tmp_path: Path) -> None:
    texts = {
        "de/a.md": "# Titel {#title}\n\n## Erstes\n",
        "de/b.md": "# B {#b}\n",
        "ja/a.md": "# 題 {#title}\n\n## 一\n",
        "ja/b.md": "# 乙 {#b}\n\n## 二\n",
    }
    for name, text in texts.items():
        file = tmp_path / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (page,) = pages_without_ids(documents(tmp_path), GERMAN)
    assert [(each.line, each.id) for each in page.named] == [(3, "erstes")]
    assert page.unnamed == ()
    write_ids(page, folder=tmp_path / "docs")
    assert page.file.read_text(encoding="utf-8") == "# Titel {#title}\n\n## Erstes {#erstes}\n"
    page, other = pages_without_ids(documents(tmp_path), JAPANESE)
    assert [(each.line, each.id) for each in page.named] == [(3, "erstes")]
    assert (other.named, [each.line for each in other.unnamed]) == ((), [3])
    for each in (page, other):
        write_ids(each, folder=tmp_path / "docs")
    assert page.file.read_text(encoding="utf-8") == "# 題 {#title}\n\n## 一 {#erstes}\n"
    assert other.file.read_text(encoding="utf-8") == texts["ja/b.md"]
