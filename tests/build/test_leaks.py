"""Canaries in every place that is not for readers: none is in any byte of the website, strict or not."""

import gzip
import io
import json
import re
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from PIL import Image, PngImagePlugin

from support import Project, small_project

_WORD = "quitte"
_NUMBERED = re.compile(rf"{_WORD}\d\d\d", re.IGNORECASE)
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{60,}")
_COPIED = "Nur Lampion hebt diese Sperre auf, sagt Quitte im Hause."
"""A line of a note that somebody has copied into other files."""


class Canaries:
    """Words that are handed out one by one, each once, and where each was planted."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}

    def at(self, place: str) -> str:
        """Return the next word, for ``place``."""
        word = f"{_WORD}{len(self.planted):03}"
        self.planted[word] = place
        return word


def _page(head: str, body: str) -> str:
    return f"---\n{head}---\n\n{body}\n"


def _notes(c: Canaries, where: str, spellings: list[str]) -> str:
    """Return a note and replies with canaries in whatever Markdown can have, and pictures that only they use."""
    kinds = ["text", "**bold**", "[link](https://example.org/{})", "| a | {} |\n|---|---|\n| b | {} |", "`{}`",
             "<b title='{}'>{}</b>", "```\n{}\n```", "<!-- {} -->", "!!! tip \"{}\"\n\n    {}", "- {}\n    1. {}",
             "[{}]: https://example.org/", "&#113;{}", "{} { #{} }", "> {}", "*[{}]: x"]  # fmt: skip
    lines = [kind.replace("text", "{}") for kind in kinds]
    lines = [re.sub(r"\{\}", lambda _, kind=kind: c.at(f"{where}: {kind}"), kind) for kind in lines]  # type: ignore[misc]
    inside = "\n\n".join([*lines, *spellings])
    return (
        f"\n\n/// internal\n{_COPIED}\n\n{inside}\n///\n"
        f'\n/// reply | chat\nHallo {{name}}, {c.at(f"{where}: reply")}.\n\n--8<-- "_snippets/own.md"\n///\n'
        f"\n/// reply | email\n{c.at(f'{where}: email')}\n///\n\n/// reply | phone\n{c.at(f'{where}: phone')}\n///\n"
    )


_SPELLED = {
    "plain.png": "![x](../../assets/plain.png)",
    "query.png": "![x](../../assets/query.png?v=2#a)",
    "with space.png": "![x](<../../assets/with space.png>)",
    "absolute.png": "![x](/assets/absolute.png)",
    "entity.png": "![x](../../assets/ent&#105;ty.png)",
    "under_score.png": r"![x](../../assets/under\_score.png)",
    "percent-ü.png": "![x](../../assets/percent-%C3%BC.png)",
    "styled.png": "<p style=\"background: url('../../assets/styled.png')\">x</p>",
    "element.png": "<img alt=x src=../../assets/element.png>",
    "reference.png": "![x][r]\n\n[r]: ../../assets/reference.png",
    "angled ref.png": "![x][s]\n\n[s]: <../../assets/angled ref.png>",
    "set.png": "<picture><source srcset='../../assets/set.png 2x'></picture>",
    "said.pdf": "See assets/said.pdf on the disk.",
    "linked.zip": "[x](../../assets/linked.zip)",
    "Capital.PNG": "![x](../../assets/capital.png)",
    normalize("NFD", "zerlegt-ü.png"): f"![x](../../assets/{normalize('NFC', 'zerlegt-ü.png')})",
    normalize("NFC", "ganz-ü.png"): f"![x](../../assets/{normalize('NFD', 'ganz-ü.png')})",
}
"""Files that only notes use, each with the spelling of its name there."""

_STRAY = [
    "first.md.orig", "first.md.bak", "first.md~", "first.md.rej", "first.md.BACKUP.1234.md~", "first.md.swp",
    "first.MD",
    "first.Md", "first.markdown", "first.mdown", "first.mkd", "first.mkdn", "first.MARKDOWN", "first.mdx", "first.po",
    "first.pot", "x.env", "x.sqlite", "x.txt", "x.TXT", "x.pem", "x.key", "x.eml", "x.msg", "x.xlsx", "x.docx",
    "x.json",
    "x.yml", "x.yaml", "x.toml", "x.ini", "x.log", "x.sql", "x.html", "x.htm", "x.xhtml", "x.xml", "x.js", "x.css",
    "x.py", "x.sh", "x.avif", "x.tiff", "x.heic", "README", "Thumbs.db", "CNAME", "_headers", "x.png.bak", "x.tar",
    "x.md ", "x.svgz", "x.7z", "first.md.txt", "first (copy).md_", "#first.md#", "first.md.save", "_redirects",
]  # fmt: skip
_HIDDEN = [".env", ".notes.md", ".git/config", ".first.md.swp", ".well-known/x.svg", "_snippets/unused.md",
           "_snippets/unused.svg", "_snippets/x.png", "topic/_snippets/deep.md"]  # fmt: skip


def _photograph(form: str, word: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = word
    exif.get_ifd(0x8825)[29] = word
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", word)
    file = io.BytesIO()
    more = (
        {"pnginfo": texts}
        if form == "PNG"
        else {"comment": word}
        if form in ("JPEG", "GIF")
        else {"xmp": word.encode()}
    )
    Image.new("RGB", (8, 8), "green").save(file, form, **({} if form == "GIF" else {"exif": exif}), **more)
    return file.getvalue() + word.encode()


def _film(word: str) -> bytes:
    """Return a film as a phone writes it, as far as its boxes go."""
    parts = [b"ftyp" + b"isom", b"mdat" + b"pixels"]
    for name in (b"udta", b"meta"):
        inner = name + word.encode()
        parts.append(b"moov" + (len(inner) + 4).to_bytes(4) + inner)
    return b"".join((len(part) + 4).to_bytes(4) + part for part in parts)


def _write(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


def _append(project: Project, name: str, text: str) -> None:
    file = project.folder / "docs" / name
    file.write_text(file.read_text(encoding="utf-8").rstrip("\n") + text, encoding="utf-8")


def _third(c: Canaries, shown: str) -> str:
    """Return a page that has comments everywhere, and what readers are ``shown``."""
    head = f"""\
title: Drittes
# {c.at("comment of front matter")}
references: [{c.at("front matter: references")}]
{c.at("front matter: a key")}: x
"""
    body = f"""\
# Drittes {{#third}} <!-- {c.at("comment beside a heading")} -->

Text <!-- {c.at("comment in a line")} --> und
<!--
{c.at("comment of lines")}

## {c.at("heading in a comment")}
-->
- Punkt
    <!-- {c.at("comment in a list")} -->

!!! tip

    <!-- {c.at("comment in a box")} -->

[//]: # ({c.at("comment of a reference")})
[comment]: <> ({c.at("comment of another")})

<?php {c.at("instruction")} ?>

<div><!-- {c.at("comment in HTML")} --></div>

{shown} ![x](../../assets/g.svg)

Ein ` und <!-- {c.at("comment after a backtick")} -->
"""
    return _page(head, body)


_UNSHOWN = {
    "own-draft": "draft: true\n",
    "internal": "internal: true\n",
    "later": "publish_on: 2026-09-22\n",
    "over": "expires_on: 2026-09-21\n",
    "both": "internal: yes\npublish_on: 2020-01-01\n",
}
"""Front matter of pages that readers do not get on the day of all builds; the last one only agents do."""


def _unshown(c: Canaries) -> dict[str, str]:
    """Return pages that readers do not get, in two languages, with everything that others could show of them."""
    pages = {}
    for name, head in _UNSHOWN.items():
        for code in ("de", "en"):
            said = {key: c.at(f"{name} {code}: {key}") for key in ("title", "description", "slug", "former", "labels")}
            own = head if code == "de" else "translates: {}\n"  # what the source page says counts for both
            more = f"{own}title: {said['title']}\ndescription: {said['description']}\nslug: {said['slug']}\n"
            more += (
                f"former: /{said['former']}/\nlabels: {said['labels']}\nmost_asked: topic/{name}.md\nalso_in: more\n"
            )
            picture = f"![x](../../assets/{name}.png)"
            text = f"# {c.at(f'{name} {code}: heading')} {{#h}}\n\n{c.at(f'{name} {code}: text')} {picture}"
            pages[f"{code}/topic/{name}.md"] = _page(more, text)
    for name in ("de/secret/index.md", "de/secret/below/page.md", "en/secret/below/page.md"):
        head = "internal: true\n" if name.endswith("index.md") else ""
        pages[name] = _page(
            f"{head}title: {c.at(f'internal topic {name}')}\n", f"# {c.at(f'internal topic {name}')} {{#x}}"
        )
    text = f"# Draft {{#s}}\n\n{c.at('translation that is a draft')}"
    pages["en/topic/third.md"] = _page(f"title: {c.at('translation that is a draft')}\ndraft: true\n", text)
    return pages


def plant(project: Project) -> Canaries:
    """Plant canaries wherever a build that is not strict goes on, and return them."""
    c, docs = Canaries(), project.folder / "docs"
    for code in ("de", "en"):
        _append(project, f"{code}/topic/first.md", _notes(c, f"{code} note", list(_SPELLED.values())))
        _write(docs / code / "_snippets" / "own.md", f"{c.at(f'{code} snippet of a reply')}\n")
    for name in _UNSHOWN:
        _write(docs / "assets" / f"{name}.png", _photograph("PNG", c.at(f"picture of a page: {name}")))
    for name in _SPELLED:
        _write(docs / "assets" / name, _photograph("PNG", c.at("picture of notes")))
    _append(project, "de/topic/second.md", _notes(c, "note shown as a fallback", []))  # Arabic has no such page
    for name in _STRAY:
        for place in ("de/topic", "assets"):
            _write(docs / place / name, f"# A\n\n/// internal\n{c.at(f'stray {place}/{name}')}\n///\n")
    for name in _HIDDEN:
        _write(docs / "de" / name, c.at(f"hidden {name}") + "\n")
    _write(docs / ".well-known" / "x.svg", c.at("well-known, and nobody has named it") + "\n")
    for form, names in {
        "JPEG": ["a.jpg", "b.JPEG"],
        "PNG": ["c.png", "d.jpg"],
        "WEBP": ["e.webp"],
        "GIF": ["f.gif"],
    }.items():
        for name in names:
            _write(docs / "assets" / name, _photograph(form, c.at(f"metadata of {name}")))
    word = c.at("who made a sound").encode()
    _write(docs / "assets" / "k.mp3", b"ID3\4\0\0\0\0\0" + bytes([len(word)]) + word + b"\xff\xfb\x90\0" * 40)
    word = c.at("place of another sound").encode()
    chunk = b"data\4\0\0\0wavebext" + len(word).to_bytes(4, "little") + word
    _write(docs / "assets" / "l.wav", b"RIFF" + (len(chunk) + 4).to_bytes(4, "little") + b"WAVE" + chunk)
    for name in ("h.mp4", "i.MOV"):
        _write(docs / "assets" / name, _film(c.at(f"place of the film {name}")))
    shown = "![x](../../assets/j.svg) ![x](../../assets/h.mp4) [x](../../assets/i.MOV) "
    shown += "![x](../../assets/k.mp3) [x](../../assets/l.wav) "
    shown += " ".join(f"![x](../../assets/{name})" for name in ("a.jpg", "b.JPEG", "c.png", "d.jpg", "e.webp", "f.gif"))
    drawn = "<svg xmlns='http://www.w3.org/2000/svg'><!-- {} --><metadata>{}</metadata><path d='M0 0'/></svg>"
    _write(docs / "assets" / "g.svg", drawn.format(c.at("comment of a drawing"), c.at("metadata of a drawing")))
    inner = b64encode(_photograph("JPEG", c.at("metadata of a photograph in a drawing"))).decode()
    drawn = f"<svg xmlns='http://www.w3.org/2000/svg'><image href='data:image/jpeg;base64,{inner}'/></svg>"
    _write(docs / "assets" / "j.svg", drawn)
    for name in ("copied.vtt", "copied.csv", "copied.svg", "copied.ics"):
        _write(docs / "assets" / name, f"<svg>1\n{_COPIED} {c.at(f'copied into {name}')}</svg>\n")
    project.write(
        {
            "de/topic/third.md": _third(c, shown),
            "de/topic/draft.md": _page("title: Entwurf\n", f"# Entwurf {{#d}}\n\n{c.at('draft')}"),
            "en/topic/draft.md": _page("title: Draft\n", f"# Draft {{#d}}\n\n{c.at('translated draft')}"),
            **_unshown(c),
            "de/topic/out.md": _page("title: Weg\n", f"# {c.at('title of what is excluded')} {{#d}}\n\nText."),
            "de/topic/README.md": _page("title: Lies\n", f"# Lies {{#d}}\n\n{c.at('README')}"),
            "xx/topic/first.md": _page("title: X\n", f"# X {{#x}}\n\n{c.at('language that is none')}"),
            "loose.md": _page("title: X\n", f"# X {{#x}}\n\n{c.at('page in no language')}"),
            "de/synonyms.yml": f"# {c.at('comment of the synonyms')}\n",
        }
    )
    project.write({"de/strings.yml": f"# {c.at('comment of the strings')}\n"})
    for name in ("contact.yml", "glossary.yml", "labels.yml", "operator.yml"):
        _write(
            project.folder / name,
            f"# {c.at(f'comment of {name}')}\n" + ("terms: {}\n" if name == "glossary.yml" else ""),
        )
    config = project.folder / "mkdocs.yml"
    more = "\nexclude_docs: |\n  strings.yml\n  synonyms.yml\n  _snippets/\n  out.md\ndraft_docs: draft.md\n"
    config.write_text(
        f"{config.read_text(encoding='utf-8')}{more}# {c.at('comment of mkdocs.yml')}\n", encoding="utf-8"
    )
    return c


def _contents(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield what a file has, unpacked, in each form that a text can have there."""
    if data.startswith(b"\x1f\x8b"):
        data = gzip.decompress(data)
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for member in packed.namelist():
                yield from _contents(f"{name}:{member}", packed.read(member))
    for packed in _BASE64.findall(data):
        yield name, b64decode(packed[: len(packed) // 4 * 4]).decode("utf-8", errors="ignore")
    yield name, f"{name}\n{data.decode('utf-8', errors='ignore')}"
    yield name, data.decode("utf-16-le", errors="ignore")


def found(folder: Path) -> dict[str, set[str]]:
    """Return the canaries in a folder, each with the files that have it."""
    hits: dict[str, set[str]] = {}
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        for name, text in _contents(file.relative_to(folder).as_posix(), file.read_bytes()):
            for word in _NUMBERED.findall(text):
                hits.setdefault(word.lower(), set()).add(name)
    return hits


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Canaries, str]:
    """The project with its canaries, and what a build that is not strict has said of it."""
    project = small_project(tmp_path_factory.mktemp("leaks") / "small")
    canaries = plant(project)
    built = project.mkdocs("build")
    assert built.status == 0, built.output
    return project, canaries, built.output


def test_website_has_no_canary_in_any_byte(planted: tuple[Project, Canaries, str]) -> None:
    project, canaries, _ = planted
    assert len(canaries.planted) >= 200
    hits = found(project.folder / "site")
    assert {canaries.planted[word]: sorted(names) for word, names in hits.items()} == {}
    site = [file.name for file in (project.folder / "site").rglob("*")]
    assert set(_SPELLED) & set(site) == set()
    assert {f"{name}.png" for name in _UNSHOWN} & set(site) == set()
    assert {"a.jpg", "b.JPEG", "c.png", "d.jpg", "e.webp", "f.gif", "g.svg", "h.mp4", "i.MOV", "j.svg"} <= set(site)
    assert {"k.mp3", "l.wav"} <= set(site)
    assert "Drittes" in (project.folder / "site" / "topic" / "third" / "index.html").read_text(encoding="utf-8")


def test_stray_file_is_told_with_its_name_and_what_to_do(planted: tuple[Project, Canaries, str]) -> None:
    _, _, output = planted
    for name in _STRAY:
        is_page = name.rpartition(".")[2].lower() in ("md", "markdown", "mdown", "mkd", "mkdn", "mdx")
        kind = "page-misnamed" if is_page else "file-unpublished"
        for place in ("de/topic", "assets"):
            assert f"docs/{place}/{name}: {kind}: " in output, name
    assert output.count(": note-copied: ") == 4
    assert "(remove it: it looks like a copy of a page)" in output
    assert "add 'xlsx' to extra: helpcentre: publish" in output


def test_pages_that_are_not_built_are_in_no_list_for_machines(planted: tuple[Project, Canaries, str]) -> None:
    project, _, _ = planted
    lines = project.read("site/articles.jsonl").splitlines()
    paths = {json.loads(line)["path"] for line in lines}
    assert paths == {"index.md", "topic/index.md", "topic/first.md", "topic/second.md", "topic/third.md"}
    assert "draft" not in project.read("site/llms.txt").lower()


def test_search_for_canaries_finds_them(planted: tuple[Project, Canaries, str], tmp_path: Path) -> None:
    project, canaries, _ = planted
    missing = canaries.planted.keys() - found(project.folder / "docs").keys()
    beside = {
        f"comment of {name}" for name in ("contact.yml", "glossary.yml", "labels.yml", "operator.yml", "mkdocs.yml")
    }
    assert {canaries.planted[word] for word in missing} == beside
    (tmp_path / "x.gz").write_bytes(gzip.compress(b"Quitte001"))
    assert found(tmp_path) == {"quitte001": {"x.gz"}}


def test_bundle_has_notes_and_no_other_canary(planted: tuple[Project, Canaries, str]) -> None:
    project, canaries, _ = planted
    built = project.mkdocs("build", "--config-file", "agents.yml")
    assert built.status == 0, built.output
    places = {canaries.planted[word] for word in found(project.folder / "dist")}
    assert {"de note: reply", "internal de: text", "both en: title", "internal topic de/secret/below/page.md"} <= places
    not_theirs = (
        "stray",
        "hidden",
        "comment",
        "metadata",
        "place of",
        "who made",
        "draft",
        "own-draft",
        "later",
        "over",
        "translation that",
        "title of",
        "README",
        "language",
        "page in",
        "front",
    )
    assert [place for place in places if place.startswith(not_theirs)] == []
