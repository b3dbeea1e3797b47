"""Which bundle this is: its day, its version, and the days until when it is good."""

from datetime import date
from pathlib import Path

import pytest

from helpcentre.content.release import Release, build_date, read_release
from support import DAY, Project


def test_release_date_comes_from_the_variable_then_git_then_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    assert build_date(tmp_path) == date(2026, 9, 21)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert abs((build_date(tmp_path) - date.today()).days) <= 1
    project = Project(tmp_path)
    stamp = {"GIT_AUTHOR_DATE": "2024-02-03T12:00:00Z", "GIT_COMMITTER_DATE": "2024-02-03T12:00:00Z"}
    assert project.run("git", "init", "--quiet").status == 0
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    assert project.run("git", *who, "commit", "--quiet", "--allow-empty", "-m", "x", **stamp).status == 0
    assert build_date(tmp_path) == date(2024, 2, 3)


def test_release_version_is_the_settings_then_gits_then_the_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    assert read_release(tmp_path).named("", 1) == Release(date(2026, 9, 21), "2026-09-21", "", 1)
    project = Project(tmp_path)
    assert project.run("git", "init", "--quiet").status == 0
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    assert project.run("git", *who, "commit", "--quiet", "--allow-empty", "-m", "x").status == 0
    assert project.run("git", *who, "tag", "v1.2").status == 0
    found = read_release(tmp_path)
    assert (found.version, len(found.commit)) == ("v1.2", 40)
    assert found.named("spring", 1).version == "spring"


def test_release_is_valid_for_its_days_and_usable_for_as_many_again() -> None:
    release = Release(date(2026, 2, 20), "1", "", 10)
    assert release.valid_until == date(2026, 3, 2)
    assert release.usable_until == date(2026, 3, 12)
