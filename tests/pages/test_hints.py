"""Hints: where a term gets one, in which language, and what stays without."""

from pathlib import Path

import pytest

from helpcentre.content.glossary import Hint, read_glossary
from helpcentre.content.ui_strings import Strings
from helpcentre.pages.hints import with_hints
from support import BuiltPage, Project, small_project

WORDS = Strings({"hints_title": "Terms", "hints_back": "Back ({term})"})
HINTS = {"API": Hint("A way in.", ("API",)), "opt-in": Hint("Consent.", ("opt-in", "opt-ins"))}


def marked(html: str, hints: dict[str, Hint] = HINTS) -> str:
    """Return the text with terms in brackets in place of links, without the list."""
    page = BuiltPage(f"<main>{with_hints(html, hints, WORDS)}</main>")
    for gone in page.tree.css("footer"):
        gone.decompose()
    for link in page.tree.css("a.hc-hint"):
        link.replace_with(f"[{link.text()}]")
    return page.first("main").inner_html or ""


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>The API, the API.</p><p>API</p>", "<p>The [API], the API.</p><p>API</p>"),
        ("<p>Opt-ins and an API</p>", "<p>[Opt-ins] and an [API]</p>"),
        ("<h2>API</h2><p>The <strong>API</strong>, the <a href='x'>API</a></p><p>API</p>",
         '<h2>API</h2><p>The <strong>API</strong>, the <a href="x">API</a></p><p>[API]</p>'),
        ("<p><code>API</code></p><pre><code>API</code></pre>", "<p><code>API</code></p><pre><code>API</code></pre>"),
        ('<p class="admonition-title">API</p><p>API</p>', '<p class="admonition-title">API</p><p>[API]</p>'),
        ('<ul class="hc-answers"><li><a href="x">API</a> API</li></ul>',
         '<ul class="hc-answers"><li><a href="x">API</a> API</li></ul>'),
        ("<p>APIs, myAPI, API-key, rAPId</p>", "<p>APIs, myAPI, API-key, rAPId</p>"),
        ('<p><img alt="API" src="x"><!-- API --> API</p>', '<p><img alt="API" src="x"><!-- API --> [API]</p>'),
        ("<table><tr><th>API</th><td>API</td></tr></table>",
         "<table><tbody><tr><th>API</th><td>[API]</td></tr></tbody></table>"),
        ("<p>使用WhatsApp API发送</p>", "<p>使用WhatsApp [API]发送</p>"),
    ],
)  # fmt: skip
def test_the_first_place_of_a_term_in_running_text_gets_a_hint(html: str, expected: str) -> None:
    assert marked(html) == expected


def test_a_text_without_terms_comes_back_as_it_is() -> None:
    html = "<p>Nothing <b>here</p>"
    assert with_hints(html, HINTS, WORDS) == with_hints(html, {}, WORDS) == html


def test_term_and_meaning_lead_to_each_other() -> None:
    page = BuiltPage(
        with_hints("<p>An opt-in, the API &amp; more.</p>", HINTS | {"more": Hint("<Else>", ("more",))}, WORDS)
    )
    links = page.tree.css("a.hc-hint")
    assert [link.text() for link in links] == ["opt-in", "API", "more"]
    for link in links:
        term = page.first(str(link.attributes["href"]))
        meaning = term.next
        assert meaning is not None
        assert page.first(f"#{term.id} + dd a").attributes["href"] == f"#{link.id}"
        assert page.first(f"#{term.id} dfn").text() == link.text()
    assert [each.text() for each in page.tree.css("dd")] == ["Consent. ↩", "A way in. ↩", "<Else> ↩"]
    assert page.attribute("dd a", "aria-label") == "Back (opt-in)"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hints: { API: { en: A way in. } }", {"API": Hint("A way in.", ("API",))}),
        ("hints: { API: { en: { words: [APIs, API], text: A. } } }", {"API": Hint("A.", ("APIs", "API"))}),
        ("hints: { API: { de: Ein Weg. } }", {}),
        ("keep: [API]", {}),
    ],
)
def test_a_glossary_has_hints_by_language(text: str, found: dict[str, Hint], tmp_path: Path) -> None:
    file = tmp_path / "glossary.yml"
    file.write_text(text, encoding="utf-8")
    assert read_glossary(file).hints_in("en") == read_glossary(file).hints_in("en-GB") == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hints: { API: { en: { words: [APIs] } } }", "glossary.yml:1: API: en has no 'text'"),
        ("hints: { API: { english: A. } }", "glossary.yml:1: 'english' is not the code of a language"),
        ("hints: [API]", "glossary.yml:1: hints"),
    ],
)
def test_a_hint_of_another_form_is_refused(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "glossary.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Exception, match="glossary") as refused:
        read_glossary(file)
    assert message in str(refused.value)


@pytest.fixture(scope="module")
def glossed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project of another team, whose glossary explains a word of its first page, built in both editions."""
    project = small_project(tmp_path_factory.mktemp("hints") / "small")
    (project.folder / "glossary.yml").write_text(
        "hints: { cake: { de: { words: [Kirschkuchen], text: Ein Gebäck. }, ar: { words: [كعكة], text: معجّنات. } } }\n",
        encoding="utf-8",
    )
    for done in (project.build(), project.helpcentre("bundle")):
        assert done.status == 0, done.output
    return project


def test_a_page_has_hints_in_its_own_language_alone(glossed: Project) -> None:
    german, english, arabic = (glossed.page(f"site/{code}topic/first/index.html") for code in ("", "en/", "ar/"))
    assert [each.text() for each in german.tree.css(".hc-hint")] == ["Kirschkuchen"]
    assert [each.text() for each in arabic.tree.css(".hc-hint")] == ["كعكة"]
    assert not english.tree.css(".hc-hint, .hc-hints")
    scripts = [page.attributes("script[src]", "src") for page in (german, english)]
    assert [any("hints.js" in each for each in found) for found in scripts] == [True, False]


def test_copies_search_and_markdown_are_as_without_hints(glossed: Project) -> None:
    bundle = glossed.folder / "dist/helpcentre-agents"
    assert "hc-hint" in (bundle / "topic/first.html").read_text(encoding="utf-8")
    for file in [*bundle.rglob("*.js"), *bundle.rglob("*.jsonl"), *(glossed.folder / "site").rglob("*.md")]:
        text = file.read_text(encoding="utf-8")
        assert "Gebäck" not in text, file
        assert "hc-hint-1" not in text, file


def test_a_setting_turns_hints_off(glossed: Project, tmp_path: Path) -> None:
    project = small_project(tmp_path / "small")
    (project.folder / "glossary.yml").write_text(glossed.read("glossary.yml"), encoding="utf-8")
    with (project.folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("extra: { helpcentre: { hints: false } }\n")
    assert project.build().status == 0
    assert "hc-hint" not in project.read("site/topic/first/index.html")
