"""What readers see of a piece of HTML, as facts that can be compared: words, their style, lists, tables, pictures."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Word:
    """A word, or a picture in its place; ``styles`` has the styles of each sign, in the order of the alphabet."""

    text: str
    styles: tuple[str, ...]
    under: str
    is_title: bool = False
    is_heading: bool = False


@dataclass(frozen=True)
class Entry:
    """A fact of one kind: what it is, in words that can be compared, and the heading that it stands under."""

    value: str
    under: str


@dataclass
class Shown:
    """Everything that a page shows. Positions do not matter but for the order."""

    words: list[Word] = field(default_factory=list)
    items: list[Entry] = field(default_factory=list)
    pictures: list[Entry] = field(default_factory=list)
    videos: list[Entry] = field(default_factory=list)
    links: list[Entry] = field(default_factory=list)
    headings: list[Entry] = field(default_factory=list)
    cells: list[Entry] = field(default_factory=list)
    codes: list[Entry] = field(default_factory=list)
    folds: list[Entry] = field(default_factory=list)
    rules: list[Entry] = field(default_factory=list)
    frames: list[Entry] = field(default_factory=list)
    """Films and frames without an address that people could open."""
    captions: list[Entry] = field(default_factory=list)
    unseen: list[Entry] = field(default_factory=list)
    """Programs, and text that is hidden."""
