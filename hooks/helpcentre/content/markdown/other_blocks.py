"""Blocks of the extensions ``pymdownx.blocks``, as in ``/// note | Title``, and what to write in place of each."""

from __future__ import annotations

import re

_BLOCK = re.compile(r"/{3,}[ ]+(?P<type>[a-z-]+)(?:[ ]*\|[ ]*(?P<title>.*))?")
_BOX = re.compile(
    "abstract|admonition|attention|bug|caution|danger|error|example|failure|hint|info|note|question|quote|success|tip|"
    "warning"
)
_BELOW = "four spaces before each line of it"


def fix_of_block(line: str) -> str:
    """Return what to write in place of a block that a line opens, or an empty text where it opens none."""
    match = _BLOCK.fullmatch(line)
    kind, title = (match["type"], match["title"] or "Title") if match else ("", "")
    if _BOX.fullmatch(kind):
        return f'write !!! {"note" if kind == "admonition" else kind} "{title}", and {_BELOW}'
    return {
        "details": f'write ??? note "{title}", and {_BELOW}',
        "tab": f'write === "{title}", and {_BELOW}',
        "figure-caption": "write /// caption",
        "table-caption": "write /// caption",
        "definition": "write the term, and its meaning below it behind a colon and three spaces",
        "html": "write the element in HTML",
    }.get(kind, "")
