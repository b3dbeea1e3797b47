"""Hand-written YAML files, read so that every error names its line."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from helpcentre.problems import HelpcentreError

_T = TypeVar("_T")


def load_yaml(text: str) -> Any:
    """Return what a YAML text says; raises YAMLError where it is none."""
    return _read(text, yaml.load)


def read_yaml(file: Path, name: str = "") -> Node | None:
    """Return the root node of ``file``, and None where it does not exist or says nothing.

    Raises HelpcentreError with the line where it is no YAML; ``name`` is how the file is shown, if not by its own.
    """
    if not file.is_file():
        return None
    try:
        return _read(file.read_text(encoding="utf-8"), yaml.compose)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", -1) + 1
        raise HelpcentreError(
            "not a YAML file in UTF-8", fix="correct it", file=name or file.name, line=line
        ) from error


def _read(text: str, how: Callable[..., _T]) -> _T:
    """Read a text by libyaml, ten times as fast; only errors are told better without it."""
    try:
        return how(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return how(text, Loader=yaml.SafeLoader)


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
                raise self.error(key_node, f"{where}: {key!r} is not known", f"use {' or '.join(allowed)}")
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
