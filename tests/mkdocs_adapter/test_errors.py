"""Errors become the lines that MkDocs prints before it ends."""

import logging

import pytest
from mkdocs.exceptions import PluginError

from helpcentre.diagnostics.problem import CombinedError, HelpcentreError
from helpcentre.mkdocs_adapter.errors import clear_errors


@pytest.mark.parametrize(
    ("names", "logged", "raised"),
    [
        (["a"], [], "a.md: wrong (mend it)"),
        (["a", "a"], [], "a.md: wrong (mend it)"),
        (
            ["a", "b", "a"],
            ["a.md: wrong (mend it)", "b.md: wrong (mend it)"],
            "2 faults keep the site from being built",
        ),
    ],
)
def test_each_fault_is_a_line_and_several_are_counted(
    names: list[str], logged: list[str], raised: str, caplog: pytest.LogCaptureFixture
) -> None:
    faults = [HelpcentreError("wrong", fix="mend it", file=f"{name}.md") for name in names]
    with caplog.at_level(logging.ERROR), pytest.raises(PluginError) as error, clear_errors():
        raise CombinedError(faults)
    assert caplog.messages == logged
    assert str(error.value) == raised
