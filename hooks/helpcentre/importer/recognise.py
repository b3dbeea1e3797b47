"""What a source is: of which system, by what its files say; and its reader."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.export_files import json_files, other_files
from helpcentre.importer.json_records import read_records, saved_addresses
from helpcentre.importer.model import Export
from helpcentre.importer.systems import freshdesk, helpscout, html_files, intercom, word, zendesk
from helpcentre.util.files import ending, require_plain

SYSTEMS = ("zendesk", "intercom", "freshdesk", "helpscout", "html", "docx", "text")

_OF_RECORDS = {"zendesk": zendesk, "intercom": intercom, "freshdesk": freshdesk, "helpscout": helpscout}


def recognise(source: Path) -> str:
    """Return the system that a file or folder is an export of; raises HelpcentreError for one that is of none."""
    if not source.exists():
        raise HelpcentreError("no such file or folder", fix="name the export", file=str(source))
    require_plain(source, str(source))
    if json_files(source) and (source.is_dir() or ending(source.name) == "json"):
        for _, record in islice(read_records(source), 2000):
            for system, module in _OF_RECORDS.items():
                if module.is_export(record):
                    return system
    names = [source.name] if source.is_file() else [file.name for file in other_files(source)]
    endings = {ending(name) for name in names}
    if endings & {"html", "htm", "xhtml"} or (source.is_file() and ending(source.name) == "zip"):
        return "html"
    if "docx" in endings:
        return "docx"
    if source.is_file() and ending(source.name) != "json":
        return "html" if _looks_like_html(source) else "text"
    fix = f"name it with --from, one of {', '.join(SYSTEMS)}"
    raise HelpcentreError("holds no export that is known", fix=fix, file=str(source))


def read_export(source: Path, system: str, *, languages: Mapping[str, str]) -> Export:
    """Return what an export has; ``languages`` gives those of collections or folders that have none, '' for all."""
    match system:
        case "zendesk":
            export = zendesk.read_export(source)
        case "intercom":
            export = intercom.read_export(source)
        case "freshdesk":
            export = freshdesk.read_export(source, language=languages.get("", ""))
        case "helpscout":
            export = helpscout.read_export(source, locales=languages)
        case "docx":
            export = word.read_export(source, languages=languages)
        case _:
            return html_files.read_export(source, languages=languages)
    if not export.articles:
        raise HelpcentreError(f"holds no article of {system}", fix="name another with --from", file=str(source))
    if system != "docx":
        export.files |= {file.relative_to(source).as_posix(): file for file in other_files(source)}
        export.files |= saved_addresses(source)
    return export


def _looks_like_html(source: Path) -> bool:
    try:
        with source.open("rb") as file:
            start = file.read(2000).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    except OSError:
        return False
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<p", b"<h1", b"<h2", b"<div"))
