"""What each edition shows: not one word of a note or reply is anywhere in the public site."""

import struct
import zlib

import pytest

from helpcentre.content import internal_files as _internal
from helpcentre.content.editions import agents_markdown
from helpcentre.content.frontmatter import ParsedFiles
from helpcentre.content.markdown.fences import PLAIN
from helpcentre.content.ui_strings import Strings
from helpcentre.util.cache import Cache
from helpcentre.util.hashes import FileHashes
from support import Project, leaks

CANARY = "Quittenkompott"
ABOVE = {"de": "steht [weiter oben]", "en": "is [further up]", "ar": "موجود [أعلاه]"}
ASIDES = f"""

/// internal
{CANARY} {{above}}.

![{CANARY}](../../assets/tool.png) ![Bild](../../assets/picture.svg)
///

/// reply | chat
{CANARY}, {{name}}.
///

/// reply | email
--8<-- "_snippets/shared.md"

{CANARY}!
///
"""


def picture(comment: str) -> bytes:
    """Return a PNG of one pixel with a comment in its metadata."""
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"tEXt", b"Comment\0" + comment.encode("ascii"))]
    parts += [(b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.fixture
def planted(small: Project) -> Project:
    """The small project with asides in each language, a picture that only they use, and a snippet in one."""
    (small.folder / "docs" / "assets" / "tool.png").write_bytes(picture(CANARY))
    small.edit("mkdocs.yml", "plugins:", "extra: { helpcentre: { status_page: true } }\nplugins:")
    for code in ("de", "en", "ar"):
        text = f"{CANARY} mit Zimt." if code == "de" else f"{CANARY}, Zimt."
        small.write({f"{code}/_snippets/shared.md": text})
        for name in ("first", "index"):
            file = small.folder / "docs" / code / "topic" / f"{name}.md"
            if file.is_file():
                anchor = "first" if name == "first" else "topic"
                asides = ASIDES.replace("{above}", f"{ABOVE[code]}(#{anchor})")
                file.write_text(file.read_text(encoding="utf-8").rstrip() + asides, encoding="utf-8")
                if code != "de":
                    assert small.helpcentre("accept", f"topic/{name}.md", "--lang", code).status == 0
    return small


def test_no_word_of_an_aside_is_in_the_public_site(planted: Project) -> None:
    built = planted.build()
    assert (built.status, built.warnings) == (0, [])
    site = planted.folder / "site"
    assert list(leaks(site, CANARY)) == []
    assert list(leaks(site, "Zimt")) == []
    assert list(leaks(site, "first.chat")) == []
    assert not (site / "assets" / "tool.png").exists()
    assert (site / "assets" / "picture.svg").exists()
    assert list(leaks(site, "Kirschkuchen")), "the search for words finds words"


def test_agents_edition_has_the_asides(planted: Project) -> None:
    built = planted.mkdocs("build", "--strict", "-f", "agents.yml")
    assert (built.status, built.warnings) == (0, [])
    bundle = planted.folder / "dist" / "helpcentre-agents"
    found = list(leaks(bundle, CANARY))
    assert {"topic/first.html", "ar/topic/first.html"} <= set(found)
    assert (bundle / "assets" / "tool.png").is_file()
    assert "assets/tool.png" not in found, "what is hidden in a picture is in neither edition"
    page = planted.page("dist/helpcentre-agents/topic/first.html")
    assert page.attributes("details[data-aside]", "data-aside") == ["internal", "chat", "email"]
    assert page.attribute("#deep\\.chat mark", "data-placeholder") == "name"
    assert "mit Zimt" in page.first("#deep\\.email").text()


def test_an_included_text_cannot_bring_an_aside_along(small: Project) -> None:
    small.write({"de/_snippets/shared.md": f"# X {{#x}}\n\n/// internal\n{CANARY}\n///\n"})
    small.edit("docs/de/topic/second.md", "---\n\n#", '---\n\n--8<-- "_snippets/shared.md"\n\n#')
    built = small.build()
    assert built.status == 1
    assert "docs/de/topic/second.md: an included text has a note or reply (write it in the page itself)" in built.output
    assert not (small.folder / "site").exists()


def test_aside_with_a_slip_stops_the_build_and_leaves_the_old_site(small: Project) -> None:
    assert small.build().status == 0
    before = small.read("site/topic/first/index.html")
    with (small.folder / "docs" / "de" / "topic" / "first.md").open("a", encoding="utf-8") as file:
        file.write(f"\n/// internal\n{CANARY}\n")
    built = small.build()
    assert built.status == 1
    assert "docs/de/topic/first.md:17: the aside is never closed" in built.output
    assert "Traceback" not in built.output
    assert small.read("site/topic/first/index.html") == before


def test_replies_are_compared_with_their_source_and_the_known_placeholders(planted: Project) -> None:
    planted.run("sed", "-i", "s/, {name}/, {nmae}/", "docs/en/topic/first.md")
    built = planted.mkdocs("build", "--strict", "--config-file", "agents.yml")
    assert [line.partition(" (")[0] for line in built.warnings] == [
        "docs/en/topic/first.md:29: placeholder-differs: {#deep.chat} has other placeholders than the source",
        "docs/en/topic/first.md:30: placeholder-unknown: nobody knows what {nmae} stands for",
    ]


def test_only_files_that_readers_do_not_see_are_internal(planted: Project) -> None:
    docs = planted.folder / "docs"

    def internal() -> frozenset[str]:
        return _internal.read_internal(
            docs, FileHashes(Cache(None), name="").below(docs), ParsedFiles(), dialect=PLAIN
        ).files

    assert internal() == internal() == {"assets/tool.png"}
    planted.write({"de/_snippets/more.md": "![x](anywhere/tool.png)"})
    assert internal() == frozenset()
    planted.write({"de/_snippets/more.md": ""})
    assert internal() == {"assets/tool.png"}
    (docs / "assets" / "tool.png").unlink()
    assert internal() == frozenset()


def test_an_outdated_reply_says_that_it_must_not_be_sent() -> None:
    words = Strings({"aside_chat": "Reply", "aside_internal": "Note", "do_not_send": "Do not send"})
    text = "# A {#a}\n\n/// reply | chat\nHi.\n///\n\n/// internal\nX.\n///\n"
    shown = agents_markdown(text, words=words, outdated={"a.chat", "a.internal"}, drafts=(), dialect=PLAIN)
    assert "<summary>Reply <strong>Do not send</strong></summary>" in shown
    assert "<summary>Note</summary>" in shown
    assert "Do not send" not in agents_markdown(text, words=words, outdated=(), drafts=(), dialect=PLAIN)
