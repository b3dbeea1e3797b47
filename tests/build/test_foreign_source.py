"""A site whose source is Japanese, with an English and a Hebrew translation, and no id at any heading."""

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from helpcentre.content.markdown.fences import Dialect
from helpcentre.translation.po_export import export_po
from helpcentre.translation.po_import import import_po
from lamp import picture
from support import Project, small_project

LANGUAGES = ("ja", "en", "he")
START = {
    "ja": "site/cook/start/index.html",
    "en": "site/en/cooking/start/index.html",
    "he": "site/he/cook/start/index.html",
}
DIALECT = Dialect(has_superfences=True, has_tabs=True, has_footnotes=True, has_definitions=True)


@pytest.fixture(scope="module")
def rice(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The built site; not to be changed."""
    project = small_project(tmp_path_factory.mktemp("rice") / "rice", "rice", LANGUAGES)
    (project.folder / "docs/ja/cook/panel.jpg").write_bytes(picture(1600, 900, "JPEG"))
    built = project.build()
    assert built.status == 0, built.output
    assert {line.split(": ")[1] for line in built.warnings} <= {"heading-id-missing"}, built.output
    return project


def text_of(project: Project, code: str) -> LexborHTMLParser:
    return LexborHTMLParser((project.folder / START[code]).read_text(encoding="utf-8"))


def test_headings_and_steps_have_the_same_ids_in_all_languages(rice: Project) -> None:
    found = [re.findall(r'<(?:h[1-6]|li)[^>]*? id="([^"]+)"', rice.read(START[code])) for code in LANGUAGES]
    assert found[0] == found[1] == found[2]
    assert {"cook-for-the-first-time", "plug-it-in", "plug-it-in-step-4", "fn:lamp"} <= set(found[0])


def test_each_element_is_there_in_each_language(rice: Project) -> None:
    wanted = ("dd", "details", "figcaption", "kbd", "pre", ".footnote", ".hc-tab", ".hc-table", ".hc-task")
    for code in LANGUAGES:
        page = text_of(rice, code)
        assert [selector for selector in wanted if page.css_first(f"article {selector}") is None] == []
        # In Japanese, nothing but the script parts "IH" from what follows.
        assert [each.text() for each in page.css("article abbr")] == ["IH"], code
    assert text_of(rice, "he").css_matches("html[dir=rtl]")


def test_pages_of_drafts_and_of_other_days_are_in_no_edition(rice: Project) -> None:
    assert not list(rice.folder.glob("site/**/recall*"))
    assert not list(rice.folder.glob("site/**/campaign*"))


def test_a_page_of_two_topics_is_listed_in_both(rice: Project) -> None:
    for topic in ("cook", "care"):
        page = LexborHTMLParser(rice.read(f"site/{topic}/index.html"))
        leads_on = {link.attributes["href"] for link in page.css("main a[href]")}
        assert leads_on & {"start/", "../cook/start/"}, topic


@pytest.mark.parametrize("language", ["en", "he"])
def test_texts_go_out_and_come_back_unchanged(rice: Project, language: str, tmp_path: Path) -> None:
    docs = rice.folder / "docs"
    po = export_po(docs_dir=docs, source="ja", language=language, dialect=DIALECT)
    texts = {entry.msgctxt: entry for entry in po}
    own = ("care/", "strings.yml#")  # not translated here, and words that the product does not say in Hebrew
    untranslated = [name for name, entry in texts.items() if not entry.msgstr and not name.startswith(own)]
    assert untranslated == []
    assert not any(entry.msgid.startswith("[^") or "///" in entry.msgid for entry in po)
    po.save(str(tmp_path / "po"))
    report = import_po(tmp_path / "po", docs_dir=docs, source="ja", languages=LANGUAGES, dialect=DIALECT)
    assert (report.changed, report.stale) == ([], [])
    assert [page for page in report.incomplete if page[0] == "cook/start.md"] == []
