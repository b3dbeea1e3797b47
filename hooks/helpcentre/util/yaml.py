"""Hand-written YAML files, read so that every error names its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import yaml
from yaml.constructor import BaseConstructor, ConstructorError
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, Event, ScalarEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.diagnostics.suggest import did_you_mean
from helpcentre.util.files import read_text

_T = TypeVar("_T")
_MAX_DEPTH = 60
_MAX_VALUES = 100_000
"""How many values a file may have, each alias counted as all that it stands for."""
_NO_VALUE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
"""What PyYAML raises for values that it cannot make."""
_TAG = re.compile(r"^tag:yaml\.org,2002:")
_NESTED = re.compile(rf"(?:[-?][ \t]+){{{_MAX_DEPTH},}}")
FAST_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader of libyaml, ten times as fast."""


def load_yaml(text: str) -> Any:
    """Return what a YAML text says; raises YAMLError where it is none."""
    return _read(text, yaml.load)


def load_tagged_yaml(text: str) -> Any:
    """Return what a YAML text says, None for values with tags that others know, as ``!ENV``; raises YAMLError."""
    return _read(text, yaml.load, _AnyTagLoader)


def compose_yaml(text: str) -> Node | None:
    """Return the root node of a YAML text, None where it says nothing; raises YAMLError where it is none."""
    return _read(text, yaml.compose)


def read_yaml(file: Path, name: str = "") -> Node | None:
    """Return the root node of ``file``, and None where it does not exist or says nothing.

    Raises HelpcentreError with the line where it is no YAML in UTF-8; ``name`` is how the file is shown.
    """
    if not file.exists():
        return None
    text = read_text(file, name=name or file.name)
    try:
        return compose_yaml(text)
    except yaml.YAMLError as error:
        raise yaml_error(error, name or file.name) from error


def reason_of(error: yaml.YAMLError) -> tuple[str, int]:
    """Return what is wrong with a YAML text and its line, from 1; 0 where none is to blame."""
    reason = str(getattr(error, "problem", None) or "unreadable")
    mark = getattr(error, "context_mark" if "stream end" in reason else "problem_mark", None)
    return reason, mark.line + 1 if mark else 0


def fix_of(reason: str) -> str:
    """Return what authors are to do who do not know YAML."""
    if "mapping values are not allowed" in reason:
        return "put the text in quotes"
    return "write spaces in place of the tab" if "'\\t'" in reason else "correct it"


def yaml_error(error: yaml.YAMLError, file: str) -> HelpcentreError:
    """Return the error for a text of ``file`` that is no YAML, with its line and what to do."""
    reason, line = reason_of(error)
    return HelpcentreError(f"not a YAML file: {reason}", fix=fix_of(reason), file=file, line=line)


class _Telling(BaseConstructor):
    """Tells the place of a value that looks like a date or number and is none, too."""

    def construct_object(self, node: Node, deep: bool = False) -> Any:
        """Return the value of a node; raises ConstructorError."""
        try:
            value = super().construct_object(node, deep)
            if isinstance(value, str):
                value.encode("utf-8")  # half of a pair of surrogates cannot be
            return value
        except _NO_VALUE as error:
            shown, sort = str(node.value)[:40], node.tag.rpartition(":")[2]
            sort = {"timestamp": "date", "int": "number", "float": "number"}.get(sort, sort)
            problem = f"{shown!r} is no {sort} that exists; put a text in quotes"
            if not isinstance(node, ScalarNode) or "python/" in node.tag:
                problem = f"the tag {_TAG.sub('!!', node.tag)} cannot be read: {error}"
            raise ConstructorError(None, None, problem, node.start_mark) from error


class _TellingLoader(_Telling, yaml.SafeLoader):
    """Reads what authors write."""


class TellingLoader(_Telling, yaml.Loader):
    """Reads MkDocs' settings, which may name functions, and tells the place of a value that cannot be."""


class _AnyTagLoader(_TellingLoader):
    """Reads tags that others know, as ``!ENV``, as nothing."""


def _nothing(*_: object) -> None:
    """Return the value of a tag that others know."""


_AnyTagLoader.add_multi_constructor("", _nothing)


def _read(text: str, how: Callable[..., _T], loader: type[yaml.SafeLoader] = _TellingLoader) -> _T:
    """Read a text by libyaml; only errors are told better without it."""
    try:
        if _is_suspect(text):
            _check_size(text)
        fast = FAST_LOADER if loader is _TellingLoader else loader
        return how(text, Loader=fast)
    except (yaml.YAMLError, *_NO_VALUE) as error:
        if isinstance(error, _TooLargeError):
            raise
        with suppress(*_NO_VALUE):  # of signs that do not exist, say
            how(text, Loader=loader)
        if isinstance(error, yaml.YAMLError):
            raise
        raise ConstructorError(None, None, str(error), None) from error


class _TooLargeError(ConstructorError):
    """A text that would take more memory or time than anything an author writes."""


def _is_suspect(text: str) -> bool:
    """Whether a text may be nested deeply, or stand for much more than it has; it hardly ever is."""
    return (
        ("&" in text and "*" in text)
        or text.count("[") + text.count("{") > _MAX_DEPTH
        or " " * _MAX_DEPTH in text
        or _NESTED.search(text) is not None
    )


def _check_size(text: str) -> None:
    """Raise YAMLError where a text is nested too deeply, or its aliases stand for too much."""
    sizes: dict[str, int] = {}
    total = 0
    open_anchors: list[tuple[str | None, int]] = []
    for event in _events(text):
        if isinstance(event, AliasEvent):
            if any(anchor == event.anchor for anchor, _ in open_anchors):
                raise _too_large(f"*{event.anchor} stands within itself", event)
            total += sizes.get(event.anchor or "", 1)
        elif isinstance(event, CollectionStartEvent):
            open_anchors.append((event.anchor, total))
            total += 1
        elif isinstance(event, CollectionEndEvent):
            anchor, before = open_anchors.pop()
            if anchor:
                sizes[anchor] = total - before
        elif isinstance(event, ScalarEvent):
            total += 1
        if len(open_anchors) > _MAX_DEPTH:
            raise _too_large(f"more than {_MAX_DEPTH} lists are nested", event)
        if total > _MAX_VALUES:
            raise _too_large(f"more than {_MAX_VALUES} values, with all that aliases stand for", event)


def _too_large(problem: str, event: Event) -> _TooLargeError:
    mark: Any = event.start_mark  # that of libyaml is of a class of its own
    return _TooLargeError(None, None, problem, mark)


def _events(text: str) -> Iterator[Event]:
    parsed: Iterator[Event] = yaml.parse(text, Loader=FAST_LOADER)
    return parsed


class YamlReader:
    """Turns the nodes of ``file`` into values; nodes know their lines, which plain values do not.

    ``where`` names a node in the HelpcentreError that each method raises where the node is of another sort.
    """

    def __init__(self, file: str) -> None:
        self.file = file

    def mapping(self, node: Node, where: str, allowed: Collection[str] = ()) -> dict[str, Node]:
        """Return the entries of a mapping by their keys, none of which may be there twice or beside ``allowed``."""
        if not isinstance(node, MappingNode):
            raise self.error(node, f"{where} is not a list of 'key: value'", "write names and values")
        entries: dict[str, Node] = {}
        for key_node, value in node.value:
            key = self.text(key_node, "a key")
            if key in entries:
                raise self.error(key_node, f"{where}: {key!r} is there twice", "join the two")
            if allowed and key not in allowed:
                fix = did_you_mean(key, frozenset(allowed), f"use {' or '.join(allowed)}")
                raise self.error(key_node, f"{where}: {key!r} is not known", fix)
            entries[key] = value
        return entries

    def sequence(self, node: Node, where: str) -> list[Node]:
        """Return the entries of a list."""
        if not isinstance(node, SequenceNode):
            raise self.error(node, f"{where} is not a list", "write [one, another]")
        return list(node.value)

    def texts(self, node: Node, where: str) -> tuple[str, ...]:
        """Return the texts of a list, or of a single text."""
        nodes = [node] if isinstance(node, ScalarNode) else self.sequence(node, where)
        return tuple(self.text(entry, where) for entry in nodes)

    def text(self, node: Node, where: str) -> str:
        """Return a text that is not empty, without spaces around it."""
        if not isinstance(node, ScalarNode) or not node.value.strip():
            raise self.error(node, f"{where} is not a text", "write a word")
        return str(node.value).strip()

    def error(self, node: Node, message: str, fix: str) -> HelpcentreError:
        """Return the error that names the line of ``node``."""
        return HelpcentreError(message, fix=fix, file=self.file, line=node.start_mark.line + 1)
