"""Blanks of the legal pages, as in ``[[name: Name of the company]]``, and ``operator.yml``, which fills them in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from yaml.nodes import ScalarNode

from helpcentre.util.yaml import YamlReader, read_yaml

OPERATOR = "operator.yml"
"""Who runs the help centre, beside mkdocs.yml: one file for all languages."""

VISITS = "visits"
"""The field that the build fills itself, where visits are counted or others see them; else it shows its own words."""

NONE = "none"
"""What is written for a blank that does not apply: its line is left out of the pages."""


# No label has the start of another field: each of many that are never closed is read up to the next one only.
FIELD = re.compile(r"\[\[(?P<name>[a-z_]+):[ ]*+(?P<label>(?:[^\[\] \n]|\[(?!\[)|[ ]++(?!\]\]))++|(?<=[ ]))[ ]*+\]\]")
_SIGNS = re.compile(r"([\\`*_{}\[\]#|])")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")


@dataclass(frozen=True)
class Operator:
    """The values of the file ``name`` by the blanks they fill, and the line of each, empty ones too."""

    name: str = OPERATOR
    values: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)


def read_operator(file: Path) -> Operator:
    """Return what ``file`` says; nothing where it does not exist.

    Raises HelpcentreError with the line where it cannot be read.
    """
    root, reader = read_yaml(file), YamlReader(file.name)
    values, lines = {}, {}
    for key, node in reader.mapping(root, "the file").items() if root else ():
        lines[key] = node.start_mark.line + 1
        is_empty = isinstance(node, ScalarNode) and not node.value.strip()
        values[key] = "" if is_empty else reader.text(node, key)
    return Operator(file.name, values, lines)


def fill_fields(text: str, operator: Operator, *, visits: str = "") -> str:
    """Return a Markdown text with its blanks filled in; those that nobody filled in are marked for all to see.

    A line with a blank that does not apply is left out. ``visits`` is what is said of the counting of visits and the
    like, in place of the words that say there is none.
    """
    if "[[" not in text:
        return text
    lines = (line for line in text.splitlines(keepends=True) if not _is_left_out(line, operator))
    return "".join(FIELD.sub(lambda match: _filled(match, operator, visits), line) for line in lines)


def field_names(text: str) -> list[str]:
    """Return the names of the fields in a Markdown text, in their order, repeated ones too."""
    return [match["name"] for match in FIELD.finditer(text)]


def _is_left_out(line: str, operator: Operator) -> bool:
    return any(operator.values.get(name) == NONE for name in field_names(line))


def _filled(match: re.Match[str], operator: Operator, visits: str) -> str:
    if match["name"] == VISITS:
        return _plain(visits) if visits else match["label"]
    value = operator.values.get(match["name"])
    if not value:
        return f'<mark class="hc-blank">{escape(match["label"])}</mark>'
    if _EMAIL.fullmatch(value):
        return f"[{_plain(value)}](mailto:{value})"
    return "<br>".join(_plain(line.strip()) for line in value.splitlines())


def _plain(text: str) -> str:
    """Return a text as Markdown that shows it as it is."""
    return _SIGNS.sub(r"\\\1", escape(text, quote=False))
