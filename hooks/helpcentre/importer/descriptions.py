"""The one sentence that a page has for cards and search engines, taken from its text."""

from __future__ import annotations

LENGTH = 160
"""Characters of a description that search engines show at most."""


def describe(text: str, *, title: str) -> str:
    """Return the beginning of a text as a description; the title where there is none."""
    text = " ".join(text.split())
    if len(text) <= LENGTH:
        return text.rstrip(": ") or title
    cut = text[: LENGTH - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:–- ") + "…"
