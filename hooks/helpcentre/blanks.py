"""Blanks of the legal pages, as in ``[[name: Name of the company]]``, and ``operator.yml``, which fills them in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from yaml.nodes import ScalarNode

from helpcentre.documents import Documents
from helpcentre.problems import Kind, Level, Problem, problem
from helpcentre.translations import Status
from helpcentre.yamlfile import YamlReader, read_yaml

OPERATOR = "operator.yml"
"""Who runs the help centre, beside mkdocs.yml: one file for all languages."""

NONE = "none"
"""What is written for a blank that does not apply: its line is left out of the pages."""

_ALWAYS = ("name", "address", "email")
"""What no operator is without."""

_BLANK = re.compile(r"\[\[(?P<name>[a-z_]+):[ ]*(?P<label>[^\]\n]+?)[ ]*\]\]")
_SIGNS = re.compile(r"([\\`*_{}\[\]#|])")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_EXAMPLES = ("example", "example.org", "example.com", "example.net", "test", "invalid", "localhost")
_LOOPBACK = re.compile(r"127\.[0-9.]+|::1")


@dataclass(frozen=True)
class Operator:
    """The values of the file ``name`` by the blanks they fill, and the line of each, empty ones too."""

    name: str = OPERATOR
    values: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)


def read_operator(file: Path, name: str = OPERATOR) -> Operator:
    """Return what ``file``, shown as ``name``, says; nothing where it does not exist.

    Raises HelpcentreError with the line where it cannot be read.
    """
    root, reader = read_yaml(file, name), YamlReader(name)
    values, lines = {}, {}
    for key, node in reader.mapping(root, "the file").items() if root else ():
        lines[key] = node.start_mark.line + 1
        is_empty = isinstance(node, ScalarNode) and not node.value.strip()
        values[key] = "" if is_empty else reader.text(node, key)
    return Operator(name, values, lines)


def fill(text: str, operator: Operator) -> str:
    """Return a Markdown text with its blanks filled in; those that nobody filled in are marked for all to see.

    A line with a blank that does not apply is left out.
    """
    if "[[" not in text:
        return text
    lines = (line for line in text.splitlines(keepends=True) if not _is_left_out(line, operator))
    return "".join(_BLANK.sub(lambda match: _filled(match, operator), line) for line in lines)


def check_filled(documents: Documents, operator: Operator, *, site_url: str) -> Iterator[Problem]:
    """Yield a problem for each blank of the source pages that is not filled in.

    A site at an address that is only an example goes on with them: there it is one warning.
    """
    used = dict(_used(documents))
    empty = [name for name in used if not operator.values.get(name)]
    refused = [name for name in _ALWAYS if name in used and operator.values.get(name) == NONE]
    if empty and is_example(site_url):
        message = f"not filled in: {', '.join(empty)}; the legal pages show blanks"
        fix = f"fill in {operator.name} before the site gets a real address"
        line = operator.lines.get(empty[0], 0)
        yield replace(_unfilled(operator, line, message, fix), level=Level.WARN)
        return
    for name in empty:
        has_line = name in operator.lines
        message = f"{name} is {'empty' if has_line else 'missing'}: {used[name]}"
        fix = f"write it{'' if has_line else f' as {name}: ...'}" + (f", or {NONE}" if name not in _ALWAYS else "")
        yield _unfilled(operator, operator.lines.get(name, 0), message, fix)
    for name in refused:
        yield _unfilled(operator, operator.lines[name], f"{name}: no help centre is without", "write it")


def check_translated(documents: Documents) -> Iterator[Problem]:
    """Yield a problem for each translation, unless it is outdated, whose blanks are not those of its source."""
    for language in documents.languages[1:]:
        for path in documents.paths(language.code):
            source, own = documents.get(documents.source.code, path), documents.get(language.code, path)
            wanted, has = _names(source.body if source else ""), _names(own.body if own else "")
            if not (source and own) or wanted == has:
                continue
            if documents.state(language.code, path).status is not Status.MAJOR:
                line = own.body_line + (own.body[: own.body.find("[[")].count("\n") if has else 0)
                message = f"the blanks are {', '.join(has) or 'none'}; in the source page {', '.join(wanted) or 'none'}"
                fix = "write those of the source page, as in [[name: ...]]; only what follows the colon is translated"
                file = documents.name(documents.file(language.code, path))
                yield problem(Kind.BLANK_DIFFERS, file=file, line=line, message=message, fix=fix)


def is_example(site_url: str) -> bool:
    """Whether a site's address is one that nobody else can visit (RFC 2606, RFC 6761, and this machine's own)."""
    host = (urlsplit(site_url).hostname or "").rstrip(".")
    return not host or bool(_LOOPBACK.fullmatch(host)) or any(f".{host}".endswith(f".{name}") for name in _EXAMPLES)


def _used(documents: Documents) -> Iterator[tuple[str, str]]:
    """Yield each blank of the source pages with where it is first used and what it stands for there."""
    seen: set[str] = set()
    for path in documents.paths(documents.source.code):
        document = documents.get(documents.source.code, path)
        for match in _BLANK.finditer(document.body) if document else ():
            if match["name"] not in seen:
                seen.add(match["name"])
                yield match["name"], f"{match['label']} ({path})"


def _names(text: str) -> list[str]:
    return [match["name"] for match in _BLANK.finditer(text)]


def _is_left_out(line: str, operator: Operator) -> bool:
    return any(operator.values.get(name) == NONE for name in _names(line))


def _filled(match: re.Match[str], operator: Operator) -> str:
    value = operator.values.get(match["name"])
    if not value:
        return f'<mark class="hc-blank">{escape(match["label"])}</mark>'
    if _EMAIL.fullmatch(value):
        return f"[{_plain(value)}](mailto:{value})"
    return "<br>".join(_plain(line.strip()) for line in value.splitlines())


def _plain(text: str) -> str:
    """Return a text as Markdown that shows it as it is."""
    return _SIGNS.sub(r"\\\1", escape(text, quote=False))


def _unfilled(operator: Operator, line: int, message: str, fix: str) -> Problem:
    return problem(Kind.BLANK_UNFILLED, file=operator.name, line=line, message=message, fix=fix)
