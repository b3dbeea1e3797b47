"""A document as PDF, made by WeasyPrint: tagged, with an outline, and equal bytes for an equal document and fonts."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from helpcentre.diagnostics.problem import HelpcentreError

_UNSEEN = re.compile(r"\.notdef glyph .*\(U\+(?P<code>[0-9A-F]+)\)")
_UNLOADED = re.compile(r"Failed to load (?P<what>.*)")
_VARIANT = "pdf/ua-1"
"""PDF/UA, ISO 14289-1: tagged for screen readers."""
_INVISIBLE = frozenset({0x200B, 0x200E, 0x200F, 0x2060, 0xFE0E, 0xFE0F})
"""What no font has to draw."""


@dataclass(frozen=True)
class MadePdf:
    """A PDF, the signs in it that no installed font has, and the files that could not be shown."""

    content: bytes
    page_count: int
    missing_signs: str
    unread_files: tuple[str, ...]


def make_pdf(html: str, *, site_dir: Path) -> MadePdf:
    """Return a document as PDF; it may load files below ``site_dir``, and nothing from anywhere else.

    Raises HelpcentreError where WeasyPrint or the libraries that it needs are not installed.
    """
    try:
        from weasyprint import HTML, URLFetcher  # noqa: PLC0415  # an extra, and a second to load
    except ModuleNotFoundError as error:
        fix = "run: python -m pip install 'helpcentre[pdf]'"
        raise HelpcentreError(f"the package {error.name} is not installed", fix=fix) from error
    except OSError as error:
        fix = "install Pango, on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        raise HelpcentreError(f"a library that WeasyPrint needs is missing: {error}", fix=fix) from error
    root = site_dir.resolve()

    def fetch(self: Any, url: str, headers: Any = None) -> Any:
        if url.startswith("file:") and not _path_of(url).resolve().is_relative_to(root):
            raise ValueError("the file is not one of the site")
        return URLFetcher.fetch(self, url, headers)

    site_files = type("SiteFiles", (URLFetcher,), {"fetch": fetch})(allowed_protocols=["file", "data"])
    with _said_by_weasyprint() as said:
        page = HTML(string=html, base_url=f"{root.as_uri()}/", url_fetcher=site_files)
        document = page.render(pdf_variant=_VARIANT)
        identifier = sha256(html.encode()).digest()[:16]
        content = document.write_pdf(pdf_variant=_VARIANT, pdf_identifier=identifier, pdf_tags=True)
    signs = {int(match["code"], 16) for line in said for match in [_UNSEEN.search(line)] if match} - _INVISIBLE
    unread = {match["what"] for line in said for match in [_UNLOADED.search(line)] if match}
    return MadePdf(content, len(document.pages), "".join(map(chr, sorted(signs))), tuple(sorted(unread)))


def _path_of(url: str) -> Path:
    return Path(unquote(urlsplit(url).path))


@contextmanager
def _said_by_weasyprint() -> Iterator[list[str]]:
    """Collect what WeasyPrint logs, which nobody else needs to read."""
    said: list[str] = []
    logger = logging.getLogger("weasyprint")
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    before = logger.propagate, logger.handlers[:]
    logger.propagate, logger.handlers = False, [handler]
    try:
        yield said
    finally:
        logger.propagate, logger.handlers = before
