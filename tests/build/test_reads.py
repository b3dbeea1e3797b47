"""A step that reads something new is made again once that changes, though nobody has listed what it reads."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from helpcentre.build.run import build_site
from helpcentre.content.addresses import Addresses
from helpcentre.content.anchors import Anchors
from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.content.places import PUBLISHED
from helpcentre.content.reads import KeptAnswer, Reads, recorded, remembered
from helpcentre.util.cache import digest
from kept_ids import KeptIds
from support import Project, files, small_project

_STEPS: dict[str, tuple[str, str]] = {
    "file": (
        "def on_page_context(context, page, config, nav):\n    seen(page, Path(root, 'facts.txt').read_text())\n",
        "facts.txt",
    ),
    "file read once for all pages": (
        "def on_page_content(html, page, config, files):\n    return html + once('facts.txt')\n",
        "facts.txt",
    ),
    "file read late, and once": (
        "def on_post_page(output, page, config):\n"
        "    return output + once('facts.txt') if page.file.src_uri.endswith('second.md') else output\n",
        "facts.txt",
    ),
    "file read before any page": (
        "def on_env(env, config, files):\n    env.globals['facts'] = Path(root, 'facts.txt').read_text()\n\n"
        "def on_page_context(context, page, config, nav):\n    seen(page, config.theme.get_env().globals['facts'])\n",
        "facts.txt",
    ),
    "file that comes later": (
        "def on_page_content(html, page, config, files):\n"
        "    try:\n        return html + Path(root, 'later.txt').read_text()\n"
        "    except FileNotFoundError:\n        return html\n",
        "later.txt",
    ),
    "asset": (
        "def on_page_content(html, page, config, files):\n"
        "    return html + Path(root, 'docs/en/assets/facts.csv').read_text()\n",
        "docs/en/assets/facts.csv",
    ),
    "text of another page": (
        "def on_page_context(context, page, config, nav):\n"
        "    seen(page, documents().get('ar', 'topic/first.md').body)\n",
        "docs/ar/topic/first.md",
    ),
    "file of another page": (
        "def on_page_content(html, page, config, files):\n"
        "    return html + str(len(Path(root, 'docs/ar/topic/first.md').read_text()))\n",
        "docs/ar/topic/first.md",
    ),
    "title of another page": (
        "def on_page_context(context, page, config, nav):\n    seen(page, documents().title('ar', 'topic/index.md'))\n",
        "docs/ar/topic/index.md",
    ),
    "state of another page": (
        "def on_page_context(context, page, config, nav):\n"
        "    seen(page, str(current_session().states.of('en', 'topic/first.md')))\n",
        "docs/en/topic/first.md",
    ),
}
"""Steps that read an input of their own: what adds them, and the file that they read."""

_HOOK = """\
from pathlib import Path

from helpcentre.build.session import current_session

root = {root!r}

def documents():
    return current_session().project.documents

def once(name):
    known = vars(current_session())
    if name not in known:
        known[name] = Path(root, name).read_text()
    return known[name]

def seen(page, text):
    page.content = f"{{page.content}}<p>{{text}}</p>"

"""


def built(project: Project, name: str) -> dict[str, bytes]:
    build_site(project.folder / "mkdocs.yml", strict=False, site_dir=str(project.folder / name))
    return files(project.folder / name)


def edit(file: Path) -> None:
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    changed = text.replace("\ntitle: ", "\ntitle: Other ", 1) + "\nanother word\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(changed, encoding="utf-8")


@pytest.mark.parametrize("name", sorted(_STEPS))
def test_step_with_an_input_of_its_own_ships_no_stale_page(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    code, read = _STEPS[name]
    project = small_project(tmp_path / "small")
    project.add_hook("more.py", _HOOK.format(root=str(project.folder)) + code)
    if read == "facts.txt" or read.endswith(".csv"):
        edit(project.folder / read)
    before = built(project, "site")
    edit(project.folder / read)
    after = built(project, "site")
    monkeypatch.setenv("HELPCENTRE_CACHE", "false")
    assert after == built(project, "fresh")
    pages = {page for page in before if page.endswith("index.html") and page.startswith("en/")}
    assert {page for page in pages if before[page] != after[page]}, "the step shows nothing"


def made_pages(project: Project, change: Callable[[], object]) -> set[str]:
    """Build, change something, build again, and return the pages whose files are other files then."""
    built(project, "site")
    before = {name: (project.folder / "site" / name).stat().st_ino for name in files(project.folder / "site")}
    change()
    built(project, "site")
    pages = {name for name in before if name.endswith("index.html")}
    return {name for name in pages if (project.folder / "site" / name).stat().st_ino != before[name]}


def test_edit_that_changes_no_answer_makes_only_its_page(small: Project) -> None:
    page = "docs/de/topic/first.md"
    lines = [line for line in small.read(page).splitlines(keepends=True) if not line.startswith("title:")]
    (small.folder / page).write_text("".join(lines), encoding="utf-8")  # its name is its heading now
    made = made_pages(small, lambda: small.edit("docs/de/topic/second.md", "Apfelstrudel", "Apfelkuchen"))
    assert made <= {f"{code}topic/second/index.html" for code in ("", "en/", "ar/")}
    text = small.read(page)
    made = made_pages(small, lambda: (small.folder / page).write_text(f"{text}\nMehr.\n", encoding="utf-8"))
    assert made <= {f"{code}topic/first/index.html" for code in ("", "en/", "ar/")}


@pytest.mark.parametrize(
    ("edit", "shown_by"),
    [
        (("updated: 2026-09-01", "updated: 2026-09-02"), {"topic/first", "topic", ""}),
        (("title: Erste", "title: Andere"), {"topic/first", "topic/second", "topic", ""}),
    ],
    ids=["day of an update", "name"],
)
def test_edit_of_front_matter_makes_only_pages_that_show_it(
    edit: tuple[str, str], shown_by: set[str], small: Project
) -> None:
    (small.folder / "docs/de/other").mkdir()
    for name in ("one", "two"):
        (small.folder / f"docs/de/other/{name}.md").write_text(f"# {name} {{#{name}}}\n", encoding="utf-8")
    made = made_pages(small, lambda: small.edit("docs/de/topic/first.md", *edit))
    places = {name.removesuffix("index.html").strip("/") for name in made if not name.startswith(("en/", "ar/"))}
    assert "topic/first" in places
    assert places <= shown_by


def test_page_that_shows_the_release_is_made_for_each(
    small: Project, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    shown = "def on_page_content(html, page, config, files):\n    return html + documents_release()\n"
    release = "def documents_release():\n    return current_session().project.release.version\n\n"
    small.add_hook("more.py", _HOOK.format(root="") + release + shown)
    for day in ("1790000000", "1790100000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
        last = built(small, "site")
    monkeypatch.setenv("HELPCENTRE_CACHE", "false")
    assert last == built(small, "fresh")


def test_comment_in_a_data_file_makes_no_page(small: Project) -> None:
    file = small.folder / "glossary.yml"
    file.write_text("terms: {}\n", encoding="utf-8")
    assert made_pages(small, lambda: file.write_text("# of words\nterms: {}\n", encoding="utf-8")) == set()


def test_undone_edit_makes_no_page_again(small: Project) -> None:
    rendered = small.folder / "rendered"
    code = f"def on_page_content(html, page, config, files):\n    Path({str(rendered)!r}).touch()\n"
    small.add_hook("more.py", "from pathlib import Path\n\n" + code)
    page = small.folder / "docs/en/topic/first.md"
    text = page.read_text(encoding="utf-8")
    for content in (text, text.replace("title: ", "title: Other ", 1)):
        page.write_text(content, encoding="utf-8")
        built(small, "site")
    rendered.unlink()
    page.write_text(text, encoding="utf-8")
    built(small, "site")
    assert not rendered.exists()


@pytest.mark.parametrize(
    "question",
    [
        ("Documents", "helpcentre.content.documents", "Documents.title", "de", "index.md"),
        ("Documents", "helpcentre.content.documents", "Documents.file", "de", "index.md"),
        ("Documents", "os", "system", "true"),
        ("Documents", "helpcentre.content.documents", "Documents.title"),
        ("Nothing", "helpcentre.content.documents", "Documents.title", "de", "index.md"),
        ("Addresses", "helpcentre.content.addresses", "Addresses.outline", "xx"),
        ("nonsense",),
    ],
)
def test_stored_question_calls_only_what_is_recorded(question: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    language = Language(code="de", name="Deutsch", is_source=True)
    addresses = Addresses(Documents(tmp_path, tmp_path, (language,)), as_folders=True, chains={"de": ()})
    known = ("Documents", "helpcentre.content.documents", "Documents.title", "de", "index.md")
    assert addresses.reads.are_known(["\0".join(question)]) == (question == known)


class Shelf:
    """Books by name, for questions about them; ``sums`` counts how often the costly one was worked out."""

    def __init__(self, **books: str) -> None:
        self.books, self.reads, self.sums = books, Reads(), 0
        self.reads.add(self)

    @recorded
    def text(self, name: str) -> str:
        """Return what a book says."""
        return self.books.get(name, "")

    @remembered
    def length(self, name: str) -> int:
        """Return how long a book is."""
        self.sums += 1
        return len(self.text(name))

    @recorded
    @remembered
    def total(self, first: str, second: str) -> int:
        """Return how long two books are."""
        return self.length(first) + self.length(second)


_TOTAL = "\0".join(("Shelf", __name__, "Shelf.total", "a", "b"))


@pytest.mark.parametrize(
    ("books", "base", "sums"),
    [
        ({"a": "x", "b": "yy", "c": "new"}, "", 0),
        ({"a": "x", "b": "zz"}, "", 2),
        ({"a": "x", "b": "yyy"}, "", 2),
        ({"a": "x", "b": "yy"}, "other settings", 2),
    ],
)
def test_kept_answer_counts_while_what_it_was_made_from_is_the_same(
    books: dict[str, str], base: str, sums: int
) -> None:
    before, after, fresh = Shelf(a="x", b="yy"), Shelf(**books), Shelf(**books)
    assert before.total("a", "b") == 3
    before.reads.answers([_TOTAL])
    assert before.sums == 2  # each length once, whoever asks
    after.reads.base = fresh.reads.base = base
    after.reads.expect(before.reads.kept([_TOTAL]))
    assert after.reads.answers([_TOTAL]) == fresh.reads.answers([_TOTAL])
    assert after.sums == sums
    assert after.reads.kept([_TOTAL]) == fresh.reads.kept([_TOTAL])


@pytest.mark.parametrize("questions", [("nonsense",), ("\0".join(("Shelf", "os", "system", "true")),)])
def test_kept_answer_of_who_knows_what_is_none(questions: tuple[str, ...]) -> None:
    shelf = Shelf(a="x", b="yy")
    shelf.reads.expect({_TOTAL: KeptAnswer("0" * 64, questions, "0" * 64)})
    assert shelf.reads.answers([_TOTAL]) == [(_TOTAL, digest(3))]


_INSERT = ("de/a.md", "Öffne", "Starte die App.\n1. Öffne")


@pytest.mark.parametrize(
    "edits",
    [
        [_INSERT],
        [("de/a.md", "{#rest}", "{#other}")],
        [("en/a.md", "Open", "Start the app.\n1. Open")],
        [("de/a.md", "{#rest}", "{#other}"), ("de/b.md", "{#more}", "{#more former=/a/#rest}")],
        [_INSERT, ("de/a.md", "title: T", "title: T\nslug: elsewhere")],
        [_INSERT, ("de/a.md", "title: T", "title: T\nslug: elsewhere\nformer: /a/")],
        [(PUBLISHED, "/a/#rest ", "/b/#rest ")],
        [(PUBLISHED, "/a/", "/a/#gone -\n/a/")],
    ],
)
def test_ids_of_pages_are_the_same_with_answers_that_were_kept(
    edits: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    site = KeptIds(tmp_path)
    site.write("de/a.md", "## Rest {#rest}\n\n1. Öffne die Einstellungen.\n2. Tippe auf dein Konto.\n")
    site.write("en/a.md", "## Rest {#rest}\n\n1. Open the settings.\n2. Tap your account.\n")
    site.write("de/b.md", "## Mehr {#more}\n\n1. Warte auf die Antwort.\n")
    site.accept("a.md")
    site.publish()
    pages = [(code, path) for code in ("de", "en") for path in ("a.md", "b.md")]
    questions = ["\0".join(("Anchors", Anchors.__module__, "Anchors.page", *page)) for page in pages]
    before = site.anchors
    told = before.reads.answers(questions)
    for name, old, new in edits:
        file = tmp_path / (name if name == PUBLISHED else f"docs/{name}")
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        after, fresh = site.anchors, site.anchors
        after.reads.expect(before.reads.kept(questions))
        assert after.reads.answers(questions) == fresh.reads.answers(questions)
    assert after.reads.answers(questions) != told


def test_answer_that_an_earlier_language_asked_for_counts_for_a_later_one(
    small: Project, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    monkeypatch.setenv("HELPCENTRE_PROCESSES", "1")  # one process has the answers of every language before
    with (small.folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("extra: { helpcentre: { status_page: true } }\n")
    before = built(small, "site")
    with (small.folder / "docs/en/topic/first.md").open("a", encoding="utf-8") as page:
        page.write("\n## Only here {#only-here}\n\nMore.\n")
    after = built(small, "site")
    monkeypatch.setenv("HELPCENTRE_CACHE", "false")
    assert after == built(small, "fresh")
    assert before["ar/status.html"] != after["ar/status.html"]
