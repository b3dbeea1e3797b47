"""Reads gettext PO files, and refuses those of which polib would silently lose something."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

import polib

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.files import read_text
from helpcentre.util.po_lines import broken_po, check_po_lines


def read_po(file: Path, *, languages: Collection[str]) -> tuple[polib.POFile, str]:
    """Return what a PO file holds and which of ``languages`` it is in.

    Raises HelpcentreError, with the line, unless it is a whole PO file in UTF-8 with one entry for each context.
    """
    text = read_text(file).removeprefix("\ufeff")
    entries = check_po_lines(text, str(file))
    try:
        # Told the encoding, polib does not guess it from the header; told a path, it splits lines at line ends only.
        po = polib.pofile(str(file), encoding="utf-8")
    except (OSError, ValueError, IndexError) as error:
        number = re.search(r"line (\d+)", str(error))
        raise broken_po("not a PO file", str(file), int(number[1]) if number else 1) from error
    _check_header(po, text, file)
    language = _language(po, text, file, languages)
    if len([entry for entry in po if not entry.obsolete]) != entries - 1:
        raise broken_po("the last entry cannot be read", str(file), text.count("\n"))
    _check_contexts(po, file)
    return po, language


def header_code(language: str) -> str:
    """Return a language code as PO headers write it, as in ``pt_BR``."""
    return language.replace("-", "_")


def _check_header(po: polib.POFile, text: str, file: Path) -> None:
    charset = re.search(r"charset=([^\s;]+)", po.metadata.get("Content-Type", ""))
    if charset and charset[1].lower() not in {"utf-8", "utf8"}:
        line = _line_of("Content-Type", text)
        message = f"the header says {charset[1]}, not UTF-8"
        raise HelpcentreError(message, fix="save the file as UTF-8", file=str(file), line=line)


def _language(po: polib.POFile, text: str, file: Path, languages: Collection[str]) -> str:
    named = po.metadata.get("Language", "")
    for language in languages:
        if header_code(language).lower() == header_code(named).lower():
            return language
    message = f"the header's Language is {named!r}, none of {', '.join(sorted(languages))}"
    raise HelpcentreError(message, fix="correct it", file=str(file), line=_line_of("Language", text))


def _check_contexts(po: polib.POFile, file: Path) -> None:
    seen = set()
    for entry in po:
        if not entry.obsolete and entry.msgctxt in seen:
            raise broken_po(f"{entry.msgctxt} is there twice", str(file), entry.linenum or 1)
        seen |= set() if entry.obsolete else {entry.msgctxt}


def _line_of(header: str, text: str) -> int:
    match = re.search(rf'^\s*(?:msgstr\s+)?"{header}:', text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else 1
