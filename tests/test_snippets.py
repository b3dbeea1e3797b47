"""Texts that pages share: put in where they are, and told where that would never end."""

from pathlib import Path

import pytest

from helpcentre.problems import HelpcentreError
from helpcentre.snippets import expand, included


def test_snippets_that_multiply_are_told(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.md").write_text(f'--8<-- "{number + 1}.md"\n\n' * 2, encoding="utf-8")
    (tmp_path / "40.md").touch()
    text = '-8<- "0.md"\n'
    with pytest.raises(HelpcentreError, match=r"page\.md: snippets include each other"):
        expand(text, tmp_path, file="page.md")
    assert len(list(included(text, tmp_path))) == 41


def test_snippets_that_include_each_other_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text('a\n\n--8<-- "b.md"\n', encoding="utf-8")
    (tmp_path / "b.md").write_text('b\n\n--8<-- "a.md"\n', encoding="utf-8")
    assert expand('--8<-- "a.md"\n', tmp_path).split() == ["a", "b"]
    assert [file.name for file in included('--8<-- "a.md"\n', tmp_path)] == ["a.md", "b.md"]
