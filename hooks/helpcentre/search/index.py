"""The search index: one for each language, made by Pagefind from the passages of the pages as they were written."""

from __future__ import annotations

import base64
import gzip
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpcentre.output.layout import FOLDER
from helpcentre.output.page import BuiltPage
from helpcentre.search.champions import champion_words
from helpcentre.search.pagefind import Record, index_files
from helpcentre.search.passages import Passage, passages
from helpcentre.search.reproducible import sort_index
from helpcentre.search.synonyms import Synonyms
from helpcentre.search.vocabulary import Vocabulary, has_han, plain, words
from helpcentre.util import files as util_files
from helpcentre.util.cache import Cache, digest
from helpcentre.util.text import replace_letters, wider_codes

_ASIDE = 0.1
"""What a word of an aside counts beside one of an article."""


# Pagefind also writes user interfaces and a worker; the site has its own.
_UNUSED = ("-ui.js", "-ui.css", "pagefind-highlight.js", "pagefind-worker.js")


@dataclass(frozen=True)
class SearchRecord:
    """One thing to be found: a passage, and its address relative to the site."""

    url: str
    passage: Passage


def read_records(places: Mapping[str, Path], pages: Iterable[BuiltPage], cache: Cache, key: str) -> list[SearchRecord]:
    """Return what there is to be found on the pages of a language, in the order of addresses.

    ``places`` says for each page's file below the site where it is now. The passages of a page are kept in ``cache``,
    under ``key`` with those of the other pages. Raises HelpcentreError where a file is not the one that was written.
    """
    pages = sorted(pages, key=lambda page: page.record.dest)
    files = {page.digest: (places[page.record.dest], page.digest) for page in pages}
    found = cache.each(
        key, files, lambda each: list(passages(util_files.read_same(*each).decode("utf-8"))), list[Passage]
    )
    entries = []
    for page in pages:
        url = "" if page.record.url == "./" else page.record.url
        entries += [SearchRecord(f"{url}#{passage.anchor}", passage) for passage in found[page.digest]]
    return entries


def make_index(code: str, entries: Sequence[SearchRecord], synonyms: Synonyms) -> dict[str, bytes]:
    """Return the files of the index of one language by their name.

    Raises HelpcentreError where Pagefind fails. The parts of compounds are indexed as data of the entry, not as its
    text: they are found, count little, and are never shown.
    """
    texts = [words(entry.passage.all_text) for entry in entries]
    leading = champion_words(texts, [words(entry.passage.heading) for entry in entries])
    vocabulary = Vocabulary(code, Counter(word for text in texts for word in text))
    records = (
        _record(entry, code, vocabulary, text, common)
        for entry, text, common in zip(entries, texts, leading, strict=True)
    )
    files = {
        name: content for name, content in sort_index(index_files(code, records)).items() if not name.endswith(_UNUSED)
    }
    common = sorted({word for each in leading for word in each})
    return {**files, f"words.{code}.json": _word_list(vocabulary, synonyms, common).encode("utf-8")}


def results(site_dir: Path, cache: Cache) -> list[tuple[str, str]]:
    """Return all that the index below ``site_dir`` can find: the index's file for it, and where the result leads."""
    folder = site_dir / FOLDER / "fragment"
    names = sorted(file.name for file in os.scandir(folder)) if folder.is_dir() else []
    key = digest("results", sorted({name.partition(".")[2] for name in names}))
    # Pagefind names them by what is in them.
    found = cache.each(key, {name: folder / name for name in names}, _result, str)
    return [(f"{FOLDER}/fragment/{name}", url) for name, url in found.items()]


def _result(file: Path) -> str:
    content = file.read_bytes()
    if file.suffix == ".js":
        content = base64.b64decode(content.rpartition(b', "')[2].partition(b'"')[0])
    text = gzip.decompress(content).removeprefix(b"pagefind_dcd")
    url: str = json.loads(text)["url"]
    return url


def _record(
    entry: SearchRecord, code: str, vocabulary: Vocabulary, text: Sequence[str], common: Sequence[str]
) -> Record:
    """Return what Pagefind indexes for an entry; ``text`` are its words, ``common`` those of them that it leads for."""
    passage = entry.passage
    data = {
        "title": passage.title,
        "name": passage.name,
        "page": passage.page,
        "summary": passage.summary,
        "parts": " ".join(_parts(text, vocabulary)),
        "pairs": " ".join(_parts(words(passage.heading), vocabulary)) if has_han(passage.title) else "",
    }
    if passage.is_aside:
        data = {"aside": passage.title}
    is_own = passage.text_language in (code, *wider_codes(code))
    filters = {"lead": list(common), "text": [] if is_own else [passage.text_language]}
    return Record(
        entry.url,
        vocabulary.separated(passage.text or passage.summary or passage.title),  # Pagefind leaves out what has no text
        meta={name: vocabulary.separated(value) for name, value in data.items() if value},
        filters={name: values for name, values in filters.items() if values},
        weight=_ASIDE if passage.is_aside else 1,
    )


def _parts(text: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """Return the parts of the compounds among a text's words that are no words of it themselves."""
    own = dict.fromkeys(text)
    parts = dict.fromkeys(part for word in own for part in vocabulary.parts(word))
    known = {plain(word) for word in own} if parts else set()
    return [part for part in parts if part not in known]


def _word_list(vocabulary: Vocabulary, synonyms: Synonyms, common: list[str]) -> str:
    """Return as JSON what the browser reads a query with; see query.js for how."""
    folded_synonyms = {replace_letters(typed): written for typed, written in synonyms.by_typed.items()}
    found = {
        "common": common,
        "elides": vocabulary.elides,
        "function": vocabulary.function_words(),
        "letters": vocabulary.letters(synonyms.by_typed),
        "stems": vocabulary.stems(),
        "typed": {**vocabulary.spellings(), **folded_synonyms, **synonyms.by_typed},
        "words": vocabulary.words(),
    }
    return json.dumps(found, ensure_ascii=False, sort_keys=True)
