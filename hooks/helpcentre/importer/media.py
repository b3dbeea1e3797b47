"""Pictures and other files of an export: each once below ``docs``, with a name and an ending that fit."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from posixpath import dirname
from urllib.parse import unquote_to_bytes, urlsplit

from helpcentre.util.files import ending
from helpcentre.util.text import slugify

MOST_BYTES = 100_000_000

_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
)
_PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "svg"})
_UNNAMED = re.compile(
    r"[0-9a-f-]{16,}|[0-9A-Z]{20,}|\d+|image\d*|picture\d*|unnamed|blobid\d*|file|index", re.IGNORECASE
)
_FETCHED = re.compile(r"^[0-9a-f]{10}-")
"""What ``helpcentre fetch`` puts before a file's own name."""

_ACTIVE = re.compile(rb"<script|\son\w+\s*=|javascript:|<foreignObject|<!ENTITY", re.IGNORECASE)
_DATA = re.compile(
    r"data:image/(?P<kind>png|jpeg|gif|webp)(?P<base64>;base64)?,(?P<data>.*)", re.DOTALL | re.IGNORECASE
)


class RefusedError(Exception):
    """Why a file is not taken, in words for a report."""


@dataclass
class Media:
    """The files that pages show or link to; ``contents`` are those to be written, by their path below ``docs``."""

    source: str
    contents: dict[str, bytes | Path] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    """The path of each file that was put somewhere, by language and SHA-256."""

    def place(self, found: Path | bytes, *, code: str, page: str, wanted: str, like: str = "", is_picture: bool) -> str:
        """Return the path below the folder of a language at which a file is found there; raises RefusedError.

        ``wanted`` is the name it should have, without an ending. ``like`` is the path of the picture that stands at the
        same place of the source page: a translation's picture takes its place.
        """
        digest, kind = _examine(found, is_picture=is_picture)
        for each in (code, self.source):
            if path := self.known.get(f"{each} {digest}"):
                return path
        own = _FETCHED.sub("", found.stem) if isinstance(found, Path) else ""
        name = wanted if not own or _UNNAMED.fullmatch(own) else slugify(own) or wanted
        folder = f"{dirname(page)}/" if dirname(page) else ""
        path = (
            like if like.endswith(f".{kind}") else f"{folder}{'images' if is_picture else 'files'}/{name[:60]}.{kind}"
        )
        stem, number = PurePosixPath(path), 1
        while f"{code}/{path}" in self.contents or (
            code != self.source and path != like and f"{self.source}/{path}" in self.contents
        ):
            number += 1
            path = str(stem.with_name(f"{stem.stem}-{number}{stem.suffix}"))
        self.contents[f"{code}/{path}"] = found
        self.known[f"{code} {digest}"] = path
        return path


def data_picture(address: str) -> bytes | None:
    """Return the picture that an address holds itself, or None."""
    match = _DATA.fullmatch(address)
    if not match:
        return None
    try:
        return base64.b64decode(match["data"], validate=False) if match["base64"] else unquote_to_bytes(match["data"])
    except (binascii.Error, ValueError):
        return None


def name_of(address: str) -> str:
    """Return the name that an address suggests for its file, empty for a number or a word that says nothing."""
    if address.startswith("data:"):
        return ""
    try:
        stem = PurePosixPath(urlsplit(address).path).stem
    except ValueError:
        return ""
    return "" if _UNNAMED.fullmatch(stem) else slugify(stem)


def _examine(found: Path | bytes, *, is_picture: bool) -> tuple[str, str]:
    """Return the SHA-256 of a file and the ending that fits what is in it; raises RefusedError."""
    try:
        if isinstance(found, Path) and found.stat().st_size > MOST_BYTES:
            raise RefusedError(f"the file has more than {MOST_BYTES / 1e6:.0f} MB")
        data = found.read_bytes() if isinstance(found, Path) else found
    except OSError as error:
        raise RefusedError(f"the file cannot be read: {error.strerror}") from error
    if not data:
        raise RefusedError("the file is empty")
    given = ending(found.name) if isinstance(found, Path) else ""
    kind = next((name for sign, name in _SIGNS if data.startswith(sign)), "")
    kind = "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else kind
    kind = "svg" if not kind and b"<svg" in data[:2000] else kind
    if is_picture and kind not in _PICTURES:
        raise RefusedError("the file is no picture")
    if kind == "svg" and _ACTIVE.search(data):
        raise RefusedError("the picture has a program in it")
    if not is_picture and given not in ("", kind) and not (kind == "zip" and given) and kind not in ("", "svg"):
        given = kind
    if not is_picture and (given or kind) in (
        "html",
        "htm",
        "js",
        "mjs",
        "exe",
        "bat",
        "sh",
        "php",
        "xhtml",
        "xml",
        "svg",
    ):
        raise RefusedError("a browser or computer would run the file")
    kind = kind if is_picture else given or kind
    if not re.fullmatch("[a-z0-9]{1,8}", kind):
        raise RefusedError("nobody can see what kind of file it is")
    return hashlib.sha256(data).hexdigest(), "jpg" if kind == "jpeg" else kind


def digests(contents: Mapping[str, bytes | Path]) -> dict[str, str]:
    """Return the SHA-256 of each file."""
    found = {}
    for path, content in contents.items():
        data = content.read_bytes() if isinstance(content, Path) else content
        found[path] = hashlib.sha256(data).hexdigest()
    return found
