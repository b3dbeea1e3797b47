"""A file below ``docs`` as the elements of a page see it: what it is, and how the page names it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit, urlunsplit

from helpcentre.content.labels.model import Labels
from helpcentre.content.language import Language
from helpcentre.content.ui_strings import Strings


@dataclass(frozen=True)
class PageFile:
    """A file that a page names: ``path`` below ``docs``, ``url`` from the page, ``place`` on this machine.

    ``digest`` is its SHA-256, and empty for a page.
    """

    path: str
    url: str
    place: Path
    digest: str = ""

    @property
    def ending(self) -> str:
        """The ending of its name, in small letters, without the dot."""
        return self.path.rpartition(".")[2].lower()


Finder: TypeAlias = Callable[[str], PageFile | None]
"""Returns the file that an address in the Markdown of a page means, or None."""


@dataclass(frozen=True)
class PageSurroundings:
    """What the elements of a page depend on beside its text.

    ``words`` and ``language`` are those of the text. ``root`` leads from the page to the top of the site. Pages of a
    website ``is_public``; others are opened from disk, where no other host is asked for anything.
    """

    words: Strings
    language: Language
    languages: tuple[Language, ...]
    find: Finder
    root: str
    is_public: bool
    labels: Labels = field(default_factory=Labels)

    def url(self, written: str) -> str:
        """Return the address of what an author wrote, as browsers need it; what leads elsewhere stays as it is."""
        return rewritten(written, self.find)

    @property
    def rewrite(self) -> Callable[[str], str]:
        """The function that :meth:`url` is."""
        return partial(rewritten, find=self.find)


def rewritten(written: str, find: Finder) -> str:
    """Return an address with its path as browsers need it, if it is that of a file of the project."""
    try:
        scheme, host, path, query, anchor = urlsplit(written)
    except ValueError:  # no address at all; the link check tells
        return written
    found = None if scheme or host or not path or path.startswith("/") else find(path)
    return urlunsplit(("", "", found.url, query, anchor)) if found else written
