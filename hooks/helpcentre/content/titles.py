"""What a page or folder is called everywhere: in menus, as a heading, in search and for other programs."""

from __future__ import annotations

import re
from functools import lru_cache
from posixpath import basename, dirname

from markdown import Markdown

from helpcentre.content.frontmatter import Document
from helpcentre.content.headings import plain_text
from helpcentre.content.markdown.scan import Scan
from helpcentre.content.snippets import MARK, expand

_MAIN = re.compile(r"<h1\b[^>]*>(?P<html>.*?)</h1>", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{:?[ ]*(?:[#.][\w-]|[\w-]+=)[^}\n]*\}")
_SHORTCODE = re.compile(r":[a-z]+(?:-[\w-]+)+:")
"""A name of an icon, as in ``:material-check:``, which is no word."""
_MAY_MEAN_MORE = re.compile(r"[^\w\s,.;/%'\"()?-]|[_\n\r\x1c-\x1f\x85\u2028\u2029]")
"""Signs that Markdown, or a heading's own attributes, may make something else of."""

INDEXES = ("index.md", "README.md")
"""The pages that MkDocs takes for that of their folder."""


def page_title(document: Document | None, path: str) -> str:
    """Return what a page is called: ``title`` in its front matter, else its main heading, else after its file."""
    if document is None:
        return name_of(path)
    return str(document.meta.get("title") or "") or main_heading(document) or name_of(path)


def heading_of(document: Document, path: str) -> str:
    """Return the heading that a page shows at its top: its main heading, else what it is called."""
    return main_heading(document) or page_title(document, path)


def main_heading(document: Document) -> str:
    """Return the text of a page's first heading of the first level as readers see it, or nothing."""
    if "main heading" not in document.known:
        document.known["main heading"] = _main_heading(document)
    found: str = document.known["main heading"]
    return found


def name_of(path: str) -> str:
    """Return the name that a page's file, or a folder, gives it, as MkDocs does; an index page has its folder's.

    That of the whole site has none.
    """
    name = dirname(path) if basename(path) in INDEXES else path.removesuffix(".md")
    words = basename(name).replace("-", " ").replace("_", " ").strip()
    return words.capitalize() if words.lower() == words else words


def _main_heading(document: Document) -> str:
    scan = document.scan
    if document.folder and MARK in document.body:
        scan = Scan(expand(document.body, document.folder, dialect=document.dialect), document.dialect)
    headings = [(heading.start, heading.text) for heading in scan.headings if heading.level == 1]
    if "<h1" in scan.text.lower():
        lines = scan.without_code.splitlines()
        headings += [(number, match["html"]) for number, line in enumerate(lines) if (match := _MAIN.search(line))]
    texts = (_plain(text.strip()) for _, text in sorted(headings) if text.strip())
    return next(filter(None, texts), "")


@lru_cache(maxsize=4096)
def _plain(heading: str) -> str:
    """Return a heading without the signs of Markdown."""
    if not _MAY_MEAN_MORE.search(heading):  # most headings: Markdown takes 100 times as long, and was 1 % of a build
        return plain_text(heading)
    written = _SHORTCODE.sub("", _ATTRIBUTES.sub("", heading))
    return plain_text(_markdown().reset().convert(f"# {written} "))  # signs # at its end are text


@lru_cache(maxsize=1)
def _markdown() -> Markdown:
    return Markdown()
