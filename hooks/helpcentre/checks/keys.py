"""Keys of a keyboard in a translation beside its source's: the same ones, by the names of any language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpcentre.content.language import Language
from helpcentre.content.units import Unit
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.util.line_count import LineCount
from helpcentre.util.text import fold

_NAMES = {
    "ctrl": "ctrl control strg steuerung ctl",
    "shift": "shift umschalt umschalttaste maj mayús mayus maiusc majuscule ⇧",
    "alt": "alt option wahl opt ⌥",
    "cmd": "cmd command befehl commande comando ⌘ meta",
    "enter": "enter return eingabe eingabetaste entrée intro invio ⏎ ↵",
    "esc": "esc escape échap echap",
    "tab": "tab tabulator ⇥",
    "space": "space leertaste espace espacio spazio spacebar",
    "backspace": "backspace rücktaste retroceso ⌫",
    "del": "del delete entf suppr supr canc löschen",
    "ins": "ins insert einfg",
    "home": "home pos1 inicio début",
    "end": "end ende fin fine",
    "up": "up arrowup arrow-up ↑",
    "down": "down arrowdown arrow-down ↓",
    "left": "left arrowleft arrow-left ←",
    "right": "right arrowright arrow-right →",
    "win": "win windows super",
}
_KEYS = {name: key for key, names in _NAMES.items() for name in names.split()}
_SIGN = re.compile(r"[^\W_]|f\d{1,2}")
"""A key that is called by what stands on it."""
_TAGGED = re.compile(r"<kbd[^<>]*>(?P<keys>[^<>\n]+)</kbd>", re.I)
_PLUSES = re.compile(r"(?<!\+)\+\+(?=[\w\"'])(?P<keys>[^\n]+?)\+\+(?!\+)")
_MODIFIERS = [re.escape(name) for key in ("ctrl", "shift", "alt", "cmd") for name in _NAMES[key].split()]
_MODIFIER = "|".join(sorted(_MODIFIERS, key=len, reverse=True))
_TYPED = re.compile(rf"(?<![\w+<>])(?P<keys>(?:(?:{_MODIFIER})[ ]?\+[ ]?)+[A-Z\d])(?!\w)", re.I)
_FORMS = (_TAGGED, _PLUSES, _TYPED)
_APART = re.compile(r"(?<=\S)[ ]*[+/][ ]*(?=\S)")


def check_keys(source: Unit, own: Unit, *, language: Language, file: str) -> Iterator[Problem]:
    """Yield a problem where a unit lacks a key of its source, or has one that the source has not.

    A name that nobody knows may be that of any key but one with a letter, digit or number.
    """
    if "+" not in source.text and "<kbd" not in source.text:
        return
    wanted, has = _keys(source), _keys(own)
    missing = [key for key in wanted if key not in has]
    surplus = [key for key in has if key not in wanted]
    unknown = [key for key in surplus if not _is_known(key)]
    surplus = [key for key in surplus if _is_known(key)]
    for _ in unknown:  # each may be the name of one that seems to be missing
        named = next((key for key in missing if not _SIGN.fullmatch(key)), None)
        if named:
            missing.remove(named)
    if wanted and has and (missing or surplus):
        line = has[surplus[0]] if surplus else min(has.values())
        yield _problem(missing, surplus, language, file=file, line=line)


def _problem(missing: list[str], surplus: list[str], language: Language, *, file: str, line: int) -> Problem:
    right, wrong = (", ".join(key.capitalize() for key in keys) for keys in (missing, surplus))
    name = language.english_name
    message = f"the key {wrong} is here; the {name} text has {right or 'no such key'}"
    message = message if wrong else f"the key {right} of the {name} text is missing"
    fix = f"write {right}" if right else f"remove {wrong}"
    return problem(Rule.KEYS_DIFFER, file=file, line=line, message=message, fix=fix)


def _is_known(key: str) -> bool:
    return key in _NAMES or _SIGN.fullmatch(key) is not None


def _keys(unit: Unit) -> dict[str, int]:
    """Return the keys of a unit, each with the line that has it first."""
    found: dict[str, int] = {}
    text = unit.scan.without_code
    for form in _FORMS:
        lines = LineCount(text)
        for match in form.finditer(text):
            for written in _APART.split(match["keys"]):
                name = fold(written.strip(" \"'"))
                found.setdefault(_KEYS.get(name, name), unit.line + lines.above(match.start()))
    return found
