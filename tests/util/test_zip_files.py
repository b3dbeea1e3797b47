"""A zip file of others that was damaged, however it is packed, is told in one line by all that read one."""

import io
import os
import zipfile
from collections.abc import Callable
from copy import copy
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from helpcentre.agents.manifest import read_manifest
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.systems.word_package import open_word
from helpcentre.shards.archive import read_about
from helpcentre.util.zip_files import require_modest
from hostile_texts import told_at_most

_METHODS = {
    "stored": zipfile.ZIP_STORED,
    "deflate": zipfile.ZIP_DEFLATED,
    "bzip2": zipfile.ZIP_BZIP2,
    "lzma": zipfile.ZIP_LZMA,
}
_TEXT = b'{"format": 1, "version": "1", "commit": "", "built": "2026-01-01", "valid_until": ""}' + b" " * 200


def _read_word(file: Path) -> object:
    with open_word(file) as document:
        return document.main_tree()


_READERS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "manifest": ("bundle/manifest.json", read_manifest),
    "shard": ("shard.json", read_about),
    "word": ("word/document.xml", _read_word),
}


def _packed(name: str, method: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr(name, _TEXT)
    return file.getvalue()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("zips") / "old.zip"


@pytest.mark.parametrize("reader", _READERS)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(method=st.sampled_from(sorted(_METHODS)), seed=st.integers(0, 1_000_000))
@example(method="lzma", seed=-1)
@example(method="deflate", seed=-1)
@example(method="bzip2", seed=-1)
def test_damaged_zip_is_read_or_told_in_one_line(reader: str, method: str, seed: int, file: Path) -> None:
    name, read = _READERS[reader]
    data, chance = bytearray(_packed(name, _METHODS[method])), Random(seed)
    if seed < 0:  # all that is packed
        start = 30 + len(name) + 9  # after the head, and what lzma says of itself
        data[start : start + 12] = b"\xff" * 12
    elif seed % 4 == 0:
        del data[chance.randrange(len(data)) :]
    else:
        for _ in range(seed % 4 + 1):
            data[chance.randrange(len(data))] = chance.randrange(256)
    file.write_bytes(data)
    with told_at_most():
        read(file)


@pytest.mark.parametrize("reader", _READERS)
def test_device_or_pipe_is_refused_before_its_end_is_looked_for(reader: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (Path("/dev/zero"), tmp_path / "pipe"):
        with pytest.raises(HelpcentreError, match=f"^{place}: is a pipe or device"):
            _READERS[reader][1](place)


@pytest.mark.parametrize("method", _METHODS)
def test_zip_that_is_whole_is_read_however_it_is_packed(method: str, file: Path) -> None:
    file.write_bytes(_packed("bundle/manifest.json", _METHODS[method]))
    assert read_manifest(file).version == "1"
    file.write_bytes(_packed("other.json", _METHODS[method]))
    with pytest.raises(HelpcentreError, match="there is no manifest of a bundle in it"):
        read_manifest(file)


def _opened(*contents: bytes, most: int = 1_000_000_000) -> None:
    """Ask whether a zip with these files can be unpacked."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(contents):
            archive.writestr(str(number), content)
    require_modest(zipfile.ZipFile(file), size=len(file.getvalue()), most=most)


def test_zip_of_usual_content_can_be_unpacked_and_a_bomb_cannot() -> None:
    _opened()
    _opened(bytes(100_000), b"text " * 100_000, Random(1).randbytes(3_000_000))
    with pytest.raises(zipfile.BadZipFile, match=r"^it is too large when unpacked: 30 MB$"):
        _opened(bytes(30_000_000))
    with pytest.raises(zipfile.BadZipFile, match=r"^it is too large when unpacked: 30 MB$"):
        _opened(*[bytes(1_000_000)] * 30)
    with pytest.raises(zipfile.BadZipFile, match=r"^one of its files is too large when unpacked: 2 MB$"):
        _opened(b"text", Random(1).randbytes(2_000_000), most=1_999_999)


def test_files_that_share_their_packed_content_are_counted_each() -> None:
    """As in bombs whose entries overlap, so that each of them is packed as usual data is."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", Random(1).randbytes(10_000) * 10)
        entry = archive.filelist[0]
        for number in range(500):
            twin = copy(entry)
            twin.filename = f"a{number}"
            archive.filelist.append(twin)
        vars(archive)["_didModify"] = True
    with pytest.raises(zipfile.BadZipFile, match=r"^it is too large when unpacked: 50 MB$"):
        require_modest(zipfile.ZipFile(file), size=len(file.getvalue()), most=1_000_000)


def test_more_files_than_any_site_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpcentre.util.zip_files.MOST_FILES", 2)
    _opened(b"1", b"2")
    with pytest.raises(zipfile.BadZipFile, match=r"^it has 3 files$"):
        _opened(b"1", b"2", b"3")
