"""Hints: what a term of the glossary means, at its first place on a page and in a list below the text.

The term is a link to its place in the list, which works in every browser and without scripts; ``hints.js`` shows the
meaning below the paragraph instead. Only the shown page has it: copies, search and translators do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

from helpcentre.content.glossary import Hint
from helpcentre.content.ui_strings import Strings

HINT = 'class="hc-hint"'
"""What marks a term in HTML."""
_PIECE = re.compile(
    r"<!--.*?-->|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)[^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*>", re.DOTALL
)
_VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_CLOSED = re.compile(
    "a|abbr|b|button|code|dfn|dt|figcaption|h[1-6]|kbd|label|mark|pre|samp|script|strong|style|sub|summary|sup|svg|th|"
    "time|title|var"
)
"""Elements whose text gets no hint: headings, links, code, and what names a thing of the app."""
_CLOSED_CLASSES = re.compile(
    r"class=\"[^\"]*\b(?:admonition-title|hc-tab-label|filename|twemoji|hc-answers|hc-embed)\b"
)


def with_hints(html: str, hints: Mapping[str, Hint], words: Strings) -> str:
    """Return the text of a page with a hint at the first place of each term, and their list at its end.

    ``hints`` are those of the text's language, by term. The text comes back as it is where no term is in it.
    """
    found: dict[str, str] = {}
    if not any(hint.pattern.search(html) for hint in hints.values()):
        return html
    pieces = []
    for text, is_open in _pieces(html):
        pieces.append(_marked(text, hints, found) if is_open else text)
    if not found:
        return html
    entries = "".join(
        f'<dt id="hc-hint-{number}"><dfn>{written}</dfn></dt><dd>{escape(hints[term].text)} '
        f'<a class="hc-hint-back" role="doc-backlink" href="#hc-hint-{number}-term" '
        f'aria-label="{escape(words("hints_back", term=unescape(written)))}">↩</a></dd>'
        for number, (term, written) in enumerate(found.items(), start=1)
    )
    title = f'<p id="hc-hints-title">{words.as_html("hints_title")}</p>'
    role = 'role="doc-glossary" aria-labelledby="hc-hints-title"'
    return f'{"".join(pieces)}<footer><section class="hc-hints" {role}>{title}<dl>{entries}</dl></section></footer>'


def _marked(text: str, hints: Mapping[str, Hint], found: dict[str, str]) -> str:
    """Return a run of text with the terms that it has first as links; ``found`` gets them as they are written."""
    done = ""
    while places := [
        (match.start(), -len(match[0]), term, match)
        for term, hint in hints.items()
        if term not in found and (match := hint.pattern.search(text))
    ]:
        start, _, term, match = min(places, key=lambda place: place[:3])
        found[term] = match[0]
        link = f'id="hc-hint-{len(found)}-term" href="#hc-hint-{len(found)}"'
        done += f'{text[:start]}<a {HINT} role="doc-glossref" {link}>{match[0]}</a>'
        text = text[match.end() :]
    return done + text


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """Yield the tags and the runs of text of a page in their order, and whether a run may have hints."""
    place = 0
    closed: list[str] = []
    for match in _PIECE.finditer(html):
        yield html[place : match.start()], not closed
        yield match[0], False
        place = match.end()
        name = (match["name"] or "").lower()
        if not name or _VOID.fullmatch(name):
            continue
        if closed:
            if match["end"] and closed[-1] == name:
                closed.pop()
            elif not match["end"] and name in closed:
                closed.append(name)
        elif not match["end"] and (_CLOSED.fullmatch(name) or _CLOSED_CLASSES.search(match[0])):
            closed.append(name)
    yield html[place:], not closed
