"""Pages for language models: the Markdown of each page beside it, and an ``llms.txt`` that lists them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from posixpath import basename, dirname, join, normpath
from urllib.parse import urlsplit

from helpcentre.content.language import Language
from helpcentre.content.markdown.fences import PLAIN, Dialect, FenceReader
from helpcentre.content.markdown.links import with_targets
from helpcentre.content.navigation import Topic
from helpcentre.content.titles import INDEXES, name_of
from helpcentre.output.page import PageRecord

_SIGN = re.compile(r"[\\`*_\[<{]")

LIST = "llms.txt"
"""The list of a language's twins, in the folder of the language; see https://llmstxt.org/."""


def twin_file(dest: str) -> str:
    """Return the file of the twin of the page that is written to ``dest``, as in ``a/b/index.md``."""
    return f"{dest.removesuffix('.html')}.md"


def twin(
    markdown: str,
    *,
    path: str,
    address: str,
    resolve: Callable[[str], str | None],
    heading: str = "",
    dialect: Dialect = PLAIN,
) -> str:
    """Return a page's Markdown with absolute links, so that they lead on from wherever it is read.

    ``path`` is the page's file and ``address`` where it is published; ``resolve`` gives the public address of a file
    of the site, or None. Links lead to pages, not to their twins: they are what a model shows to people. ``heading`` is
    the page's main heading where its text has none. Of several empty lines one is left: where a note was cut from the
    text, they would tell how long it was.
    """

    def absolute(target: str) -> str:
        try:
            parts = urlsplit(target)
        except ValueError:  # no address at all, as in http://[x; the link check tells
            return target
        if parts.scheme or parts.netloc or target.startswith("/"):
            return target
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        if not parts.path:
            return address + anchor
        found = resolve(normpath(join(dirname(path), parts.path)))
        return found + anchor if found else target

    text = _without_gaps(with_targets(markdown, absolute, dialect), dialect).strip()
    return "\n\n".join(filter(None, [f"# {_escaped(heading)}" if heading else "", text])) + "\n"


def _without_gaps(text: str, dialect: Dialect) -> str:
    """Return a text without the empty lines that follow others, but for those of code between fences."""
    lines = text.split("\n")
    fences, _ = FenceReader(lines, dialect).all()
    code = {number for fence in fences for number in range(fence.start, fence.end)}
    kept = (
        line
        for number, line in enumerate(lines)
        if line.strip() or number in code or (number and lines[number - 1].strip())
    )
    return "\n".join(kept)


def llms_txt(
    root: Topic,
    pages: dict[str, PageRecord],
    *,
    site_name: str,
    absolute: Callable[[str], str],
    others: Sequence[Language],
    others_title: str,
) -> str:
    """Return the list of a language's own ``pages``, given by path, in the order of the topics below ``root``.

    ``absolute`` gives the public address of a file of the site; ``others`` are the languages with lists of their own.
    """
    home = pages.get("index.md")
    lines = [f"# {site_name}", ""]
    if home and home.description:
        lines += [f"> {_flat(home.description)}", ""]
    for topic in _topics(root):
        own = [pages[path] for path in topic.pages if path in pages]
        if own:
            front = next((page for page in own if basename(page.path) in INDEXES), None)
            lines += [
                f"## {front.title if front else name_of(topic.folder) or site_name}",
                "",
                *(_entry(page, absolute) for page in own),
                "",
            ]
    if others:
        lines += [f"## {others_title}", ""]
        lines += [f"- [{other.name}]({absolute(other.prefix + LIST)})" for other in others] + [""]
    return "\n".join(lines)


def own_pages(pages: Iterable[PageRecord], code: str) -> dict[str, PageRecord]:
    """Return by path the pages that are written in the language ``code``."""
    return {page.path: page for page in pages if page.language == code and not page.is_fallback}


def _topics(root: Topic) -> Iterator[Topic]:
    yield root
    for below in root.topics:
        yield from _topics(below)


def _entry(page: PageRecord, absolute: Callable[[str], str]) -> str:
    about = f": {_flat(page.description)}" if page.description else ""
    return f"- [{page.title}]({absolute(twin_file(page.dest))}){about}"


def _escaped(text: str) -> str:
    """Return Markdown that shows a text as it is."""
    return _SIGN.sub(r"\\\g<0>", text)


def _flat(text: str) -> str:
    return " ".join(text.split())
