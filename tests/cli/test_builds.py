"""``helpcentre build`` and its relatives: the site of ``mkdocs build``, and one line where there can be none."""

import argparse
from importlib import import_module
from itertools import chain

import pytest

from helpcentre.cli.main import _GROUPS, parser
from support import Project


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("expires: 2026-02-31", "helpcentre: mkdocs.yml:1: not a YAML file: '2026-02-31' is no date"),
        ("use_directory_urls: 3", "helpcentre: mkdocs.yml:1: use_directory_urls: Expected"),
        ("site_url: ''", "ERROR   -  mkdocs.yml: site_url is empty "),
    ],
)
def test_site_that_cannot_be_built_is_told_in_one_line(line: str, told: str, small: Project) -> None:
    (small.folder / "mkdocs.yml").write_text(f"{line}\n{small.read('mkdocs.yml')}", encoding="utf-8")
    before = sorted(small.folder.iterdir())
    done = small.helpcentre("build")
    assert (done.status, len(done.output.splitlines())) == (1, 1), done.output
    assert done.output.startswith(told)
    assert sorted({*small.folder.iterdir()} - {small.folder / ".cache"}) == before


def test_build_prints_what_mkdocs_prints_and_ends_at_once_if_nothing_changed(small: Project) -> None:
    small.edit("docs/de/topic/second.md", "first.md", "none.md")
    refused = small.helpcentre("build")
    assert refused.status == 1
    assert "WARNING -  docs/de/topic/second.md:" in refused.output
    assert refused.output.endswith("helpcentre: the build was refused (see the lines above)\n")
    assert not (small.folder / "site").exists()
    why = [line for line in refused.output.splitlines() if not line.startswith("INFO")]
    quiet = small.helpcentre("build", "--quiet")
    assert (quiet.status, quiet.output.splitlines()) == (1, why), "a refused build says why"
    small.edit("docs/de/topic/second.md", "none.md", "first.md")
    quiet = small.helpcentre("build", "--no-strict", "--quiet")
    assert (quiet.status, quiet.output) == (0, "")
    again = small.mkdocs("build")
    assert (again.status, "Nothing has changed since the last build" in again.output) == (0, True)


def test_output_file_is_of_a_shard_only(small: Project) -> None:
    done = small.helpcentre("build", "-o", "x.zip")
    assert (done.status, done.output.count("\n")) == (1, 1)
    assert "-o: only a shard is one file" in done.output


def test_table_of_commands_has_all_that_each_module_declares() -> None:
    for place, names in _GROUPS.items():
        commands = argparse.ArgumentParser().add_subparsers()
        module, _, add = place.partition(".")
        getattr(import_module(f"helpcentre.cli.{module}"), add)(commands)
        assert set(commands.choices) == names, place
    assert len(set(chain(*_GROUPS.values()))) == sum(map(len, _GROUPS.values()))


@pytest.mark.parametrize(("given", "known"), [(["-f", "x.yml", "build"], False), (["buidl"], True), ([], True)])
def test_command_line_that_names_no_command_is_read_with_all_of_them(given: list[str], known: bool) -> None:
    action = next(each for each in parser(given)._actions if isinstance(each, argparse._SubParsersAction))
    assert "build" in action.choices
    assert ("translate" in action.choices) is known
