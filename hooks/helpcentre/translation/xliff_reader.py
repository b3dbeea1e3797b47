"""Reads XLIFF 2 that ``export`` wrote and a tool filled in, as the entries of a PO file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

import polib

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.diagnostics.system_errors import fix_of
from helpcentre.translation.xliff import OF_TARGET, OPEN
from helpcentre.util.xml import LINE, parse_xml

_HALVES = range(0xD800, 0xE000)
"""The numbers of halves of signs, which no text in UTF-8 has."""
_CODE_POINT = re.compile(r"(?:0?[0-9A-Fa-f]{1,5}|10[0-9A-Fa-f]{4})")
_FIX = "export the language again"


def read_xliff(file: Path, *, languages: Collection[str]) -> tuple[polib.POFile, str]:
    """Return what an XLIFF file holds and which of ``languages`` it is in.

    Targets that still have the state in which a machine or an earlier source left them are fuzzy. Raises
    HelpcentreError, with the line, for anything but XLIFF 2 with one unit for each text.
    """
    try:
        root = parse_xml(file.read_bytes(), file=str(file), with_lines=True)
    except OSError as error:
        fix = fix_of(error, otherwise="name a file")
        raise HelpcentreError(f"cannot be read: {error.strerror}", fix=fix, file=str(file)) from error
    if _tag(root) != "xliff" or not root.get("version", "").startswith("2."):
        message = f"not XLIFF 2: its root is <{_tag(root)}>, version {root.get('version', 'unknown')}"
        raise _error(message, root, file, "save it as XLIFF 2.0")
    named = root.get("trgLang", "")
    language = next((each for each in languages if each.lower() == named.replace("_", "-").lower()), "")
    if not language:
        raise _error(f"trgLang is {named!r}, none of {', '.join(sorted(languages))}", root, file, "correct it")
    po = polib.POFile()
    seen = set()
    for entry, unit in _entries(root, file):
        if entry.msgctxt in seen:
            raise _error(f"{entry.msgctxt} is there twice", unit, file)
        seen.add(entry.msgctxt)
        po.append(entry)
    return po, language


def _entries(root: Element, file: Path) -> Iterator[tuple[polib.POEntry, Element]]:
    for part in _children(root, "file"):
        for unit in (each for each in part.iter() if _tag(each) == "unit"):
            context = f"{part.get('original', '')}#{unit.get('name', '')}"
            segments = list(_children(unit, "segment", "ignorable"))
            data = {each.get("id", ""): _text(each, {}) for each in unit.iter() if _tag(each) == "data"}
            own = {key.removesuffix(OF_TARGET): text for key, text in data.items() if key.endswith(OF_TARGET)}
            sources = [_text(each, data) for segment in segments for each in _children(segment, "source")]
            targets = [_target(segment, data | own) for segment in segments]
            if not sources:
                raise _error(f"the unit {unit.get('id')} has no source", unit, file)
            entry = polib.POEntry(
                msgctxt=context,
                msgid="".join(sources),
                msgstr="".join(filter(None, targets)) if None not in targets else "",
                flags=["fuzzy"] if any(map(_is_open, segments)) else [],
                linenum=int(unit.get(LINE, "1")),
            )
            yield entry, unit


def _target(segment: Element, data: Mapping[str, str]) -> str | None:
    """Return the target of a segment, that of what is between segments or else its source, or None."""
    names = ("target",) if _tag(segment) == "segment" else ("target", "source")
    return next((_text(each, data) for name in names for each in _children(segment, name)), None)


def _is_open(segment: Element) -> bool:
    return segment.get("state", "initial") == "initial" and segment.get("subState", "").startswith(OPEN)


def _text(element: Element, data: Mapping[str, str]) -> str:
    """Return the Markdown of an element: what stands for those in it is in ``data``."""
    parts = [element.text or ""]
    for child in element:
        parts += [_inline(child, data), child.tail or ""]
    return "".join(parts)


def _inline(element: Element, data: Mapping[str, str]) -> str:
    match _tag(element):
        case "pc":
            start, end = (data.get(element.get(name, ""), "") for name in ("dataRefStart", "dataRefEnd"))
            return start + _text(element, data) + end
        case "ph" | "sc" | "ec":
            return data.get(element.get("dataRef", ""), "")
        case "mrk":
            return _text(element, data)
        case "cp":
            digits = element.get("hex", "")
            code = int(digits, 16) if _CODE_POINT.fullmatch(digits) else _HALVES[0]
            return "" if code in _HALVES else chr(code)
        case _:
            return ""


def _children(element: Element, *names: str) -> Iterator[Element]:
    return (each for each in element if _tag(each) in names)


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _error(message: str, element: Element, file: Path, fix: str = _FIX) -> HelpcentreError:
    return HelpcentreError(message, fix=fix, file=str(file), line=int(element.get(LINE, "1")))
