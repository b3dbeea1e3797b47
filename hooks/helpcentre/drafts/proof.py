"""The proof of a draft: every comparison with the source that pages are checked by, and some for machines alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from helpcentre.checks.comparison import Comparison
from helpcentre.checks.labels import check_labels
from helpcentre.checks.page import check_comparison
from helpcentre.checks.page_markup import check_markup
from helpcentre.checks.translation import check_placeholders
from helpcentre.content.blocks import Kind
from helpcentre.content.frontmatter import Document
from helpcentre.content.glossary import Glossary
from helpcentre.content.labels.model import Labels
from helpcentre.content.language import Language
from helpcentre.content.markdown.fences import PLAIN, Dialect
from helpcentre.content.prose import plain_text
from helpcentre.content.units import TOP, Unit, units
from helpcentre.diagnostics.problem import Problem, Rule
from helpcentre.translation.po_check import find_difference
from helpcentre.translation.segments import Segment
from helpcentre.util.text import base_language

_DENSE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WEIGHT = 3
"""How many letters of other scripts a sign of a dense one stands for."""
_SHORTEST, _LONGEST, _MARGIN = 0.45, 1.9, 14
"""A translation has so many times the letters of its source, give or take so many letters."""
_SENTENCE_END = re.compile(
    r"""
    (?: (?<![\d.!?…])(?<![\s(]\w)[.] | (?<![!?…])[!?…] ) [.!?…]* [\"”“»«’'‘)\]]* (?= \s+ [^a-zà-ÿа-яё\d\s] )
    | (?<=\w\w\w\w\w) [.!?…]+ [\"”“»«’'‘)\]]* (?= \s+ \S )
    | [。！？؟।։]+ (?= \s*\S )
    """,
    re.VERBOSE,
)
"""Where a sentence ends and another begins: not at an abbreviation such as *z. B.*, *Abs. 2* or *p. ex.*"""
_GREETING = re.compile(r"\A[^.!?{}]{0,30}\{\w+\}[^\w{}]*(?:\w{1,3}[！!])?")
"""How a reply begins; languages part it from the rest as they like."""
_ENDS = re.compile(r"(?:(?<!\d)[.!?…:。！？：؟।։])$")
_SENTENCES = 3
"""Of so many sentences, a translator may join two, or part one."""
_CLOSING = " \t\"”“»«’‘')]*_）」』"
_QUOTED = re.compile(r"\A[\"“„«‚‘'「『].*[\"”“»’‘'」』]\Z", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = 3
"""How many words, one of them in small letters, are no name."""
_STYLE = frozenset({Rule.QUOTES_WRONG.code})
"""Rules that do not keep a draft back: they judge its style."""


@dataclass(frozen=True)
class Proof:
    """Compares drafts in a ``language`` with texts in ``source_language``."""

    source_language: Language
    language: Language
    glossary: Glossary
    labels: Labels = field(default_factory=Labels)
    dialect: Dialect = PLAIN

    @property
    def code(self) -> str:
        """The code of the drafts' language."""
        return self.language.code

    def fault(self, message: Segment, text: str) -> str:
        """Return why ``text`` cannot be the draft of a message, or nothing."""
        if message.kind is Kind.CODE:
            return ""
        found = find_difference(message.text, text, self.dialect) or self._fault_of_words(message, text)
        # What is no paragraph may begin with a number and a point, and make no list.
        mark = "" if message.kind in (Kind.PARAGRAPH, Kind.TABLE) else "– "
        return found or next(self._told(*(self._page(mark + each) for each in (message.text, text))), "")

    def page_problems(self, source: Document, page: Document, drafted: frozenset[str], *, file: str) -> list[Problem]:
        """Return the problems of a page whose units in ``drafted`` are drafts, each with its line."""
        found = [*self._problems(source, page, drafted, file), *check_markup(page, file=file)]
        return [problem for problem in found if problem.code not in _STYLE]

    def _problems(self, source: Document, page: Document, current: frozenset[str], file: str) -> Iterator[Problem]:
        yield from check_comparison(
            Comparison(
                source=source,
                translation=page,
                source_language=self.source_language,
                current=current,
                code=self.code,
                file=file,
                glossary=self.glossary,
            )
        )
        yield from check_labels(
            page,
            source,
            labels=self.labels,
            language=self.language,
            source_language=self.source_language,
            current=current,
            glossary=self.glossary,
            file=file,
        )
        names = {name for unit in units(source).values() if unit.aside for name in unit.aside.placeholders}
        yield from check_placeholders(source, page, known=names, file=file)

    def _told(self, source: Document, page: Document) -> Iterator[str]:
        problems = self._problems(source, page, frozenset({TOP}), "")
        return (problem.message for problem in problems if problem.code not in _STYLE)

    def _page(self, text: str) -> Document:
        return Document(meta={}, body=text + "\n", body_line=1, dialect=self.dialect)

    def _fault_of_words(self, message: Segment, text: str) -> str:
        """Return what shows that words are missing, added or left, which no check of pages looks for."""
        theirs, ours = (plain_text(Unit(TOP, "", each, 1, dialect=self.dialect)) for each in (message.text, text))
        wanted, has = _letters(theirs), _letters(ours)
        if has < wanted * _SHORTEST - _MARGIN / 2:
            return "much of the text is missing"
        if has > wanted * _LONGEST + _MARGIN:
            return "the answer is much longer than the text"
        rests = (re.sub(r"\s+(?=[.!?…](?:\s|$))", "", _GREETING.sub("", each)) for each in (theirs, ours))
        sentences, own_sentences = (1 + len(_SENTENCE_END.findall(rest)) for rest in rests)
        if abs(sentences - own_sentences) > sentences // _SENTENCES:
            return f"{own_sentences} sentences, in the source {sentences}"
        if _is_ended(theirs) and not _is_ended(ours):
            return "the answer ends amid a sentence"
        if _QUOTED.match(ours.strip()) and not _QUOTED.match(theirs.strip()):
            return "the answer is in quotation marks"
        return self._fault_of_rest(theirs, ours)

    def _fault_of_rest(self, theirs: str, ours: str) -> str:
        if base_language(self.code) == base_language(self.source_language.code):
            return ""
        words = _WORD.findall(self.glossary.without_names(theirs, self.code))
        is_sentence = len(words) >= _SENTENCE and any(word.islower() for word in words)
        if is_sentence and theirs.split() == ours.split():
            return "the answer is the text itself, not a translation"
        return ""


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text)) + (_WEIGHT - 1) * len(_DENSE.findall(text))


def _is_ended(text: str) -> bool:
    return _ENDS.search(text.rstrip(_CLOSING)) is not None
