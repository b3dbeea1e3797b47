"""Values as JSON and back."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpcentre.diagnostics.problem import Problem
from helpcentre.output.page import PageRecord
from helpcentre.output.scan import ScannedPage
from helpcentre.shards import serialization
from helpcentre.shards.provenance import Origin
from helpcentre.translation.state import Status


@settings(max_examples=8)
@given(st.from_type(PageRecord) | st.from_type(ScannedPage) | st.from_type(Problem) | st.from_type(Origin))
def test_value_that_is_written_is_read_again(value: object) -> None:
    again = serialization.read(type(value), json.loads(json.dumps(serialization.plain(value))))
    assert again == value


def test_value_of_an_unknown_kind_has_no_form() -> None:
    with pytest.raises(TypeError, match="bytes has no JSON form"):
        serialization.plain({"a": [b"x"]})


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Problem, {}),
        (Problem, [1]),
        (PageRecord, "x"),
        (Status, "NOPE"),
        (int, "1"),
        (tuple[str, ...], "ab"),
        (tuple[str, str], ["a"]),
        (dict[str, int], {"a": "b"}),
        (list[str], {"a": "b"}),
    ],
)
def test_text_of_no_such_value_is_refused(kind: Any, data: object) -> None:
    with pytest.raises(ValueError, match=r"in what should be|shorter"):
        serialization.read(kind, data)
