"""The search index of a language is made from its passages: while these are the same, it is not made again."""

import errno
from collections.abc import Sequence

import pytest

from helpcentre.build.run import build_site
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.search import index
from helpcentre.search.index import Index, SearchPage
from helpcentre.search.synonyms import Synonyms
from support import Project


def test_index_is_made_again_only_for_other_passages(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    make = index.make_index

    def note(code: str, pages: Sequence[SearchPage], synonyms: Synonyms) -> Index:
        made.append(code)
        return make(code, pages, synonyms)

    monkeypatch.setattr(index, "make_index", note)
    monkeypatch.setenv("HELPCENTRE_PROCESSES", "1")

    def build() -> list[str]:
        made.clear()
        build_site(small.folder / "mkdocs.yml", strict=False)
        return sorted(made)

    assert build() == ["ar", "de", "en"]
    small.edit("docs/de/topic/first.md", "updated: 2026-09-01", "updated: 2026-11-02")  # shown beside the text
    assert build() == []
    small.edit("docs/de/topic/second.md", "Apfelstrudel", "Apfelkuchen")  # its translations get a notice
    assert "de" in build()
    assert "en" not in made


def test_index_that_cannot_be_made_leaves_the_old_site_as_it_was(
    small: Project, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("HELPCENTRE_PROCESSES", "1")
    build_site(small.folder / "mkdocs.yml", strict=False)
    site = small.folder / "site"

    def contents() -> dict[str, bytes]:
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}

    def fail(*_: object) -> Index:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = contents()
    small.edit("docs/de/topic/second.md", "Apfelstrudel", "Apfelkuchen")
    monkeypatch.setattr(index, "make_index", fail)
    with pytest.raises(HelpcentreError, match="the build was refused"):
        build_site(small.folder / "mkdocs.yml", strict=False)
    assert "No space left on device" in caplog.text
    assert contents() == before
    assert any(name.startswith("assets/search/") for name in before)
