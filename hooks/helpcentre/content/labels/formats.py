"""Catalogues of an app's texts in the formats that apps have: each file as its entries, by key and language.

Read are gettext PO (https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html), XLIFF 1.2 and 2
(https://docs.oasis-open.org/xliff/), JSON, ARB (https://github.com/google/app-resource-bundle), Android's string
resources (https://developer.android.com/guide/topics/resources/string-resource), and Apple's string files and string
catalogs (https://developer.apple.com/documentation/xcode/localizing-and-varying-text-with-a-string-catalog).
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import polib

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.po_lines import check_po_lines
from helpcentre.util.xml import parse_xml

_LARGEST = 32_000_000
"""How many bytes a catalogue may have."""
_EXPORT_AGAIN = "export it from the app again"
_MESSAGES = ("message", "defaultMessage", "string")
"""Keys under which an entry of a JSON file, that is more than a text, has its text."""
_UNFINISHED = frozenset({"new", "initial", "stale"})
_ESCAPED = re.compile(r"\\(?:u(?P<code>[\da-fA-F]{4})|(?P<sign>.))", re.DOTALL)
_SIGNS = {"n": "\n", "t": "\t", "r": ""}
_APPLE = re.compile(
    r'\s+|/\*.*?\*/|//[^\n]*|(?P<key>"(?:[^"\\]|\\.)*"|[\w.-]+)\s*=\s*"(?P<value>(?:[^"\\]|\\.)*)"\s*;', re.DOTALL
)


class Entry(NamedTuple):
    """One text of an app: its key, its language as the file writes it, whether a translator is done with it.

    The language is empty where the file does not name it.
    """

    key: str
    code: str
    text: str
    is_verified: bool = True


class Catalogue(NamedTuple):
    """A file: where it is, what errors call it, and the code of the app's own language."""

    file: Path
    name: str
    app: str

    def error(self, message: str, line: int = 1) -> HelpcentreError:
        """Return the error that names the file and a line of it."""
        return HelpcentreError(message, fix=_EXPORT_AGAIN, file=self.name, line=line)

    def read(self) -> bytes:
        """Return what is in the file; raises HelpcentreError where it cannot be read or is too large."""
        try:
            if self.file.stat().st_size > _LARGEST:
                raise self.error(f"has more than {_LARGEST // 1_000_000} MB")
            return self.file.read_bytes()
        except OSError as error:
            message = f"cannot be read: {error.strerror}"
            raise HelpcentreError(message, fix="name a file", file=self.name) from error

    def text(self) -> str:
        """Return the text of the file, which is UTF-8, or UTF-16 with its mark."""
        data = self.read()
        encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            raise self.error("is not UTF-8", data.count(b"\n", 0, error.start) + 1) from error


def read_catalogue(catalogue: Catalogue) -> list[Entry]:
    """Return the entries of a file; raises HelpcentreError with the line where it is not of its format."""
    read = _READERS.get(catalogue.file.suffix.lower())
    if not read:
        fix = f"name a file that ends in {', '.join(_READERS)}"
        raise HelpcentreError("is no catalogue of a format that is known", fix=fix, file=catalogue.name)
    return [entry for entry in read(catalogue) if entry.text.strip()]


def _po(catalogue: Catalogue) -> Iterator[Entry]:
    check_po_lines(catalogue.text(), catalogue.name)
    try:
        # Told a path, polib splits lines at line ends only.
        found = polib.pofile(str(catalogue.file), encoding="utf-8-sig")
    except (OSError, ValueError, IndexError) as error:
        number = re.search(r"line (\d+)", str(error))
        raise catalogue.error("not a PO file", int(number[1]) if number else 1) from error
    for entry in found:
        if not entry.obsolete:
            key = f"{entry.msgctxt}|{entry.msgid}" if entry.msgctxt else entry.msgid
            text = _without_mnemonic(entry.msgstr or entry.msgstr_plural.get(0, ""))
            yield Entry(key, "", text, is_verified=not entry.fuzzy)
            yield Entry(key, catalogue.app, _without_mnemonic(entry.msgid))


def _without_mnemonic(text: str) -> str:
    """Return a text without the sign before the letter that opens a menu: ``&File`` and ``_File``."""
    if text.count("&") == 1:
        return re.sub(r"&(?=\w)", "", text)
    return re.sub(r"(?<!\w)_(?=\w)", "", text) if text.count("_") == 1 else text


def _xliff(catalogue: Catalogue) -> Iterator[Entry]:
    root = parse_xml(catalogue.read(), file=catalogue.name)
    if _tag(root) != "xliff":
        raise catalogue.error(f"its root is <{_tag(root)}> and not <xliff>")
    for file in (each for each in root.iter() if _tag(each) == "file"):
        source = root.get("srcLang") or file.get("source-language") or catalogue.app
        target = root.get("trgLang") or file.get("target-language") or ""
        for unit in (each for each in file.iter() if _tag(each) in ("trans-unit", "unit")):
            key = unit.get("resname") or unit.get("name") or unit.get("id") or ""
            texts = {_tag(each): each for each in unit.iter() if _tag(each) in ("source", "target")}
            states = {each.get("state", "") for each in unit.iter()}
            is_done = not any(state in _UNFINISHED or state.startswith("needs") for state in states)
            if "source" in texts:
                yield Entry(key, source, _inner(texts["source"]))
            if "target" in texts:
                yield Entry(key, target, _inner(texts["target"]), is_verified=is_done)


def _android(catalogue: Catalogue) -> Iterator[Entry]:
    root = parse_xml(catalogue.read(), file=catalogue.name)
    if _tag(root) != "resources":
        raise catalogue.error(f"its root is <{_tag(root)}> and not <resources>")
    for each in root.iter("string"):
        text = " ".join(_inner(each).split())
        text = text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text
        yield Entry(each.get("name", ""), "", _unescaped(text))


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _inner(element: Element) -> str:
    return "".join(element.itertext())


def _json(catalogue: Catalogue) -> Iterator[Entry]:
    yield from (Entry(key, "", text) for key, text in _texts(_mapping(catalogue), ""))


def _texts(values: Mapping[str, Any], before: str) -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        name = f"{before}{key}"
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, dict):
            text = next((value[each] for each in _MESSAGES if isinstance(value.get(each), str)), None)
            yield from _texts(value, f"{name}.") if text is None else [(name, text)]


def _arb(catalogue: Catalogue) -> Iterator[Entry]:
    values = _mapping(catalogue)
    code = values.get("@@locale")
    for key, value in values.items():
        if not key.startswith("@") and isinstance(value, str):
            yield Entry(key, code if isinstance(code, str) else "", value)


def _mapping(catalogue: Catalogue) -> dict[str, Any]:
    try:
        values = json.loads(catalogue.text())
    except json.JSONDecodeError as error:
        raise catalogue.error(f"not JSON: {error.msg}", error.lineno) from error
    except RecursionError as error:
        raise catalogue.error("not JSON that a catalogue has: it is nested too deeply") from error
    if not isinstance(values, dict):
        raise catalogue.error("is not a JSON object of keys and texts")
    return values


def _apple_strings(catalogue: Catalogue) -> Iterator[Entry]:
    text, place = catalogue.text(), 0
    while place < len(text):
        match = _APPLE.match(text, place)
        if not match:
            raise catalogue.error('not a line as in "key" = "text";', text.count("\n", 0, place) + 1)
        place = match.end()
        if match["key"]:
            yield Entry(_unescaped(match["key"].strip('"')), "", _unescaped(match["value"]))


def _apple_catalog(catalogue: Catalogue) -> Iterator[Entry]:
    values = _mapping(catalogue)
    source, strings = values.get("sourceLanguage"), values.get("strings")
    if not isinstance(source, str) or not isinstance(strings, dict):
        raise catalogue.error("has no sourceLanguage, or no strings")
    for key, value in strings.items():
        given = value.get("localizations") if isinstance(value, dict) else None
        found = given if isinstance(given, dict) else {}
        if source not in found:
            yield Entry(key, source, key)
        for code, each in found.items():
            unit = each.get("stringUnit") if isinstance(each, dict) else None
            if isinstance(unit, dict) and isinstance(unit.get("value"), str):
                state = str(unit.get("state", ""))
                is_done = code == source or not (state in _UNFINISHED or state.startswith("needs"))
                yield Entry(key, code, unit["value"], is_verified=is_done)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    return chr(int(match["code"], 16)) if match["code"] else _SIGNS.get(match["sign"], match["sign"])


_READERS: Mapping[str, Callable[[Catalogue], Iterator[Entry]]] = {
    ".po": _po,
    ".xlf": _xliff,
    ".xliff": _xliff,
    ".json": _json,
    ".arb": _arb,
    ".xml": _android,
    ".strings": _apple_strings,
    ".xcstrings": _apple_catalog,
}
