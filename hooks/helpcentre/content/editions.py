"""What each edition shows of a page: the agents' has its notes and replies as boxes, the public one no word of them."""

from __future__ import annotations

import re
from collections.abc import Collection

from helpcentre.content import comments
from helpcentre.content.asides import Aside, has_notes, mark_placeholders, without_notes
from helpcentre.content.frontmatter import Document
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.ui_strings import Strings
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import HelpcentreError

# While Markdown is rendered, a placeholder stands between two signs that mean nothing to it: in braces at the end of a
# paragraph it would be taken for attributes.
_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACEHOLDER_OR_TAG = re.compile(
    rf"""(?P<tag><(?:!--.*?-->|(?:[^"'<>]|"[^"]*"|'[^']*')*>))|{_OPEN}(?P<name>[a-z_]+){_CLOSE}""", re.S
)
_PLACEHOLDER = re.compile(f"{_OPEN}([a-z_]+){_CLOSE}")


def public_markdown(markdown: str, dialect: Dialect) -> str:
    """Return a page's Markdown without its notes, replies and comments."""
    return comments.cut_comments(without_notes(markdown, dialect), dialect)


def agents_markdown(
    markdown: str,
    *,
    words: Strings,
    outdated: Collection[str],
    drafts: Collection[str],
    dialect: Dialect,
) -> str:
    """Return a page's Markdown with each note and reply as a box that is closed until it is wanted.

    ``words`` are those of the page's language, ``outdated`` the ids of the units that no customer should be sent, and
    ``drafts`` of those that a machine wrote. What is in a box is Markdown still: rendering it needs the extension
    ``md_in_html``, and :func:`agents_html` after it.
    """
    markdown = comments.cut_comments(markdown, dialect)
    lines = markdown.splitlines(keepends=True)
    for unit in reversed(units(Document(meta={}, body=markdown, body_line=1, dialect=dialect)).values()):
        if unit.aside:
            why = "do_not_send_draft" if unit.id in drafts else "do_not_send" if unit.id in outdated else ""
            box = _box(unit.aside, unit.id, words, why=why)
            lines[unit.aside.start : unit.aside.end] = [box]
    return "".join(lines)


def agents_html(html: str) -> str:
    """Return a rendered page with its placeholders in braces: marked in its text, bare in addresses."""
    return _PLACEHOLDER_OR_TAG.sub(_shown, html) if _OPEN in html else html


def _shown(match: re.Match[str]) -> str:
    if name := match["name"]:
        return f'<mark data-placeholder="{name}">{{{name}}}</mark>'
    return _PLACEHOLDER.sub(r"{\1}", match["tag"])


def refuse_notes(expanded: str, *, file: str, dialect: Dialect) -> None:
    """Raise HelpcentreError, naming the page ``file``, where a text that it includes has a note or reply."""
    if has_notes(expanded, dialect):
        message, fix = "an included text has a note or reply", "write it in the page itself"
        raise HelpcentreError(message, fix=fix, file=file)


def _box(aside: Aside, unit_id: str, words: Strings, *, why: str) -> str:
    kind = aside.kind
    warning = f" <strong>{words.as_html(why)}</strong>" if why and kind.is_reply else ""
    title = words.as_html(f"aside_{kind.value}") + warning
    text = mark_placeholders(aside.text, rf"{_OPEN}\1{_CLOSE}")
    head = f'<details class="hc-aside" id="{unit_id}" data-aside="{kind.value}" markdown="block">'
    return f"\n{head}\n<summary>{title}</summary>\n\n{text}\n\n</details>\n\n"
