"""What each edition shows of a page: the agents' has its notes and replies as boxes, the public one no word of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from html import escape
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from helpcentre import comments, frontmatter
from helpcentre.asides import Aside, find, has_any, marked, without
from helpcentre.files import read_text
from helpcentre.frontmatter import Document
from helpcentre.problems import HelpcentreError
from helpcentre.prose import links_in
from helpcentre.snippets import SNIPPETS
from helpcentre.strings import Strings
from helpcentre.units import units

_PLACEHOLDER = r'<mark data-placeholder="\1">{\1}</mark>'


def public_markdown(markdown: str) -> str:
    """Return a page's Markdown without its notes, replies and comments."""
    return comments.cut(without(markdown))


def agents_markdown(markdown: str, *, words: Strings, outdated: Collection[str]) -> str:
    """Return a page's Markdown with each note and reply as a box that is closed until it is wanted.

    ``words`` are those of the page's language, ``outdated`` the ids of the units that no customer should be sent. What
    is in a box is Markdown still: rendering it needs the extension ``md_in_html``.
    """
    markdown = comments.cut(markdown)
    lines = markdown.splitlines(keepends=True)
    for unit in reversed(units(Document(meta={}, body=markdown, body_line=1)).values()):
        if unit.aside:
            box = _box(unit.aside, unit.id, words, is_outdated=unit.id in outdated)
            lines[unit.aside.start : unit.aside.end] = [box]
    return "".join(lines)


def refuse_included(expanded: str, *, file: str) -> None:
    """Raise HelpcentreError, naming the page ``file``, where a text that it includes has a note or reply."""
    if has_any(expanded):
        message, fix = "an included text has a note or reply", "write it in the page itself"
        raise HelpcentreError(message, fix=fix, file=file)


def internal_files(docs_dir: Path, digests: Mapping[str, str]) -> frozenset[str]:
    """Return the files below ``docs_dir`` that only notes and replies use, such as pictures of an internal tool.

    ``digests`` are those of all files there by their path: what was read already is not read again.
    """
    pages = {name: _body(docs_dir / name, digest) for name, digest in digests.items() if name.endswith(".md")}
    internal = {used for name, body in pages.items() for aside in find(body) for used in _used(aside.text, name)}
    internal = {used for used in internal if used in digests and not used.endswith(".md")}
    if not internal:
        return frozenset()
    public = {used for name, body in pages.items() for used in _used(without(body), name)}
    # What the relative addresses of a snippet mean depends on the page that includes it, so their names must do.
    snippets = (name for name in pages if SNIPPETS in name.split("/"))
    included = {basename(used) for name in snippets for used in _used(pages[name], name)}
    return frozenset(used for used in internal - public if basename(used) not in included)


def _body(page: Path, digest: str) -> str:
    known = frontmatter.read_before(page, digest)
    if known:
        return known.body
    text = read_text(page)
    return frontmatter.parse(text).body if "///" in text else text


def _used(text: str, name: str) -> Iterator[str]:
    """Yield the files below ``docs`` that the text of a file ``name`` there uses."""
    folder = dirname(name)
    for link in links_in(text, line=1):
        yield normpath(join(folder, unquote(link.target.partition("#")[0])))


def _box(aside: Aside, unit_id: str, words: Strings, *, is_outdated: bool) -> str:
    kind = aside.kind
    warning = f" <strong>{escape(words('do_not_send'))}</strong>" if is_outdated and kind.is_reply else ""
    title = escape(words(f"aside_{kind.value}")) + warning
    head = f'<details class="hc-aside" id="{unit_id}" data-aside="{kind.value}" markdown="block">'
    return f"\n{head}\n<summary>{title}</summary>\n\n{marked(aside.text, _PLACEHOLDER)}\n\n</details>\n\n"
