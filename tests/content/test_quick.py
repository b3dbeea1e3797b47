"""Markdown that searches less renders the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from helpcentre.content.markdown.quick import quicken

_ROOT = Path(__file__).resolve().parents[2]
_GIVEN = yaml.safe_load((_ROOT / "hooks" / "helpcentre" / "defaults.yml").read_text().replace("!ENV", ""))
_EXTENSIONS: dict[str, dict[str, Any]] = {
    name: options
    for each in _GIVEN["markdown_extensions"]
    for name, options in (each if isinstance(each, dict) else {each: {}}).items()
}

_PIECES = (
    *(
        "word",
        "Two words.",
        "1. step",
        "- item",
        "* item",
        "> quote",
        "# Head",
        "Head\n===",
        "Head\n---",
        "---",
        "| a | b |",
    ),
    *(
        "|---|---|",
        "!!! tip",
        '??? note "More"',
        '=== "Tab"',
        "/// caption",
        "///",
        "[^1]: Note",
        "[^1]",
        "*[HTML]: Text",
    ),
    *("HTML", "[name]: https://example.org", "[name]", "[link](page.md)", "![](a.png)", "`code`", "```", "++ctrl+a++"),
    *(
        ":smile:",
        "**bold**",
        "_em_",
        "==mark==",
        "^up^",
        "~low~",
        "<b>x</b>",
        "&amp;",
        "a  \nb",
        "\\*",
        "Term\n:   Meaning",
    ),
    *(
        "    indented",
        "{ #id .class }",
        "{--cut--}",
        "- [x] done",
        "<https://example.org>",
        "<a@example.org>",
        "",
        "\t",
    ),
)
_TEXTS = st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from(("\n", "\n\n", " ", "\n    ")))).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


def _markdown(*more: str) -> Markdown:
    return Markdown(extensions=[*_EXTENSIONS, *more], extension_configs=_EXTENSIONS)


_PLAIN, _QUICK = _markdown(), quicken(_markdown())


@given(_TEXTS)
def test_any_text_is_rendered_as_without_it(text: str) -> None:
    assert _QUICK.reset().convert(text) == _PLAIN.reset().convert(text)


@pytest.mark.parametrize("folder", ["manual", "docs/de", "tests/sites"])
def test_pages_are_rendered_as_without_it(folder: str) -> None:
    for file in sorted((_ROOT / folder).rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        assert _QUICK.reset().convert(text) == _PLAIN.reset().convert(text), file


def test_a_pattern_of_an_extension_that_needs_no_mark_is_searched_for() -> None:
    assert "<br />" in quicken(_markdown("nl2br")).convert("One line\nand another")


def test_a_text_without_marks_is_given_to_no_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[InlineProcessor] = []
    search = InlineProcessor.getCompiledRegExp

    def note(pattern: InlineProcessor) -> re.Pattern[str]:
        asked.append(pattern)
        return search(pattern)

    monkeypatch.setattr(InlineProcessor, "getCompiledRegExp", note)
    assert quicken(_markdown()).convert("Only words, and points.") == "<p>Only words, and points.</p>"
    assert not asked
    assert quicken(_markdown()).convert("*Words*") == "<p><em>Words</em></p>"
    assert asked
