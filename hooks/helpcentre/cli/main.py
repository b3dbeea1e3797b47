"""The ``helpcentre`` command."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from helpcentre.cli import publishers
from helpcentre.cli.addresses import add_addresses_commands
from helpcentre.cli.authors import add_authors_commands
from helpcentre.cli.drafts import add_drafts_commands
from helpcentre.cli.editor import add_editor_command
from helpcentre.cli.explain import add_explain_command
from helpcentre.cli.feedback import add_feedback_commands
from helpcentre.cli.labels import add_labels_command
from helpcentre.cli.move_in import add_move_in_commands
from helpcentre.cli.pdf import add_pdf_command
from helpcentre.cli.projects import add_project_commands
from helpcentre.cli.search import add_search_command
from helpcentre.cli.translators import add_translators_commands
from helpcentre.diagnostics.problem import HelpcentreError, reason


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0, or 1 with the reason on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # what is piped has another encoding on Windows, without our letters
    options = parser().parse_args(arguments)
    try:
        status = int(options.run(options))
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever reads the output has seen enough, as head has
        _send_nowhere(sys.stdout)
    except (HelpcentreError, OSError) as error:
        print(f"helpcentre: {reason(error)}", file=sys.stderr)
    except KeyboardInterrupt:
        print("helpcentre: stopped", file=sys.stderr)
    return 1


def _send_nowhere(stream: TextIO) -> None:
    """Let what is left to be written to ``stream`` vanish, also what Python writes when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line: each command's ``run`` takes the options and returns the exit status."""
    made = argparse.ArgumentParser(prog="helpcentre", description="Tools for the authors of a help centre.")
    made.add_argument(
        "-f",
        "--config-file",
        type=Path,
        default=Path("mkdocs.yml"),
        help="configuration of the project; default: mkdocs.yml",
    )
    commands = made.add_subparsers(title="commands", required=True, metavar="COMMAND")
    add_project_commands(commands)
    add_move_in_commands(commands)
    add_authors_commands(commands)
    add_editor_command(commands)
    add_translators_commands(commands)
    add_drafts_commands(commands)
    add_labels_command(commands)
    publishers.add_commands(commands)
    add_pdf_command(commands)
    add_search_command(commands)
    add_addresses_commands(commands)
    add_feedback_commands(commands)
    add_explain_command(commands)
    return made
