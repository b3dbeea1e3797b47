"""The records in a folder of saved API answers, whatever the files are called."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.export_files import decode_utf8, is_inside, json_files, read_limited

MOST_BYTES = 200_000_000
"""The largest file of answers that is read; one page of an API has some hundred thousand bytes."""

_LARGEST = 1e15

ADDRESSES = "addresses.json"
"""The file that ``helpcentre fetch`` lists in: the file of each address that it has saved."""

Record = dict[str, Any]


def read_records(source: Path) -> Iterator[tuple[Path, Record]]:
    """Yield each object that has an ``id``, with its file: in lists, below names, or alone; of a record its parts too.

    Raises HelpcentreError for a file that is too large, not UTF-8, or no JSON, as one that was cut off.
    """
    for file in json_files(source):
        if file.name != ADDRESSES:
            for record in _records(read_json(file), 0):
                yield file, record


def read_json(file: Path) -> Any:
    """Return what a JSON file says; raises HelpcentreError with the line where it is none."""
    name, fix = str(file), "name the export's folder"
    data = read_limited(file, most=MOST_BYTES, fix=fix, fix_of_size="save the answers page by page")
    try:
        return json.loads(decode_utf8(data, file=name))
    except json.JSONDecodeError as error:
        message = f"is no JSON: {error.msg}"
        raise HelpcentreError(
            message, fix="save the answer again, it may be cut off", file=name, line=error.lineno
        ) from error
    except RecursionError as error:
        raise HelpcentreError("is nested too deeply", fix="save the API's answers as they are", file=name) from error


def saved_addresses(source: Path) -> dict[str, Path]:
    """Return the files that ``helpcentre fetch`` has saved, by their addresses, but none outside the folder."""
    listed = source / ADDRESSES
    if source.is_file() or not listed.is_file():
        return {}
    given = read_json(listed)
    if not isinstance(given, dict):
        return {}
    return {
        str(address): source / str(name)
        for address, name in given.items()
        if is_inside(source, str(name)) and (source / str(name)).is_file()
    }


def text(record: Record, *keys: str) -> str:
    """Return the first of these values that is a text or number, as a text; empty where there is none."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return ""


def texts(record: Record, key: str) -> list[str]:
    """Return a list of texts or numbers as texts; empty where there is none."""
    value = record.get(key)
    entries = value if isinstance(value, list) else []
    return [str(each) for each in entries if isinstance(each, str | int) and not isinstance(each, bool)]


def number(record: Record, key: str) -> float:
    """Return a number, 0 where there is none."""
    value = record.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _LARGEST:
        return float(value)
    return 0.0


def _records(value: object, depth: int) -> Iterator[Record]:
    if depth > 20:
        return
    if isinstance(value, list):
        for each in value:
            yield from _records(each, depth + 1)
    elif isinstance(value, dict):
        if "id" in value:
            yield value
        for each in value.values():
            if isinstance(each, dict | list):
                yield from _records(each, depth + 1)
