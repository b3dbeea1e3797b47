"""Icons as large as the text, ``:material-check:``, and emoji as characters, ``:zap:``, for ``pymdownx.emoji``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown

ICONS = ".icons"
"""The folder of a theme that has the icons: of ``.icons/material/check.svg`` the name is ``material-check``."""

_CLASS = "hc-icon hc-inline"
_NAME = re.compile(r"[\w+-]+")


def options(folders: Sequence[str], given: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the options of ``pymdownx.emoji`` that read icons from the ``folders`` of a theme, the first that has one.

    What the project has set is ``given``: its folders of icons of its own come first.
    """
    own = ((given or {}).get("options") or {}).get("custom_icons") or []
    places = (*map(str, own), *(str(Path(folder, ICONS)) for folder in folders))

    return {"alt": "unicode", "emoji_index": _reader_of(places), "emoji_generator": _element}


@lru_cache(maxsize=2)
def _reader_of(places: tuple[str, ...]) -> Callable[..., dict[str, Any]]:
    """Return what the extension calls to read the emoji: the same function for the same folders."""
    return lambda *_: _index(places)


@lru_cache(maxsize=2)
def _index(places: tuple[str, ...]) -> dict[str, Any]:
    from pymdownx import twemoji_db  # noqa: PLC0415  # a megabyte, and few sites have emoji by name

    return {"name": "hc-icon", "emoji": _Names(places, twemoji_db.emoji), "aliases": twemoji_db.aliases}


class _Names(dict[str, Any]):
    """The emoji by name; an icon is looked for when it is asked for, as there are 14,000."""

    def __init__(self, places: tuple[str, ...], emoji: Mapping[str, Any]) -> None:
        super().__init__(emoji)
        self._places = places

    def get(self, name: str, default: Any = None) -> Any:
        """Return what is known of an emoji, or the file of an icon, by its name between colons."""
        if name in self:
            return self[name]
        file = find_icon(name.strip(":"), self._places)
        return {"name": name, "path": str(file)} if file else default


def name_icons(root: Element) -> None:
    """Let each icon below ``root`` that was given a title say it, and no other say anything."""
    for element in root.iter("span"):
        if _CLASS in element.get("class", ""):
            title = element.get("title")
            given = {"role": "img", "aria-label": title} if title else {"aria-hidden": "true"}
            element.attrib.update(given)


def find_icon(name: str, places: Sequence[str]) -> Path | None:
    """Return the file of an icon below one of the folders, or None; a dash in its ``name`` may stand for a slash."""
    is_name = _NAME.fullmatch(name) is not None
    return next((file for place in places for file in _files(Path(place), name)), None) if is_name else None


def has_icon(name: str, *, folders: Sequence[str]) -> bool:
    """Whether one of a theme's folders has an icon."""
    return find_icon(name, [str(Path(folder, ICONS)) for folder in folders]) is not None


def has_emoji(name: str) -> bool:
    """Whether an emoji has this name."""
    from pymdownx import twemoji_db  # noqa: PLC0415  # a megabyte, and few sites have emoji by name

    return f":{name}:" in twemoji_db.emoji or f":{name}:" in twemoji_db.aliases


def _files(folder: Path, name: str) -> Iterator[Path]:
    file = folder / f"{name}.svg"
    if file.is_file():
        yield file
    for place, sign in enumerate(name):
        if sign == "-" and (below := folder / name[:place]).is_dir():
            yield from _files(below, name[place + 1 :])


def _element(
    _index: str,
    shortname: str,
    _alias: str,
    uc: str | None,
    alt: str,
    _title: str,
    _category: str,
    options: Mapping[str, Any],
    md: Markdown,
) -> Element | str:
    """Return the element of an icon, or the character of an emoji (the signature is the extension's)."""
    if uc:
        return alt
    file = md.inlinePatterns["emoji"].emoji_index["emoji"].get(shortname)["path"]  # type: ignore[attr-defined]
    element = Element("span", {"class": _CLASS})
    element.text = md.htmlStash.store(Path(file).read_text(encoding="utf-8").strip())
    return element
