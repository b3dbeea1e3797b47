"""The pages that a file for translators is made of."""

import os
from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.po_pages import page_paths


def test_pages_come_before_snippets(tmp_path: Path) -> None:
    for name in ("_snippets/a.md", "topic/b.md", "topic/b.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    assert page_paths(tmp_path) == ["topic/b.md", "_snippets/a.md"]


def test_page_whose_name_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff.md")).write_text("", encoding="utf-8")
    with pytest.raises(HelpcentreError, match=r"^\\udcff\.md: the name is not UTF-8 \(rename the file\)$"):
        page_paths(tmp_path)
