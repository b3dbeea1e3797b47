"""Translations as XLIFF 2.0 (https://docs.oasis-open.org/xliff/xliff-core/v2.0/): what tools of agencies work with.

A unit is a message of a page. What nobody translates is an inline element, and the Markdown that it stands for is in
``originalData``: ``ph`` for code, addresses, placeholders and labels of an app, ``pc`` around the words of a link or an
emphasis. What a translation has in place of an element is a second entry there, whose id ends in ``t``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

import polib

from helpcentre.content.blocks import Kind
from helpcentre.translation.message_labels import MessageLabels
from helpcentre.translation.tokens import TOKEN, Protected, Token, protect_exactly

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
OPEN = "helpcentre:"
"""The beginning of the ``subState`` of segments whose target is no translation yet: of a machine, or outdated."""
OF_TARGET = "t"
_NO_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML has no signs for, and carriage returns, which its readers change."""


def as_xliff(po: polib.POFile, *, source: str, language: str, labels: MessageLabels) -> str:
    """Return the entries of a PO file as XLIFF, with each of the ``labels`` as a part that stays as it is."""
    files = groupby(po, key=lambda entry: entry.msgctxt.rpartition("#")[0])
    inner = "".join(_file(number, path, list(entries), labels) for number, (path, entries) in enumerate(files, start=1))
    head = f'<xliff xmlns="{NAMESPACE}" version="2.0" srcLang={quoteattr(source)} trgLang={quoteattr(language)}>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{inner}</xliff>\n'


def _file(number: int, path: str, entries: list[polib.POEntry], labels: MessageLabels) -> str:
    units = "".join(_unit(place, entry, labels) for place, entry in enumerate(entries, start=1))
    return f'  <file id="f{number}" original={quoteattr(path)}>\n{units}  </file>\n'


def _unit(number: int, entry: polib.POEntry, labels: MessageLabels) -> str:
    texts = _Texts.of(entry, labels)
    notes = "".join(f"<note category={quoteattr(kind)}>{_escaped(text)}</note>" for kind, text in _notes(entry))
    data = "".join(f'<data id="{key}">{_escaped(text)}</data>' for key, text in texts.data.items())
    lines = [
        f'<unit id="u{number}" name={quoteattr(entry.msgctxt.rpartition("#")[2])}>',
        f"  <notes>{notes}</notes>",
        f"  <originalData>{data}</originalData>" if data else "",
        f"  <segment {_state(entry)}>",
        f'    <source xml:space="preserve">{texts.source}</source>',
        f'    <target xml:space="preserve">{texts.target}</target>' if entry.msgstr else "",
        "  </segment>",
        "</unit>",
    ]
    return "".join(f"    {line}\n" for line in lines if line)


def _notes(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    kind, *others = entry.comment.split("\n")
    yield "kind", kind
    yield from (("label", text.removeprefix("label: ")) for text in others)
    yield from (("location", f"{file}:{line}") for file, line in entry.occurrences)
    if entry.previous_msgid:
        yield "former source", entry.previous_msgid
    if entry.tcomment:
        yield "draft", entry.tcomment


def _state(entry: polib.POEntry) -> str:
    if not entry.msgstr:
        return 'state="initial"'
    why = "machine" if entry.tcomment else "outdated"
    return f'state="initial" subState="{OPEN}{why}"' if entry.fuzzy else 'state="final"'


@dataclass
class _Texts:
    """The two texts of a message as XML, and what stands for their elements."""

    source: str = ""
    target: str = ""
    data: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, entry: polib.POEntry, labels: MessageLabels) -> _Texts:
        texts = cls()
        if entry.comment.split("\n")[0] == Kind.CODE.value:
            texts.source, texts.target = _escaped(entry.msgid), _escaped(entry.msgstr)
            return texts
        wanted = protect_exactly(entry.msgid, label=labels.translated)
        has = protect_exactly(entry.msgstr, label=labels.present)
        for number, token in enumerate(wanted.tokens, start=1):
            texts._add(str(number), token)
            if token.label:
                texts.data[f"d{number}{OF_TARGET}"] = token.label
        numbers = _paired(wanted, has)
        for number, token in zip(numbers, has.tokens, strict=True):
            if number > len(wanted.tokens):
                texts._add(str(number), token)
            elif wanted.tokens[number - 1].label:
                texts.data[f"d{number}{OF_TARGET}"] = token.opening
        texts.source = _elements(wanted, list(range(1, len(wanted.tokens) + 1)))
        texts.target = _elements(has, numbers)
        return texts

    def _add(self, key: str, token: Token) -> None:
        self.data[f"d{key}"] = token.opening
        if token.closing is not None:
            self.data[f"d{key}e"] = token.closing


def _paired(wanted: Protected, has: Protected) -> list[int]:
    """Return for each token of a translation the number of the one in the source that it is, or a further number."""
    free = dict(enumerate(wanted.tokens, start=1))
    last, numbers = len(wanted.tokens), []
    for token in has.tokens:
        number = next((key for key, other in free.items() if _is_same(other, token)), 0)
        if number:
            del free[number]
        else:
            number = last = last + 1
        numbers.append(number)
    return numbers


def _is_same(wanted: Token, has: Token) -> bool:
    if wanted.label:  # its meaning stands behind the first one of a section alone
        return bool(has.label) and wanted.label.startswith(has.opening.partition(" (")[0])
    return not has.label and (wanted.opening, wanted.closing) == (has.opening, has.closing)


def _elements(text: Protected, numbers: list[int]) -> str:
    parts, end = [], 0
    for match in TOKEN.finditer(text.text):
        parts += [_escaped(html.unescape(text.text[end : match.start()])), _element(match, text, numbers)]
        end = match.end()
    return "".join([*parts, _escaped(html.unescape(text.text[end:]))])


def _element(match: re.Match[str], text: Protected, numbers: list[int]) -> str:
    if match["end"]:
        return "</pc>"
    token, number = text.tokens[int(match["id"]) - 1], numbers[int(match["id"]) - 1]
    keep = 'canCopy="no" canDelete="no"'
    if token.closing is not None:
        return f'<pc id="{number}" dataRefStart="d{number}" dataRefEnd="d{number}e" {keep}>'
    kind = ' type="ui"' if token.label else ""
    shown = quoteattr(_NO_XML.sub("\ufffd", token.label or token.opening))
    return f'<ph id="{number}" dataRef="d{number}" {keep}{kind} disp={shown}/>'


def _escaped(text: str) -> str:
    return _NO_XML.sub(lambda match: f'<cp hex="{ord(match[0]):04X}"/>', escape(text))
