"""The files of a search index: scripts that browsers load in part, from a server or from disk.

``<language>.js`` has what every query needs. Each file below ``parts`` has the texts of a page, or the postings of a
range of words, and is named by its content, so that what did not change stays as it is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.output.layout import SEARCH
from helpcentre.search.index import Index, SearchPage
from helpcentre.search.synonyms import Synonym, Synonyms
from helpcentre.util.files import require_plain
from helpcentre.util.text import wider_codes

PART = 24_000
"""So many letters of postings are a file; an index with no more has them in its first one."""

_PARTS = "parts"
_DELIVER = "helpcentre.deliver("


REPLIES, FINE_PRINT = "replies/", "fine-print/"
"""Where the indexes of replies are, and those of legal pages with all their text, below the folder of all indexes."""


@dataclass(frozen=True)
class Site:
    """What an index says of the site: whether there is fine print, and the tags of languages whose codes say another
    script.

    ``starts`` are what the dialog offers before anything is typed: the paths of pages, each with a heading's id or
    nothing.
    """

    starts: Sequence[tuple[str, str]] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    has_fine_print: bool = False


def index_files(
    code: str, index: Index, pages: Sequence[SearchPage], site: Site = Site(), *, folder: str = ""
) -> dict[str, bytes]:
    """Return the files of the index of a language by their name below the folder of all indexes.

    What it begins with is in ``folder`` there.
    """
    texts = [_named(_page(code, page)) for page in pages]
    parts, postings = _part_files(index)
    entry: dict[str, object] = {"finePrint": 1} if site.has_fine_print else {}
    entry |= {"tags": dict(site.tags)} if site.tags else {}
    entry |= {
        "letters": index.letters,
        "pages": list(_entry_pages(index, pages, [name for name, _ in texts])),
        "parts": parts,
        "starts": list(_starts(pages, site.starts)),
        "synonyms": index.synonyms,
        "words": _written_words(index),
    }
    return {f"{folder}{code}.js": _script(f"{folder}{code}", entry), **dict(texts), **postings}


def _entry_pages(index: Index, pages: Sequence[SearchPage], names: Sequence[str]) -> Iterator[dict[str, object]]:
    """Yield what an index's first file says of each page; ``names`` are those of the files with their texts."""
    for name, page, lengths, named in zip(names, pages, _by_page(index), index.names, strict=True):
        own: dict[str, object] = {"name": _stem(name), "path": _path_key(page.path), "lengths": lengths, "named": named}
        yield own | ({"aside": 1} if page.is_aside else {})


def _part_files(index: Index) -> tuple[list[list[object]], dict[str, bytes]]:
    """Return what an index's first file says of each part of its postings, and the files of these.

    A single part stands in the first file itself.
    """
    parts = list(_parts(index))
    if len(parts) == 1:
        return [[start, "", postings] for start, postings in parts], {}
    files = [(start, *_named(postings)) for start, postings in parts]
    return [[start, _stem(name)] for start, name, _ in files], {name: content for _, name, content in files}


def count_passages(site_dir: Path) -> dict[str, int]:
    """Return how many passages the index of each language below ``site_dir`` has."""
    entries = {file.stem: delivered(file) for file in sorted((site_dir / SEARCH).glob("*.js"))}
    return {code: sum(len(page["lengths"]) for page in entry["pages"]) for code, entry in entries.items()}


@dataclass(frozen=True)
class _WithSynonyms:
    """What is read of an index's first file: pairs of what is typed and what it stands for."""

    synonyms: tuple[tuple[str, str], ...]


def built_synonyms(site_dir: Path) -> dict[str, Synonyms]:
    """Return the synonyms that the index of each language below ``site_dir`` was made with.

    Raises HelpcentreError for a file that is none of ours.
    """
    found = {}
    for file in sorted((site_dir / SEARCH).glob("*.js")):
        require_plain(file, str(file))
        try:
            given = msgspec.convert(delivered(file), type=_WithSynonyms).synonyms
        except (ValueError, RecursionError) as error:
            fix = "build the site or bundle anew"
            raise HelpcentreError("not a file of a search index", fix=fix, file=str(file)) from error
        found[file.stem] = Synonyms(file.name, tuple(Synonym(word, (typed,), 1) for typed, word in given))
    return found


def results(site_dir: Path) -> list[tuple[str, str]]:
    """Return all that the indexes below ``site_dir`` can find: the index's file for it, and where the result leads."""
    folder = site_dir / SEARCH / _PARTS
    names = sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []
    return [(f"{SEARCH}/{_PARTS}/{name}", url) for name in names for url in _addresses(folder / name)]


def _addresses(file: Path) -> list[str]:
    page = delivered(file)
    if isinstance(page, list):  # postings
        return []
    return [f"{page['url']}#{anchor}" if anchor else page["url"] for anchor, _, _ in page["sections"]]


def delivered(file: Path) -> Any:
    """Return what a script of the index delivers."""
    text = file.read_text(encoding="utf-8").removeprefix(_DELIVER).rpartition(")")[0]
    _, value = json.loads(f"[{text}]")
    return value


def _page(code: str, page: SearchPage) -> dict[str, object]:
    language = page.passages[0].text_language
    sections = [(each.anchor, each.title, each.shown) for each in page.passages]
    own: dict[str, object] = {"url": page.url, "title": page.name, "sections": sections}
    return own | ({} if language in (code, *wider_codes(code)) else {"language": language})


def _starts(pages: Sequence[SearchPage], starts: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield the address, title and page of what the dialog offers; what is not in this language is left out."""
    known = {page.path: page for page in pages}
    for path, anchor in starts:
        if page := known.get(path):
            found = next((each for each in page.passages if each.anchor == anchor), page.passages[0])
            yield f"{page.url}#{found.anchor}" if found.anchor else page.url, found.title, page.name


def _parts(index: Index) -> Iterator[tuple[int, list[Sequence[int]]]]:
    """Yield the postings in parts, each with the number of its first word."""
    start, size, part = 0, 0, list[Sequence[int]]()
    for number, postings in enumerate(index.postings.values()):
        part.append(postings)
        size += len(json.dumps(postings, separators=(",", ":"))) + 1
        if size > PART:
            yield start, part
            start, size, part = number + 1, 0, []
    if part:
        yield start, part


def _by_page(index: Index) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(max(index.page_of, default=-1) + 1)]
    for page, length in zip(index.page_of, index.lengths, strict=True):
        found[page].append(length)
    return found


def _written_words(index: Index) -> str:
    """Return the words as written, each as how many letters it has in common with the last one, and the rest."""
    lines = []
    last = ""
    for word in index.postings:
        written = index.written.get(word, word)
        same = 0
        while same < min(len(written), len(last), 35) and written[same] == last[same]:
            same += 1
        lines.append(_DIGITS[same] + written[same:])
        last = written
    return "\n".join(lines)


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _path_key(path: str) -> str:
    return hashlib.sha256(path.encode("utf-8")).hexdigest()[:8]


def _named(value: object) -> tuple[str, bytes]:
    """Return the name of a file with ``value``, and its content."""
    name = f"{_PARTS}/{hashlib.sha256(_json(value).encode('utf-8')).hexdigest()[:12]}"
    return f"{name}.js", _script(name, value)


def _stem(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".js")


def _script(name: str, value: object) -> bytes:
    return f"{_DELIVER}{json.dumps(f'{SEARCH}/{name}')},{_json(value)});\n".encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
