"""The cache: a value is there under its key and of its type, or not at all, whatever happened to its file."""

import hashlib
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from helpcentre.build.records import BuildRecord
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.output.page import BuiltPage
from helpcentre.output.scan import ScannedPage
from helpcentre.util.cache import Cache, digest


@dataclass(frozen=True)
class Value:
    """Something of several types."""

    content: bytes
    problem: Problem
    day: date | None = None
    names: frozenset[str] = frozenset()


VALUE = Value(b"html", problem(Rule.LINK_TARGET_MISSING, file="a.md", message="m", fix="f"), date(2026, 11, 22))


def entries(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def signed(key: str, data: bytes) -> bytes:
    """Return an entry for this key whose digest is right."""
    return hashlib.sha256(key.encode() + b"\0" + data).digest() + data


def test_a_value_is_found_by_its_key(tmp_path: Path) -> None:
    Cache(tmp_path).put("abc", VALUE)
    assert Cache(tmp_path).get("abc", Value) == VALUE
    assert Cache(tmp_path).get("abd", Value) is None
    assert Cache(None).get("abc", Value) is None
    assert digest("a", 1) != digest("a", "1")


@settings(max_examples=8)
@given(value=st.from_type(BuiltPage) | st.from_type(ScannedPage) | st.from_type(BuildRecord))
def test_what_is_put_is_got_again(value: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    cache = Cache(tmp_path_factory.mktemp("cache"))
    cache.put("abc", value)
    assume(entries(cache.folder))  # a number beyond 64 bits has no form
    assert cache.get("abc", type(value)) == value


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[:20],
        lambda data: data[:-1],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: bytes(32) + data[32:],
        lambda data: signed("abc", data[32:-1]),
        lambda data: signed("abc", data[32:] + b"x"),
        lambda _: signed("abc", b"\x91" * 1_000_000),
        lambda _: signed("abc", b"\xc1"),
    ],
)
def test_a_damaged_entry_is_none(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("abc", VALUE)
    (file,) = entries(tmp_path)
    file.write_bytes(damage(file.read_bytes()))
    assert cache.get("abc", Value) is None
    cache.put("abc", VALUE)
    assert cache.get("abc", Value) == VALUE


_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text(max_size=9) | st.binary(),
    lambda each: st.lists(each, max_size=4) | st.dictionaries(st.text(max_size=9), each, max_size=4),
    max_leaves=12,
)
_KINDS = (BuildRecord, BuiltPage, ScannedPage, Value, list[str], dict[str, Value], tuple[str, ...], set[int], Any)


@settings(max_examples=60)
@given(data=st.binary(max_size=60) | st.builds(msgspec.msgpack.encode, _PLAIN), kind=st.sampled_from(_KINDS))
@example(data=b"\xdd\xff\xff\xff\xff", kind=list[str])  # a list of four thousand million texts
@example(data=b"\xdf\xff\xff\xff\xff", kind=dict[str, Value])
@example(data=b"\xc6\xff\xff\xff\xff", kind=Value)
@example(data=b"\x91" * 100_000, kind=Any)
def test_any_bytes_are_a_value_of_its_type_or_none(
    data: bytes, kind: type[Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = Cache(tmp_path_factory.getbasetemp() / "any-bytes")
    file = cache.folder / "ab" / "abc"
    file.parent.mkdir(parents=True, exist_ok=True)
    for content in (data, signed("abc", data), signed("abd", data)):
        file.write_bytes(content)
        value = cache.get("abc", kind)
        assert value is None or content == signed("abc", data)
        if is_dataclass(kind):
            assert value is None or isinstance(value, kind)


def test_an_entry_in_the_place_of_another_is_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for key in ("abc", "abd"):
        cache.put(key, key)
    first, second = entries(tmp_path)
    content = first.read_bytes(), second.read_bytes()
    first.write_bytes(content[1])
    second.write_bytes(content[0])
    assert (cache.get("abc", str), cache.get("abd", str)) == (None, None)


@pytest.mark.parametrize(
    "kind", [str, int, list[str], dict[str, bytes], tuple[str, str], Problem, set[int], date, ScannedPage]
)
def test_an_entry_of_another_type_is_none(kind: type[Any], tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("abc", VALUE)
    assert cache.get("abc", kind) is None
    cache.put("abd", {"content": b"x", "problem": {"file": "a"}})
    assert cache.get("abd", Value) is None


class _Bomb:
    """A value that would make a file when pickle reads it."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.file),)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_nothing_that_is_read_runs_anything(protocol: int, tmp_path: Path) -> None:
    file = tmp_path / "cache" / "ab" / "abc"
    file.parent.mkdir(parents=True)
    file.write_bytes(signed("abc", pickle.dumps(_Bomb(tmp_path / "ran"), protocol=protocol)))
    for kind in (Value, str, dict[str, bytes], Any):
        assert Cache(tmp_path / "cache").get("abc", kind) is None
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("value", [Path("x"), _Bomb(Path("x")), pickle.Unpickler, print])
def test_what_is_more_than_data_is_not_put(value: object, tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        Cache(tmp_path).put("abc", value)
    assert not entries(tmp_path)


@pytest.mark.parametrize("value", ["\ud800", 1 << 64])
def test_data_without_a_form_is_not_kept(value: object, tmp_path: Path) -> None:
    Cache(tmp_path).put("abc", value)
    assert not entries(tmp_path)
    assert msgspec.msgpack.encode((1 << 64) - 1)


def test_a_folder_that_cannot_be_written_to_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = Cache(tmp_path / "file")
    cache.put("abc", VALUE)
    assert cache.get("abc", Value) is None
    cache.prune()


def test_the_oldest_entries_that_nobody_asks_for_are_removed(tmp_path: Path) -> None:
    for number in range(9):
        Cache(tmp_path).put(f"aa{number}", number)
        os.utime(tmp_path / "aa" / f"aa{number}", (number, number))
    cache = Cache(tmp_path)
    assert (cache.get("aa0", int), cache.get("aa1", int)) == (0, 1)
    cache.prune()
    assert [file.name for file in entries(tmp_path)] == ["aa0", "aa1", "aa5", "aa6", "aa7", "aa8"]


def test_what_a_build_from_nothing_made_is_there_for_the_next_one(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(9):
        cache.put(f"aa{number}", number)
    cache.prune()
    assert [cache.get(f"aa{number}", int) for number in range(9)] == list(range(9))


def test_work_that_gave_a_warning_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for key, is_clean in (("a", True), ("b", False), ("c", True)):
        cache.put(key, key)
        cache.settle(is_clean=is_clean)
    assert [cache.get(key, str) for key in "abc"] == ["a", None, "c"]
