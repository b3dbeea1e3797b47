"""Labels of an app in the messages that translators get: what each is to be, and whether a translation has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpcentre.content.labels.bold import find_bold
from helpcentre.content.labels.model import Labels
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.markdown.scan import Scan
from helpcentre.translation.tokens import BoldLabel

NO_LABELS = Labels()


@dataclass(frozen=True)
class MessageLabels:
    """The labels of a project, for messages in the language ``source`` that are translated into ``code``."""

    labels: Labels = NO_LABELS
    source: str = ""
    code: str = ""

    def notes(self, text: str, dialect: Dialect) -> list[str]:
        """Return a line for each label of a message: what a translation writes for it."""
        found = _labels(self.labels, text, self.source, dialect)
        lines = (f"label: **{name}** is {self._written(ids)}" for name, ids in found if ids)
        return list(dict.fromkeys(lines))

    def find_difference(self, source: str, own: str, dialect: Dialect) -> str:
        """Return which label of a message its translation ``own`` lacks, or has by a wrong name, or nothing."""
        wanted = [ids for _, ids in _labels(self.labels, source, self.source, dialect) if ids]
        if not wanted:
            return ""
        has = list(_labels(self.labels, own, self.code, dialect))
        left = [ids for _, ids in has]
        for ids in wanted:
            pair = next((each for each in left if each & ids), None)
            if pair is None:
                wrong = next((name for name, _ in has if self._is_of(name, ids)), "")
                return f"**{wrong}** is to be {self._written(ids)}" if wrong else f"{self._written(ids)} is missing"
            left.remove(pair)
        return ""

    def translated(self, bold: str) -> BoldLabel | None:
        """Return the label that a text in bold of the source is, with what the translation writes, if that is known."""
        found = min(self.labels.ids(bold, self.source), default="")
        own = self.labels.shown(found, self.code) if found else None
        if own is None or not own.name:
            return None
        behind = _brackets(self.labels.shown(found, self.source).meaning)
        return BoldLabel(behind, f"**{own.name}**{_brackets(own.meaning)}")

    def present(self, bold: str) -> BoldLabel | None:
        """Return the label that a text in bold of a translation is."""
        found = min(self.labels.ids(bold, self.code), default="")
        if not found:
            return None
        behind = _brackets(self.labels.shown(found, self.code).meaning)
        return BoldLabel(behind, f"**{bold}**{behind}")

    def _is_of(self, name: str, ids: frozenset[str]) -> bool:
        """Whether a text is a name of these labels that pages of the language do not write."""
        foreign = self.labels.foreign(name, self.code)
        return foreign is not None and bool(foreign.ids & ids)

    def _written(self, ids: frozenset[str]) -> str:
        shown = (self.labels.shown(label, self.code) for label in sorted(ids))
        names = (f"**{each.name}**{_brackets(each.meaning)}" for each in shown)
        return " or ".join(dict.fromkeys(names))


def _brackets(meaning: str) -> str:
    return f" ({meaning})" if meaning else ""


def _labels(labels: Labels, text: str, code: str, dialect: Dialect) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each text in bold of a message, or part of a path, with the labels that it is in a language."""
    for bold in find_bold(Scan(text, dialect)) if labels else ():
        whole = labels.ids(bold.text, code)
        for part in [bold.text] if whole else bold.parts():
            yield part, labels.ids(part, code)
