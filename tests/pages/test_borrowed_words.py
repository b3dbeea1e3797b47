"""Words that a language lacks say in which language they are, wherever an element can stand."""

import pytest
from jinja2 import Environment
from markupsafe import Markup

from helpcentre.content.language import Language
from helpcentre.content.ui_strings import Strings
from helpcentre.pages.borrowed_words import TemplateWords, label

ENGLISH, HEBREW = Language("en", "English", is_source=True), Language("he", "עברית", is_source=False)
STRINGS = Strings(
    {"search": "Search", "home": "בית", "found": {"one": "{n} page", "other": "{n} pages"}, "by": "By {name}"},
    borrowed=dict.fromkeys(("search", "found", "by"), ENGLISH),
)
T = TemplateWords(STRINGS)
SEARCH = '<span lang="en" dir="ltr">Search</span>'


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("<p>{0}</p>", f"<p>{SEARCH}</p>"),
        ("<p>{0}, <b>{0}</b></p>", f"<p>{SEARCH}, <b>{SEARCH}</b></p>"),
        ("<input aria-label=\"{0}\" title='{0} > x'>{0}", f"<input aria-label=\"Search\" title='Search > x'>{SEARCH}"),
        ("<title>{0} – x</title><p>{0}</p>", f"<title>Search – x</title><p>{SEARCH}</p>"),
        ('<script>say("{0}", a < b)</script>', '<script>say("Search", a < b)</script>'),
        ("<option>{0}</option><!-- {0} -->", "<option>Search</option><!-- Search -->"),
        ("<textarea>{0}</textarea>", "<textarea>Search</textarea>"),
        ("<p>1 < 2 {0}", f"<p>1 < 2 {SEARCH}"),
    ],
)
def test_borrowed_text_is_in_an_element_where_one_can_stand(template: str, expected: str) -> None:
    assert label(template.format(T("search"))) == expected


def test_borrowed_texts_are_filled_in_and_counted() -> None:
    assert label(T("by", name="נועה")) == '<span lang="en" dir="ltr">By נועה</span>'
    assert label(T.counted("found", 3, HEBREW)) == '<span lang="en" dir="ltr">3 pages</span>'


def test_text_of_a_template_is_never_html() -> None:
    texts = {"bad": "<meta a='b'>&lt; \"{name}\"", "many": {"one": "<b>{n}", "other": "<i>{n}"}}
    template = Environment(autoescape=False).from_string("{{ t('bad', name=name) }}|{{ t('bad', name=name) | e }}")
    shown = "&lt;meta a=&#39;b&#39;&gt;&amp;lt; &#34;&lt;u&gt;&#34;"
    for borrowed in ({}, {"bad": ENGLISH, "many": ENGLISH}):
        t = TemplateWords(Strings(texts, borrowed=borrowed))
        both = label(f"<title>{template.render(t=t, name='<u>')}</title>")
        assert both == f"<title>{shown}|{shown}</title>"
        assert label(f"<title>{t.counted('many', 3, HEBREW)}</title>") == "<title>&lt;i&gt;3</title>"
        assert "<mark>" in t("bad", name=Markup("<mark>x</mark>"))


def test_own_text_stays_as_it_is() -> None:
    assert label(f"<p>{T('home')}</p>") == "<p>בית</p>"
