"""What the address of a picture means that is none: a file of a film or sound, or a film of another host."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs

from helpcentre.util.addresses import split_address
from helpcentre.util.files import ending

FILMS = frozenset({"m4v", "mov", "mp4", "ogv", "webm"})
SOUNDS = frozenset({"aac", "flac", "m4a", "mp3", "oga", "ogg", "opus", "wav"})
"""The endings of what a page plays."""

_YOUTUBE = frozenset({"youtube.com", "youtube-nocookie.com", "m.youtube.com", "youtu.be"})
_VIMEO = frozenset({"vimeo.com", "player.vimeo.com"})
_ID = re.compile(r"[\w-]{6,20}")


@dataclass(frozen=True)
class Embed:
    """A film of another host: what the host is called, the film's id there, where it plays, and its page."""

    site: str
    id: str
    frame: str
    page: str


def read_embed(address: str) -> Embed | None:
    """Return the film of another host that an address means, or None."""
    parts = split_address(address)
    host, path, query = (parts.hostname or "").removeprefix("www."), parts.path.strip("/"), parse_qs(parts.query)
    if parts.scheme not in ("http", "https", ""):
        return None
    names = path.split("/")
    if host in _YOUTUBE:
        name = query.get("v", [names[-1]])[0]
        start = re.sub(r"\D.*", "", (query.get("t") or query.get("start") or [""])[0])
        if _ID.fullmatch(name) and (host == "youtu.be" or path == "watch" or names[0] in ("embed", "live", "shorts")):
            at = f"&start={start}" if start else ""
            frame = f"https://www.youtube-nocookie.com/embed/{name}?autoplay=1{at}"
            page = f"https://www.youtube.com/watch?v={name}" + (f"&t={start}" if start else "")
            return Embed("YouTube", name, frame, page)
    elif host in _VIMEO and (match := re.fullmatch(r"(?:video/)?(?P<id>\d+)(?:/(?P<key>\w+))?", path)):
        key = match["key"] or query.get("h", [""])[0]
        frame = f"https://player.vimeo.com/video/{match['id']}?autoplay=1&dnt=1" + (f"&h={key}" if key else "")
        return Embed("Vimeo", match["id"], frame, f"https://vimeo.com/{match['id']}" + (f"/{key}" if key else ""))
    return None


def is_film(address: str) -> bool:
    """Return whether ``![title](address)`` becomes a player: of a film or sound, or of a film of another host."""
    return ending(address.partition("#")[0].partition("?")[0]) in FILMS | SOUNDS or read_embed(address) is not None
