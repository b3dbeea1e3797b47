"""The pages of a PDF as one document: which links stay inside, and what paper does not need."""

from helpcentre.content.language import Language
from helpcentre.content.ui_strings import Strings
from helpcentre.pdf.document import Cover, PdfPage, make_document
from support import BuiltPage

ROOT = "https://example.org/help/"
WORDS = {"pdf_contents": "Contents & more", "pdf_page": "p. {number}"}
ENGLISH = Language("en", "English", is_source=True)


def document(*articles: str, language: Language = ENGLISH) -> BuiltPage:
    pages = [
        PdfPage(f"{ROOT}topic/{number}/", f"Page {number}", f"<main>{text}</main>", depth=number)
        for number, text in enumerate(articles, start=1)
    ]
    cover = Cover("The topic", "Help", ROOT, "1 October 2026")
    words = Strings(WORDS)
    return BuiltPage(
        make_document(pages, cover, language=language, words=words, css="", site_url=ROOT, files="file:///site/")
    )


def article(text: str) -> str:
    return f'<nav><a href="/">Home</a></nav><article class="hc-article">{text}</article><aside>Contact</aside>'


def test_links_to_pages_of_the_document_stay_inside_and_others_lead_to_the_website() -> None:
    links = [
        "../2/#part",
        "../2/#gone",
        "../2/",
        "#own",
        "../../contact/#a",
        "https://other.example/?a=1&b=2",
        "http://[x",
    ]
    text = '<h1 id="own">One</h1>' + "".join(f'<a href="{link}">x</a>'.replace("&", "&amp;") for link in links)
    page = document(article(text), article('<h1>Two</h1><h2 id="part">Part</h2>'))
    assert page.attributes("article a", "href") == [
        "#page-2-part",
        "#page-2",
        "#page-2",
        "#page-1-own",
        f"{ROOT}contact/#a",
        "https://other.example/?a=1&b=2",
        "http://[x",
    ]
    assert page.attributes(".contents a", "href") == ["#page-1", "#page-2"]
    for target in ("page-1", "page-1-own", "page-2", "page-2-part"):
        assert len(page.tree.css(f'[id="{target}"]')) == 1


def test_only_the_text_of_a_page_is_taken_with_what_readers_are_told_of_it() -> None:
    told = '<div class="hc-notice">Outdated</div>'
    text = (
        '<h1 id="a">One</h1><a class="hc-link" href="#a">copy</a><nav class="hc-contents">On this page</nav>'
        '<script>1</script><button>Copy</button><div class="hc-tabs"><div class="hc-tab">'
        '<p class="hc-tab-label">iOS</p><p>First</p></div><div class="hc-tab"><p class="hc-tab-label">Android'
        "</p><p>Second</p></div></div>"
    )
    page = document(told + article(text) + '<p class="hc-updated">Updated</p><p>Feedback</p>')
    shown = " ".join(page.first(".page").text(separator=" ").split())
    assert shown == "Outdated One iOS First Android Second Updated https://example.org/help/topic/1/"


def test_pictures_are_those_of_the_folder_and_films_are_links_to_the_website() -> None:
    text = (
        '<img src="../photo.webp" srcset="x 2x" loading="lazy" alt="A photo">'
        '<video aria-label="A film" src="film.mp4"></video><audio src="a.mp3"></audio>'
    )
    page = document(article(text))
    assert page.attribute("img", "src") == "file:///site/topic/photo.webp"
    assert page.first("img").attributes.keys() == {"src", "alt"}
    assert [(link.text(), link.attributes["href"]) for link in page.tree.css("article a")] == [
        ("A film", f"{ROOT}topic/1/"),
        ("Page 1", f"{ROOT}topic/1/"),
    ]


def test_cover_contents_and_direction_are_those_of_the_language() -> None:
    page = document(article("<h1>واحد</h1>"), language=Language("ar", "العربية", is_source=False))
    assert page.attribute("html", "dir") == "rtl"
    assert page.first(".cover").text(separator="|") == "Help|The topic|1 October 2026|https://example.org/help/"
    assert page.first(".contents h1").text() == "Contents & more"
    assert "@top-right { content: string(site); }" in page.first("style").text()
