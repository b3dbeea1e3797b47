"""Custom properties of style sheets, as browsers would find them in light and in dark, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

Scheme: TypeAlias = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

_PART = re.compile(r"[^{};]*[{};]|[^{};]+$")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARED = re.compile(r"\s*--(?P<name>[\w-]+)\s*:\s*(?P<value>.*?)\s*[;}]?\s*$", re.DOTALL)
_LIGHT_DARK = re.compile(r"light-dark\(\s*([^,()]+?)\s*,\s*([^,()]+?)\s*\)")
# The words with which selectors and media queries name one scheme: ours, those of browsers, and Material's.
_ONLY: dict[Scheme, re.Pattern[str]] = {
    "light": re.compile(r"data-theme=[\"']?light|prefers-color-scheme:\s*light|color-scheme=[\"']?default"),
    "dark": re.compile(r"data-theme=[\"']?dark|prefers-color-scheme:\s*dark|color-scheme=[\"']?slate"),
}

_ELSEWHERE = re.compile(r"@media[^{]*(?:print|forced-colors|prefers-contrast)")
"""Rules for paper, and for readers who have chosen colours themselves."""


_NOT = re.compile(r":not\([^()]*\)")
_ROOT_RULE = re.compile(r":root\s*\{(?P<body>[^{}]*)\}")
_SCHEMED = re.compile(rf"(?P<name>--[\w-]+\s*:\s*){_LIGHT_DARK.pattern}")


class CustomProperty(NamedTuple):
    """A value that a custom property is given in one scheme, and the line that says so."""

    name: str
    scheme: Scheme
    value: str
    line: int


def read_properties(text: str) -> Iterator[CustomProperty]:
    """Yield the custom properties of a style sheet in their order, for each scheme in which they count.

    Only those of the whole page are among them: rules for ``:root``, ``html`` and ``body``, also in media queries.
    """
    text = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    heads: list[str] = []
    for part in _PART.finditer(text):
        if part[0].endswith("{"):
            heads.append(part[0][:-1].strip())
            continue
        declared = _DECLARED.match(part[0])
        if declared and heads and _is_page(heads[-1]) and not any(map(_ELSEWHERE.search, heads)):
            line = text.count("\n", 0, part.start() + part[0].index("--")) + 1
            yield from _by_scheme(declared["name"], declared["value"], heads, line)
        if part[0].endswith("}") and heads:
            heads.pop()


def _is_page(selector: str) -> bool:
    return re.search(r":root|^html\b|^body\b|data-theme|data-md-color", selector) is not None


def _by_scheme(name: str, value: str, heads: list[str], line: int) -> Iterator[CustomProperty]:
    around = _NOT.sub("", " ".join(heads))
    only = [scheme for scheme in SCHEMES if _ONLY[scheme].search(around)] or SCHEMES
    both = _LIGHT_DARK.fullmatch(value)
    for scheme in only:
        yield CustomProperty(name, scheme, both[1 + SCHEMES.index(scheme)] if both else value, line)


def spell_out_schemes(text: str) -> str:
    """Return a style sheet whose custom properties of ``:root`` need no ``light-dark()``.

    Browsers from before 2024 do not know that function, and a colour that they cannot read is none at all. Each rule
    has the light values, and two rules after it the dark ones: for who wants that anywhere, and for who chose it here.
    They are as specific as the rule itself, so that a later rule for ``:root`` still counts more. Paper is light.
    """
    return _ROOT_RULE.sub(_spell_out, text)


def _spell_out(rule: re.Match[str]) -> str:
    dark = "".join(f"{found['name']}{found[3]};" for found in _SCHEMED.finditer(rule["body"]))
    if not dark:
        return rule[0]
    light = _SCHEMED.sub(lambda found: f"{found['name']}{found[2]}", rule[0])
    wished = f"@media screen and (prefers-color-scheme: dark) {{:root:where(:not([data-theme=light])) {{{dark}}}}}"
    return f"{light}{wished}@media screen {{:root:where([data-theme=dark]) {{{dark}}}}}"
