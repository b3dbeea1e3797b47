"""Pages taken apart into what can be found."""

import pytest

from helpcentre.content.ui_strings import PRODUCT_FOLDER, product_strings
from helpcentre.search.passages import Passage, fine_print, passages, replies

LANGUAGES = sorted(file.stem for file in PRODUCT_FOLDER.glob("*.yml"))
PAGE = """<html lang="ar"><head><meta name="description" content="Wie man backt"></head><body><p>Menü</p>
<article data-search-text="Kuchen" lang="de"><h1 id="kuchen">So backst du</h1><nav>Auf dieser Seite</nav>
<p>Erst <em>lesen</em>.</p><h2 id="teig">Der Teig</h2><ul><li>Mehl</li><li>Eier</li></ul>
<blockquote><h3 id="innen">Im Kasten</h3><p>Salz</p></blockquote><script>x</script>
<h2 id="ofen">Der Ofen</h2></article><p>Fuß</p></body></html>"""


def test_each_heading_starts_a_passage_and_boxes_belong_to_it() -> None:
    found = list(passages(PAGE))
    assert [(each.anchor, each.page, each.title, each.summary, each.text) for each in found] == [
        ("", "Kuchen", "So backst du", "Wie man backt", "Erst lesen."),
        ("teig", "Kuchen", "Der Teig", "", "Mehl. Eier. Im Kasten. Salz."),
        ("ofen", "Kuchen", "Der Ofen", "", ""),
    ]
    assert {each.text_language for each in found} == {"de"}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Wie <em>un</em>schön</p><p>(gut)</p>", "Wie unschön. (gut)."),
        ("<p>Wann?</p><p>Morgen!</p> <ul><li><p>Oder</p></li></ul>", "Wann? Morgen! Oder."),
        ("<p>Eins<br>zwei</p><table><tr><th>A</th><td>B</td></tr></table>", "Eins zwei. A. B."),
        ('<p>x <a title="2 > 1" href="">&lt; y &amp; z</a></p>', "x < y & z."),
        ("<pre><code>a\n  b</code></pre>", "a b."),
        ("<p>a<!-- not > this --></p><form><label>Nor</label></form><svg><title>this</title></svg><p>b</p>", "a. b."),
        ("<p>你好。</p><p>再见</p><p>WhatsApp API</p>", "你好。再见。WhatsApp API."),
        ('<div class="admonition note"><p class="admonition-title">Obst</p><p>Ja.</p></div>', "Obst. Ja."),
        (
            '<figure class="hc-embed"><figcaption>Film</figcaption><p>They see you.</p><p>Open</p></figure>',
            "Film.",
        ),
        (
            '<p>BLE<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup> m<sup>2</sup></p>'
            '<div class="footnote"><ol><li><p>Note.&#160;<a class="footnote-backref">↩</a></p></li></ol></div>',
            "BLE m2. Note.",
        ),
    ],
)
def test_passage_text_is_what_excerpts_show(html: str, text: str) -> None:
    page = f'<article data-search-text="A"><h1>A</h1>{html}</article>'
    assert [each.text for each in passages(page)] == [text]


ASIDES = """<section data-agents data-page="a"></section>
<article data-search-text="Kuchen" lang="de"><h1 id="k">Kuchen</h1>
<p>Text</p><details data-aside="internal" id="k.internal"><summary>Notiz</summary><p>Geheim</p></details>
<h2 id="teig">Der Teig</h2><p>Mehl</p>
<details data-aside="chat" id="teig.chat"><summary>Antwort</summary>
<p>Hallo <mark data-placeholder="name">{name}</mark></p></details><details data-aside="email" id="teig.email">
<summary>Antwort</summary><p>Viele Grüße</p></details></article>"""


def test_replies_of_a_section_are_one_passage_beside_the_sections() -> None:
    found = [(each.anchor, each.page, each.title, each.text) for each in replies(ASIDES)]
    assert found == [("teig", "Kuchen", "Der Teig", "Hallo … Viele Grüße.")]
    assert [each.text for each in passages(ASIDES)] == ["Text. Notiz. Geheim.", "Mehl."]


def test_replies_of_a_page_that_no_customer_gets_are_not_found() -> None:
    assert list(replies(ASIDES.replace(" data-page", " data-none"))) == []


def test_page_without_marked_text_has_no_passage() -> None:
    assert list(passages("<html><body><article><h1>A</h1></article></body></html>")) == []


def test_guide_summary_is_a_passage_aside() -> None:
    assert {each.is_aside for each in passages(PAGE)} == {False}
    assert {
        each.is_aside for each in passages(PAGE.replace("data-search-text", "data-search-aside data-search-text"))
    } == {True}


def test_page_that_stands_for_others_is_found_by_its_name_and_description() -> None:
    head, page = '<meta name="description" content="Wir.">', "<h1>A</h1><p>x</p>"
    html = f'<head>{head}</head><article data-search-text="Start" data-search-brief>{page}</article>'
    assert [(each.title, each.summary, each.text, each.is_brief) for each in passages(html)] == [
        ("Start", "Wir.", "", True)
    ]
    assert [(each.title, each.summary, each.text, each.is_brief) for each in fine_print(html)] == [
        ("A", "Wir.", "x.", False)
    ]


def test_articles_and_steps_of_guides_are_no_fine_print() -> None:
    assert not list(fine_print(PAGE))
    assert not list(
        fine_print(PAGE.replace("data-search-text", "data-search-brief data-search-aside data-search-text"))
    )


@pytest.mark.parametrize("title", ["Hinweis", "Tipp:", "Achtung!", "WICHTIG", "Note", '<span lang="en">Warning</span>'])
@pytest.mark.parametrize("tag", ["p", "summary"])
def test_an_excerpt_begins_with_the_text_of_a_box_and_not_with_its_label(tag: str, title: str) -> None:
    box = f'<div class="admonition tip"><{tag} class="admonition-title">{title}</{tag}><p>Obst.</p></div>'
    page = f'<article data-search-text="A" lang="de"><h1>A</h1>{box}<h2 id="b">B</h2>{box}</article>'
    assert [each.shown for each in passages(page)] == ["Obst.", "Obst."]
    assert {each.text.endswith(" Obst.") for each in passages(page)} == {True}  # it is found by its label, too


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_language_has_the_label_of_the_short_answer_or_of_a_type_in_excerpts(code: str) -> None:
    titles = [text for key, text in product_strings(code).items() if key.startswith("box_")]
    boxes = [("admonition answer", "Xyz"), *(("admonition", title) for title in titles)]
    html = "".join(
        f'<div class="{kind}"><p class="admonition-title">{title}</p><p>1.</p></div>' for kind, title in boxes
    )
    page = f'<article data-search-text="A" data-language="{code}"><h1>A</h1>{html}</article>'
    assert [each.shown for each in passages(page)] == [" ".join(["1."] * len(boxes))]


@pytest.mark.parametrize("heading", ["", "&nbsp;", '<img src="a.svg">', "<span><svg></svg></span>"])
def test_a_passage_without_a_heading_to_read_has_the_name_of_its_page(heading: str) -> None:
    page = f'<article data-search-text="Akku"><h1>A</h1><h2 id="_1">{heading}</h2><p>Zitronenfalter</p></article>'
    assert [(each.anchor, each.title, each.text) for each in passages(page)][1:] == [("_1", "Akku", "Zitronenfalter.")]


def test_a_picture_that_says_something_is_a_heading() -> None:
    page = '<article data-search-text="A"><h1>A</h1><h2 id="b"><img src="b.svg" alt="Ein Rad"></h2></article>'
    assert [each.title for each in passages(page)] == ["A", "Ein Rad"]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>x</p>", [("", "A", "x.")]),
        ("", [("", "A", "")]),
        ('<p>x</p><h2 id="b">B</h2><p>y</p>', [("", "A", "x."), ("b", "B", "y.")]),
        ('<p>x</p><h1 id="h">H</h1><p>y</p>', [("", "H", "x. y.")]),
        ('<h2 id="b">B</h2><h1 id="h">H</h1>', [("", "A", ""), ("b", "B", ""), ("h", "H", "")]),
    ],
)
def test_text_above_the_first_heading_is_the_first_passage(html: str, found: list[tuple[str, str, str]]) -> None:
    page = f'<article data-search-text="A">{html}</article>'
    assert [(each.anchor, each.title, each.text) for each in passages(page)] == found


@pytest.mark.parametrize(
    ("summary", "text", "shown"),
    [
        ("Ride free.", "Ride free. Under six.", "Ride free. Under six."),
        ("Ride\n  free.", "Under six. Ride free.", "Under six. Ride free."),
        ("Ride free.", "Under six.", "Ride free. Under six."),
        ("Ride free.", "", "Ride free."),
    ],
)
def test_excerpt_shows_no_description_that_the_text_repeats(summary: str, text: str, shown: str) -> None:
    assert Passage("", "Children", "Children", summary, text, "en").shown == shown
