"""Labels of an app in bold: each is one that the app has in the page's language, as ``labels.yml`` says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from helpcentre.checks.counterparts import paired_units
from helpcentre.content.frontmatter import Document
from helpcentre.content.glossary import Glossary
from helpcentre.content.labels.bold import BoldText, find_bold
from helpcentre.content.labels.model import Labels, spelling
from helpcentre.content.language import Language
from helpcentre.content.units import Unit, units
from helpcentre.diagnostics.problem import Problem, Rule, problem

_LONGEST, _MOST_WORDS = 40, 5
"""How many letters and words an unknown text in bold has at most that is told to be no label."""
_LONGEST_UNSPACED = 12
"""The same for letters of a script without capitals, in which also sentences may have no spaces."""
_NO_LABEL = re.compile(r"[.!?:;,。！？：；，،؛؟]$|\d|[{}<>*]|://|@")
"""What is a sentence, the beginning of one, an amount, a placeholder or an address."""


@dataclass
class _Bold:
    """A text in bold, or a part of one, and the ids of the labels that it is in its language."""

    unit: Unit
    whole: BoldText
    text: str
    ids: frozenset[str]
    problem: Problem | None = field(default=None)

    @property
    def line(self) -> int:
        return self.unit.line + self.unit.text.count("\n", 0, self.whole.start)


def check_labels(
    own: Document,
    source: Document | None,
    *,
    labels: Labels,
    language: Language,
    source_language: Language,
    current: Collection[str],
    glossary: Glossary,
    file: str,
) -> Iterator[Problem]:
    """Yield a problem for each text in bold of a page that is no label, another one, or one of another language.

    ``current`` has the ids of the units whose translation is up to date; those are compared with ``source`` as well.
    There are none without labels.
    """
    if not labels:
        return
    checker = _Checker(labels, language.code, source_language, glossary, file)
    found = {unit_id: checker.bold_texts(unit, language.code) for unit_id, unit in units(own).items()}
    if source is not None and not language.is_source:
        for theirs, unit in paired_units(source, own, current):
            checker.compare(checker.bold_texts(theirs, source_language.code), found[unit.id])
    for texts in found.values():
        for each in texts:
            each.problem = each.problem or checker.problem(each)
            if each.problem:
                yield each.problem
        yield from checker.unexplained(texts)


class _Checker:
    """Judges the texts in bold of a page in language ``code``."""

    def __init__(self, labels: Labels, code: str, source: Language, glossary: Glossary, file: str) -> None:
        self._labels, self._code, self._source, self._file = labels, code, source, file
        self._others = {spelling(text) for text in labels.others}
        self._others |= {spelling(text) for name in glossary.keep for text in name.spellings_in(code)}

    def bold_texts(self, unit: Unit, code: str) -> list[_Bold]:
        """Return the texts in bold of a unit in a language; a path through menus is as many as it has labels."""
        found = []
        for whole in find_bold(unit.scan):
            ids = self._labels.ids(whole.text, code)
            parts = [whole.text] if ids else whole.parts()
            found += [_Bold(unit, whole, part, self._labels.ids(part, code)) for part in parts]
        return found

    def problem(self, bold: _Bold) -> Problem | None:
        """Return what is wrong with a text in bold by itself, or None."""
        if bold.ids or spelling(bold.text) in self._others:
            return None
        return self._foreign(bold) or self._slip(bold) or self._unknown(bold)

    def compare(self, theirs: list[_Bold], ours: list[_Bold]) -> None:
        """Note problems of texts in bold that stand where the source text has another label."""
        missing, left = _unpaired(theirs, ours)
        strangers = [own for own in left if not own.ids and not self._labels.foreign(own.text, self._code)]
        swapped = [own for own in left if own.ids]
        is_certain = len(theirs) == len(ours)
        for each in missing:
            if swapped:
                own = swapped.pop(0)
                own.problem = self._told(own, Rule.LABEL_WRONG, f"the {self._their} {each.text!r}", each.ids)
            elif strangers and (is_certain or len(strangers) == 1):
                own = strangers.pop(0)
                own.problem = self._told(own, Rule.LABEL_UNKNOWN, f"the {self._their} {each.text!r}", each.ids)

    def unexplained(self, texts: list[_Bold]) -> Iterator[Problem]:
        """Yield a problem for the first use of each label in a unit that lacks the meaning agreed for it."""
        seen: set[str] = set()
        for each in texts:
            label = min(each.ids, default="")
            meaning = self._labels.shown(label, self._code).meaning if label else ""
            given, is_first = each.whole.meaning, label not in seen
            seen.add(label)
            if meaning and not each.problem and spelling(given) != spelling(meaning) and (given or is_first):
                why = f"behind {each.text!r} is {given!r}" if given else f"behind {each.text!r} is no meaning"
                message = f"{why}, and nobody has checked what it is called in this language"
                fix = f"write **{each.text}** ({meaning})"
                yield problem(Rule.LABEL_UNEXPLAINED, file=self._file, line=each.line, message=message, fix=fix)

    @property
    def _their(self) -> str:
        return f"{self._source.english_name} text has the label"

    def _foreign(self, bold: _Bold) -> Problem | None:
        why = self._labels.foreign(bold.text, self._code)
        if not why:
            return None
        if why.code:
            return self._told(bold, Rule.LABEL_WRONG, f"it is the name in {why.code}", why.ids)
        if why.is_former:
            return self._told(bold, Rule.LABEL_WRONG, "it is a former name", why.ids)
        return self._told(bold, Rule.LABEL_UNKNOWN, "nobody has checked that the app calls it so", why.ids)

    def _slip(self, bold: _Bold) -> Problem | None:
        name = self._labels.nearest(bold.text, self._code)
        is_emphasis = bold.text.islower() and " " not in bold.text
        if not name or is_emphasis or _NO_LABEL.search(bold.text):
            return None
        return self._told(bold, Rule.LABEL_UNKNOWN, "", self._labels.ids(name, self._code))

    def _unknown(self, bold: _Bold) -> Problem | None:
        whole = bold.whole
        is_heading = whole.begins_part and whole.ends_part
        return self._told(bold, Rule.LABEL_UNKNOWN, "") if whole.in_step and not is_heading and _is_name(bold) else None

    def _told(self, bold: _Bold, rule: Rule, why: str, ids: Collection[str] = ()) -> Problem:
        shown = [self._labels.shown(label, self._code) for label in sorted(ids)]
        names = dict.fromkeys(f"**{each.name}**{f' ({each.meaning})' if each.meaning else ''}" for each in shown)
        message = f"{bold.text!r} is no label of the app in this language{f': {why}' if why else ''}"
        if rule is Rule.LABEL_WRONG:
            message = f"{bold.text!r} is not the label that belongs here: {why}"
        fix = f"write {' or '.join(list(names)[:3])}" if names else "correct it, or add it to labels.yml"
        return problem(rule, file=self._file, line=bold.line, message=message, fix=fix)


def _unpaired(theirs: list[_Bold], ours: list[_Bold]) -> tuple[list[_Bold], list[_Bold]]:
    """Return the labels of the source text that a translation lacks, and the texts in bold that it has besides."""
    has_equal_count = len(theirs) == len(ours)
    same = {place for place, (one, other) in enumerate(zip(theirs, ours, strict=False)) if one.ids & other.ids}
    same = same if has_equal_count else set()
    left = [own for place, own in enumerate(ours) if place not in same]
    missing = []
    for each in (each for place, each in enumerate(theirs) if each.ids and place not in same):
        pair = next((own for own in left if own.ids & each.ids), None)
        if pair:
            left.remove(pair)
        else:
            missing.append(each)
    return missing, left


def _is_name(bold: _Bold) -> bool:
    """Whether a text in bold looks like the name of a button, and not like emphasis, an amount or a sentence."""
    text = bold.text
    letters = [sign for sign in text if sign.isalpha()]
    if not letters or _NO_LABEL.search(text) or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    cased = next((sign for sign in letters if sign.upper() != sign.lower()), "")
    return cased == letters[0] and cased.isupper() if cased else len(text) <= _LONGEST_UNSPACED or " " in text
