"""A step is run once for equal values, and again where one of them, the step itself, or the program is another."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.cache import Cache
from helpcentre.util.hashes import file_hash
from helpcentre.util.results import KnownFile, Results

RUNS: list[str] = []


@dataclass(frozen=True)
class Sum:
    """What a step gives that has parts."""

    total: int
    names: tuple[str, ...]


class Large:
    """What is more than a value, with a key of what a step sees of it."""

    def __init__(self, cache_key: str) -> None:
        self.cache_key = cache_key

    def seen(self) -> str:
        """Return all that a step sees of it."""
        return self.cache_key


def add(numbers: list[int], *, name: str = "") -> Sum:
    """Return a sum."""
    RUNS.append("add")
    return Sum(sum(numbers), (name,))


def length(file: KnownFile) -> int:
    """Return how long a file is."""
    RUNS.append("length")
    return len(file.read())


def tell(large: Large) -> str:
    """Return the key of an object."""
    RUNS.append("tell")
    return large.cache_key


def double(number: int, by: int) -> int:
    """Return a product."""
    RUNS.append(str(number))
    return number * by


@pytest.fixture(autouse=True)
def none_has_run() -> None:
    """Forget the runs of other tests."""
    RUNS.clear()


@pytest.fixture
def results(tmp_path: Path) -> Results:
    """Results that are kept."""
    return Results(Cache(tmp_path / "cache"), "program")


def test_step_runs_once_for_equal_values_in_any_process(tmp_path: Path) -> None:
    found = [Results(Cache(tmp_path), "program").of(add, [1, 2], name="x") for _ in range(2)]
    assert found == [Sum(3, ("x",)), Sum(3, ("x",))]
    assert RUNS == ["add"]


def test_step_runs_again_for_another_value_name_or_program(tmp_path: Path, results: Results) -> None:
    assert results.of(add, [1, 2]).total == 3
    assert results.of(add, [2, 2]).total == 4
    assert results.of(add, [1, 2], name="y").names == ("y",)
    assert Results(Cache(tmp_path / "cache"), "new program").of(add, [1, 2]).total == 3
    assert RUNS == ["add"] * 4


def test_file_counts_by_what_is_in_it(results: Results, tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for file in (first, second):
        file.write_bytes(b"same")
    known = [KnownFile(file_hash(file), file) for file in (first, second)]
    assert [results.of(length, file) for file in known] == [4, 4]
    assert RUNS == ["length"]
    second.write_bytes(b"other")
    with pytest.raises(HelpcentreError, match="another build ended meanwhile"):
        Results(Cache(None), "").of(length, known[1])
    assert results.of(length, KnownFile(file_hash(second), second)) == 5


def test_large_object_counts_by_its_key(results: Results) -> None:
    assert [results.of(tell, Large(key)) for key in ("a", "a", "b")] == ["a", "a", "b"]
    assert RUNS == ["tell", "tell"]
    with pytest.raises(TypeError, match="is no plain value"):
        results.of(tell, object())  # type: ignore[arg-type]


def test_only_new_things_of_a_group_are_made(results: Results) -> None:
    assert results.of_each("de", double, {"a": 1, "b": 2}, 2) == {"a": 2, "b": 4}
    assert list(results.of_each("de", double, {"c": 3, "b": 0}, 2).items()) == [("c", 6), ("b", 4)]
    assert results.of_each("en", double, {"b": 5}, 2) == {"b": 10}
    assert results.of_each("de", double, {"b": 6}, 3) == {"b": 18}
    assert RUNS == ["1", "2", "3", "5", "6"]


@pytest.mark.parametrize("step", [lambda: 1, partial(add, [1]), Large("a").seen, Sum(1, ()).__eq__, str.upper])
def test_what_knows_more_than_its_values_is_no_step(step: object, results: Results) -> None:
    with pytest.raises(TypeError, match="is no function of a module"):
        results.of(step)  # type: ignore[arg-type]
