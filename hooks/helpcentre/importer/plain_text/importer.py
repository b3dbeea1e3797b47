"""Writes an article's pages into ``docs/``, all of them or none; the only writer there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.export_files import decode_utf8, read_limited
from helpcentre.importer.plain_text.losses import Loss, losses, lost_link_names
from helpcentre.importer.plain_text.pages import PageText, page_names, split
from helpcentre.importer.plain_text.parser import parse_article
from helpcentre.util.files import make_folder, write_texts
from helpcentre.util.text import slugify

MAX_BYTES = 5_000_000
"""The largest export that is read; an article has some thousands of bytes."""


@dataclass(frozen=True)
class ImportResult:
    """What an import did: the files written, and what it could not carry over."""

    files: list[Path]
    losses: list[Loss]


def import_article(
    file: Path,
    to: Path,
    *,
    pages: Sequence[str] = (),
    link_names: Mapping[str, str],
    overwrite: bool = False,
    is_dry: bool = False,
) -> ImportResult:
    """Write the article exported to ``file`` as pages into the folder ``to`` and return what was done.

    Raises HelpcentreError, with nothing written, where the export cannot be read, the names in ``pages`` do not fit,
    or a page exists and ``overwrite`` is not set.
    """
    article = parse_article(read_export(file), file=str(file))
    topic = slugify(to.resolve().name, default="article")
    names = page_names(article, pages, topic=topic)
    texts = split(article, names, topic=topic, plain_labels=lost_link_names(article, link_names))
    if is_dry:
        return ImportResult([to / f"{page.name}.md" for page in texts], losses(article, link_names))
    return ImportResult(write_pages(texts, to, overwrite=overwrite), losses(article, link_names))


def read_export(file: Path) -> str:
    """Return the text of an export; raises HelpcentreError unless it is UTF-8 text of a sensible size."""
    fix = "name the text export of one article"
    data = read_limited(file, most=MAX_BYTES, fix="name a text file", fix_of_size=fix)
    text = decode_utf8(data, file=str(file))
    _require_text(text, str(file))
    return text


def write_pages(texts: Sequence[PageText], to: Path, *, overwrite: bool) -> list[Path]:
    """Write each page to ``to/<name>.md``, all or none, and return the files; raises HelpcentreError."""
    targets = [to / f"{page.name}.md" for page in texts]
    try:
        existing = [target for target in targets if target.exists()]
    except OSError as error:  # the name is too long, say
        raise HelpcentreError(f"cannot be made: {error.strerror}", fix="name another folder", file=str(to)) from error
    if existing and not overwrite:
        names = ", ".join(target.name for target in existing)
        raise HelpcentreError(f"already there: {names}", fix="use --force to write over them", file=str(to))
    try:
        make_folder(to)
    except OSError as error:
        raise HelpcentreError(f"cannot be made: {error.strerror}", fix="name another folder", file=str(to)) from error
    write_texts(dict(zip(targets, (page.text for page in texts), strict=True)), folder=to)
    return targets


def _require_text(text: str, name: str) -> None:
    for line, content in enumerate(text.split("\n"), start=1):
        for sign in content:
            if (sign < " " and sign not in "\t\r\f\v") or sign == "\x7f":
                message = f"control character 0x{ord(sign):02X}: this is not a text file"
                raise HelpcentreError(message, fix="name the text export of an article", file=name, line=line)
