"""The workflows in ci/: every command in them is one that there is, and no language is left out."""

import re
import shlex
import shutil
from typing import Any

import pytest
import yaml

from helpcentre.cli.main import parser
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.mkdocs_adapter.i18n import read_languages
from support import ROOT

WORKFLOWS = [
    *sorted((ROOT / "ci").glob("*.yml")),
    ROOT / "hooks" / "helpcentre" / "starter" / "files" / "github.yml",
    *sorted((ROOT / "manual").glob("*.md")),
]
RECIPES = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted((ROOT / "ci").glob("*.yml"))]


def commands(recipe: Any) -> list[str]:
    """Return what a recipe runs, wherever it stands in it."""
    if isinstance(recipe, dict):
        own = [recipe["run"]] if isinstance(recipe.get("run"), str) else []
        own += [line for key in ("script", "before_script") for line in recipe.get(key, [])]
        return own + [each for part in recipe.values() for each in commands(part)]
    return [each for part in recipe for each in commands(part)] if isinstance(recipe, list) else []


def matrices(recipe: Any) -> list[dict[str, list[str]]]:
    """Return the values that the jobs of a recipe are run with, by name."""
    if isinstance(recipe, dict):
        found = recipe.get("matrix", [])
        found = found if isinstance(found, list) else [found]
        return found + [each for part in recipe.values() for each in matrices(part)]
    return []


def test_recipe_exists_for_each_of_two_hosts() -> None:
    assert [any("--shard" in command for command in commands(recipe)) for recipe in RECIPES] == [True, True]


@pytest.mark.parametrize("command", sorted({command for recipe in RECIPES for command in commands(recipe)}))
def test_recipe_commands_exist_and_take_their_arguments(command: str) -> None:
    plain = re.sub(r"\$\{\{.*?\}\}|\$\w+", "x", command)
    program, *arguments = shlex.split(plain)
    if program == "make":
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        assert all(re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE) for target in arguments)
    elif program == ".venv/bin/helpcentre":
        parser().parse_args(arguments)
    else:
        assert shutil.which(program)


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_shards_of_a_recipe_have_each_language_once(recipe: Any) -> None:
    (matrix,) = matrices(recipe)
    values = {key.lower(): value for key, value in matrix.items()}
    built = [code for codes in values["languages"] for code in codes.split(",")]
    assert sorted(built) == sorted(language.code for language in read_languages(load_config(ROOT / "mkdocs.yml")))
    assert all((ROOT / f"{edition}.yml").is_file() for edition in values["edition"])


def test_actions_of_others_are_named_by_their_commit() -> None:
    used = [line for file in WORKFLOWS for line in re.findall(r"uses: *(.*)", file.read_text(encoding="utf-8"))]
    assert len(used) > 10
    assert [line for line in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []
    versions = {tuple(line.split(" # ")) for line in used}
    assert len({name.partition("@")[0] for name, _ in versions}) == len(versions), "one version of each"


def test_job_that_builds_may_not_publish() -> None:
    for recipe in RECIPES:
        jobs = recipe.get("jobs", {}).items()
        assert "write" not in (recipe.get("permissions") or {"contents": "read"}).values()
        writing = [name for name, job in jobs if "write" in (job.get("permissions") or {}).values()]
        assert writing == (["publish"] if jobs else [])
