"""Links that hide where they lead: unseen signs, hosts that look like others, and texts that name another host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from helpcentre.checks.typography import CONFUSABLE, script_of
from helpcentre.content.frontmatter import Document
from helpcentre.content.markdown.links import links_of
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.util.addresses import split_address

_OVERRIDES = re.compile("[\u202d\u202e]")
"""Signs that show a text backwards; those that keep two directions apart are others, and do no harm."""
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SAID = re.compile(r"[\[>][*_`\s]*(?:https?://|(?=www\.))(?P<host>[^\s/?#<>\[\]()*_`]+)[^\s<>\[\]]*$", re.I)
_LONGEST_SAID = 300
"""Signs of a link's text that are looked at."""
_LINK_TAG = re.compile(r"<a\b[^<>]*", re.I)
_SHOWN = re.compile(r"[*_`\s]*(?:https?://|(?=www\.))(?P<host>[^\s/?#<>*_`]+)[^\s<>]*\s*</a", re.I)
_JAPANESE = frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"})
_TOGETHER = (_JAPANESE, frozenset({"LATIN", "CJK", "BOPOMOFO"}), frozenset({"LATIN", "CJK", "HANGUL"}))
"""Scripts that one name may have letters of (https://www.unicode.org/reports/tr39/#Restriction_Level_Detection)."""


def check_disguises(document: Document, *, file: str) -> Iterator[Problem]:
    """Yield a problem for each link of a page that does not show where it leads, and for each text turned around."""
    for unit in units(document).values():
        lines = enumerate(unit.text.split("\n"), start=unit.line) if _OVERRIDES.search(unit.text) else ()
        for line in (number for number, text in lines if _OVERRIDES.search(text)):
            message = "the text has a sign (U+202D or U+202E) that shows what follows backwards"
            yield problem(Rule.LINK_DISGUISED, file=file, line=line, message=message, fix="remove the sign")
        links = {link.start: link for link in links_of(unit.scan, line=unit.line)}  # some are found in two ways
        for link in links.values():
            said = _said_host(unit.text, link.start, link.start + len(link.target))
            if found := _disguise(unquote(unescape(link.target)), said):
                message, fix = found
                yield problem(Rule.LINK_DISGUISED, file=file, line=link.line, message=message, fix=fix)


def looks_like_another(host: str) -> bool:
    """Whether a host has a name in several scripts, or one whose letters all look like those of another script."""
    *names, end = [_decoded(name) for name in host.casefold().split(".")]
    return any(_is_mixed(name) or (end.isascii() and _is_look_alike(name)) for name in names) or _is_mixed(end)


def _disguise(address: str, said: str) -> tuple[str, str] | None:
    """Return what hides where an address leads, and what to do; ``said`` is the host that the link's text names."""
    if hidden := _HIDDEN.search(address):
        return f"the address has a sign that nobody sees: U+{ord(hidden[0]):04X}", "type the address anew"
    host = split_address(address).hostname or ""
    if not host:
        return None
    if looks_like_another(host):
        return f"the host {host} has letters that look like others", "look whether it is the host that you mean"
    if said and not _is_same_site(host, said):
        return f"the link says {said} and leads to {host}", "write where it leads"
    return None


def _said_host(text: str, start: int, end: int) -> str:
    """Return the host that the text of a link names, by what stands before and behind its address ``[start:end]``."""
    if text.endswith(("](", "](<"), 0, start):
        before = text[max(start - _LONGEST_SAID - 3, 0) : start].removesuffix("<").removesuffix("](")
        match = _SAID.search(before[-_LONGEST_SAID:])
    else:
        tag = text.rfind("<", 0, start)
        is_link = tag >= 0 and _LINK_TAG.fullmatch(text, tag, start)
        match = _SHOWN.match(text, text.find(">", end) + 1 or end) if is_link else None
    return match["host"].casefold().partition(":")[0] if match else ""


def _is_same_site(host: str, said: str) -> bool:
    one, other = (name.removeprefix("www.").rstrip(".") for name in (host, said))
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _decoded(name: str) -> str:
    """Return a part of a host's name in its own letters."""
    try:
        return name.removeprefix("xn--").encode("ascii").decode("punycode") if name.startswith("xn--") else name
    except UnicodeError:
        return name


def _is_mixed(name: str) -> bool:
    scripts = {script_of(sign) for sign in name if sign.isalpha()}
    return len(scripts) > 1 and not any(scripts <= each for each in _TOGETHER)


def _is_look_alike(name: str) -> bool:
    letters = frozenset(sign for sign in name if sign.isalpha())
    return any(letters and letters <= CONFUSABLE[script] for script in ("CYRILLIC", "GREEK"))
