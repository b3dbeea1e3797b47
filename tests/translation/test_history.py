"""Without the text of earlier days, it is said what git lacks, and what helps."""

import os
import subprocess
from pathlib import Path

import pytest

from helpcentre.translation.history import why_missing


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository with two commits."""
    folder = tmp_path / "clone"
    folder.mkdir()
    _git(folder, "init", "-q")
    for text in ("one", "two"):
        (folder / "page.md").write_text(text, encoding="utf-8")
        _git(folder, "add", "page.md")
        _git(folder, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", text)
    return folder


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def test_nothing_is_wrong_with_a_whole_clone(clone: Path) -> None:
    assert why_missing(clone) == ("", "")


def test_clone_without_its_first_commits_is_told(clone: Path) -> None:
    _git(clone.parent, "clone", "-q", "--depth=1", clone.as_uri(), "shallow")
    assert why_missing(clone.parent / "shallow") == (
        "this clone has its last commits only",
        "run: git fetch --unshallow",
    )


def test_machine_without_git_is_told(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(clone))
    assert why_missing(clone) == ("there is no program git", "install git")


def test_folder_without_a_repository_is_told_in_the_words_of_git(tmp_path: Path) -> None:
    why, fix = why_missing(tmp_path)
    assert why.startswith("not a git repository")
    assert "\n" not in why
    assert fix == "run this in a clone of the project's repository that is your own"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files to others")
def test_repository_of_somebody_else_is_told_in_the_words_of_git(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for file in (clone, clone / ".git"):
        os.chown(file, 65534, 65534)
    why, fix = why_missing(clone)
    assert why.startswith("detected dubious ownership in repository at ")
    assert fix == "run this in a clone of the project's repository that is your own"
