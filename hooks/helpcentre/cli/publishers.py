"""Commands for publishers: check, weigh, mcp."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from helpcentre.build.run import RefusedError
from helpcentre.checks import performance_budget
from helpcentre.cli.check import check_project
from helpcentre.cli.commands import Commands
from helpcentre.diagnostics import report
from helpcentre.diagnostics.problem import HelpcentreError, Problem
from helpcentre.diagnostics.sarif import as_sarif
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.output.scan import scan_site
from helpcentre.output.site import files_of
from helpcentre.settings.reading import read_settings


def add_publishers_commands(commands: Commands) -> None:
    """Declare the commands; each one's ``run`` takes the options and returns the exit status."""
    command = commands.add_parser("check", help="build into a scratch folder and report every problem")
    command.add_argument("--external", action="store_true", help="ask LinkChecker about other sites' pages too")
    command.add_argument("--fix", action="store_true", help="with --external: write the new addresses of what moved")
    command.add_argument("--format", choices=["text", "json", "sarif"], default="text", help="default: text")
    command.set_defaults(run=_check)

    command = commands.add_parser("weigh", help="list the weight of each page of the built website")
    command.add_argument("--json", action="store_true", help="all figures as JSON, in bytes")
    command.set_defaults(run=_weigh)

    command = commands.add_parser(
        "mcp", help="serve a bundle or built site to assistants, on standard input and output"
    )
    command.add_argument("folder", type=Path, help="as in dist/helpcentre-agents or site")
    command.set_defaults(run=_mcp)


def _check(options: argparse.Namespace) -> int:
    if options.fix and not options.external:
        raise HelpcentreError("--fix: only --external finds what moved", fix="say check --external --fix")
    try:
        done = check_project(options.config_file, external=options.external, fix=options.fix)
    except RefusedError as refused:
        if options.format == "text" or not refused.problems:  # the lines of the log are for people
            raise
        print(_reported(refused.problems, options.format))
        return 1
    for name in done.files:
        print(f"wrote {name}", file=sys.stderr)
    print(_reported(done.problems, options.format))
    if done.other_warnings:
        print(f"and {done.other_warnings} warnings of MkDocs' own, above", file=sys.stderr)
    return int(done.is_bad)


def _reported(problems: list[Problem], form: str) -> str:
    if form == "json":
        return report.as_json(problems)
    if form == "sarif":
        return as_sarif(problems)
    return report.as_text(problems, coloured=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))


def _weigh(options: argparse.Namespace) -> int:
    config = load_config(options.config_file)
    site_dir = Path(config.site_dir)
    if not site_dir.is_dir():
        raise HelpcentreError("the website is not built", fix="run: helpcentre build", file=str(site_dir))
    found = performance_budget.weigh(site_dir, scan_site(site_dir, files_of(site_dir)), site_url=config.site_url or "")
    budget = read_settings(config.extra, file=str(options.config_file)).budget
    print(performance_budget.as_json(found) if options.json else performance_budget.as_table(found, budget))
    return 0


def _mcp(options: argparse.Namespace) -> int:
    try:
        from helpcentre.agents.mcp_server import serve  # noqa: PLC0415  # an extra, and half a second to load
    except ModuleNotFoundError as error:
        fix = "run: python -m pip install 'helpcentre[mcp]'"
        raise HelpcentreError(f"the package {error.name} is not installed", fix=fix) from error
    serve(options.folder)
    return 0
