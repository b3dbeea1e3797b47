"""What an import wrote, kept beside ``docs``: so that the next one knows what people have changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpcentre.content import frontmatter
from helpcentre.content.markdown.fences import Dialect
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.json_records import read_json
from helpcentre.importer.places import Places

NAME = "imported.json"
"""The file of the record, beside the folder of the pages; it is committed with them."""

META = "meta:"
"""What the names of front matter's parts begin with; the others are ids of headings."""


@dataclass
class ImportRecord:
    """The places of an export's pages, the hash of each of their parts, and of each file that was written."""

    places: Places = field(default_factory=Places)
    pages: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    most_asked: list[str] = field(default_factory=list)


def read_record(file: Path, system: str) -> ImportRecord:
    """Return the record of earlier imports from a system, empty where there is none; raises HelpcentreError."""
    given = _all(file).get(system)
    if not isinstance(given, dict):
        return ImportRecord()
    pages = given.get("pages")
    return ImportRecord(
        Places(_texts(given.get("topics")), _texts(given.get("articles"))),
        {str(key): _texts(value) for key, value in pages.items()} if isinstance(pages, dict) else {},
        _texts(given.get("files")),
        list(_texts(dict.fromkeys(given.get("most_asked") or (), "x"))),
    )


def dump_record(file: Path, system: str, record: ImportRecord) -> str:
    """Return the text of the file with this record of a system; those of others stay as they are."""
    entry = {
        "topics": record.places.topics,
        "articles": record.places.articles,
        "pages": record.pages,
        "files": record.files,
        "most_asked": record.most_asked,
    }
    return json.dumps(_all(file) | {system: entry}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _all(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    given = read_json(file)
    if not isinstance(given, dict):
        raise HelpcentreError("is no record of an import", fix="restore it from git, or delete it", file=str(file))
    return given


def _texts(given: object) -> dict[str, str]:
    return {str(key): str(value) for key, value in given.items()} if isinstance(given, dict) else {}


def hashes(parts: Mapping[str, str]) -> dict[str, str]:
    """Return a short hash of each part of a page."""
    return {key: hashlib.sha256(text.strip().encode("utf-8")).hexdigest()[:12] for key, text in parts.items()}


def split_page(text: str, *, file: str, dialect: Dialect) -> dict[str, str]:
    """Return the parts of a page in their order: each key of its front matter, and the text of each heading.

    A part's text has its heading. Raises HelpcentreError as the reader of pages does.
    """
    document = frontmatter.parse(text, file=file, dialect=dialect)
    parts = {f"{META}{key}": frontmatter.dump({key: value})[4:-4] for key, value in document.meta.items()}
    lines = document.body.splitlines(keepends=True)
    starts = [heading.start for heading in document.scan.headings]
    names = [heading.id or f"line {number}" for number, heading in enumerate(document.scan.headings)]
    head = "".join(lines[: starts[0]] if starts else lines)
    if head.strip():
        parts["_top"] = head
    for name, start, end in zip(names, starts, [*starts[1:], len(lines)], strict=True):
        parts[name] = "".join(lines[start:end])
    return parts


def join_page(parts: Mapping[str, str]) -> str:
    """Return the page that has these parts."""
    meta = "".join(text for key, text in parts.items() if key.startswith(META))
    body = "\n\n".join(text.strip("\n") for key, text in parts.items() if not key.startswith(META))
    return f"---\n{meta}---\n\n{body}\n"
