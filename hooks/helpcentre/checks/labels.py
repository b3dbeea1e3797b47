"""Labels of an app in bold: each is one that the app has in the page's language, as ``labels.yml`` says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from helpcentre.checks.counterparts import paired_units
from helpcentre.content.frontmatter import Document
from helpcentre.content.glossary import Glossary
from helpcentre.content.labels.bold import BoldText, find_bold
from helpcentre.content.labels.model import Labels, fold_letters, likeness, spelling
from helpcentre.content.language import Language
from helpcentre.content.units import Unit, units
from helpcentre.diagnostics.problem import Problem, Rule, problem

_LONGEST, _MOST_WORDS = 40, 5
"""How many letters and words an unknown text in bold has at most that is told to be no label."""
_LONGEST_UNSPACED = 12
"""The same for letters of a script without capitals, in which also sentences may have no spaces."""
_NO_LABEL = re.compile(r"[.!?:;,。！？：；，،؛؟]$|\d|[{}<>*]|://|@")
"""What is a sentence, the beginning of one, an amount, a placeholder or an address."""
_IS_LEAD = re.compile(r"[:：]$")
_CERTAIN = 0.9
"""How alike a text is to a label that is told to be one outside of steps."""
_ENDING = 2
"""How many letters at the end of a word another form of it may differ in."""


_ADD = "correct it, or add it to labels.yml, below others if it is none"


@dataclass
class _Bold:
    """A text in bold, or a part of one, and the ids of the labels that it is in its language."""

    unit: Unit
    whole: BoldText
    text: str
    ids: frozenset[str]
    problem: Problem | None = field(default=None)
    is_other: bool = False
    """Whether it is known to be no label: it is listed so, or it translates a text of the source that is."""

    @property
    def line(self) -> int:
        return self.unit.line + self.unit.text.count("\n", 0, self.whole.start)

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it is in its file, whichever part of the page its unit is: line, column and text."""
        column = self.whole.start - self.unit.text.rfind("\n", 0, self.whole.start)
        return self.line, column, self.text


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
        known = {each.place: each for texts in found.values() for each in texts}
        for theirs, unit in paired_units(source, own, current):  # footnotes are a pair of their own, and in no other
            ours = [known[each.place] for each in checker.bold_texts(unit, language.code) if each.place in known]
            checker.compare(checker.bold_texts(theirs, source_language.code), ours)
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
            texts = ((part, spelling(part) in self._others) for part in parts)
            found += [_Bold(unit, whole, part, self._labels.ids(part, code), is_other=other) for part, other in texts]
        return found

    def problem(self, bold: _Bold) -> Problem | None:
        """Return what is wrong with a text in bold by itself, or None."""
        if bold.ids or spelling(bold.text) in self._others:
            return None
        return self._foreign(bold) or self._slip(bold) or (None if bold.is_other else self._unknown(bold))

    def compare(self, theirs: list[_Bold], ours: list[_Bold]) -> None:
        """Note problems of texts in bold that stand where the source text has another label.

        Where one of the two has more of them, nobody can tell which belong together.
        """
        if len(theirs) != len(ours):
            return
        missing, left = _unpaired(theirs, ours)
        for place in left - missing:
            ours[place].is_other |= theirs[place].is_other
        for wanted, own in ((theirs[place], ours[place]) for place in sorted(missing & left)):
            if wanted.whole.begins_part and wanted.text.endswith((":", "：")):  # it tells what comes: **Update:** we …
                continue
            why = f"the {self._source.english_name} text has the label {wanted.text!r}"
            if own.ids:
                own.problem = self._told(own, Rule.LABEL_WRONG, why, wanted.ids)
            elif not self._labels.foreign(own.text, self._code):
                own.problem = self._told(own, Rule.LABEL_UNKNOWN, why, wanted.ids)

    def unexplained(self, texts: list[_Bold]) -> Iterator[Problem]:
        """Yield a problem for the first use of each label in a unit that lacks the meaning agreed for it."""
        seen: set[str] = set()
        for each in texts:
            is_path = each.text != each.whole.text
            label = "" if is_path else min(each.ids, default="")
            meaning = self._labels.shown(label, self._code).meaning if label else ""
            given, is_first = each.whole.meaning, label not in seen
            seen.add(label)
            if meaning and not each.problem and spelling(given) != spelling(meaning) and (given or is_first):
                why = f"behind {each.text!r} is {given!r}" if given else f"behind {each.text!r} is no meaning"
                message = f"{why}, and nobody has checked what it is called in this language"
                fix = f"write **{each.text}** ({meaning})"
                yield problem(Rule.LABEL_UNEXPLAINED, file=self._file, line=each.line, message=message, fix=fix)

    def _foreign(self, bold: _Bold) -> Problem | None:
        why = self._labels.foreign(bold.text, self._code)
        if not why or _IS_LEAD.search(bold.text):
            return None
        if why.code:
            return self._told(bold, Rule.LABEL_WRONG, f"it is the name in {why.code}", why.ids)
        if why.is_former:
            return self._told(bold, Rule.LABEL_WRONG, "it is a former name", why.ids)
        return self._told(bold, Rule.LABEL_UNKNOWN, "nobody has checked that the app calls it so", why.ids)

    def _slip(self, bold: _Bold) -> Problem | None:
        """Return that a text is nearly a label; outside of steps, another form of its word is none."""
        name = self._labels.nearest(bold.text, self._code)
        if not name or _NO_LABEL.search(bold.text):
            return None
        is_small = bold.text[:1].islower()
        if bold.whole.in_step:
            is_emphasis = is_small and (" " not in bold.text or fold_letters(bold.text) != fold_letters(name))
        else:
            is_alike = _CERTAIN <= likeness(bold.text, name) < 1
            is_emphasis = is_small or not is_alike or _is_form(bold.text, name)
        ids = self._labels.ids(name, self._code)
        return None if is_emphasis else self._told(bold, Rule.LABEL_UNKNOWN, "", ids)

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
        fix = f"write {' or '.join(list(names)[:3])}" if names else _ADD
        return problem(rule, file=self._file, line=bold.line, message=message, fix=fix)


def _unpaired(theirs: list[_Bold], ours: list[_Bold]) -> tuple[set[int], set[int]]:
    """Return the places of the labels that a translation lacks, and of the texts in bold that it has besides.

    A label may stand at another place in another language; at the same place it is taken first.
    """
    places = range(len(theirs))
    same = {place for place in places if theirs[place].ids & ours[place].ids}
    left = {place for place in places if place not in same}
    missing = set()
    for place in (place for place in places if place not in same and theirs[place].ids):
        pair = next((other for other in sorted(left) if ours[other].ids & theirs[place].ids), None)
        if pair is None:
            missing.add(place)
        else:
            left.remove(pair)
    return missing, left


def _is_form(text: str, name: str) -> bool:
    """Whether a text has the words of a name in other forms, which differ at the end: *Archive chats*."""
    words, others = text.split(), name.split()
    pairs = zip(words, others, strict=False)
    return len(words) == len(others) and all(
        fold_letters(word).startswith(fold_letters(other)[:-_ENDING] or fold_letters(other)) for word, other in pairs
    )


def _is_name(bold: _Bold) -> bool:
    """Whether a text in bold looks like the name of a button, and not like emphasis, an amount or a sentence."""
    text = bold.text
    letters = [sign for sign in text if sign.isalpha()]
    if not letters or _NO_LABEL.search(text) or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    cased = next((sign for sign in letters if sign.upper() != sign.lower()), "")
    return cased == letters[0] and cased.isupper() if cased else len(text) <= _LONGEST_UNSPACED or " " in text
