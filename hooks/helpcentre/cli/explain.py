"""The command that explains rules: explain."""

from __future__ import annotations

import argparse

from helpcentre.cli.commands import Commands
from helpcentre.diagnostics.rule_pages import explain, find_rule, list_rules


def add_explain_command(commands: Commands) -> None:
    """Declare the command; its ``run`` takes the options and returns the exit status."""
    command = commands.add_parser("explain", help="say what a rule reports, why it matters and how to fix it")
    command.add_argument("rule", nargs="?", metavar="RULE", help="as in link-redirected; without one, list all rules")
    command.set_defaults(run=_explain)


def _explain(options: argparse.Namespace) -> int:
    print(explain(find_rule(options.rule)).rstrip() if options.rule else list_rules())
    return 0
