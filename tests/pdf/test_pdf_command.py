"""``helpcentre pdf``: the texts of the pages and nothing else, with links and an outline that lead to them."""

import io
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from lamp import lamp_project
from support import BuiltPage, Project, small_project

_NOTE = "\n/// internal\nSecretword of the team.\n///\n\n/// reply | chat\nSecretreply for you.\n///\n"


@pytest.fixture(scope="module")
def lamp(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The lamp's help, with a guide, with notes, built, and its PDF."""
    project = lamp_project(tmp_path_factory.mktemp("pdf") / "lamp", ("en",))
    page = project.folder / "docs" / "en" / "app" / "pair.md"
    page.write_text(page.read_text(encoding="utf-8") + _NOTE, encoding="utf-8")
    assert project.mkdocs("build").status == 0
    return _printed(project)


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small help in three languages, and its PDFs."""
    return _printed(small_project(tmp_path_factory.mktemp("pdf") / "small"))


def _printed(project: Project) -> Project:
    done = project.helpcentre("pdf", "out")
    assert done.status == 0, done.output
    return project


def reader(project: Project, name: str) -> PdfReader:
    return PdfReader(io.BytesIO((project.folder / "out" / name).read_bytes()))


def words_of(text: str) -> list[str]:
    """Return the words of a text; a hyphen at the end of a line is no part of one."""
    return re.findall(r"\w+", re.sub(r"[-\u2010\u00ad]\s*\n\s*", "", unicodedata.normalize("NFKC", text)))


def outline(entries: list[Any]) -> list[str]:
    return [line for each in entries for line in (outline(each) if isinstance(each, list) else [str(each.title)])]


def test_each_word_of_the_pages_is_in_the_pdf(lamp: Project) -> None:
    printed = words_of("\n".join(page.extract_text() for page in reader(lamp, "en.pdf").pages))
    for name in ("pair", "media", "reference"):
        page = lamp.page(f"site/app/{name}/index.html")
        for gone in page.tree.css(".hc-link, nav, button, script, .hc-note-mark, video, audio, [data-frame]"):
            gone.decompose()
        missing = set(words_of(page.first("article").text(separator=" "))) - set(printed)
        joined = "".join(printed)
        assert [word for word in missing if word not in joined] == [], name


def test_no_note_and_no_reply_is_in_the_pdf(lamp: Project) -> None:
    text = "".join(page.extract_text() for page in reader(lamp, "en.pdf").pages)
    assert "Turn on pairing" in text
    assert "Secret" not in text


def test_outline_has_pages_and_headings_and_contents_say_their_page(lamp: Project) -> None:
    pdf = reader(lamp, "en.pdf")
    about: Any = pdf.metadata
    assert pdf.pages[0].extract_text().count(about.title) == 1, "the cover has no head"
    titles = outline(list(pdf.outline))
    assert titles[:4] == ["The app", "Pair the lamp with your phone", "Turn on pairing", "If it fails"]
    entries = {
        str(entry.title): number + 1
        for entry in _flat(pdf.outline)
        if (number := pdf.get_destination_page_number(entry)) is not None
    }
    contents = " ".join(pdf.pages[1].extract_text().split())
    for title in ("Pair the lamp with your phone", "Reference", "See how it works"):
        assert re.search(rf"{title}[ .]+{entries[title]}\b", contents), (title, contents)
        assert title in " ".join(pdf.pages[entries[title] - 1].extract_text().split())


def _flat(entries: Any) -> list[Any]:
    return [each for entry in entries for each in (_flat(entry) if isinstance(entry, list) else [entry])]


def test_links_to_pages_lead_inside_and_pictures_are_printed(lamp: Project) -> None:
    pdf = reader(lamp, "en.pdf")
    links = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    outside = {str(link["/A"]["/URI"]) for link in links if "/A" in link and "/URI" in link["/A"]}
    inside = [link for link in links if "/Dest" in link or link.get("/A", {}).get("/S") == "/GoTo"]
    assert not [address for address in outside if address.startswith("file:")]
    assert len(inside) >= 4
    assert sum(len(page.images) for page in pdf.pages) >= 3


def test_arabic_is_right_to_left_in_its_own_letters(arabic: Project) -> None:
    pdf = reader(arabic, "ar.pdf")
    text = unicodedata.normalize("NFKC", "\n".join(page.extract_text() for page in pdf.pages))
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "ar"
    assert "مقدمة عن كعكة الكرز" in text
    assert outline(list(pdf.outline))[:2] == ["موضوع", "الصفحة الأولى"]
    first = next(page for page in pdf.pages if "مقدمة" in unicodedata.normalize("NFKC", page.extract_text()))
    assert _left_of(first, "مقدمة") > float(first.mediabox.width) / 2, "lines begin at the right"


def _left_of(page: Any, word: str) -> float:
    places: list[float] = []

    def note(text: str, _: Any, matrix: Any, *__: Any) -> None:
        if word in unicodedata.normalize("NFKC", text):
            places.append(float(matrix[4]))

    page.extract_text(visitor_text=note)
    return max(places, default=0.0)


def test_a_topic_has_a_pdf_of_its_own_with_its_pages_alone(arabic: Project) -> None:
    done = arabic.helpcentre("pdf", "topics", "--language", "en", "--topic", "topic")
    assert done.status == 0, done.output
    assert [file.name for file in (arabic.folder / "topics").iterdir()] == ["en-topic.pdf"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--language", "fr"], "helpcentre: there is no language 'fr' (one of: ar, de, en)"),
        (["--topic", "topi"], "helpcentre: there is no topic 'topi' (did you mean topic?)"),
    ],
)
def test_what_is_not_there_is_told_and_nothing_is_written(arabic: Project, arguments: list[str], said: str) -> None:
    done = arabic.helpcentre("pdf", "nothing", *arguments)
    assert (done.status, done.output.splitlines()[-1]) == (1, said)
    assert not (arabic.folder / "nothing").exists()


def test_a_letter_without_a_font_refuses_the_pdf(tmp_path: Path) -> None:
    project = small_project(tmp_path / "small")
    project.edit("docs/en/topic/first.md", " {#first}", " \U000103a0 {#first}")
    done = project.helpcentre("pdf", "out", "--language", "en")
    assert done.status == 1
    assert "en.pdf was not written: no installed font has \U000103a0" in done.output
    assert not (project.folder / "out" / "en.pdf").exists()


def test_pages_are_those_of_the_website_as_it_was_built(lamp: Project) -> None:
    page: BuiltPage = lamp.page("site/app/pair/index.html")
    assert page.first("h1").text() in "".join(each.extract_text() for each in reader(lamp, "en.pdf").pages)
