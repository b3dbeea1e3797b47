"""README's commands, run as written in a fresh clone, and CI's, which is one of them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT, Project

COMMANDS = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The files of this repository, as git would clone them with what is not committed yet.

    It is set up already, as this one was when its tests began: CI begins with a clone that is not.
    """
    folder = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True, encoding="utf-8",
    ).stdout.split("\0")  # fmt: skip
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    (folder / ".venv").mkdir()
    (folder / ".venv" / "bin").symlink_to(Path(sys.executable).parent, target_is_directory=True)
    (folder / ".venv" / "ready").touch()
    shutil.copy(ROOT / "tests" / "articles" / "edge-cases" / "article.txt", folder / "article.txt")
    return Project(folder)


def test_readme_has_the_commands_this_file_runs() -> None:
    assert [command.split()[0] for command in COMMANDS] == [
        "make",
        "make",
        ".venv/bin/helpcentre",
        ".venv/bin/helpcentre",
        ".venv/bin/helpcentre",
        "SITE_URL=https://help.example.org/",
        ".venv/bin/helpcentre",
    ]


def test_a_clone_builds_the_site_and_the_bundle(clone: Project) -> None:
    done = clone.run("sh", "-ec", COMMANDS[0])
    assert done.status == 0, done.output
    for name in (
        "site/index.html",
        "site/ar/index.html",
        "dist/helpcentre-agents/START.html",
        "dist/helpcentre-agents.zip",
    ):
        assert (clone.folder / name).is_file()


def test_an_article_is_added_and_translated(clone: Project) -> None:
    added = clone.run("sh", "-ec", COMMANDS[2])
    assert added.status == 0, added.output
    assert "wrote docs/de/my-article/what-to-do.md" in added.output
    source = clone.folder / "docs" / "de" / "my-article" / "reasons.md"
    target = clone.folder / "docs" / "en" / "my-article" / "reasons.md"
    target.parent.mkdir()
    target.write_text(source.read_text(encoding="utf-8").replace("Schritt", "Step"), encoding="utf-8")
    recorded = clone.run("sh", "-ec", COMMANDS[3])
    assert recorded.status == 0, recorded.output
    assert "en/my-article/index.md  missing" in recorded.output
    assert "en/my-article/reasons.md" not in recorded.output.split("recorded", 1)[1].split("\n", 1)[1]
    for folder in (source.parent, target.parent):  # an example, and no real translation
        shutil.rmtree(folder)


def test_the_external_check_ends_with_a_verdict(clone: Project) -> None:
    # Whether other sites answer is theirs to say; here it must only not fall over.
    done = clone.run("sh", "-ec", COMMANDS[4])
    assert re.search(r"^(no problems|.+ in \d+ files?)$", done.output, re.MULTILINE), done.output
    assert "Traceback" not in done.output


def test_the_address_and_the_contact_come_from_the_environment(clone: Project) -> None:
    # What else the command does, it does above.
    done = clone.run("sh", "-ec", COMMANDS[5].replace("make site", ".venv/bin/mkdocs build --strict"))
    assert done.status == 0, done.output
    assert "https://help.example.org/en/" in clone.read("site/sitemap.xml")
    assert "mailto:support@example.org" in clone.read("site/kontakt/index.html")


def test_a_bundle_lists_what_changed_since_the_former_one(clone: Project) -> None:
    (clone.folder / "dist" / "helpcentre-agents.zip").rename(clone.folder / "helpcentre-agents.zip")
    done = clone.run("sh", "-ec", COMMANDS[6])
    assert done.status == 0, done.output
    assert (clone.folder / "dist" / "helpcentre-agents" / "changes.html").is_file()
    verified = clone.run("python3", "dist/helpcentre-agents/verify.py")
    assert verified.status == 0, verified.output


def test_ci_runs_the_readmes_test_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == [COMMANDS[1].strip()]


def test_help_lists_the_targets(clone: Project) -> None:
    listed = [line.split()[0] for line in clone.run("make", "--no-print-directory", "help").output.splitlines()]
    assert listed == ["audit", "bench", "clean", "help", "profile", "reference", "serve", "site", "test"]


def test_nothing_depends_on_where_this_was_written() -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    lock = Path(ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert "--hash=sha256:" in lock
    assert not re.search(r"^\s*--(?!hash)|://", lock, re.MULTILINE)
    assert not [name for name in tracked.stdout.split("\0") if name.startswith((".venv/", "site/", "dist/"))]
