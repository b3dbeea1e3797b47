"""The settings files of MkDocs, ``mkdocs.yml`` and those that it inherits: whether they are sound, and their lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.files import read_text
from helpcentre.util.yaml import compose_yaml, load_tagged_yaml, yaml_error


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
        return load_tagged_yaml(read_text(file, name=file.name))
    except yaml.YAMLError as error:
        raise yaml_error(error, file.name) from error


def key_lines(file: Path, *, depth: int = 3) -> dict[str, tuple[str, int]]:
    """Return the places of the keys of a file of MkDocs's settings and of those it inherits, by dotted name.

    A place is the name of a file and a line, from 1. ``depth`` is how deep mappings are looked into.
    """
    places: dict[str, tuple[str, int]] = {}
    while file.is_file():
        root = compose_yaml(read_text(file, name=file.name))
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
