"""What elements of HTML and their attributes say, as browsers show them and as editors write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

from helpcentre.content.media_addresses import read_embed
from helpcentre.importer.bodies.dom import Node

HEADINGS = {f"h{level}": level for level in range(1, 7)}
STYLE_TAGS = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), "em"),
    **dict.fromkeys(("code", "tt", "samp"), "code"),
    **dict.fromkeys(("del", "s", "strike"), "del"),
    **dict.fromkeys(("u", "ins"), "u"),
    "kbd": "kbd",
    "sup": "sup",
    "sub": "sub",
    "mark": "mark",
}
"""What each element says of its text."""

_BLOCKS = """
address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre search section summary table tbody td tfoot th thead
tr ul caption
"""
BLOCK_TAGS = frozenset(_BLOCKS.split())
"""Elements that begin a line of their own."""

_INDENT = re.compile(r"(?:wysiwyg-indent|ql-indent-|indent-?)(?P<level>\d+)")
_MARGIN = re.compile(r"(?:margin|padding)-(?:left|inline-start)\s*:\s*(?P<pixels>\d+)(?:\.\d+)?(?P<unit>px|pt|em)")
_DIGITS = re.compile(r"\d{1,5}")


def style_changes(node: Node) -> tuple[set[str], set[str]]:
    """Return the styles that an element adds to its text and those that it takes from it."""
    added = {STYLE_TAGS[node.tag]} if node.tag in STYLE_TAGS else set()
    removed: set[str] = set()
    style = node.get("style").lower().replace(" ", "")
    if "font-weight:" in style:
        weight = style.partition("font-weight:")[2].partition(";")[0].removesuffix("!important")
        is_bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight[:4]) >= 600)
        (added if is_bold else removed).add("strong")
    if "font-style:" in style:
        (added if re.search("font-style:(?:italic|oblique)", style) else removed).add("em")
    if re.search("text-decoration(?:-line)?:[^;]*line-through", style):
        added.add("del")
    return added - removed, removed


def picture_source(node: Node) -> str:
    """Return where a picture comes from, also of one that waits to be scrolled to."""
    source = node.get("src").strip()
    lazy = next((node.get(name) for name in ("data-src", "data-original", "data-lazy-src") if node.get(name)), "")
    return lazy.strip() if lazy and (not source or source.startswith("data:image/gif")) else source


def video_address(node: Node) -> str:
    """Return the address under which people can open what a frame or film shows, or an empty text for none."""
    source = node.get("src") or node.get("data-src")
    if node.tag in ("video", "audio") and not source:
        source = next((child.get("src") for child in node.elements if child.tag == "source"), "")
    if source.startswith("//"):
        source = f"https:{source}"
    try:
        parts = urlsplit(source)
    except ValueError:
        return ""
    if embed := read_embed(source):
        return embed.page
    schemes = ("http", "https", "") if node.tag in ("video", "audio") else ("http", "https")
    return source if parts.scheme in schemes else ""


def link_target(node: Node) -> str:
    """Return where a link leads; the detours of Google's documents are left out."""
    href = "".join(node.get("href").split("\n")).strip()
    if "google.com/url?" in href:
        try:
            query: Mapping[str, list[str]] = parse_qs(urlsplit(href).query)
        except ValueError:
            return href
        return next((query[key][0] for key in ("q", "url") if query.get(key)), href)
    return href


def indent_of(node: Node) -> int:
    """Return by how many levels an editor has indented a paragraph."""
    levels = [int(match["level"]) for name in node.classes if (match := _INDENT.fullmatch(name))]
    if levels:
        return max(1, levels[0] // 4 if levels[0] % 4 == 0 else levels[0])
    match = _MARGIN.search(node.get("style").lower())
    if not match:
        return 0
    step = {"px": 20, "pt": 15, "em": 2}[match["unit"]]
    return min(int(match["pixels"][:4]) // step, 6)


def first_number(node: Node) -> int:
    """Return the number of a numbered list's first item."""
    return whole_number(node.get("start"), 1)


def item_number(node: Node, default: int) -> int:
    """Return the number of an item, which is ``default`` unless it says another."""
    return whole_number(node.get("value"), default)


def whole_number(text: str, default: int) -> int:
    """Return the number that an attribute gives, or ``default``."""
    text = text.strip()
    return int(text) if _DIGITS.fullmatch(text) else default


def rows_of(table: Node) -> Iterator[Node]:
    """Yield the rows of a table itself, not those of tables in it."""
    for child in table.elements:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.elements if row.tag == "tr")
