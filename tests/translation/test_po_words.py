"""Words of the site in a language that the product does not speak: one file has them and the pages for translators."""

from pathlib import Path

import polib
import pytest
import yaml

from helpcentre.content.language import Language
from helpcentre.content.ui_strings import product_strings, read_strings
from helpcentre.translation.message_labels import NO_LABELS, MessageLabels
from helpcentre.translation.po_export import export_po
from helpcentre.translation.po_import import import_po
from helpcentre.translation.xliff import as_xliff

CODES = ("en", "de", "cs", "de-AT")
LANGUAGES = tuple(Language(code, code, is_source=code == "en") for code in CODES)
OWN = {"en": "placeholder_plot: number of the plot\n", "cs": "# Translate these words.\n# skip: Skip\nhome: Domů\n"}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder of pages with words of its own in two languages."""
    for code in CODES:
        (tmp_path / "docs" / code).mkdir(parents=True)
        (tmp_path / "docs" / code / "strings.yml").write_text(OWN.get(code, ""), encoding="utf-8")
    (tmp_path / "docs/en/index.md").write_text("# Help {#help}\n", encoding="utf-8")
    return tmp_path / "docs"


def words_of(docs: Path, language: str) -> dict[str, polib.POEntry]:
    po = export_po(docs_dir=docs, source="en", language=language)
    return {entry.msgctxt.partition("#")[2]: entry for entry in po if entry.msgctxt.startswith("strings.yml#")}


def take(docs: Path, entries: list[polib.POEntry], *, suffix: str = ".po") -> tuple[list[str], list[str]]:
    """Import entries in Czech; return the reasons of those that were refused, and the stale ones."""
    po = polib.POFile()
    po.metadata = {"Language": "cs", "Content-Type": "text/plain; charset=UTF-8"}
    po.extend(entries)
    file = docs.parent / f"words{suffix}"
    text = str(po) if suffix == ".po" else as_xliff(po, source="en", language="cs", labels=MessageLabels(NO_LABELS))
    file.write_text(text, encoding="utf-8")
    report = import_po(file, docs_dir=docs, source="en", languages=CODES)
    return [why for _, _, why in report.refused], report.stale


def test_only_what_the_product_does_not_say_is_to_be_translated(docs: Path) -> None:
    lacking = words_of(docs, "cs")
    assert lacking["home/text"].msgstr == "Domů"
    assert {name.partition("/")[0] for name in lacking} == {*product_strings("en"), "placeholder_plot"}
    assert [name for name in lacking if name.startswith("topic_count/")] == [
        f"topic_count/{form}" for form in ("one", "few", "many", "other")
    ]
    assert lacking["topic_count/one"].msgid == "{n} article"
    assert lacking["topic_count/few"].msgid == "{n} articles"
    assert list(words_of(docs, "de")) == ["placeholder_plot/text"]
    assert list(words_of(docs, "de-AT")) == ["placeholder_plot/text"]
    (docs / "de/strings.yml").write_text("placeholder_plot: Nummer der Parzelle\n", encoding="utf-8")
    assert words_of(docs, "de-AT") == {}, "a variant has the words of its language"


@pytest.mark.parametrize("suffix", [".po", ".xlf"])
def test_a_language_is_complete_once_all_is_translated(docs: Path, suffix: str) -> None:
    entries = list(words_of(docs, "cs").values())
    for entry in entries:
        entry.msgstr = f"Ž {entry.msgid}"
    assert take(docs, entries, suffix=suffix) == ([], [])
    strings = read_strings(docs, LANGUAGES, site_name="Help")["cs"]
    assert not strings.borrowed
    assert strings("skip") == "Ž Skip to main content"
    assert strings.counted("topic_count", 3, LANGUAGES[2]) == "Ž 3 articles"
    text = (docs / "cs/strings.yml").read_text(encoding="utf-8")
    assert text.startswith("# Translate these words.\n")
    assert "# skip" not in text
    assert [entry.msgctxt for entry in words_of(docs, "cs").values() if not entry.msgstr] == []


def test_what_would_break_the_site_is_left_out(docs: Path) -> None:
    """Lost placeholders, a count without all its forms, drafts, and texts of another version of the product."""
    words = words_of(docs, "cs")
    words["copy_link/text"].msgstr = "Kopírovat odkaz"
    words["topic_count/one"].msgstr = "{n} článek"
    words["skip/text"].msgstr = "Přejít na obsah"
    words["language/text"].msgstr = "Jazyk"
    words["language/text"].flags = ["fuzzy"]
    words["theme/text"].msgid = "Colours"
    words["theme/text"].msgstr = "Barvy"
    refused, stale = take(docs, list(words.values()))
    assert refused == ["the placeholder {title} is missing"]
    assert stale == ["strings.yml#theme/text"]
    written = yaml.safe_load((docs / "cs/strings.yml").read_text(encoding="utf-8"))
    assert written == {"home": "Domů", "skip": "Přejít na obsah"}
    read_strings(docs, LANGUAGES, site_name="Help")
