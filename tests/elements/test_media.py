"""Pictures, films, sounds, films of other hosts, and files to download: what a page shows of each."""

from pathlib import Path

import pytest
from markdown import Markdown
from PIL import Image

from helpcentre.content.language import Language
from helpcentre.content.media_addresses import read_embed
from helpcentre.content.ui_strings import Strings
from helpcentre.elements.embeds import frame_hosts
from helpcentre.elements.extension import PageElements
from helpcentre.elements.page_files import PageFile, PageSurroundings, rewritten
from helpcentre.elements.pictures import make_copy, needed_copies, picture_size
from helpcentre.elements.raw_html import rewrite_html
from helpcentre.util.hashes import file_hash
from helpcentre.util.results import KnownFile
from lamp import picture
from support import BuiltPage

GERMAN, ENGLISH = Language("de", "Deutsch", is_source=True), Language("en", "English", is_source=False)
WORDS = Strings({"embed_notice": "Bei {site}.", "embed_open": "Öffnen: {site}", "picture_enlarge": "Groß"})
DIGEST = "0123456789abcdef" * 4


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with a file of each kind."""
    files = {
        "de/app/large.jpg": picture(2000, 1000, "JPEG"),
        "de/app/small.png": picture(90, 60, "PNG"),
        "de/app/wide.png": picture(1200, 40, "PNG") + bytes(30_000),
        "de/app/drawn.svg": b'<svg width="40px" height="20" viewBox="0 0 4 2"/>',
        "de/app/open.svg": b'<svg viewBox="0 0 4 2"/>',
        "de/app/broken.png": b"no picture",
        "de/app/film.mp4": b"film",
        "de/app/film.vtt": b"WEBVTT",
        "en/app/film.vtt": b"WEBVTT en",
        "de/app/talk.ogg": b"sound",
        "de/app/price list.pdf": bytes(2_500_000),
        "de/app/next.md": b"# Next",
    }
    for name, content in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return tmp_path


def page(text: str, docs: Path, *, code: str = "de", is_public: bool = True) -> BuiltPage:
    """Return the page ``app/page.md`` of a language, below a folder of its own address."""

    def find(address: str) -> PageFile | None:
        name = address.replace("%20", " ")
        path = next((path for path in (f"{code}/app/{name}", f"de/app/{name}") if (docs / path).is_file()), None)
        if path is None:
            return None
        return PageFile(path, f"../{name}".replace(".md", "/"), docs / path, "" if name.endswith(".md") else DIGEST)

    language = GERMAN if code == "de" else ENGLISH
    around = PageSurroundings(WORDS, language, (GERMAN, ENGLISH), find, "../../", is_public=is_public)
    return BuiltPage(Markdown(extensions=["attr_list", "md_in_html", PageElements(around)]).convert(text))


def test_a_large_picture_has_copies_its_size_and_a_link_to_the_largest(docs: Path) -> None:
    found = page("![Lampe](large.jpg)\n\n![Lampe](large.jpg)", docs)
    name = "../../assets/pictures/large-0123456789abcdef-{}.webp".format
    img = found.first("img").attributes
    assert (img["width"], img["height"], img["src"]) == ("2000", "1000", name(800))
    assert img["srcset"] == f"{name(400)} 400w, {name(800)} 800w, {name(1600)} 1600w"
    assert [each.attributes.get("loading") for each in found.tree.css("img")] == [None, "lazy"]
    assert found.attribute("a.hc-zoom", "href") == name(1600)


def test_a_page_on_disk_has_one_address_for_a_picture(docs: Path) -> None:
    img = page("![Lampe](large.jpg)", docs, is_public=False).first("img").attributes
    assert img["src"] == "../../assets/pictures/large-0123456789abcdef-1600.webp"
    assert img["data-original"] == "../large.jpg"
    assert "srcset" not in img


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [
        ("![a](small.png)", "90", "60"),
        ("![a](small.png){ width=45 }", "45", "30"),
        ('![a](small.png){ height="30px" }', "45", "30px"),
        ("![a](small.png){ width=50% }", "50%", None),
        (f"![a](small.png){{ width={'9' * 400} }}", "9" * 400, None),
        ("![a](drawn.svg)", "40", "20"),
        ("![a](open.svg)", None, None),
        ("![a](broken.png)", None, None),
    ],
)
def test_width_and_height_are_the_pictures_unless_the_author_says_else(
    text: str, width: str | None, height: str | None, docs: Path
) -> None:
    found = page(text, docs)
    img = found.first("img").attributes
    assert (img.get("width"), img.get("height")) == (width, height)
    assert found.tree.css(".hc-zoom, [srcset]") == []


def test_a_picture_in_a_link_stays_in_that_link(docs: Path) -> None:
    assert page("[![a](large.jpg)](next.md)", docs).attributes("a", "href") == ["next.md"]


def test_a_picture_of_no_great_width_is_no_link(docs: Path) -> None:
    found = page("![a](wide.png)", docs)
    assert found.attribute("img", "srcset").count("w,") == 2
    assert found.attribute(".hc-zoom", "href").endswith("-1200.webp")


def test_a_turned_photograph_is_measured_and_copied_as_it_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Maker"
    Image.new("RGB", (40, 20), "red").save(file, exif=exif)
    size = picture_size(file, "turned")
    assert size is not None
    assert (size.width, size.height) == (20, 40)
    (tmp_path / "b.webp").write_bytes(make_copy(KnownFile(file_hash(file), file), 10))
    with Image.open(tmp_path / "b.webp") as copy:
        assert copy.size == (10, 20)
        assert not copy.getexif()


def test_a_copy_keeps_what_is_transparent_and_is_equal_each_time(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    Image.new("RGBA", (40, 20), (255, 0, 0, 0)).save(file)
    copy = make_copy(KnownFile(file_hash(file), file), 20)
    assert copy == make_copy(KnownFile(file_hash(file), file), 20)
    (tmp_path / "b.webp").write_bytes(copy)
    with Image.open(tmp_path / "b.webp") as opened:
        assert opened.getchannel("A").getextrema() == (0, 0)


def test_only_copies_of_known_pictures_are_made() -> None:
    known = "../assets/pictures/a-0123456789abcdef-400.webp"
    other = "assets/pictures/b-ffffffffffffffff-400.webp"
    found = needed_copies([known, other, "x.webp"], {"de/a.jpg": DIGEST})
    assert found == {"assets/pictures/a-0123456789abcdef-400.webp": ("de/a.jpg", DIGEST, 400)}


@pytest.mark.parametrize(("code", "default"), [("de", "de"), ("en", "en")])
def test_a_film_has_a_player_with_captions_of_its_reader(code: str, default: str, docs: Path) -> None:
    found = page('![So geht es](film.mp4){ poster="small.png" }', docs, code=code)
    video = found.first("figure > video").attributes
    assert (video["src"], video["poster"], video["preload"]) == ("../film.mp4", "../small.png", "none")
    assert found.first("figcaption a").text() == "So geht es"
    assert found.attribute("track[default]", "srclang") == default
    assert found.tree.css("img") == []


def test_captions_on_disk_are_in_the_page(docs: Path) -> None:
    assert (
        page("![a](film.mp4)", docs, is_public=False).attribute("track", "src").startswith("data:text/vtt;base64,V0VC")
    )


def test_a_sound_has_a_player_and_one_amid_text_breaks_no_paragraph(docs: Path) -> None:
    found = page("![Klang](talk.ogg)\n\nHör: ![Klang](talk.ogg)!", docs)
    assert found.attributes("audio", "src") == ["../talk.ogg", "../talk.ogg"]
    assert len(found.tree.css("figure")) == 1
    assert found.first("p").text() == "Hör: Klang!"


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        (
            "https://www.youtube.com/watch?v=abcdefghijk",
            "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1",
        ),
        ("https://youtu.be/abcdefghijk?t=1m", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1&start=1"),
        ("//www.youtube.com/embed/abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"),
        ("https://m.youtube.com/shorts/abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"),
        ("https://vimeo.com/1234/ab12", "https://player.vimeo.com/video/1234?autoplay=1&dnt=1&h=ab12"),
        ("https://www.youtube.com/@channel", None),
        ("https://www.youtube.com/watch?v=<script>", None),
        ("https://youtube.com.example.org/watch?v=abcdefghijk", None),
        ("https://vimeo.com/about", None),
        ("javascript://youtu.be/abcdefghijk", None),
    ],
)
def test_addresses_of_films_elsewhere_are_known_and_no_others(address: str, frame: str | None) -> None:
    embed = read_embed(address)
    assert (embed.frame if embed else None) == frame


@pytest.mark.parametrize(
    "text",
    [
        "![Auspacken](https://youtu.be/abcdefghijk)",
        '<iframe src="https://www.youtube.com/embed/abcdefghijk" width="560" title="Auspacken"></iframe>',
        "<div markdown>\n\n<iframe title='Auspacken'\n  src='https://youtu.be/abcdefghijk'></iframe>\n\n</div>",
    ],
)
def test_a_film_elsewhere_is_a_box_that_loads_nothing(text: str, docs: Path) -> None:
    found = page(text, docs)
    assert found.first(".hc-embed figcaption, .hc-embed .hc-figcaption").text() == "Auspacken"
    assert found.attribute(".hc-embed a", "href") == "https://www.youtube.com/watch?v=abcdefghijk"
    assert found.tree.css("iframe, img, [src]") == []
    assert frame_hosts(found.tree.html or "") == ("https://www.youtube-nocookie.com",)
    on_disk = page(text, docs, is_public=False)
    assert on_disk.tree.css("[data-frame]") == []


def test_other_frames_stay_for_the_check_of_the_security_policy(docs: Path) -> None:
    assert page('<iframe src="https://maps.example.org/"></iframe>', docs).tree.css("iframe")


def test_a_file_to_download_says_its_kind_and_size_in_the_language(docs: Path) -> None:
    found = page("[Preise](price%20list.pdf) [Bild](large.jpg) [Weiter](next.md) [Netz](https://a.org/b.pdf)", docs)
    assert [link.text() for link in found.tree.css("a")] == ["Preise (PDF, 2,5 MB)", "Bild", "Weiter", "Netz"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<video src="film.mp4" poster=small.png></video>', '<video src="../film.mp4" poster="../small.png"></video>'),
        ("<source srcset='small.png 1x, large.jpg 2x'>", '<source srcset="../small.png 1x, ../large.jpg 2x">'),
        ('<a class="x" href="next.md#a">b</a>', '<a class="x" href="../next/#a">b</a>'),
        ('<img alt="src=small.png" src="/a.png">', '<img alt="src=small.png" src="/a.png">'),
        (
            '<img src="gone.png" srcset="https://a.org/small.png 1x">',
            '<img src="gone.png" srcset="https://a.org/small.png 1x">',
        ),
        ('<code>&lt;img src="small.png"&gt;</code>', '<code>&lt;img src="small.png"&gt;</code>'),
    ],
)
def test_addresses_in_html_name_files_as_markdown_does(html: str, expected: str, docs: Path) -> None:
    def find(address: str) -> PageFile | None:
        place = docs / "de" / "app" / address
        return PageFile(address, f"../{address}".replace(".md", "/"), place) if place.is_file() else None

    assert rewrite_html(html, lambda address: rewritten(address, find)) == expected


def test_html_with_markdown_in_it_is_rewritten_too(docs: Path) -> None:
    found = page('<video markdown controls src="film.mp4">\n<source src="talk.ogg">\n</video>', docs)
    assert found.attributes("video, source", "src") == ["../film.mp4", "../talk.ogg"]


@pytest.mark.parametrize("is_public", [True, False])
def test_a_film_of_another_host_may_have_a_picture_of_the_project(docs: Path, is_public: bool) -> None:
    found = page("![Auspacken](https://youtu.be/abcdefghijk){ poster=large.jpg }", docs, is_public=is_public)
    still = found.first(".hc-embed > img").attributes
    assert (still["alt"], still["width"], still["loading"]) == ("", "2000", "lazy")
    assert "assets/pictures/large-" in (still["src"] or "")
    assert found.tree.css(".hc-zoom") == []
