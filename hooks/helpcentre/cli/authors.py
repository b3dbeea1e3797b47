"""Commands for authors: minor."""

from __future__ import annotations

import argparse

from helpcentre.cli.arguments import PAGE, read_documents
from helpcentre.cli.publishers import Commands
from helpcentre.translation.acceptance import mark_minor


def add_authors_commands(commands: Commands) -> None:
    """Declare the commands; each one's ``run`` takes the options and returns the exit status."""
    command = commands.add_parser("minor", help="mark a source page's changes as needing no new translation")
    command.add_argument("pages", nargs="+", metavar="PAGE", help=PAGE)
    command.add_argument(
        "--since", default="HEAD", metavar="REVISION", help="git revision before the change; default: HEAD"
    )
    command.add_argument("--unit", action="append", default=[], metavar="ID", help="only this section; repeatable")
    command.set_defaults(run=_minor)


def _minor(options: argparse.Namespace) -> int:
    documents = read_documents(options)
    for file in mark_minor(documents, options.pages, since=options.since, only=options.unit):
        print(f"noted in {documents.name(file)}")
    return 0
