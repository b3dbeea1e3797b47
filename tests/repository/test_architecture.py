"""Rules of the code that no import shows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import ROOT

_FENCE_SIGNS = ("```", "~~~", "`{3", "~{3", "[`~]", "[~`]")


def _strings(source: str) -> Iterator[tuple[int, str]]:
    """Yield the texts of a module, each with its line, but for those that explain it."""
    tree = ast.parse(source)
    explaining = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explaining:
            yield node.lineno, node.value


def _fence_lines(source: str) -> list[int]:
    return [line for line, text in _strings(source) if any(sign in text for sign in _FENCE_SIGNS)]


def test_only_the_reader_of_markdown_looks_for_fences() -> None:
    reader = ROOT / "hooks" / "helpcentre" / "content" / "markdown"
    # The pages of the rules are the product's own, and of one form.
    modules = [
        file
        for file in (ROOT / "hooks").rglob("*.py")
        if not file.is_relative_to(reader) and file.name != "rule_pages.py"
    ]
    found = {file.name: _fence_lines(file.read_text(encoding="utf-8")) for file in modules}
    assert len(modules) > 100
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert any(_fence_lines(Path(file).read_text(encoding="utf-8")) for file in reader.glob("*.py"))


@pytest.mark.parametrize("pattern", ["^```+", "^[ ]*(~~~+)", "`{3,}", "[`~]{3}"])
def test_a_pattern_for_fences_would_be_seen(pattern: str) -> None:
    assert _fence_lines(f'"""A module: ```."""\n\nimport re\n\n_FENCE = re.compile({pattern!r})\n') == [5]
