"""Any words behind any command that only reads or writes pages: it succeeds, or says why not in one line."""

import argparse
import logging
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from helpcentre.cli.main import main, parser
from support import small_project

_ELSEWHERE = {"collect", "mcp", "test", "check", "bundle", "fetch", "join", "build", "pdf", "editor"}
"""Commands that serve, build for seconds, or ask the network."""
_WORDS = (
    "", "x", "-1", "0", "99999999999999999999", "../..", "/dev/null", "docs", "docs/de/index.md", "index.md", "topic",
    "topic/first.md", "topic/first.md#first", "de", "en", "zz", "de,en", "http://[x", "https://[::1", "\udcff", "é",
    "a" * 300, "HEAD", "HEAD~99", "mkdocs.yml", "agents.yml", "broken.yml", "{}", "'", "nowhere/x/y", "all", "²",
    "circle",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = small_project(tmp_path_factory.mktemp("hostile") / "small").folder
    (folder / "circle").symlink_to("circle")
    return folder


@st.composite
def arguments(draw: st.DrawFn) -> list[str]:
    """Return a command with some of its arguments, each any word."""
    action = next(each for each in parser()._actions if isinstance(each, argparse._SubParsersAction))
    name = draw(st.sampled_from(sorted(set(action.choices) - _ELSEWHERE)))
    words = st.sampled_from(_WORDS)
    given = ["-f", draw(words)] if draw(st.integers(0, 9)) == 0 else []
    given.append(name)
    for each in action.choices[name]._actions:
        choices = st.sampled_from(sorted(each.choices)) if each.choices else words
        if each.dest == "help":
            continue
        if each.option_strings and (each.required or draw(st.booleans())):
            given += [each.option_strings[-1], *([draw(choices)] if each.nargs != 0 else [])]
        elif not each.option_strings:
            given += [
                draw(choices) for _ in range(draw(st.integers(0 if each.nargs == "?" else 1, 1 + (each.nargs == "+"))))
            ]
    return given


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(given=arguments())
@example(given=["new", "new", "--source", "", "--name", "x"])
@example(given=["new", "new", "--source", "de,en", "--name", "x"])
@example(given=["new", "\udcff", "--source", "en", "--name", "x"])
@example(given=["import", "--from", "text", "--to", "\udcff", "docs/de/index.md"])
@example(given=["import", "--from", "text", "--to", "circle", "docs/de/index.md"])
@example(given=["-f", "circle", "publish"])
@example(given=["new", "circle", "--source", "en", "--name", "x"])
@example(given=["upgrade", "\udcff"])
@example(given=["-f", "", "check"])
@example(given=["-f", "/", "publish"])
@example(given=["-f", "broken.yml", "upgrade"])
@example(given=["-f", "docs/de/index.md", "upgrade"])
def test_command_succeeds_or_fails_in_one_line(
    folder: Path, given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path.cwd()
    work = folder.parent / "work"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(folder, work, symlinks=True)
    (work / "broken.yml").write_text("a: [\n", encoding="utf-8")
    os.chdir(work)
    logging.disable()
    try:
        status = main(given)
    except SystemExit as wrong:  # of argparse, with the usage
        status = int(wrong.code or 0)
    finally:
        logging.disable(logging.NOTSET)
        os.chdir(before)
    said = capsys.readouterr()
    assert status in (0, 1, 2)
    assert "Traceback" not in said.err
    if status == 1:
        assert said.out or said.err.count("\n") >= 1
        assert all(line.startswith("helpcentre: ") for line in said.err.splitlines() if not said.out)
