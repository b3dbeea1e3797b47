"""What ends the lines of a text: a newline, a carriage return, or both."""

from __future__ import annotations


def plain_lines(text: str) -> str:
    """Return a text with a newline at the end of each line, as MkDocs reads its files."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def line_end(text: str) -> str:
    """Return what ends the lines of a text; a newline where it has other ends, too, or none."""
    if "\r\n" in text:
        return "\r\n"
    return "\r" if "\r" in text and "\n" not in text else "\n"
