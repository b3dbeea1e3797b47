"""Words of the site that the product does not say in a language: out to a PO file, and back into ``strings.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polib
import yaml

from helpcentre.content.language import Language
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.ui_strings import FILE_NAME, SITE_NAME, product_strings, read_own_strings
from helpcentre.translation.po_check import find_difference
from helpcentre.translation.po_merge import MergeResult
from helpcentre.util.files import read_text
from helpcentre.util.text import wider_codes

_ENGLISH = "en"
_ALONE = "text"
"""What the one form of a word without a number is called in contexts."""


@dataclass(frozen=True)
class _Word:
    """One text of the site in one form: what it says in the source language, and in the other, or nothing."""

    key: str
    form: str
    source: str
    present: str

    @property
    def name(self) -> str:
        """Its context in a file for translators, behind that of the file of words."""
        return f"{self.key}/{self.form}"


def word_entries(docs_dir: Path, source: str, language: str) -> Iterator[polib.POEntry]:
    """Yield an entry for each word of the site that only the project can say in ``language``, in each plural form."""
    for word in _words(docs_dir, source, language):
        kind = "text of the site" if word.form == _ALONE else f"text of the site, plural form {word.form!r}"
        yield polib.POEntry(
            msgctxt=f"{FILE_NAME}#{word.name}", msgid=word.source, msgstr=word.present, comment=kind, occurrences=[]
        )


def merge_words(
    docs_dir: Path, source: str, language: str, entries: Mapping[str, polib.POEntry], dialect: Dialect
) -> MergeResult:
    """Return what becomes of the words of ``language`` with ``entries`` by name; no text where nothing changed.

    A count is written once all its forms are there. Raises HelpcentreError where a file of words cannot be read.
    """
    words = list(_words(docs_dir, source, language))
    known = {word.name: word for word in words}
    stale = tuple(name for name, entry in entries.items() if name not in known or entry.msgid != known[name].source)
    new = {name: entry.msgstr.strip() for name, entry in entries.items() if name not in stale and not entry.fuzzy}
    new = {name: text for name, text in new.items() if text and text != known[name].present}
    refused = {name: why for name, text in new.items() if (why := find_difference(known[name].source, text, dialect))}
    now = {name: word.present for name, word in known.items()} | {
        name: text for name, text in new.items() if name not in refused
    }
    changed = {known[name].key for name in new if name not in refused}
    values = {key: value for key in changed if (value := _value([word for word in words if word.key == key], now))}
    file = docs_dir / language / FILE_NAME
    text = _with_words(read_text(file) if file.is_file() else "", values) if values else None
    return MergeResult(text, sum(map(bool, now.values())), len(now), stale, refused)


def _value(words: list[_Word], texts: Mapping[str, str]) -> str | dict[str, str]:
    """Return what a file of words has for the forms of one key; empty while one of them is lacking."""
    forms = {word.form: texts[word.name] for word in words}
    return forms.get(_ALONE) or (forms if all(forms.values()) else "")


def _words(docs_dir: Path, source: str, language: str) -> Iterator[_Word]:
    """Yield the words that the product lacks in a language and its wider ones have not, in the product's order."""
    said = {**product_strings(_ENGLISH), **product_strings(source), **read_own_strings(docs_dir, source)}
    wider = {key for code in wider_codes(language) for key in read_own_strings(docs_dir, code)}
    own = read_own_strings(docs_dir, language)
    forms = Language(language, language, is_source=False).plural_forms
    for key, text in said.items():
        if key == SITE_NAME or key in product_strings(language) or key in wider:
            continue
        if not isinstance(text, dict):
            yield _Word(key, _ALONE, str(text), str(own.get(key, "")))
            continue
        present = own.get(key)
        said_so = present if isinstance(present, dict) else {}
        for form in forms:
            yield _Word(key, form, str(text.get(form, text["other"])), str(said_so.get(form, "")))


def _with_words(text: str, values: Mapping[str, Any]) -> str:
    """Return a file of words with new ones at its end, in place of those that it has, or has as a comment."""
    for key in sorted(values):
        text = re.sub(rf"(?m)^{re.escape(key)}:.*\n?(?:[ \t]+.*\n?)*", "", text)
        text = re.sub(rf"(?m)^# {re.escape(key)}:.*\n?(?:#   .*\n?)*", "", text)
    gap = "" if not text or text.endswith("\n") else "\n"
    return text + gap + yaml.safe_dump(dict(values), allow_unicode=True, width=2**16)
