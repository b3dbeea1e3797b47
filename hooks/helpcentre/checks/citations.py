"""Citations, addresses with the fingerprint of what stood there: which still say what they did."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Literal, TypeAlias
from urllib.parse import parse_qs, unquote

from helpcentre.content.addresses import file_of
from helpcentre.content.anchors import Anchors
from helpcentre.content.page_ids import PageAnchors
from helpcentre.content.units import page_fingerprint, short
from helpcentre.hosting.redirects import read_redirects
from helpcentre.util.addresses import split_address

SEEN = "seen"
"""What the fingerprint is called in an address."""

State: TypeAlias = Literal["unchanged", "moved", "changed", "gone"]
_ADDRESS = re.compile(r"https?://[^\s<>\"'|\\]+")
_FINGERPRINT = re.compile(r"[0-9a-f]{12}")
_ENDS = ".,;:!?)]}"


@dataclass(frozen=True)
class Citation:
    """An address that somebody keeps: its line in the file, and what became of it.

    ``moved`` is one whose text is the same at another id, page or address; ``now`` is where it is, below the site.
    """

    line: int
    address: str
    state: State
    now: str


def check_citations(text: str, anchors: Anchors, *, site_url: str) -> list[Citation]:
    """Return what became of each address of the site, with a fingerprint, in a text; others are left out.

    An address has its fingerprint as ``?seen=``, or stands in a line of JSON as ``address`` beside ``fingerprint``.
    """
    redirects = read_redirects(anchors.addresses, anchors.published.addresses).redirects
    pages = dict(_shown(anchors))
    leads = {former: each.dest for former, each in redirects.items()}
    root = split_address(site_url).path.rstrip("/") + "/"
    host = split_address(site_url).netloc
    found = []
    for line, address, fingerprint in _cited(text):
        parts = split_address(address)
        if parts.netloc == host and parts.path.startswith(root):
            file = file_of(unquote(parts.path[len(root) :]))
            place = pages.get(leads.get(file, file))
            each = unquote(parts.fragment)
            state, now = _judge(anchors, place, each, fingerprint) if place else ("gone", "")
            is_here = file_of(now.partition("#")[0]) == file and now.partition("#")[2] == each
            found.append(Citation(line, address, "moved" if state == "unchanged" and not is_here else state, now))
    return found


def as_table(citations: list[Citation]) -> str:
    """Return the citations as lines, what needs work first, and a line with the numbers."""
    order = ("gone", "changed", "moved", "unchanged")
    rows = sorted(citations, key=lambda each: (order.index(each.state), each.line))
    lines = [f"{each.state:<9}  {each.line:>5}  {each.address}" for each in rows]
    counts = ", ".join(f"{sum(each.state == state for each in rows)} {state}" for state in order)
    return "\n".join([*lines, f"{len(rows)} citations: {counts}"])


def as_json(citations: list[Citation]) -> str:
    """Return the citations as JSON."""
    return json.dumps([asdict(each) for each in citations], ensure_ascii=False, indent=2)


def _shown(anchors: Anchors) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield each page of the site: its file, the language it stands in, that of its text, and its path."""
    addresses = anchors.addresses
    for language in addresses.documents.languages:
        for path in addresses.paths():
            if code := addresses.text_code(language.code, path):
                yield addresses.dest(language, path), (language.code, code, path)


def _cited(text: str) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if row := _row(line):
            yield number, *row
            continue
        for match in _ADDRESS.finditer(line.replace("&amp;", "&")):
            address = match[0].rstrip(_ENDS)
            given = parse_qs(split_address(address).query).get(SEEN, [])
            if given and _FINGERPRINT.fullmatch(given[-1]):
                yield number, address, given[-1]


def _row(line: str) -> tuple[str, str] | None:
    """Return address and fingerprint of a line of JSON that has both, else None."""
    try:
        row = json.loads(line) if line.lstrip().startswith("{") else None
    except (ValueError, RecursionError):
        return None
    address, fingerprint = (row.get("address"), row.get("fingerprint")) if isinstance(row, dict) else (None, None)
    return (address, fingerprint) if isinstance(address, str) and isinstance(fingerprint, str) else None


def _judge(anchors: Anchors, place: tuple[str, str, str], each: str, fingerprint: str) -> tuple[State, str]:
    """Return what a place says today, compared with a fingerprint, and where that is."""
    language, code, path = place
    url = anchors.addresses.url(anchors.documents.language(language), path)
    page = anchors.page(code, path)
    if not each:
        return _compared(page_fingerprint(anchors.documents.get(code, path)), fingerprint), url
    if moved := next((notice.moved_to for notice in page.notices if notice.id == each), None):
        text = anchors.addresses.text_code(language, moved.path) or code
        return _judge(anchors, (language, text, moved.path), moved.id, fingerprint)
    here = _answering(page, each)
    now = page.fingerprints.get(here or "")
    return (_compared(now, fingerprint), f"{url}#{here}") if now else ("gone", url)


def _answering(page: PageAnchors, each: str) -> str | None:
    """Return the id of the heading or step that an id leads to."""
    if each in page.fingerprints:
        return each
    return next((heading for heading, others in page.targets.items() if each in others), None)


def _compared(now: str, then: str) -> State:
    return "unchanged" if now == short(then) else "changed"
