"""Labels of an app: what each is called in each language, and what pages of a language write for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import NamedTuple

from helpcentre.util.text import wider_codes

_ENDS = " \t\n…:.\u200e\u200f"
_OUTER = "\"'„“”«»‟‚‘’‹›‛「」『』"
_SPELLING = str.maketrans({**dict.fromkeys("‘’‛ʼ", "'"), **dict.fromkeys("“”„‟", '"'), "\u00a0": " ", "\u202f": " "})
_NOT_LETTERS = re.compile(r"[\W_]+")
_ALIKE = 0.8
"""How alike two texts are, from 0 to 1, of which one is the other with a slip."""
_SHORTEST = 4
"""Of how many letters a text is at least that is told to be nearly a label."""


@dataclass(frozen=True)
class LabelName:
    """What a label is called in one language.

    ``name`` is what the app shows there, as far as anybody said so, and ``is_verified`` whether somebody checked.
    ``meaning`` explains the label in a language in which it is not verified. ``former`` are names of earlier versions.
    """

    name: str = ""
    meaning: str = ""
    source: str = ""
    checked: str = ""
    former: tuple[str, ...] = ()
    is_verified: bool = False


@dataclass(frozen=True)
class Label:
    """A label by its id: its names by language code, and the file and line it stands in."""

    id: str
    names: Mapping[str, LabelName]
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


class Shown(NamedTuple):
    """What pages of a language write for a label: a name, and behind it in brackets its meaning, if one is agreed."""

    name: str
    meaning: str = ""


class Foreign(NamedTuple):
    """Why a text is no label of a language: it is that of another one, by its code, a former or an unverified one."""

    ids: frozenset[str]
    code: str = ""
    is_former: bool = False


@dataclass(frozen=True)
class Labels:
    """The labels of an app. Where a language has no verified name, its pages write that of ``app_language``.

    ``others`` are texts that pages have in bold and that are no labels.
    """

    app_language: str = "en"
    labels: Mapping[str, Label] = field(default_factory=dict)
    others: frozenset[str] = frozenset()
    _known: dict[str, _Index] = field(default_factory=dict, init=False, compare=False, repr=False)

    def of_languages(self, codes: Collection[str]) -> Labels:
        """Return the labels with their names in the app's language and in these, and in those that these vary."""
        kept = {self.app_language, *codes, *(wider for code in codes for wider in wider_codes(code))}
        labels = {
            key: replace(label, names={code: name for code, name in label.names.items() if code in kept})
            for key, label in self.labels.items()
        }
        return replace(self, labels=labels)

    def __bool__(self) -> bool:
        """Whether the project names any label."""
        return bool(self.labels)

    def name(self, label: str, code: str) -> LabelName:
        """Return what is known of a label in a language, or else in the nearest wider one: ``pt`` for ``pt-BR``."""
        names = self.labels[label].names
        return next((names[each] for each in (code, *wider_codes(code)) if each in names), LabelName())

    def shown(self, label: str, code: str) -> Shown:
        """Return what pages of a language write for a label."""
        own = self.name(label, code)
        in_app = self.name(label, self.app_language)
        if own.is_verified or in_app.name == own.name or not in_app.name:
            return Shown(own.name)
        return Shown(in_app.name, own.meaning or own.name)

    def is_verified(self, label: str, code: str) -> bool:
        """Whether somebody checked what the app calls a label in a language."""
        return self.name(label, code).is_verified

    def ids(self, text: str, code: str) -> frozenset[str]:
        """Return the labels that pages of a language write as ``text``."""
        return self._index(code).own.get(spelling(text), frozenset())

    def language_of(self, text: str, code: str) -> str:
        """Return the app's language where pages of a language write a label as the app has it there, or nothing."""
        ids = self.ids(text, code)
        is_own = any(self.name(each, code).name == self.shown(each, code).name for each in ids)
        return "" if is_own or not ids else self.app_language

    def foreign(self, text: str, code: str) -> Foreign | None:
        """Return of which label ``text`` is a name that pages of this language do not write, or None."""
        return self._index(code).foreign.get(spelling(text))

    def nearest(self, text: str, code: str) -> str:
        """Return the name that pages of a language write and that ``text`` is with a slip, or nothing."""
        index = self._index(code)
        if text not in index.near:
            index.near[text] = _nearest(spelling(text), index)
        return index.near[text]

    def _index(self, code: str) -> _Index:
        if code not in self._known:
            self._known[code] = self._indexed(code)
        return self._known[code]

    def _indexed(self, code: str) -> _Index:
        index = _Index({}, {}, {}, {})
        for label in self.labels:
            _add(index.own, self.shown(label, code).name, label)
        for label in self.labels:
            for text, why in self._other_names(label, code):
                key = spelling(text)
                if key and key not in index.own:
                    before = index.foreign.get(key)
                    ids = before.ids | why.ids if before else why.ids
                    index.foreign[key] = Foreign(ids, (before or why).code, (before or why).is_former)
        for key in index.own:
            index.letters.setdefault(fold_letters(key), key)
        return index

    def _other_names(self, label: str, code: str) -> Iterator[tuple[str, Foreign]]:
        """Yield the names of a label that pages of a language do not write, those of the language itself first."""
        ids, own = frozenset({label}), self.name(label, code)
        for former in own.former:
            yield former, Foreign(ids, is_former=True)
        yield own.name, Foreign(ids)
        yield own.meaning, Foreign(ids)
        names = self.labels[label].names
        for other in (self.app_language, *names):
            if other in names and names[other] is not own:
                yield names[other].name, Foreign(ids, other)


class _Index(NamedTuple):
    """The names of one language by their spelling: its own, others', by their letters alone, and slips found so far."""

    own: dict[str, frozenset[str]]
    foreign: dict[str, Foreign]
    letters: dict[str, str]
    near: dict[str, str]


def spelling(text: str) -> str:
    """Return a label as it is compared: without what typography and sentences add to it."""
    text = unicodedata.normalize("NFC", text).translate(_SPELLING)
    return " ".join(text.replace("...", "…").strip(_ENDS + _OUTER).split())


def _add(names: dict[str, frozenset[str]], text: str, label: str) -> None:
    if key := spelling(text):
        names[key] = names.get(key, frozenset()) | {label}


def _nearest(text: str, index: _Index) -> str:
    letters = fold_letters(text)
    if letters in index.letters:
        return index.letters[letters]
    if len(letters) < _SHORTEST:
        return ""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(letters)
    best, found = _ALIKE, ""
    for other, key in index.letters.items():
        if 3 * abs(len(other) - len(letters)) <= len(letters):
            matcher.set_seq1(other)
            if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best and matcher.ratio() >= best:
                best, found = matcher.ratio(), key
    return found


def likeness(text: str, other: str) -> float:
    """Return how alike the letters of two texts are, from 0 to 1."""
    return SequenceMatcher(None, fold_letters(text), fold_letters(other), autojunk=False).ratio()


def fold_letters(text: str) -> str:
    """Return the letters and digits of a text alone, small and without marks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _NOT_LETTERS.sub("", "".join(sign for sign in plain if not unicodedata.combining(sign)))
