"""Open Graph: the properties of a page, and the pictures."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from helpcentre.brand.colours import Colour
from helpcentre.content.language import Language
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.output.page import PageRecord
from helpcentre.pages.open_graph import SIZE, ShareLook, draw_picture, open_graph, picture_file, write_pictures
from helpcentre.util.cache import Cache
from helpcentre.util.hashes import file_hash
from helpcentre.util.results import KnownFile, Results
from support import BuiltPage, Project

GERMAN, ARABIC, BRAZILIAN = (Language(code, code, is_source=code == "de") for code in ("de", "ar", "pt-BR"))
LOOK = ShareLook(Colour(8, 90, 70), Colour(6, 63, 49))
"""The look of a site without a brand of its own."""
RESULTS = Results(Cache(None), "")


def known(file: Path) -> KnownFile:
    """Return a file as it is now."""
    return KnownFile(file_hash(file), file)


def properties(path: str = "a/b.md", *, description: str = "Worum es geht.") -> list[tuple[str, str]]:
    page = PageRecord("de", "de", path, "", "", "", "Titel", date(2026, 9, 1), description)
    address, picture = "https://example.org/a/b/", "https://example.org/assets/share/de.png"
    return open_graph(
        page,
        language=GERMAN,
        others=[ARABIC, BRAZILIAN],
        address=address,
        site_name="Hilfe",
        picture=picture,
        picture_text="Hilfe",
    )


def test_open_graph_has_the_required_properties_and_the_languages() -> None:
    found = properties()
    assert {"og:title", "og:type", "og:image", "og:url"} <= {name for name, _ in found}
    assert ("og:type", "article") in found
    assert ("og:locale", "de_DE") in found
    assert [content for name, content in found if name == "og:locale:alternate"] == ["ar_EG", "pt_BR"]
    assert ("article:modified_time", "2026-09-01") in found


def test_open_graph_of_a_page_outside_topics_is_no_article() -> None:
    found = properties("contact.md", description="")
    assert ("og:type", "website") in found
    assert not [name for name, content in found if name.startswith("article:") or not content]


@pytest.mark.parametrize("language", [GERMAN, ARABIC, BRAZILIAN], ids=lambda language: language.code)
def test_a_picture_has_the_size_that_pages_say_and_equal_bytes(language: Language) -> None:
    drawn = draw_picture(language, look=LOOK)
    with Image.open(BytesIO(drawn)) as picture:
        assert (picture.format, picture.size) == ("PNG", SIZE)
        assert len(picture.convert("RGB").getcolors(SIZE[0] * SIZE[1]) or []) > 3, "edges are smooth"
    assert draw_picture(language, look=LOOK) == drawn
    assert len(drawn) < 30_000


def test_pictures_differ_by_language_and_follow_the_reading_direction() -> None:
    assert draw_picture(GERMAN, look=LOOK) != draw_picture(BRAZILIAN, look=LOOK)
    middles = []
    for language in (GERMAN, ARABIC):
        with Image.open(BytesIO(draw_picture(language, look=LOOK))) as picture:
            middles.append(picture.convert("RGB").getpixel((SIZE[0] * 3 // 10, SIZE[1] // 5)))
    assert middles[0] == (255, 255, 255), "German: the sign comes first, on the left"
    assert middles[1] != (255, 255, 255)


@pytest.mark.parametrize("has_logo", [True, False])
def test_a_picture_has_the_logo_or_the_code_alone(tmp_path: Path, has_logo: bool) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "#ff0000").save(logo)
    look = ShareLook(Colour(0, 0, 128), Colour(0, 0, 80), known(logo) if has_logo else None, has_sign=False)
    with Image.open(BytesIO(draw_picture(GERMAN, look=look))) as picture:
        pixels = picture.convert("RGB")
        assert pixels.getpixel((SIZE[0] * 3 // 10, SIZE[1] // 2)) == ((255, 0, 0) if has_logo else (0, 0, 128))
    logo.write_text("no picture", encoding="utf-8")
    if has_logo:
        look = replace(look, logo=known(logo))
        with pytest.raises(HelpcentreError, match=r"^logo\.png: the logo is no picture"):
            draw_picture(GERMAN, look=look)


def test_the_projects_own_picture_is_used(tmp_path: Path) -> None:
    file = tmp_path / picture_file(GERMAN)
    file.parent.mkdir(parents=True)
    Image.new("RGB", SIZE).save(file)
    own = file.read_bytes()
    write_pictures(tmp_path, [GERMAN], LOOK, RESULTS)
    assert file.read_bytes() == own
    Image.new("RGB", (10, 20)).save(file)
    with pytest.raises(HelpcentreError, match=r"share/de\.png: expected a PNG of 1200 × 630 pixels, .* 10 × 20"):
        write_pictures(tmp_path, [GERMAN], LOOK, RESULTS)
    file.write_text("no picture", encoding="utf-8")
    with pytest.raises(HelpcentreError, match=r"share/de\.png: expected a PNG of .*, received another file"):
        write_pictures(tmp_path, [GERMAN], LOOK, RESULTS)


def test_a_picture_below_docs_reaches_the_site(small: Project) -> None:
    file = small.folder / "docs" / "assets" / "share" / "en.png"
    file.parent.mkdir(parents=True)
    Image.new("RGB", SIZE, "#123456").save(file)
    built = small.build()
    assert (built.status, built.warnings) == (0, [])
    assert (small.folder / "site" / "assets" / "share" / "en.png").read_bytes() == file.read_bytes()
    assert (small.folder / "site" / "assets" / "share" / "ar.png").read_bytes() == draw_picture(ARABIC, look=LOOK)


def test_each_page_of_the_site_has_a_picture_that_is_there(project: Project) -> None:
    site = project.folder / "site"
    seen = set()
    for file in site.rglob("index.html"):
        page = BuiltPage(file.read_text(encoding="utf-8"))
        if not page.attributes("meta[name=robots]", "content"):
            image = page.attribute("meta[property='og:image']", "content")
            assert image == f"https://example.org/assets/share/{page.attribute('html', 'data-language')}.png"
            assert (site / image.removeprefix("https://example.org/")).is_file()
            assert page.attribute("meta[property='og:url']", "content") == page.attribute("link[rel=canonical]", "href")
            seen.add(image)
    assert len(seen) == 12


def test_fallback_page_has_no_open_graph_and_no_structured_data(small_site: Project) -> None:
    page = small_site.page("site/ar/topic/second/index.html")
    for selector in ("meta[property^='og:']", "script[type='application/ld+json']", "link[type='text/markdown']"):
        assert page.tree.css(selector) == [], selector
    assert not (small_site.folder / "site" / "ar" / "topic" / "second" / "index.md").exists()
    assert "second" not in small_site.read("site/ar/llms.txt")
