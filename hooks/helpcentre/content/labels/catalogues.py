"""The catalogues that ``labels.yml`` points at: which files they are, and of which language each is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from yaml.nodes import Node, ScalarNode

from helpcentre.content.labels.formats import Catalogue, read_catalogue
from helpcentre.util.yaml import YamlReader

_LANG = "{lang}"
_BEFORE_LANG = re.compile(r"[-_.]?\{lang\}")
_ANDROID = re.compile(r"(?<=-)r(?=[A-Z]{2}\b)|\bb\+")


class CatalogueEntry(NamedTuple):
    """What a label is called in one language, by a file of the app."""

    text: str
    file: str
    is_verified: bool


class _Source(NamedTuple):
    """An entry under ``catalogues``: the pattern of its files, and what stands for ``{lang}`` in some languages."""

    node: Node
    pattern: str
    languages: dict[str, str]
    """Codes of the site by what stands for them in the app."""


def read_catalogues(reader: YamlReader, node: Node, folder: Path, app: str) -> dict[str, dict[str, CatalogueEntry]]:
    """Return the names of the labels that files below ``folder`` have, by key and language.

    ``app`` is the code of the app's own language. Raises HelpcentreError for a file that is not there or is broken.
    """
    nodes = [node] if isinstance(node, ScalarNode) else reader.sequence(node, "catalogues")
    found: dict[str, dict[str, CatalogueEntry]] = {}
    for source in (_source(reader, each) for each in nodes):
        for path, code in _files(reader, source, folder, app):
            for entry in read_catalogue(Catalogue(folder / path, path, app)):
                name = _code(entry.code, source, app) if entry.code else code or app
                if not entry.code or name not in found.get(entry.key, {}):
                    made = CatalogueEntry(entry.text, path, entry.is_verified)
                    found.setdefault(entry.key, {})[name] = made
    return {key: names for key, names in found.items() if app in names}


def catalogue_patterns(text: str) -> list[str]:
    """Return patterns, as fnmatch has them, of all files that a ``labels.yml`` with this text may point at."""
    return [_BEFORE_LANG.sub("*", each) for each in re.findall(r"[^\s\"',\[\]]+\.[a-z]+\b", text)]


def _source(reader: YamlReader, node: Node) -> _Source:
    if isinstance(node, ScalarNode):
        return _Source(node, reader.text(node, "a catalogue"), {})
    entries = reader.mapping(node, "a catalogue", ("file", "languages"))
    if "file" not in entries:
        raise reader.error(node, "a catalogue has no 'file'", "write { file: app/{lang}.json }")
    given = reader.mapping(entries["languages"], "languages") if "languages" in entries else {}
    languages = {reader.text(value, f"languages: {code}"): code for code, value in given.items()}
    return _Source(node, reader.text(entries["file"], "file"), languages)


def _files(reader: YamlReader, source: _Source, folder: Path, app: str) -> Iterator[tuple[str, str]]:
    """Yield the files of a catalogue, below ``folder``, each with its language, which is empty where none is named."""
    pattern, path = source.pattern, PurePosixPath(source.pattern)
    if path.is_absolute() or ".." in path.parts or any(part.startswith(".") for part in path.parts):
        fix = "copy the app's files into the project, or add the app as a submodule of git"
        raise reader.error(source.node, f"{pattern} is outside of the project, or hidden", fix)
    shape = re.compile(
        re.escape(pattern).replace(re.escape(_LANG), r"(?P<lang>[\w@+-]+)", 1).replace(re.escape(_LANG), "(?P=lang)")
    )
    found = {}
    for file in sorted(folder.glob(pattern.replace(_LANG, "*"))):
        match = shape.fullmatch(file.relative_to(folder).as_posix())
        if match and file.is_file() and file.resolve().is_relative_to(folder.resolve()):
            found[match[0]] = _code(match["lang"], source, app) if _LANG in pattern else ""
    plain = _BEFORE_LANG.sub("", pattern)
    if _LANG in pattern and app not in found.values() and (folder / plain).is_file():
        found[plain] = app
    if not found:
        raise reader.error(
            source.node, f"no file of the project is {pattern}", "correct the path; {lang} is a language"
        )
    # What another language's file says of the app's own language counts only where that has no file of its own.
    yield from sorted(found.items(), key=lambda each: (each[1] != app, each[0]))


def _code(written: str, source: _Source, app: str) -> str:
    """Return the code of a language that an app writes as ``pt_BR``, ``pt-rBR`` or ``b+sr+Latn``."""
    if written in source.languages:
        return source.languages[written]
    return app if written == "Base" else _ANDROID.sub("", written).replace("_", "-").replace("+", "-")
