"""The files of an export: which there are, and their bytes and texts, read within limits."""

from __future__ import annotations

from pathlib import Path

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.files import names_below, require_plain


def json_files(source: Path) -> list[Path]:
    """Return the JSON files of a folder, sorted, or the file itself; links that leave the folder are none of it."""
    if source.is_file():
        return [source]
    return [source / name for name in names_below(source) if name.endswith(".json") and is_inside(source, name)]


def other_files(source: Path) -> list[Path]:
    """Return the files of a folder that are no JSON: pictures and attachments that were saved with the answers."""
    if source.is_file():
        return []
    return [source / name for name in names_below(source) if not name.endswith(".json") and is_inside(source, name)]


def is_inside(folder: Path, name: str) -> bool:
    """Whether a name below a folder, links followed, is that of a place in it."""
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):
        return False


def read_limited(file: Path, *, most: int, fix: str, fix_of_size: str) -> bytes:
    """Return what is in a file that has ``most`` bytes at most.

    Raises HelpcentreError with ``fix`` for one that cannot be read, and with ``fix_of_size`` for one that is larger.
    """
    name = str(file)
    require_plain(file, name)
    try:
        if file.stat().st_size > most:
            raise HelpcentreError(f"the file has more than {most / 1e6:.0f} MB", fix=fix_of_size, file=name)
        return file.read_bytes()
    except OSError as error:
        raise HelpcentreError(f"cannot be read: {error.strerror}", fix=fix, file=name) from error


def decode_utf8(data: bytes, *, file: str) -> str:
    """Return the text of ``file``, with or without a mark of UTF-8; raises HelpcentreError with the line."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise HelpcentreError("the text is UTF-16", fix="save it as UTF-8", file=file)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        raise HelpcentreError(message, fix="save the file as UTF-8", file=file, line=line) from error
