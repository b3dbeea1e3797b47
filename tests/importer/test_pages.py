"""Articles as Markdown: rendered, the pages say what the article said, and nothing else."""

import html
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from cases import parametrize_from_file
from helpcentre.content import frontmatter
from helpcentre.content.asides import find_notes
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.bodies.escaping import escape
from helpcentre.importer.plain_text.pages import page_names, split
from helpcentre.importer.plain_text.parser import Article, Block, Paragraph, parse_article

EXTENSIONS = ["admonition", "attr_list", "md_in_html", "sane_lists", "tables", "toc", "pymdownx.details"]


def rendered(text: str) -> str:
    """The words a reader sees of a Markdown text, white space folded."""
    document = LexborHTMLParser(markdown.markdown(text, extensions=EXTENSIONS))
    return " ".join(document.text(separator=" ").split())


def page(text: str) -> str:
    article = parse_article(f"Titel\n\n{text}")
    return split(article, page_names(article, topic="topic"), topic="topic")[0].text


def words(article: Article) -> list[list[str]]:
    """The words of each page, without the markers that become list marks."""
    parts = [(article.title, article.intro), *((section.title, section.blocks) for section in article.sections)]
    return [" ".join([title, *map(words_of, blocks)]).split() for title, blocks in parts]


def words_of(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    return " ".join([block.text, *map(words_of, block.children)])


def test_front_matter_has_title_description_and_order() -> None:
    article = parse_article("Ein Titel\n\nWorum es geht:\n\n1. Gründe & Wege\n\nText.\n")
    first, second = split(article, page_names(article, topic="sperre"), topic="sperre")
    assert (first.name, second.name) == ("index", "gruende-wege")
    meta = frontmatter.parse(first.text).meta
    assert meta == {"title": "Ein Titel", "description": "Worum es geht", "order": 1}
    assert frontmatter.parse(second.text).meta["order"] == 1
    assert "# Ein Titel {#sperre}" in first.text
    assert "# Gründe & Wege {#gruende-wege}" in second.text


def test_a_long_description_is_cut_between_words() -> None:
    text = page("wort " * 60)
    description = frontmatter.parse(text).meta["description"]
    assert len(description) <= 160
    assert description.endswith("wort…")


def test_nested_steps_survive_the_renderer() -> None:
    body = frontmatter.parse(page("  1. Eins\n\n    • Punkt\n\n      • tiefer\n\n  2. Zwei\n")).body
    tree = LexborHTMLParser(markdown.markdown(body, extensions=EXTENSIONS))
    assert len(tree.css("ol")) == 1
    assert [len(tree.css(selector)) for selector in ("ol > li", "ol > li > ul > li", "ul ul > li")] == [2, 1, 1]


def test_a_label_is_bold_unless_it_leads_to_a_lost_link() -> None:
    article = parse_article("T\n\n• Grund: viel Text\n\n• Öffne die Seite: Lampion Support\n")
    text = split(article, ["index"], topic="t", plain_labels=["Lampion Support"])[0].text
    assert "- **Grund:** viel Text" in text
    assert "- Öffne die Seite: Lampion Support" in text


@parametrize_from_file
def test_page_names_that_do_not_fit_are_refused(names: list[str], message: str) -> None:
    article = parse_article("T\n\n1. Eins\n")
    with pytest.raises(HelpcentreError, match=message):
        page_names(article, names, topic="t")


def test_titles_without_latin_letters_get_a_name_from_the_topic() -> None:
    article = parse_article("T\n\n1. أسباب\n\n(نص)\n\n2. 原因\n")
    assert page_names(article, topic="sperre") == ["index", "sperre-1", "sperre-2"]


NASTY = st.text(st.sampled_from(r"aä1.:*_`\[](){}<>&#+-!?=|~^$%/@'\"; 'xyz" + "\u00a0ب你"), min_size=1, max_size=24)
MARKUP = st.sampled_from(
    ["<b>", "&copy;", "[a](b)", "![a](b)", "# x", "!!! note", "???+ x", "---", "***", "1. x", "+ x", "> x", "`x`",
     "{#x}", "{: .x }", "[x]: y", "a_b_c", "__x__", "https://e.org/a_b?c=d", "| a | b |", "\\*", "<https://e.org>",
     "&#1", "///", "／／／", "/ internal", "/reply", "~~~", "https://e.org///x", "--8<--"]
)  # fmt: skip
TEXT = st.lists(st.one_of(NASTY, MARKUP), min_size=1, max_size=4).map(" ".join).map(lambda t: " ".join(t.split()))


@given(TEXT.filter(bool))
def test_escaped_text_renders_as_itself(text: str) -> None:
    for template in ("%s", "# %s {#id}", "- %s", "1. %s\n\n    - %s"):
        source = template.replace("%s", escape(text))
        expected = " ".join([text] * template.count("%s"))
        assert "".join(rendered(source).split()) == "".join(expected.split())
        assert not find_notes(source)


LINES = st.lists(
    st.builds("{}{}{}".format, st.sampled_from(["", "  ", "    "]), st.sampled_from(["", "• ", "1. ", "2. "]), TEXT),
    max_size=12,
)


@given(LINES, st.sampled_from(["\n", "\n\n"]))
def test_pages_hold_the_words_of_the_article(lines: list[str], gap: str) -> None:
    article = parse_article(gap.join(["Titel", *lines]))
    pages = split(article, page_names(article, topic="t"), topic="t")
    for written, expected in zip(pages, words(article), strict=True):
        seen = rendered(frontmatter.parse(written.text).body)
        assert "".join(seen.split()) == "".join(expected)


def test_entities_in_the_export_stay_text() -> None:
    assert html.unescape(re.sub("<.*?>", "", markdown.markdown(escape("&copy; &amp; AT&T")))) == "&copy; &amp; AT&T"


def test_an_item_without_a_text_leaves_its_place_to_what_stands_in_it() -> None:
    body = frontmatter.parse(page("•\n\n  1. eins\n\n•\n")).body
    assert body.strip().splitlines()[-1] == "1. eins"


def test_names_made_from_long_titles_are_short_and_differ() -> None:
    title = "wort " * 100
    text = "Titel\n" + "".join(f"{number}. {title}{number}\nText\n" for number in (1, 2)) + f"3. {'x' * 400}\n"
    names = page_names(parse_article(text), topic="t")
    assert len(set(names)) == 4
    assert max(map(len, names)) <= 80 + len("-2")
    assert names[1].endswith("-wort")
