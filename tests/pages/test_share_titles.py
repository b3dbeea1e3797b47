"""Pictures with the titles of pages: fonts that have the letters, lines that fit, and a reason where none has."""

from io import BytesIO

import pytest
from PIL import Image

from helpcentre.brand.colours import Colour
from helpcentre.content.language import Language
from helpcentre.pages.open_graph import SIZE, ShareLook
from helpcentre.pages.share_fonts import drawn_letters, find_font
from helpcentre.pages.share_titles import TitleFonts, draw_title, fonts_for
from support import Project

LOOK = ShareLook(Colour(8, 90, 70), Colour(6, 63, 49))
GERMAN, ARABIC, CHINESE = (Language(code, code, is_source=False) for code in ("de", "ar", "zh"))
_OLD_PERSIAN = "\U000103a0"
TITLES = {
    "short": (GERMAN, "Kontakt"),
    "long": (
        GERMAN,
        "Warum ist dein Konto gesperrt, und was kannst du tun, damit das nicht mehr geschieht? " * 3,
    ),
    "one word": (GERMAN, "Benachrichtigungseinstellungsüberprüfungsverfahren" * 3),
    "right to left": (ARABIC, "لماذا تم حظر حسابك على Meta Business Manager؟"),
}


def fonts(*texts: str, language: Language = GERMAN) -> TitleFonts:
    found = fonts_for(texts, language)
    assert isinstance(found, TitleFonts), found
    return found


def ink(picture: bytes) -> list[tuple[int, int]]:
    """Return the light points of the lower part of a picture, where the title is."""
    with Image.open(BytesIO(picture)) as image:
        assert (image.format, image.size) == ("PNG", SIZE)
        grey = image.convert("L")
    return [(x, y) for y in range(200, SIZE[1]) for x in range(SIZE[0]) if int(str(grey.getpixel((x, y)))) > 200]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_within_the_margins_and_equal_bytes(title: str) -> None:
    language, text = TITLES[title]
    found = fonts(text, "Hilfe", language=language)
    picture = draw_title(text, "Hilfe", language=language, fonts=found, look=LOOK)
    drawn = ink(picture)
    assert min(x for x, _ in drawn) >= 60
    assert max(x for x, _ in drawn) <= SIZE[0] - 60
    assert max(y for _, y in drawn) <= SIZE[1] - 30
    assert draw_title(text, "Hilfe", language=language, fonts=found, look=LOOK) == picture


def test_a_line_begins_where_its_language_does() -> None:
    german = ink(draw_title("Kurz", "Hilfe", language=GERMAN, fonts=fonts("Kurz", "Hilfe"), look=LOOK))
    arabic = ink(draw_title("قصير", "Hilfe", language=ARABIC, fonts=fonts("قصير", "Hilfe"), look=LOOK))
    assert max(x for x, _ in german) < SIZE[0] / 2 < min(x for x, _ in arabic)


def test_titles_differ_by_their_letters_and_not_as_empty_boxes_do() -> None:
    if isinstance(fonts_for(["账号被封"], CHINESE), str):
        pytest.skip("no Chinese font: apt-get install fonts-droid-fallback")
    found = fonts("账号被封 WhatsApp", "帮助", language=CHINESE)
    one, other = (
        draw_title(text, "帮助", language=CHINESE, fonts=found, look=LOOK) for text in ("账号被封", "帮助中心")
    )
    assert ink(one) != ink(other)


def test_a_font_has_every_letter_or_is_none() -> None:
    assert find_font(drawn_letters(["Grüße, Привіт"])) is not None
    assert find_font(drawn_letters([f"Grüße {_OLD_PERSIAN}"])) is None
    assert "no installed font has all its letters" in str(fonts_for([f"A {_OLD_PERSIAN}"], GERMAN))


def test_pages_have_a_picture_each_and_one_without_a_font_says_why(small: Project) -> None:
    with (small.folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("extra: { helpcentre: { share_titles: true } }\n")
    small.edit("docs/de/topic/second.md", "title: ", f"title: {_OLD_PERSIAN} ")
    built = small.mkdocs("build")
    assert built.status == 0, built.output
    assert "docs/de/topic/second.md: the picture for chats has no title: no installed font" in built.output
    first, second = (small.page(f"site/topic/{name}/index.html") for name in ("first", "second"))
    pictures = [page.attribute('meta[property="og:image"]', "content") for page in (first, second)]
    names = [f"assets/share/pages/topic/{name}/index.png" for name in ("first", "second")]
    assert [picture.removeprefix("https://example.org/") for picture in pictures] == names
    assert first.attribute('meta[property="og:image:alt"]', "content") == "Erste Seite"
    own, instead = ((small.folder / "site" / name).read_bytes() for name in names)
    assert instead == (small.folder / "site/assets/share/de.png").read_bytes() != own
