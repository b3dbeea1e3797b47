"""Finds the paragraph that answers a question, in the units of a bundle or built site, offline and in any language."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache, lru_cache

from helpcentre.content.linguistics import linguistics
from helpcentre.pages.corpus import ArticleUnit, parse_unit
from helpcentre.util.text import replace_letters

# How much a word weighs in a heading, in the text, and as a likeness of words (three letters in common).
_WEIGHTS = "3.0, 2.0, 1.0"
_WORD = re.compile(r"[^\W_]+")
# Scripts that write words without spaces between them: pairs of signs stand for words.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_SEARCHED = ("section", "internal")


class Retrieval:
    """The units of a site in memory, with an index of those that have text of their own."""

    def __init__(self, rows: Iterable[ArticleUnit]) -> None:
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute("CREATE TABLE unit (language, path, unit, kind, data)")
        # An index for each language: how rare a word is, and so how much it says, differs.
        self._indexes: dict[str, str] = {}
        for row in rows:
            values = (row.language, row.path, row.unit, row.kind, json.dumps(asdict(row)))
            number = self._database.execute("INSERT INTO unit VALUES (?, ?, ?, ?, ?)", values).lastrowid
            if row.kind in _SEARCHED:
                head, body = list(_words(f"{row.title} {row.heading}")), list(_words(row.text))
                parts = [part for word in head + body for part in _parts(word)]
                texts = (number, " ".join(head), " ".join(body), " ".join(parts))
                index = self._index(row.language)
                self._database.execute(f"INSERT INTO {index} (rowid, head, body, parts) VALUES (?, ?, ?, ?)", texts)
        self._database.execute("CREATE INDEX place ON unit (language, path)")

    def languages(self) -> dict[str, int]:
        """Return the languages, the source first, and how many pages are written in each."""
        counted = self._database.execute(
            "SELECT language, count(DISTINCT path) FROM unit GROUP BY language ORDER BY min(rowid)"
        )
        return {str(code): int(count) for code, count in counted}

    def search(self, query: str, *, language: str, limit: int, with_notes: bool = False) -> list[ArticleUnit]:
        """Return the sections in a language that answer ``query`` best, the best first.

        ``with_notes`` says whether internal notes are wanted too. Words that only hold a question together are left
        out where others remain.
        """
        words = list(dict.fromkeys(_words(query)))
        words = [word for word in words if word not in _function_words(language)] or words
        parts = list(dict.fromkeys(part for word in words for part in _parts(word)))
        wanted = [f"{{head body}}: ({_any(words)})"] if words else []
        wanted += [f"parts: ({_any(parts)})"] if parts else []
        if not wanted:
            return []
        index = self._index(language)
        rows = self._database.execute(
            f"SELECT data FROM {index} JOIN unit ON unit.rowid = {index}.rowid WHERE {index} MATCH ?"
            f" AND (unit.kind = 'section' OR ?) ORDER BY bm25({index}, {_WEIGHTS}), unit.rowid LIMIT ?",
            (" OR ".join(wanted), with_notes, limit),
        )
        return [parse_unit(data) for (data,) in rows]

    def page(self, path: str, *, language: str) -> list[ArticleUnit]:
        """Return the units of a page in their order, none where it is not written in that language."""
        found = "SELECT data FROM unit WHERE language = ? AND path = ? ORDER BY rowid"
        return [parse_unit(data) for (data,) in self._database.execute(found, (language, path))]

    def paths(self) -> list[str]:
        """Return the paths of all pages, sorted."""
        return [str(path) for (path,) in self._database.execute("SELECT DISTINCT path FROM unit ORDER BY path")]

    def _index(self, language: str) -> str:
        """Return the name of a language's index, which is made when it is first asked for."""
        if language not in self._indexes:
            self._indexes[language] = name = f"found_{len(self._indexes)}"
            self._database.execute(
                f"CREATE VIRTUAL TABLE {name} USING fts5 (head, body, parts, tokenize = 'unicode61')"
            )
        return self._indexes[language]


def _any(tokens: Iterable[str]) -> str:
    return " OR ".join(f'"{token}"' for token in tokens)


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text without capitals and accents, of unspaced scripts each two neighbouring signs."""
    plain = unicodedata.normalize("NFKD", replace_letters(text.casefold()))
    for match in _WORD.finditer("".join(sign for sign in plain if not unicodedata.combining(sign))):
        word = match[0]
        if _UNSPACED.search(word) and len(word) > 1:
            yield from (word[start : start + 2] for start in range(len(word) - 1))
        else:
            yield word


@cache
def _function_words(language: str) -> frozenset[str]:
    return frozenset(_words(" ".join(linguistics(language).function_words)))


@lru_cache(maxsize=100_000)
def _parts(word: str) -> tuple[str, ...]:
    """Return each three neighbouring letters of a word: what compounds and inflected forms have in common.

    A short word has none: it would be found in every long one.
    """
    return tuple(word[start : start + 3] for start in range(len(word) - 2)) if len(word) > 3 else ()
