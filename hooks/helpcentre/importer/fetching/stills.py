"""Still pictures of films of other hosts, saved beside the pages: a build asks no network, and readers ask no host."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from PIL import Image

from helpcentre.content.documents import Documents
from helpcentre.content.frontmatter import parse
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.markdown.links import links_in
from helpcentre.content.media_addresses import Embed, read_embed
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.fetching.client import Client
from helpcentre.util.files import replace_text, write_files
from helpcentre.util.line_ends import line_end, plain_lines

SITES = {"YouTube": "https://www.youtube.com", "Vimeo": "https://vimeo.com"}
"""Where the hosts answer what a film is called and looks like, as https://oembed.com/ has it."""

_OEMBED = {"YouTube": "/oembed?format=json&url=", "Vimeo": "/api/oembed.json?width=1280&url="}
_PICTURE = re.compile(r"!\[(?:[^\[\]\n]|\[[^\]\n]*\])*\]\(\s*<?")
_END = re.compile(r""">?(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)(?P<given>\{:?(?P<attributes>[^}\n]*)\})?""")
_ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


@dataclass(frozen=True)
class Film:
    """A film of another host without a still: the page's file and line, and where in the file's text its mark ends.

    ``folder`` is that of the source's page, where the still belongs.
    """

    file: Path
    folder: Path
    line: int
    embed: Embed
    end: int
    attributes: str | None
    """What stands in braces behind it already."""

    @property
    def name(self) -> str:
        """What the still is called, without its ending."""
        return f"{self.embed.site.lower()}-{self.embed.id}"

    def with_still(self, text: str, still: str) -> str:
        """Return the page's text with the still named behind the film."""
        if self.attributes is None:
            return f"{text[: self.end]}{{ poster={still} }}{text[self.end :]}"
        return f"{text[: self.end - 1].rstrip()} poster={still} }}{text[self.end :]}"


def find_films(documents: Documents) -> Iterator[Film]:
    """Yield the films of other hosts in all languages that no still is named for."""
    for code in (language.code for language in documents.languages):
        for path in documents.paths(code):
            if documents.get(code, path):
                folder = documents.file(documents.source.code, path).parent
                yield from _films(documents.file(code, path), folder, documents.dialect)


def fetch_stills(films: Iterable[Film], *, sites: Mapping[str, str] = SITES) -> Iterator[tuple[Film, str]]:
    """Save a still for each film, beside the source's page, and name it in the film's page.

    Yields each film, with the reason if it has no still now. A page is written when all of its films were asked for.
    """
    pages: dict[Path, list[Film]] = {}
    for film in films:
        pages.setdefault(film.file, []).append(film)
    for file, own in pages.items():
        text, newline = _read(file)
        for film in sorted(own, key=lambda each: -each.end):  # what stands before another one keeps its place
            try:
                text = film.with_still(text, _saved(film, sites))
                yield film, ""
            except HelpcentreError as error:
                yield film, f"{error.message} ({error.fix})"
        replace_text(file, text.replace("\n", newline))


def _read(file: Path) -> tuple[str, str]:
    text = file.read_bytes().decode("utf-8")
    return plain_lines(text), line_end(text)


def _films(file: Path, folder: Path, dialect: Dialect) -> Iterator[Film]:
    text, _ = _read(file)
    page = parse(text, dialect=dialect)
    before = len(text) - len(page.body)
    links = links_in(page.body, line=page.body_line, dialect=dialect)
    for link in {each.start: each for each in links}.values():  # two patterns find an address in angle brackets
        embed, start = read_embed(link.target), before + link.start
        line = text.rfind("\n", 0, start) + 1
        is_picture = any(match.end() == start - line for match in _PICTURE.finditer(text[line:start]))
        match = _END.match(text, start + len(link.target))
        if embed and is_picture and match and "poster=" not in (match["given"] or ""):
            yield Film(file, folder, link.line, embed, match.end(), match["attributes"])


def _saved(film: Film, sites: Mapping[str, str]) -> str:
    """Return the name of a film's still, which is fetched unless it is there.

    Raises HelpcentreError where the host does not answer with a picture.
    """
    for ending in _ENDINGS.values():
        if (film.folder / f"{film.name}.{ending}").is_file():
            return f"{film.name}.{ending}"
    client = Client(sites[film.embed.site], {"Accept": "application/json"})
    answer = client.get_json(f"{_OEMBED[film.embed.site]}{quote(film.embed.page, safe='')}")
    address = answer.get("thumbnail_url") if isinstance(answer, dict) else None
    data, reason = client.get_file(str(address)) if address else (b"", "the host names no picture")
    if not data:
        raise HelpcentreError(f"no still: {reason}", fix="name a picture of your own, as in { poster=still.jpg }")
    try:
        with Image.open(BytesIO(data)) as picture:
            name = f"{film.name}.{_ENDINGS[str(picture.format)]}"
    except (OSError, KeyError, Image.DecompressionBombError) as error:
        message = "no still: what the host sent is no picture"
        raise HelpcentreError(message, fix="name a picture of your own, as in { poster=still.jpg }") from error
    write_files({film.folder / name: data}, folder=film.folder)
    return name
