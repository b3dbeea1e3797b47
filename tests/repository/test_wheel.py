"""The wheel in an environment of its own: it makes a project, and the project builds, checks and tests itself."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from helpcentre import __version__
from support import ROOT, Project

_VERSIONS = sorted(folder.name for folder in (ROOT / "tests" / "versions").iterdir())
"""A project as each earlier version made it."""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel of this repository; what it needs comes from the one of the tests."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in ("hooks", "overrides"):
        left_out = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(ROOT / name, folder / "source" / name, ignore=left_out)
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / "source" / name)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    make = ["wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), "./source"]
    subprocess.run([*pip, *make], cwd=folder, check=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "env"], check=True)
    (wheel,) = folder.glob("*.whl")
    python = folder / "env" / "bin" / "python"
    subprocess.run([*pip, "--python", python, "install", "--no-deps", "--no-index", wheel], check=True)
    (packages,) = (folder / "env" / "lib").glob("python*/site-packages")
    (packages / "others.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    (folder / "env" / "bin" / "mkdocs").write_text(f'#!/bin/sh\nexec {python} -m mkdocs "$@"\n', encoding="utf-8")
    (folder / "env" / "bin" / "mkdocs").chmod(0o755)
    (folder / "env" / "ready").touch()
    return folder / "env"


@pytest.fixture(scope="module")
def project(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that the wheel made, with that environment."""
    folder = tmp_path_factory.mktemp("new") / "Our help #1"
    command = [str(environment / "bin" / "helpcentre"), "new", str(folder), "--source", "en", "--languages", "de,cs"]
    subprocess.run([*command, "--name", "Example Help"], check=True, stdout=subprocess.DEVNULL)
    (folder / ".venv").symlink_to(environment, target_is_directory=True)
    os.utime(folder / "requirements.txt", (1, 1))
    return Project(folder)


def test_readme_begins_with_the_wheel_alone(environment: Path, tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```sh\n(python3 -m venv env\n.+?)^```$", text, re.MULTILINE | re.DOTALL)
    *prepare, begin = block.splitlines()
    (wheel,) = environment.parent.glob("*.whl")
    assert prepare == ["python3 -m venv env", f"env/bin/python -m pip install {wheel.name}"]
    (tmp_path / "env").symlink_to(environment, target_is_directory=True)
    subprocess.run(["sh", "-ec", begin], cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)
    named = (tmp_path / "my-help" / "requirements.txt").read_text(encoding="utf-8").splitlines()[1]
    assert named.partition(" --hash")[0] == f"helpcentre @ {wheel.as_uri()}"


def test_project_of_the_wheel_has_no_other_program(project: Project) -> None:
    where = "import helpcentre, helpcentre.theme as theme; print(helpcentre.__file__); print(theme.__file__)"
    found = project.run(".venv/bin/python", "-c", where).output.splitlines()
    assert [name.partition("site-packages/")[2] for name in found] == [
        "helpcentre/__init__.py",
        "helpcentre/theme/__init__.py",
    ]
    assert all(name.startswith(str(project.folder)) for name in found)
    assert project.read("requirements.txt").splitlines()[1].startswith("helpcentre @ file://")


def test_project_of_the_wheel_builds_checks_and_tests_itself(project: Project) -> None:
    for target in ("site", "check", "test"):
        done = project.run("make", target, HELPCENTRE_PROCESSES="1")
        assert done.status == 0, done.output
    assert "passed  website: no note or reply leaks" in done.output
    assert "FAILED" not in done.output
    assert (project.folder / "dist" / "helpcentre-agents" / "START.html").is_file()
    assert project.page("site/index.html").first("title").text() == "Example Help – Using this help centre"
    assert project.page("site/de/kontakt/index.html").attribute("html", "lang") == "de"


def test_project_of_an_earlier_version_is_upgraded_by_the_wheel(project: Project) -> None:
    requirements = project.folder / "requirements.txt"
    now = requirements.read_text(encoding="utf-8")
    requirements.write_text("# Helpcentre 0.0.1, and all that it needs\nhelpcentre==0.0.1\n", encoding="utf-8")
    done = project.run(".venv/bin/helpcentre", "upgrade")
    assert (done.status, done.output.splitlines()[0]) == (
        0,
        f"requirements.txt: the versions of Helpcentre {__version__}",
    )
    assert requirements.read_text(encoding="utf-8") == now
    told = "from helpcentre.starter.upgrade import _changelog; print(_changelog().count('# Changelog'))"
    assert project.run(".venv/bin/python", "-c", told).output == "1\n"


@pytest.mark.parametrize("former", _VERSIONS)
def test_project_as_each_earlier_version_made_it_is_upgraded_and_built(
    former: str, environment: Path, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "tests" / "versions" / former, tmp_path, dirs_exist_ok=True)
    (tmp_path / ".venv").symlink_to(environment, target_is_directory=True)
    project = Project(tmp_path)
    done = project.run(".venv/bin/helpcentre", "upgrade")
    assert done.status == 0, done.output
    assert f"requirements.txt: the versions of Helpcentre {__version__}" in done.output
    assert f"## {__version__} (" in done.output
    assert f"## {former}" not in done.output
    os.utime(tmp_path / "requirements.txt", (1, 1))
    built = project.run("make", "site", HELPCENTRE_PROCESSES="1")
    assert (built.status, built.warnings) == (0, []), built.output
    assert project.run(".venv/bin/helpcentre", "upgrade").output.startswith("nothing to change")


def test_copy_of_the_first_version_keeps_what_its_team_wrote(environment: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "versions" / "0.1.0", tmp_path, dirs_exist_ok=True)
    (tmp_path / ".venv").symlink_to(environment, target_is_directory=True)
    project = Project(tmp_path)
    done = project.run(".venv/bin/helpcentre", "upgrade")
    assert "Makefile: the steps of a project that has the package" in done.output
    assert "docs/en/strings.yml: 'outdated_link' is left out" in done.output
    settings = project.read("mkdocs.yml")
    assert "    levels: { link-redirected: off }\n" in settings
    assert not [line for line in settings.splitlines() if "hooks/" in line]
    assert project.read("docs/en/strings.yml").splitlines()[1:] == [
        "site_name: Example Help",
        'feedback_thanks: "Thank you for your feedback!"',  # the product says it otherwise by now
        "search_placeholder: For example, “switch on the lamp”",
        "placeholder_name: Name of the customer",
    ]
    assert "en/topic/first.md" not in project.run(".venv/bin/helpcentre", "status").output  # it is current
