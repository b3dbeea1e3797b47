"""The Markdown twins and their lists: what is in them, that their links lead somewhere, and what is not in them."""

import re
from pathlib import Path

import pytest

from helpcentre.content.language import Language
from helpcentre.content.navigation import topic_tree
from helpcentre.output.page import PageRecord
from helpcentre.pages.llms import llms_txt, own_pages, twin, twin_file
from support import BuiltPage, Project, leaks

SITE = "https://example.org/"
FILES = {"de/a/c.md": f"{SITE}a/c/", "assets/x.png": f"{SITE}assets/x.png"}
# The form that https://llmstxt.org/ asks for: a title, a summary, and sections that are lists of links.
FORM = re.compile(
    r"# [^\n]+\n\n(?:> [^\n]+\n\n)?"
    r"(?:## [^\n]+\n\n(?:- \[[^\]\n]+\]\(https://[^)\s]+\)(?:: [^\n]+)?\n)+(?:\n|\Z))+"
)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[x](c.md)", f"[x]({SITE}a/c/)"),
        ("[x](c.md#y) [x](c.md)", f"[x]({SITE}a/c/#y) [x]({SITE}a/c/)"),
        ("[x](#y)", f"[x]({SITE}a/b/#y)"),
        ('![x](../../assets/x.png "T")', f'![x]({SITE}assets/x.png "T")'),
        ('<img src="../../assets/x.png">', f'<img src="{SITE}assets/x.png">'),
        ("[x][r]\n\n[r]: c.md", f"[x][r]\n\n[r]: {SITE}a/c/"),
        ("[x](https://other.org/c.md) <mailto:a@example.org>", "[x](https://other.org/c.md) <mailto:a@example.org>"),
        ("[x](<https://other.org/>) [x](<c.md>)", f"[x](<https://other.org/>) [x](<{SITE}a/c/>)"),
        ("[![x](../../assets/x.png)](c.md)", f"[![x]({SITE}assets/x.png)]({SITE}a/c/)"),
        ("[x](gone.md) [y](http://[x)", "[x](gone.md) [y](http://[x)"),
        ("`[x](c.md)`\n\n```\n[x](c.md)\n```", "`[x](c.md)`\n\n```\n[x](c.md)\n```"),
        ("a\n\n\n\n\nb\n\n    \n\n    c", "a\n\nb\n\n    c"),  # nothing tells how long a note was that was cut
        ("```\na\n\n\nb\n```\n\n\nc", "```\na\n\n\nb\n```\n\nc"),
    ],
)
def test_twin_has_absolute_links(markdown: str, expected: str) -> None:
    assert twin(f"\n{markdown}\n\n", path="de/a/b.md", address=f"{SITE}a/b/", resolve=FILES.get) == f"{expected}\n"


def test_a_twin_stands_beside_its_page() -> None:
    assert [twin_file(dest) for dest in ("index.html", "a/b/index.html", "a/b.html")] == [
        "index.md",
        "a/b/index.md",
        "a/b.md",
    ]


def test_llms_list_has_the_pages_of_a_language_by_topic() -> None:
    def record(path: str, text: str = "en") -> PageRecord:
        dest = f"en/{path.removesuffix('.md')}/index.html".replace("index/index", "index")
        about = f"About\n {path}." if "b" not in path else ""
        return PageRecord("en", text, path, "", dest, "", f"Title of {path}", None, about)

    pages = own_pages([record("index.md"), record("a/index.md"), record("a/b.md"), record("a/c.md", "de")], "en")
    german = Language("de", "Deutsch", is_source=True)
    found = llms_txt(
        topic_tree((path, 0) for path in pages),
        pages,
        site_name="Help",
        absolute=lambda url: SITE + url,
        others=[german],
        others_title="Language",
    )
    assert FORM.fullmatch(found)
    assert found.splitlines() == [
        "# Help",
        "",
        "> About index.md.",
        "",
        "## Title of index.md",
        "",
        "- [Title of index.md](https://example.org/en/index.md): About index.md.",
        "",
        "## Title of a/index.md",
        "",
        "- [Title of a/index.md](https://example.org/en/a/index.md): About a/index.md.",
        "- [Title of a/b.md](https://example.org/en/a/b/index.md)",
        "",
        "## Language",
        "",
        "- [Deutsch](https://example.org/llms.txt)",
    ]


def test_llms_list_names_a_topic_without_a_page_after_its_folder() -> None:
    paths = ("contact.md", "opening-hours/winter.md", "b/README.md")
    pages = {path: PageRecord("de", "de", path, "", f"{path}.html", "", f"T {path}", None) for path in paths}
    found = llms_txt(
        topic_tree((path, 50) for path in paths),
        pages,
        site_name="Hilfe",
        absolute=lambda url: SITE + url,
        others=[],
        others_title="",
    )
    headings = [line for line in found.splitlines() if line.startswith("## ")]
    assert headings == ["## Hilfe", "## T b/README.md", "## Opening hours"]


@pytest.mark.parametrize(
    ("title", "line"), [("", "Text."), ("Rad", "# Rad"), ("a <b> *c* [d] {#e}", "# a \\<b> \\*c\\* \\[d] \\{#e}")]
)
def test_twin_of_a_page_without_a_heading_begins_with_its_title(title: str, line: str) -> None:
    found = twin("\nText.\n", path="de/a.md", address=SITE, resolve=FILES.get, heading=title)
    assert found.splitlines()[0] == line
    assert found.endswith("Text.\n")


def links(markdown: str) -> list[str]:
    return [url for url in re.findall(r"\]\((\S+?)\)", markdown) if url.startswith(SITE)]


def target(site: Path, url: str) -> Path:
    """The file of the site that an address shows."""
    file = site / url.removeprefix(SITE).partition("#")[0]
    return file / "index.html" if file.is_dir() else file


def test_twins_exist_for_all_pages_and_their_links_lead_somewhere(project: Project) -> None:
    site = project.folder / "site"
    twins = set(site.rglob("*.md"))
    named = set()
    for file in site.rglob("index.html"):
        page = BuiltPage(file.read_text(encoding="utf-8"))
        named |= {target(site, url) for url in page.attributes("link[type='text/markdown']", "href")}
    assert twins == named
    assert len(twins) >= 84
    for file in twins:
        text = file.read_text(encoding="utf-8")
        assert text.startswith("# ")
        assert not re.search(r"\]\((?!https?://|mailto:)", text), "no relative link"
        for url in links(text):
            shown = BuiltPage(target(site, url).read_text(encoding="utf-8"))
            anchor = url.partition("#")[2]
            assert not anchor or shown.tree.css(f"[id='{anchor}']"), url


def test_llms_lists_name_all_twins_of_their_language_and_each_other(project: Project) -> None:
    site = project.folder / "site"
    lists = sorted(site.rglob("llms.txt"))
    assert len(lists) == 12
    named = set()
    for file in lists:
        text = file.read_text(encoding="utf-8")
        assert FORM.fullmatch(text), file
        found = {target(site, url) for url in links(text)}
        assert len(found) >= 7 + 11
        assert all(each.is_file() for each in found)
        named |= found
    assert named == {*site.rglob("*.md"), *lists}


def test_twin_is_the_text_with_its_snippets_and_without_what_is_cut(small: Project) -> None:
    hook = "def on_page_markdown(markdown, **_):\n    return markdown.replace('Kirschkuchen', 'Kuchen')\n"
    small.add_hook("cut.py", hook, is_first=True)
    note = "Ein geteilter <!-- Quitte -->[Satz](first.md).\n\n[//]: # (Quitte)\n<!--\nQuitte\n-->\n"
    small.write({"de/_snippets/note.md": note})
    small.edit("docs/de/topic/second.md", "\n# ", '\n--8<-- "_snippets/note.md"\n\n# ')
    assert small.build().status == 0
    first = small.read("site/topic/first/index.md")
    assert first.startswith("# Die erste Seite {#first}\n")
    assert "Einleitung mit Kuchen." in first
    assert f"Ein geteilter [Satz]({SITE}topic/first/)." in small.read("site/topic/second/index.md")
    assert list(leaks(small.folder / "site", "quitte")) == []


def test_the_bundle_has_no_twins(project: Project) -> None:
    bundle = project.folder / "dist" / "helpcentre-agents"
    assert [*bundle.rglob("*.md"), *bundle.rglob("llms.txt"), *bundle.rglob("_headers")] == []
