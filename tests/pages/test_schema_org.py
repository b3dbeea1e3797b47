"""schema.org data: of paper pages, and of the real site held against what the vocabulary allows."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest

from helpcentre.output.page import PageRecord
from helpcentre.pages.schema_org import Section, as_script, check_kind, page_sections, structured_data
from support import BuiltPage, Project

SITE = "https://example.org/"
# Of each type that the site uses: the properties that Google or schema.org require, and further ones of the vocabulary
# that it may have (https://schema.org/<type>).
_WORK = ({"@id", "url", "name", "headline", "inLanguage", "image"}, {"description", "dateModified"})
_LINKS = {"isPartOf", "workTranslation", "translationOfWork"}
VOCABULARY: dict[str, tuple[set[str], set[str]]] = {
    "TechArticle": (_WORK[0], _WORK[1] | _LINKS),
    "WebPage": (_WORK[0], _WORK[1] | _LINKS),
    "WebSite": ({"@id", "url", "name"}, _WORK[0] | _WORK[1] | _LINKS),
    "BreadcrumbList": ({"itemListElement"}, set()),
    "ListItem": ({"position", "name", "item"}, set()),
    "HowTo": ({"name", "step"}, {"inLanguage"}),
    "HowToStep": ({"position", "name", "text", "url"}, set()),
    "FAQPage": ({"mainEntity"}, {"name", "inLanguage"}),
    "Question": ({"name", "acceptedAnswer"}, {"url"}),
    "Answer": ({"text"}, set()),
}
PARTS = [Section("one", "Erstens?", "Ein Text."), Section("", "Zweitens?", "Noch einer.")]


def faults(node: Any, *, is_reference: bool = False) -> Iterator[str]:
    """The ways in which a node, or one below it, is none of the vocabulary."""
    if isinstance(node, list):
        for each in node:
            yield from faults(each, is_reference=is_reference)
    elif isinstance(node, dict):
        required, allowed = VOCABULARY[node["@type"]]
        has = set(node) - {"@type"}
        required = {"@id", "inLanguage"} if is_reference else required
        yield from (f"{node['@type']} lacks {name}" for name in sorted(required - has))
        yield from (f"{node['@type']} has {name}" for name in sorted(has - required - allowed))
        for name, value in node.items():
            yield from faults(value, is_reference=name in {"workTranslation", "translationOfWork"})
            if name in {"@id", "url", "item", "image"} and not re.match(r"https://[\w.-]+/", str(value)):
                yield f"{name} is no address: {value}"
            if name == "dateModified" and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                yield f"no date: {value}"
    elif node is None or node == "":
        yield "an empty value"


def graph(code: str = "de", *, path: str = "a/b.md", **options: Any) -> dict[str, dict[str, Any]]:
    """The graph of a page in German and English, by type."""
    versions = {"de": f"{SITE}a/b/", "en": f"{SITE}en/a/b/"}
    page = PageRecord(code, code, path, "", "", "", "Titel", date(2026, 9, 1), "Worum es geht.")
    trail = [("Start", f"{SITE}{'en/' * (code == 'en')}"), ("Titel", versions[code])]
    tags = {"de": "de", "en": "en-GB"}
    given = {
        "versions": versions,
        "source": "de",
        "tags": tags,
        "trail": trail,
        "site_name": "Hilfe",
        "picture": f"{SITE}de.png",
    }
    data = structured_data(page, **{**given, **options})
    assert data["@context"] == "https://schema.org"
    assert list(faults(data["@graph"])) == []
    return {node["@type"]: node for node in data["@graph"]}


def test_an_article_and_its_translation_name_each_other() -> None:
    german, english = graph("de")["TechArticle"], graph("en")["TechArticle"]
    assert [each["@id"] for each in german["workTranslation"]] == [english["@id"]] == [f"{SITE}en/a/b/"]
    assert english["translationOfWork"] == {"@type": "TechArticle", "@id": german["@id"], "inLanguage": "de"}
    assert (german["inLanguage"], english["inLanguage"]) == ("de", "en-GB")
    assert german["dateModified"] == "2026-09-01"
    assert "translationOfWork" not in german
    assert "workTranslation" not in english


def test_a_page_without_translations_or_original_names_none() -> None:
    assert "workTranslation" not in graph("de", versions={"de": f"{SITE}a/b/"})["TechArticle"]
    assert "translationOfWork" not in graph("en", versions={"en": f"{SITE}en/a/b/"})["TechArticle"]


def test_structured_data_has_the_type_of_the_page() -> None:
    assert set(graph(path="contact.md")) == {"WebPage", "BreadcrumbList"}
    home = graph(path="index.md", versions={"de": SITE}, trail=[("Start", SITE)])
    assert set(home) == {"WebSite"}
    assert home["WebSite"]["name"] == "Hilfe"
    assert set(graph(kind="how-to", parts=PARTS)) == {"TechArticle", "BreadcrumbList", "HowTo"}
    assert set(graph(kind=None, parts=PARTS)) == {"TechArticle", "BreadcrumbList"}


def test_steps_and_answers_are_the_visible_ones() -> None:
    steps = graph(kind="how-to", parts=PARTS)["HowTo"]["step"]
    assert [(step["position"], step["name"], step["text"], step["url"]) for step in steps] == [
        (1, "Erstens?", "Ein Text.", f"{SITE}a/b/#one"),
        (2, "Zweitens?", "Noch einer.", f"{SITE}a/b/"),
    ]
    questions = graph(kind="questions", parts=PARTS)["FAQPage"]["mainEntity"]
    assert [each["acceptedAnswer"]["text"] for each in questions] == ["Ein Text.", "Noch einer."]


def test_a_part_is_what_stands_below_its_heading() -> None:
    html = '<h1>T</h1><p>Vor</p><h2 id="a">Eins <em>b</em></h2><p>x <b>y</b></p><ul><li>z</li></ul><h2>Zwei</h2>'
    assert page_sections(html) == [Section("a", "Eins b", "x y z"), Section("", "Zwei", "")]


@pytest.mark.parametrize(
    ("kind", "headings", "messages"),
    [
        (None, [], []),
        ("how-to", ["A", "B"], []),
        ("how-to", ["A"], ["a how-to has at least two steps, this page has 1"]),
        ("questions", ["Wie?", "كيف؟", "怎么？"], []),
        ("questions", ["Wie?", "So"], ["'So' is no question"]),
        ("questions", [], ["the page has no questions"]),
    ],
)
def test_page_has_the_headings_that_its_kind_needs(kind: str | None, headings: list[str], messages: list[str]) -> None:
    found = check_kind(kind, [Section("", heading, "") for heading in headings], file="x.md")
    assert [problem.message for problem in found] == messages


def test_structured_data_with_any_text_ends_no_script() -> None:
    script = as_script({"name": "</script><!-- “ä”"})
    assert "<" not in script
    assert json.loads(script) == {"name": "</script><!-- “ä”"}


def test_structured_data_of_the_real_site_agrees_with_page_and_sitemap(project: Project) -> None:
    site = project.folder / "site"
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    entries = {
        url.findtext(f"{name}loc"): url.findtext(f"{name}lastmod")
        for url in ElementTree.parse(site / "sitemap.xml").getroot()
    }
    works: dict[str, dict[str, Any]] = {}
    how_tos = 0
    for address in filter(None, entries):
        page = BuiltPage((site / address.removeprefix(SITE) / "index.html").read_text(encoding="utf-8"))
        data = json.loads(page.first("script[type='application/ld+json']").text())
        assert list(faults(data["@graph"])) == [], address
        work = data["@graph"][0]
        assert work["@id"] == page.attribute("link[rel=canonical]", "href") == address
        assert work["inLanguage"] == page.attribute("html", "lang")
        assert work.get("dateModified") == entries[address]
        works[address] = work
        for node in data["@graph"][1:]:
            if node["@type"] == "BreadcrumbList" and page.tree.css(".hc-breadcrumb"):
                shown = [item.text().strip() for item in page.tree.css(".hc-breadcrumb li")]
                assert [item["name"] for item in node["itemListElement"]] == shown
            if node["@type"] == "HowTo":
                how_tos += 1
                assert [step["name"] for step in node["step"]] == [node.text() for node in page.tree.css("article h2")]
    assert len(works) == len(entries) >= 84
    assert how_tos >= 12
    for work in works.values():
        for other in work.get("workTranslation", []):
            assert works[other["@id"]]["translationOfWork"]["@id"] == work["@id"]
            assert works[other["@id"]]["inLanguage"] == other["inLanguage"]


def test_page_that_is_not_of_its_kind_is_refused(small: Project) -> None:
    small.edit("docs/de/topic/first.md", "order: 1", "order: 1\nkind: questions")
    built = small.build()
    assert built.status == 1
    assert [line.partition(" (")[0] for line in built.warnings] == [
        "docs/ar/topic/first.md: kind-untrue: 'قسم عميق' is no question",
        "docs/de/topic/first.md: kind-untrue: 'Tiefer Abschnitt' is no question",
        "docs/en/topic/first.md: kind-untrue: 'Deep section' is no question",
    ]


def test_page_of_an_unknown_kind_is_refused(small: Project) -> None:
    small.edit("docs/de/topic/first.md", "order: 1", "order: 1\nkind: faq")
    built = small.build()
    assert built.status == 1
    assert "docs/de/topic/first.md:5: kind: expected how-to, questions or guide, received 'faq'" in built.output
    assert "Traceback" not in built.output


def test_headline_is_the_heading_that_readers_see() -> None:
    assert graph()["TechArticle"]["headline"] == "Titel"
    work = graph(headline="Was man tut")["TechArticle"]
    assert (work["headline"], work["name"]) == ("Was man tut", "Titel")
