"""A page or topic that moves takes its files along, and all that led to it leads to it still."""

from pathlib import Path

import pytest

from addressed_pages import ENGLISH, GERMAN
from helpcentre.content.addresses import Addresses
from helpcentre.content.documents import Documents
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.hosting.move import move
from helpcentre.hosting.redirects import read_redirects

FILES = {
    "de/index.md": "---\nmost_asked: [topic/page.md#a, other/x.md]\n---\n# S {#s}\n\n[Seite](topic/page.md#a)\n",
    "de/topic/index.md": "---\nslug: thema\n---\n# T {#t}\n\n[Seite](page.md) ![all](all.png)\n",
    "de/topic/page.md": "# A {#a}\n\n[T](index.md) [X](../other/x.md) ![own](own.png) ![all](all.png) <https://a.example.org/>\n",
    "de/topic/own.png": "png",
    "de/topic/all.png": "png",
    "de/other/index.md": "# O {#o}\n",
    "de/other/x.md": "# X {#x}\n\n`[code](../topic/page.md)` [A](../topic/page.md?a=1#a)\n",
    "en/topic/page.md": "---\nslug: leaf\n---\n# A {#a}\n\n![own](own.png) [X](../other/x.md)\n",
    "en/topic/own.png": "english",
}


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Return the folder of a help centre with two topics in two languages."""
    for name, text in FILES.items():
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        data = b"\x89PNG\r\n" + text.encode() if name.endswith(".png") else text.encode()  # no text in UTF-8
        (tmp_path / "docs" / name).write_bytes(data)
    return tmp_path / "docs"


def addresses(docs: Path) -> Addresses:
    documents = Documents(docs.parent, docs, (GERMAN, ENGLISH))
    return Addresses(documents, as_folders=True, chains={"de": (), "en": ("de",)})


def moved(docs: Path, old: str, new: str) -> None:
    """Move, and check that each address of before leads to a page of today."""
    before = set(addresses(docs).urls())
    move(addresses(docs), old, new, reread=lambda: addresses(docs))
    after = addresses(docs)
    redirects = read_redirects(after)
    assert redirects.problems == ()
    assert before <= {*after.urls(), *redirects.redirects}
    for former, each in redirects.redirects.items():
        assert former.startswith("en/") == each.dest.startswith("en/")


def test_a_page_moves_with_its_own_pictures_and_links_in_all_languages(docs: Path) -> None:
    moved(docs, "topic/page.md", "other/leaf/new.md")
    page = (docs / "de/other/leaf/new.md").read_text(encoding="utf-8")
    assert "[T](../../topic/index.md) [X](../x.md) ![own](own.png) ![all](../../topic/all.png)" in page
    assert "former:\n- /thema/page/\n" in page
    english = (docs / "en/other/leaf/new.md").read_text(encoding="utf-8")
    assert "![own](own.png) [X](../x.md)" in english
    assert "- /en/topic/leaf/\n" in english
    assert (docs / "en/other/leaf/own.png").read_bytes() == b"\x89PNG\r\nenglish"
    assert not (docs / "en/topic").exists()
    assert (docs / "de/topic/all.png").exists()
    assert "[Seite](other/leaf/new.md#a)" in (docs / "de/index.md").read_text(encoding="utf-8")
    assert "- other/leaf/new.md#a\n- other/x.md\n" in (docs / "de/index.md").read_text(encoding="utf-8")
    assert "`[code](../topic/page.md)` [A](leaf/new.md?a=1#a)" in (docs / "de/other/x.md").read_text(encoding="utf-8")
    assert "[Seite](../other/leaf/new.md)" in (docs / "de/topic/index.md").read_text(encoding="utf-8")


def test_a_published_address_that_led_to_the_page_leads_to_it_still(docs: Path) -> None:
    before = set(addresses(docs).urls())
    (docs / "en/topic/index.md").write_text("---\nslug: leaves\n---\n# T {#t}\n", encoding="utf-8")
    assert "en/topic/leaf/index.html" in before - set(addresses(docs).urls())
    published = ["en/topic/leaf/", "thema/page/", "topic/page/"]
    assert "en/topic/leaf/index.html" in read_redirects(addresses(docs), published).redirects
    move(addresses(docs), "topic/page.md", "other/new.md", reread=lambda: addresses(docs), published=published)
    redirects = read_redirects(addresses(docs), published).redirects
    assert (
        redirects["en/topic/leaf/index.html"].dest
        == redirects["en/leaves/leaf/index.html"].dest
        == "en/other/leaf/index.html"
    )
    assert redirects["topic/page/index.html"].dest == redirects["thema/page/index.html"].dest == "other/new/index.html"


def test_a_topic_moves_and_its_own_page_stands_for_those_below_it(docs: Path) -> None:
    moved(docs, "topic", "other/sub")
    assert "former:\n- /thema/\n" in (docs / "de/other/sub/index.md").read_text(encoding="utf-8")
    page = (docs / "de/other/sub/page.md").read_text(encoding="utf-8")
    assert "[T](index.md) [X](../x.md) ![own](own.png) ![all](all.png)" in page
    assert "former" not in page
    assert "[A](sub/page.md?a=1#a)" in (docs / "de/other/x.md").read_text(encoding="utf-8")
    assert not (docs / "de/topic").exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [("topic/page.md", "topic/leaf.md"), ("other", "another"), ("other/x.md", "x.md"), ("topic", "t/u")],
)
def test_whatever_moves_and_moves_again_no_address_is_lost(old: str, new: str, docs: Path) -> None:
    moved(docs, old, new)
    moved(docs, new, f"{old.removesuffix('.md')}-again" + (".md" if old.endswith(".md") else ""))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("topic/none.md", "a.md", "docs/de/topic/none.md: no such page or topic"),
        ("topic/page.md", "topic/index.md", "docs/de/topic/index.md: is there already"),
        ("topic/page.md", "other", "one is a page and the other a topic"),
        ("topic/page.md", "a/" * 101 + "page.md", "docs/a/a/a/...: there are more than 100 folders in each other"),
        ("topic", "topic/below", "topic cannot be moved to topic/below"),
        ("../topic", "x", "'../topic' is no page or topic"),
    ],
)
def test_a_name_that_cannot_be_moves_nothing(old: str, new: str, message: str, docs: Path) -> None:
    before = sorted(docs.rglob("*"))
    with pytest.raises(HelpcentreError) as raised:
        move(addresses(docs), old, new, reread=lambda: addresses(docs))
    assert str(raised.value).startswith(message)
    assert sorted(docs.rglob("*")) == before
