"""HTML elements that the text of a page may have: those that show, mark up or arrange content.

What an author or an import brings may come from anybody. Whatever is not on the list has no effect and is reported:
elements that run, load, lead away or ask for something, or that change how the rest of the page is read
(https://html.spec.whatwg.org/multipage/indices.html#elements-3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_TEXT = "a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup"
_MORE_TEXT = "time u var wbr"
_BLOCKS = "address article aside blockquote center details div figcaption figure footer header hr main nav p pre"
_MORE_BLOCKS = "section summary h1 h2 h3 h4 h5 h6 hgroup"
_LISTS = "dd dl dt li menu ol ul"
_TABLES = "caption col colgroup table tbody td tfoot th thead tr"
_MEDIA = "area audio img map picture source track video"
_FIELDS = "button input label meter progress"
_DRAWINGS = "svg g path circle ellipse line polygon polyline rect defs text tspan use"
ALLOWED_ELEMENTS = frozenset(
    " ".join((_TEXT, _MORE_TEXT, _BLOCKS, _MORE_BLOCKS, _LISTS, _TABLES, _MEDIA, _FIELDS, _DRAWINGS)).split()
)
"""Names of elements, in small letters."""

REFUSED_MARK = "hc-refused-"
"""What the build puts before the names of all others, so that browsers do not know them."""

# A tag begins where a letter follows, however broken it is; a parser could read it otherwise than a browser does.
_TAG = re.compile(r"<(/?)([a-z][^\s/>]*)", re.I)


def without_refused(html: str, *, also_allowed: Iterable[str] = ()) -> str:
    """Return a text's HTML with :data:`REFUSED_MARK` before the name of each element that is not allowed."""
    allowed = ALLOWED_ELEMENTS.union(also_allowed)

    def marked(tag: re.Match[str]) -> str:
        return tag[0] if tag[2].lower() in allowed else f"<{tag[1]}{REFUSED_MARK}{tag[2]}"

    return _TAG.sub(marked, html)
