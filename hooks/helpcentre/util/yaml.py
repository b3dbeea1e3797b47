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


def read_yaml(file: Path, name: str = "") -> Node | None:
    """Return the root node of ``file``, and None where it does not exist or says nothing.

    Raises HelpcentreError with the line where it is no YAML in UTF-8; ``name`` is how the file is shown.
    """
    if not file.exists():
        return None
    text = read_text(file, name=name or file.name)
    try:
        return _read(text, yaml.compose)
    except yaml.YAMLError as error:
        why, line = reason_of(error)
        message = f"not a YAML file: {why}"
        raise HelpcentreError(message, fix=fix_of(why), file=name or file.name, line=line) from error


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


def check_project_file(file: Path, *, is_whole: bool = True) -> None:
    """Raise HelpcentreError with the line where a file of MkDocs's settings, or one it inherits, is none.

    With ``is_whole``, it is an error if there is no file that another one inherits.
    """
    seen: list[Path] = []
    while file.is_file():
        if file in seen:
            raise HelpcentreError("INHERIT leads back to this file", fix="remove it", file=file.name)
        given = _read_settings(file)
        if not isinstance(given, dict) and (seen or given is not None):
            raise HelpcentreError("not a list of 'key: value'", fix="write names and values", file=file.name, line=1)
        if not given or "INHERIT" not in given:
            return
        parent = given["INHERIT"]
        if not isinstance(parent, str) or not parent:
            line = key_lines(file, depth=1)["INHERIT"][1]
            fix = "name the file, as in base.yml"
            raise HelpcentreError("INHERIT is not the name of a file", fix=fix, file=file.name, line=line)
        seen.append(file)
        inherited = (file.parent / parent).resolve()
        if is_whole and not inherited.is_file():
            line = key_lines(file, depth=1)["INHERIT"][1]
            raise HelpcentreError("INHERIT names no file", fix=f"make {parent}", file=file.name, line=line)
        file = inherited


def _read_settings(file: Path) -> Any:
    try:
        return _read(read_text(file, name=file.name), yaml.load, _AnyTagLoader)
    except yaml.YAMLError as error:
        why, line = reason_of(error)
        raise HelpcentreError(f"not a YAML file: {why}", fix=fix_of(why), file=file.name, line=line) from error


def key_lines(file: Path, *, depth: int = 3) -> dict[str, tuple[str, int]]:
    """Return the places of the keys of a file of MkDocs's settings and of those it inherits, by dotted name.

    A place is the name of a file and a line, from 1. ``depth`` is how deep mappings are looked into.
    """
    places: dict[str, tuple[str, int]] = {}
    while file.is_file():
        root = _read(read_text(file, name=file.name), yaml.compose)
        if not isinstance(root, MappingNode):
            break
        found = dict(_key_lines(root, "", depth))
        places = {**{name: (file.name, line) for name, line in found.items()}, **places}
        parent = next((value.value for key, value in root.value if key.value == "INHERIT"), None)
        if not isinstance(parent, str):
            break
        file = (file.parent / parent).resolve()
    return places


def _key_lines(node: MappingNode, before: str, depth: int) -> Iterator[tuple[str, int]]:
    for key, value in node.value:
        name = f"{before}{key.value}"
        yield name, key.start_mark.line + 1
        if isinstance(value, MappingNode) and depth > 1:
            yield from _key_lines(value, f"{name}.", depth - 1)


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
