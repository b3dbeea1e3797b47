"""Cases as data: what goes in and what has to come out, in a YAML file beside the test."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml

Test = TypeVar("Test", bound=Callable[..., None])


def parametrize_from_file(test: Test) -> Test:
    """Let a test run once for each entry that stands under its name in the file ``test_….yml`` beside it.

    The keys of an entry are the test's arguments. One more, ``case``, names it where its values do not.
    """
    file = Path(test.__code__.co_filename).with_suffix(".yml")
    entries = _read(file)[test.__name__]
    keys = [key for key in entries[0] if key != "case"]
    for number, entry in enumerate(entries, 1):
        assert [key for key in entry if key != "case"] == keys, f"{file}: {test.__name__}: entry {number}"
    cases = [pytest.param(*(entry[key] for key in keys), id=entry.get("case")) for entry in entries]
    marked: Test = pytest.mark.parametrize(keys, cases)(test)
    return marked


@cache
def _read(file: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the cases of each test in a file."""
    cases: dict[str, list[dict[str, Any]]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return cases
