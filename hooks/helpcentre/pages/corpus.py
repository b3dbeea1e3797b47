"""The site's knowledge for other programs: one line of JSON for each unit of each page in each language."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import msgspec

from helpcentre.content import comments
from helpcentre.content.addresses import Addresses
from helpcentre.content.guides import guides
from helpcentre.content.language import Language
from helpcentre.content.units import DESCRIPTION, TITLE, Unit, page_fingerprint, short, units
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.pages.metadata import absolute
from helpcentre.translation.state import Status, TranslationStates
from helpcentre.util.cache import digest
from helpcentre.util.files import require_plain
from helpcentre.util.results import Results

FILE = "articles.jsonl"
"""Where the lines are, below a site or bundle; see https://jsonlines.org/."""

_MOST_BYTES = 1_000_000_000
"""The largest file that is read; that of 8,000 pages in one language has 20 MB."""


@dataclass(frozen=True)
class ArticleUnit:
    """A unit as other programs get it.

    ``kind`` is ``title``, ``description``, ``section``, ``question`` (a section of a guide), ``internal``, or the
    channel of a reply; ``state`` that of :class:`~helpcentre.translation.state.Status`. ``file`` is below the site,
    ``address`` on the web; ``text`` is Markdown.
    """

    language: str
    path: str
    unit: str
    kind: str
    title: str
    heading: str
    text: str
    state: str
    fingerprint: str
    file: str
    address: str
    placeholders: tuple[str, ...] = ()
    citation: str = ""
    """The address with the fingerprint of what stands there; who opens it is told whether that has changed."""
    tag: str = ""
    """What the text is in, as BCP 47 has it: ``pt-BR`` where the folder of the language is ``pt``."""


@dataclass(frozen=True)
class CorpusSource:
    """What the units of a language are taken from; ``fill`` is called with each text, for what is to stand in it."""

    addresses: Addresses
    states: TranslationStates
    language: Language
    site_url: str
    fill: Callable[[str], str]

    @property
    def cache_key(self) -> str:
        """The key of what the key of a page does not say."""
        return digest(self.language, self.addresses.documents.has_asides)

    @cached_property
    def on_the_web(self) -> Addresses:
        """Where pages are on the website, whichever edition this is."""
        return replace(self.addresses, as_folders=True)

    @cached_property
    def asking(self) -> frozenset[str]:
        """The paths of the pages that ask something."""
        return frozenset(path for guide in guides(self.addresses.documents) for path in guide.choices)


def lines(source: CorpusSource, keys: Mapping[str, str], results: Results) -> Iterator[str]:
    """Yield the units of each page that is written in a language, by path and place on the page, as lines of JSON.

    ``keys`` are those of all that a page is made of, by its file below the site.
    """
    code, addresses = source.language.code, source.addresses
    pages = {keys[addresses.dest(source.language, path)]: path for path in addresses.documents.paths(code)}
    # What is known of other pages saves a quarter of a build after one edit, at 404 pages.
    yield from results.of_each(code, _page_lines, pages, source).values()


def _page_lines(path: str, source: CorpusSource) -> str:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    rows = _page_units(source, path)
    return "".join(encode(vars(replace(row, text=source.fill(row.text)))) + "\n" for row in rows)


def read_articles(folder: Path) -> Iterator[ArticleUnit]:
    """Yield the units of the bundle or built site in ``folder``; raises HelpcentreError where it has none.

    Somebody else may have made it: a file that is too large to be one is not read.
    """
    place = folder / FILE
    require_plain(place, str(place))
    try:
        if place.stat().st_size > _MOST_BYTES:
            raise HelpcentreError("too large to be a site's knowledge", fix="name another folder", file=str(place))
        with place.open("rb") as file:
            for number, line in enumerate(file, start=1):
                yield _parsed(line, place, number)
    except OSError as error:
        fix = "name the folder of an unpacked bundle, or of a built site"
        raise HelpcentreError(f"cannot be read: {error.strerror}", fix=fix, file=str(place)) from error


def parse_unit(line: str | bytes) -> ArticleUnit:
    """Return a unit from its line of JSON; raises ValueError where that is none."""
    return msgspec.json.decode(line, type=ArticleUnit)


def _page_units(source: CorpusSource, path: str) -> Iterator[ArticleUnit]:
    language, documents = source.language, source.addresses.documents
    address = absolute(source.site_url, source.on_the_web.url(language, path))
    document = documents.get(language.code, path)
    found = units(document) if document else {}
    dest = source.addresses.dest(language, path)
    is_internal = bool(documents.marks(language.code, path))
    # The source page has no states of units: it is current by nature.
    statuses = {state.unit.id: state.status for state in source.states.of(language.code, path).units}
    title = documents.title(language.code, path)
    heading, page = "", page_fingerprint(document)
    for unit in found.values():
        kind = _kind(unit)
        heading = unit.heading if kind == "section" else heading
        kind = "question" if kind == "section" and path in source.asking else kind
        # What readers of the website are sent to: an aside is not there, the section it belongs to is.
        section = f"#{unit.section}" if unit.section else ""
        yield ArticleUnit(
            language=language.code,
            path=path,
            unit=unit.id,
            kind="internal" if is_internal else kind,
            title=title,
            heading=heading,
            text=_text(unit),
            state=statuses.get(unit.id, Status.CURRENT).value,
            fingerprint=unit.digest,
            file=dest + (f"#{unit.id}" if unit.section else ""),
            address="" if is_internal else address + section,
            placeholders=unit.aside.placeholders if unit.aside else (),
            citation=f"{address}?seen={short(found[unit.section].fingerprint) if unit.section else page}{section}",
            tag=language.tag,
        )


def _kind(unit: Unit) -> str:
    if unit.aside:
        return unit.aside.kind.value
    return {TITLE: "title", DESCRIPTION: "description"}.get(unit.id, "section")


def _text(unit: Unit) -> str:
    has_heading_line = bool(unit.heading) and unit.id not in (TITLE, DESCRIPTION)
    return comments.cut_comments(unit.text.partition("\n")[2] if has_heading_line else unit.text, unit.dialect).strip()


def _parsed(line: bytes, place: Path, number: int) -> ArticleUnit:
    try:
        return parse_unit(line)
    except (ValueError, RecursionError) as error:
        message = "not a line of the site's knowledge"
        raise HelpcentreError(message, fix="build the site or bundle anew", file=str(place), line=number) from error
