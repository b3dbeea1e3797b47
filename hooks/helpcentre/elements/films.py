"""Films and sounds: ``![How it opens](open.mp4)`` becomes a player with a title and captions in each language."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from helpcentre.content.media_addresses import FILMS, SOUNDS
from helpcentre.elements.page_files import PageFile, PageSurroundings


def player(img: Element, file: PageFile, around: PageSurroundings) -> Element | None:
    """Return the player for a picture of Markdown whose ``file`` is a film or a sound, or None.

    Its captions are in files of the same name: ``open.vtt`` in the folder of a language, or ``open.de.vtt``.
    """
    if file.ending not in FILMS | SOUNDS:
        return None
    given = {name: value for name, value in img.items() if name not in ("alt", "src", "poster", "title")}
    element = Element("video" if file.ending in FILMS else "audio", {**given, "src": file.url, "controls": ""})
    poster = img.get("poster")
    if poster and file.ending in FILMS:
        element.set("poster", around.url(poster))
    element.set("preload", "none" if poster else "metadata")
    if title := img.get("alt"):
        element.set("aria-label", title)
    element.extend(_tracks(file, img.get("src", ""), around))
    return element


def caption(img: Element, file: PageFile) -> Element:
    """Return what stands below a player: its title, which leads to the file itself."""
    found = Element("figcaption")
    link = Element("a", {"href": file.url})
    link.text = img.get("alt") or file.path.rpartition("/")[2]
    found.append(link)
    return found


def _tracks(file: PageFile, written: str, around: PageSurroundings) -> Iterator[Element]:
    stem = written.rpartition(".")[0]
    found = {language: around.find(f"{stem}.{language.code}.vtt") for language in around.languages}
    if plain := around.find(f"{stem}.vtt"):
        code = plain.path.partition("/")[0]
        owner = next((each for each in around.languages if each.code == code), around.languages[0])
        found[owner] = found.get(owner) or plain
    own = around.language if found.get(around.language) else None
    for language, captions in found.items():
        if captions:
            track = {"kind": "captions", "srclang": language.tag, "label": language.name}
            source = captions.url if around.is_public else _inlined(captions)
            is_first = language == (own or next(each for each, there in found.items() if there))
            yield Element("track", {**track, "src": source, **({"default": ""} if is_first else {})})


def _inlined(captions: PageFile) -> str:
    """Return captions as an address that has them: from disk, browsers load none from a file."""
    return f"data:text/vtt;base64,{base64.b64encode(captions.place.read_bytes()).decode()}"
