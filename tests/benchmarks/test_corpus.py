"""The help centre that is measured with: it has no fault, and is the same each time."""

from pathlib import Path

import pytest

from corpus import write_corpus
from support import LANGUAGES, Project


@pytest.mark.parametrize("is_technical", [False, True])
def test_corpus_builds_without_a_problem(tmp_path: Path, *, is_technical: bool) -> None:
    folder = tmp_path / "corpus"
    assert write_corpus(folder, articles=2, languages=LANGUAGES, is_technical=is_technical) == 3 * (1 + 2 * 5)
    built = Project(folder).build()
    assert (built.status, built.warnings) == (0, [])
    assert len(list((folder / "site").rglob("article-*/**/index.html"))) == 3 * 2 * 5


def test_corpus_of_an_equal_seed_has_equal_bytes(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_corpus(tmp_path / name, articles=2, languages=LANGUAGES, seed=seed)
    one, again, other = (
        {file.relative_to(tmp_path / name): file.read_bytes() for file in (tmp_path / name / "docs").rglob("*.md")}
        for name in ("one", "again", "other")
    )
    assert list(one.values()) == list(again.values())
    assert list(one.values()) != list(other.values())
