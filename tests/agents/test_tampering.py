"""A bundle that somebody tampered with, in more than two hundred ways: verify.py names each of them."""

import hashlib
import io
import json
import os
import re
import shutil
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from helpcentre.agents import verify
from helpcentre.agents.bundle import write_bundle
from helpcentre.agents.manifest import Manifest, ManifestPage, read_manifest
from helpcentre.diagnostics.problem import HelpcentreError
from ssh_keys import new_key
from support import files

pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="OpenSSH is not installed")

Tamper = Callable[[Path], object]

_PAGE = ManifestPage("Help", "current", {"title": "123456789abc"})
_MANIFEST = Manifest("1", "abc", "2026-02-03", "2026-03-05", ({"code": "en"},), {"index.md": {"en": _PAGE}})
_OURS = {
    "START.html": b"<p>Start\n",
    "en/index.html": b"<p>Help\n",
    "en/Überblick.html": "<p>Überblick\n".encode(),
    "en/topic/page.html": b"<p>Page\n<p>More\n",
    "assets/search.js": b"find();\n",
    "assets/picture.png": bytes(range(256)),
}
_ALL = (*_OURS, "verify.py", "manifest.json")
_LISTS = ("SHA256SUMS", "SHA256SUMS.sig")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a signed ``bundle``, ``bundle.zip``, and the ``signers`` that are trusted."""
    folder = tmp_path_factory.mktemp("made")
    for name, data in _OURS.items():
        file = folder / "bundle" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    key = new_key(folder / "key", name="support@example.org")
    target = folder / "bundle.zip"
    write_bundle(folder / "bundle", target, _MANIFEST, name="bundle", day=date(2026, 2, 3), key=key)
    return folder


def said(folder: Path, made: Path, capsys: pytest.CaptureFixture[str], *, signed: bool) -> tuple[int, list[str]]:
    """Return what verify.py answers on a bundle, and its lines."""
    arguments = ["--signers", str(made / "signers"), str(folder)] if signed else [str(folder)]
    status = verify.main(arguments)
    return status, capsys.readouterr().out.splitlines()


def _edit(name: str, change: Callable[[bytes], bytes]) -> Tamper:
    def tamper(folder: Path) -> None:
        before = (folder / name).read_bytes()
        after = change(before)
        assert after != before
        (folder / name).write_bytes(after)

    return tamper


def _flip(place: float) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        at = int(place * (len(data) - 1))
        return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]

    return change


_CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "first byte": _flip(0),
    "middle byte": _flip(0.5),
    "last byte": _flip(1),
    "longer": lambda data: data + b"\n",
    "mark in front": lambda data: b"\xef\xbb\xbf" + data,
    "shorter": lambda data: data[:-1],
    "empty": lambda _: b"",
    "line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "script": lambda data: data + b"<script>alert(1)</script>",
}


def _replace(name: str, make: Callable[[Path], object]) -> Tamper:
    def tamper(folder: Path) -> None:
        (folder / name).rename(folder.parent / "taken away")
        make(folder / name)

    return tamper


_OTHERS: dict[str, Callable[[Path], object]] = {
    "gone": lambda _: None,
    "other case": lambda file: file.with_name(file.name.swapcase()).write_bytes(b""),
    "trailing dot": lambda file: file.with_name(f"{file.name}.").write_bytes(b""),
    "folder": lambda file: file.mkdir(),
    "pipe": os.mkfifo,
    "link to nowhere": lambda file: file.symlink_to("nowhere"),
    "link to itself": lambda file: file.symlink_to(file.name),
}


def _link_to_equal(name: str) -> Tamper:
    def tamper(folder: Path) -> None:
        (folder / name).rename(folder.parent / "equal")
        (folder / name).symlink_to(folder.parent / "equal")

    return tamper


def _swap(one: str, other: str) -> Tamper:
    def tamper(folder: Path) -> None:
        (folder / one).rename(folder.parent / "swapped")
        (folder / other).rename(folder / one)
        (folder.parent / "swapped").rename(folder / other)

    return tamper


_ADDED = [
    "hashlib.py", "os.py", "verify.pyc", ".hidden", "en/.hidden", "START.htm", "start.html", "Start.HTML",
    "en/index.html.bak", "en/index.html ", "en/іndex.html", "en/U\u0308berblick.html", "en/SHA256SUMS", "x.json~",
    "SHA256SUMS.sig.old", "autorun.inf", "a\nb", "a\x1b[2K", "\u202egnp.exe", "deep/er/still/x", "assets/search.js.map",
]  # fmt: skip


def _add(name: str, make: Callable[[Path], object]) -> Tamper:
    def tamper(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        make(folder / name)

    return tamper


def _manifest(change: Callable[[dict[str, object]], object]) -> Tamper:
    def edit(data: bytes) -> bytes:
        manifest = json.loads(data)
        change(manifest)
        return json.dumps(manifest).encode("utf-8")

    return _edit("manifest.json", edit)


def _removed(name: str) -> Tamper:
    return lambda folder: shutil.rmtree(folder / name)


def _without(field: str) -> Callable[[dict[str, object]], object]:
    return lambda manifest: manifest.pop(field)


def _emptied(field: str) -> Callable[[dict[str, object]], object]:
    return lambda manifest: manifest.update({field: None})


def tamperings() -> Iterator[tuple[str, str, Tamper]]:
    """Yield each tampering that the list of checksums shows: what it is, the file at stake, and what does it."""
    for name in _ALL:
        for what, change in _CHANGES.items():
            yield f"{name}: {what}", name, _edit(name, change)
        for what, make in _OTHERS.items():
            yield f"{name}: {what}", name, _replace(name, make)
        yield f"{name}: link to an equal file", name, _link_to_equal(name)
    for one, other in pairwise(_ALL):
        yield f"{one}: swapped with {other}", one, _swap(one, other)
    for name in _ADDED:
        yield f"added {name!r}", name, _add(name, lambda file: file.write_bytes(b"x"))
    for name, make in _OTHERS.items():
        if name in ("folder", "pipe", "link to nowhere"):
            yield f"added {name}", "new", _add("new", make)
    for name in ("en", "assets"):
        yield f"{name}: a link to an equal folder", name, _link_to_equal(name)
        yield f"{name}: gone", f"{name}/", _removed(name)
    for field in ("format", "files", *vars(_MANIFEST)):
        yield f"manifest: {field} gone", "manifest.json", _manifest(_without(field))
        yield f"manifest: {field} empty", "manifest.json", _manifest(_emptied(field))


_TAMPERINGS = list(tamperings())


def test_each_tampering_is_named(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(_TAMPERINGS) >= 180
    assert said(made / "bundle", made, capsys, signed=False)[0] == 0
    unnamed = []
    for number, (what, name, tamper) in enumerate(_TAMPERINGS):
        folder = tmp_path / str(number) / "bundle"
        shutil.copytree(made / "bundle", folder)
        tamper(folder)
        status, lines = said(folder, made, capsys, signed=False)
        shown = verify.shown(name)
        found = [line for line in lines if line.partition(": ")[0] in ("changed", "missing", "extra") and shown in line]
        if status != 1 or not found:
            unnamed.append((what, status, lines))
    assert unnamed == []


def _lines(change: Callable[[list[bytes]], list[bytes]]) -> Tamper:
    return _edit("SHA256SUMS", lambda data: b"".join(change(data.splitlines(keepends=True))))


def _then_listed(tamper: Tamper) -> Tamper:
    """Return what tampers and then makes a right list of what is there, as whoever is careful would."""

    def both(folder: Path) -> None:
        tamper(folder)
        names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
        sums = [f"{hashlib.sha256((folder / n).read_bytes()).hexdigest()}  {n}\n" for n in names if n not in _LISTS]
        (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8", newline="\n")

    return both


def _line(place: int, *become: Callable[[bytes], bytes]) -> Tamper:
    """Return what puts others in the place of one line of the list."""
    return _lines(lambda lines: [*lines[:place], *(each(lines[place]) for each in become), *lines[place + 1 :]])


def relistings() -> Iterator[tuple[str, Tamper]]:
    """Yield each tampering with the list and its signature, also such as make list and files agree again."""
    for name in _ALL:
        yield f"{name} changed and listed", _then_listed(_edit(name, _CHANGES["longer"]))
        yield f"{name} gone and not listed", _then_listed(_replace(name, _OTHERS["gone"]))
    for name in ("hashlib.py", "en/new.html"):
        yield f"{name} added and listed", _then_listed(_add(name, lambda file: file.write_bytes(b"x")))
    for place in range(len(_ALL)):
        yield f"line {place} gone", _line(place)
        yield f"line {place} twice", _line(place, bytes, bytes)
        yield f"digest {place}", _line(place, lambda line: b"0" * 64 + line[64:])
    yield "reversed", _lines(lambda lines: lines[::-1])
    yield "empty", _lines(lambda _: [])
    yield "line ends", _edit("SHA256SUMS", _CHANGES["line ends"])
    yield "line for nothing", _lines(lambda lines: [*lines, b"0" * 64 + b"  nothing\n"])
    yield "line for the folder above", _lines(lambda lines: [*lines, b"0" * 64 + b"  ../outside\n"])
    yield "line for a place on the disk", _lines(lambda lines: [*lines, b"0" * 64 + b"  /etc/passwd\n"])
    yield "no list", _lines(lambda _: [b"no list\n"])
    for name in _LISTS:
        for what in ("first byte", "middle byte", "shorter", "empty", "longer", "mark in front"):
            if name == "SHA256SUMS" or what not in ("shorter", "longer"):  # the line end is no part of it
                yield f"{name}: {what}", _edit(name, _CHANGES[what])
        for what, make in _OTHERS.items():
            yield f"{name}: {what}", _replace(name, make)
        yield f"{name}: link to an equal file", _link_to_equal(name)


def test_each_tampering_with_the_list_is_told_to_who_checks_the_signature(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, lines = said(made / "bundle", made, capsys, signed=True)
    assert (status, lines[-1]) == (0, "The list was signed by support@example.org.")
    unnamed = []
    for number, (what, tamper) in enumerate(relistings()):
        folder = tmp_path / str(number) / "bundle"
        shutil.copytree(made / "bundle", folder)
        tamper(folder)
        status, lines = said(folder, made, capsys, signed=True)
        if status != 1 or not lines[0].startswith(("cannot verify: ", "changed: ", "missing: ", "extra: ")):
            unnamed.append((what, status, lines))
    assert number >= 50
    assert unnamed == []


@pytest.mark.parametrize("name", [f"bundle/{name}" for name in (*_ALL, *_LISTS)])
def test_file_that_was_changed_within_the_zip_is_named(
    name: str, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(made / "bundle.zip") as old, zipfile.ZipFile(tmp_path / "new.zip", "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry) + b"x" * (entry.filename == name))
    shutil.unpack_archive(tmp_path / "new.zip", tmp_path)
    if not name.endswith(".sig"):
        status, lines = said(tmp_path / "bundle", made, capsys, signed=True)
        assert status == 1, lines


_ADDED_TO_ZIPS = [
    "/evil", "../evil", "bundle/../../evil", "C:\\evil", "bundle/..\\evil", "bundle//evil", "bundle/en/../START.html",
    "bundle/EN/index.html", "bundle/start.html", "bundle/hashlib.py", "bundle/ssh-keygen", "bundle/START.html/x",
]  # fmt: skip


def _rezipped(zipped: bytes, name: str, content: bytes, *, mode: int = 0o100644) -> bytes:
    """Return a zip with one more entry at its end, also where it has one of this name."""
    entry, file = zipfile.ZipInfo(name), io.BytesIO(zipped)
    entry.create_system, entry.external_attr = 3, mode << 16
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a") as archive:
        warnings.simplefilter("ignore")  # of a name that is there twice
        archive.writestr(entry, content)
    return file.getvalue()


def zip_tricks(zipped: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield each trick that a zip allows beyond what folders do: what it is, and the zip."""
    for name in (*_ALL, *_LISTS):
        yield f"{name} twice", _rezipped(zipped, f"bundle/{name}", b"evil")
        yield f"{name} again as a link", _rezipped(zipped, f"bundle/{name}", b"/etc/passwd", mode=0o120777)
    for name in _ADDED_TO_ZIPS:
        yield f"added {name}", _rezipped(zipped, name, b"evil")
    yield from {"behind": zipped + b"evil", "in front": b"evil" + zipped, "two": zipped + zipped}.items()
    for at in (match.start() for match in re.finditer(b"PK\1\2", zipped)):
        for field in (16, 20, 24, 42):  # checksum, both sizes, place
            yield f"field {field} at {at}", zipped[: at + field] + b"\1\0\0\1" + zipped[at + field + 4 :]


def test_trick_of_a_zip_is_named_or_refused_or_changes_no_byte(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unnamed = []
    for number, (what, data) in enumerate(zip_tricks((made / "bundle.zip").read_bytes())):
        place = tmp_path / str(number) / "unpacked"
        place.mkdir(parents=True)
        (tmp_path / "new.zip").write_bytes(data)
        with suppress(HelpcentreError):
            read_manifest(tmp_path / "new.zip")
        try:
            shutil.unpack_archive(tmp_path / "new.zip", place)
        except (OSError, zipfile.BadZipFile, shutil.ReadError, NotImplementedError, ValueError, EOFError):
            continue  # whoever unpacks it is told
        assert [file.name for file in place.parent.iterdir()] == ["unpacked"], what
        if files(place / "bundle") != files(made / "bundle"):
            # The signature shows only to who checks it.
            status, lines = said(place / "bundle", made, capsys, signed=what.startswith("SHA256SUMS.sig"))
            if status != 1:
                unnamed.append((what, lines))
    assert number >= 60
    assert unnamed == []


def test_packing_anew_with_other_times_and_levels_changes_nothing(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(made / "bundle.zip") as old, zipfile.ZipFile(tmp_path / "new.zip", "w") as new:
        for entry in reversed(old.infolist()):
            other = zipfile.ZipInfo(entry.filename, (1999, 1, 1, 0, 0, 0))
            new.writestr(other, old.read(entry), zipfile.ZIP_STORED)
    shutil.unpack_archive(tmp_path / "new.zip", tmp_path)
    assert said(tmp_path / "bundle", made, capsys, signed=True)[0] == 0
