"""Conflicts that git has left in a page or in what it includes."""

from pathlib import Path

import pytest

from helpcentre.content import snippets
from helpcentre.content.frontmatter import parse
from helpcentre.diagnostics.problem import HelpcentreError


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", ">>>>>>> branch", "|||||||", "<<<<<<<"])
@pytest.mark.parametrize("head", ["", "---\ntitle: T\n---\n"])
def test_a_mark_of_a_conflict_is_refused_with_its_line(mark: str, head: str) -> None:
    line = head.count("\n") + 3
    with pytest.raises(HelpcentreError, match=rf"^page\.md:{line}: git has left a conflict here"):
        parse(f"{head}# A\n\n{mark}\nText.\n", file="page.md")


def test_a_conflict_in_the_front_matter_is_told_as_one() -> None:
    with pytest.raises(HelpcentreError, match=r"^page\.md:2: git has left"):
        parse("---\n<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> x\n---\n\n# A\n", file="page.md")


def test_a_conflict_in_a_snippet_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "de"
    (folder / "_snippets").mkdir(parents=True)
    (folder / "_snippets" / "a.md").write_text("A\n<<<<<<< HEAD\nB\n", encoding="utf-8")
    with pytest.raises(HelpcentreError, match=r"^de/_snippets/a\.md:2: git has left"):
        snippets.expand('--8<-- "_snippets/a.md:1:1"\n', folder, file="page.md")


def test_lines_of_signs_that_git_does_not_write_are_text() -> None:
    assert parse("Heading\n=======\n\n    <<<<<<< HEAD\n\n>>>>>>>>\n\n> > > > > > > deep\n").meta == {}
