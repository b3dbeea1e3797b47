"""The lines of gettext PO files: those of which polib would silently lose something are refused."""

from __future__ import annotations

import re

from helpcentre.diagnostics.problem import HelpcentreError

_LINE = re.compile(r'(?:(?P<word>msgctxt|msgid|msgid_plural|msgstr)(?:\[\d\])?\s+)?"(?:[^"\\]|\\.)*"')
_AFTER = {
    "msgctxt": {"msgid"},
    "msgid": {"msgid_plural", "msgstr"},
    "msgid_plural": {"msgstr"},
    "msgstr": {"msgctxt", "msgid", "msgstr"},
}


def check_po_lines(text: str, file: str) -> int:
    """Return the number of entries in use; polib would cut the end off a string that is not closed.

    Raises HelpcentreError with the line of what is none of a PO file.
    """
    entries, before, number = 0, "msgstr", 0
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        content = line.strip()
        if not content or content.startswith("#"):
            continue
        match = _LINE.fullmatch(content)
        if not match:
            raise broken_po("not a line of a PO file", file, number)
        if word := match["word"]:
            if word not in _AFTER[before]:
                raise broken_po(f"{word} cannot follow {before}", file, number)
            entries += word == "msgid"
            before = word
    if before != "msgstr":
        raise broken_po("the file ends within an entry", file, number)
    return entries


def broken_po(message: str, file: str, line: int) -> HelpcentreError:
    """Return the error that names a line of a PO file."""
    return HelpcentreError(message, fix="export it again", file=file, line=line)
