"""The ``helpcentre`` command: its line is read, one command runs, and what is wrong is one line."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TextIO

from helpcentre.diagnostics.problem import HelpcentreError, reason

_CIRCLE = "Symlink loop from "
"""What Path.resolve() of Python before 3.13 says of a link that leads to itself."""

_GROUPS = {
    "projects.add_project_commands": {"new", "upgrade", "source", "test"},
    "move_in.add_move_in_commands": {"import", "fetch"},
    "authors.add_authors_commands": {"ids", "typography", "stills", "minor"},
    "editor.add_editor_command": {"editor"},
    "translators.add_translators_commands": {"status", "diff", "accept", "export", "import-translation"},
    "drafts.add_drafts_commands": {"translate", "review"},
    "labels.add_labels_command": {"labels"},
    "builds.add_build_commands": {"build", "serve", "join", "bundle"},
    "publishers.add_publishers_commands": {"check", "weigh", "mcp"},
    "pdf.add_pdf_command": {"pdf"},
    "search.add_search_command": {"search"},
    "addresses.add_addresses_commands": {"publish", "keep", "move", "citations"},
    "feedback.add_feedback_commands": {"collect", "insights"},
    "explain.add_explain_command": {"explain"},
}
"""The functions of this package that declare commands, each with their names.

Only those that the command line names are loaded: all of them take 0.6 s of processor time, those of a build 0.15 s.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0, or 1 with the reason on standard error."""
    _replace_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What is piped has another encoding on Windows, without our letters. Names of files have any bytes.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = sys.argv[1:] if arguments is None else arguments
    try:
        options = parser(given).parse_args(given)  # what it loads takes a while, too
        status = int(options.run(options))
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever reads the output has seen enough, as head has
        _send_nowhere(sys.stdout)
    except (HelpcentreError, OSError) as error:
        if not (isinstance(error, HelpcentreError) and error.is_told):
            print("\n".join(f"helpcentre: {line}" for line in reason(error).splitlines()), file=sys.stderr)
    except RuntimeError as error:
        if not str(error).startswith(_CIRCLE):
            raise
        print(
            f"helpcentre: {str(error).removeprefix(_CIRCLE)}: is a link that leads around in a circle", file=sys.stderr
        )
    except KeyboardInterrupt:
        print("helpcentre: stopped", file=sys.stderr)
    return 1


def _replace_closed_streams() -> None:
    """Read nothing, and write nowhere, where whoever started this program has closed its input or output."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  # until it ends


def _send_nowhere(stream: TextIO) -> None:
    """Let what is left to be written to ``stream`` vanish, also what Python writes when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def parser(given: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return what reads the command line ``given``: a command's ``run`` takes the options and returns the exit status.

    Where no command is named there, it knows all of them.
    """
    made = argparse.ArgumentParser(prog="helpcentre", description="Tools for the authors of a help centre.")
    made.add_argument(
        "-f",
        "--config-file",
        type=_named_file,
        default=Path("mkdocs.yml"),
        help="configuration of the project; default: mkdocs.yml",
    )
    commands = made.add_subparsers(title="commands", required=True, metavar="COMMAND")
    named = [place for place, names in _GROUPS.items() if not names.isdisjoint(given)]
    for place in named or _GROUPS:
        module, _, add = place.partition(".")
        getattr(import_module(f"helpcentre.cli.{module}"), add)(commands)
    return made


def _named_file(text: str) -> Path:
    """Return the file of this name; raises ArgumentTypeError where there is no name, as in ``.``, ``/`` and nothing."""
    file = Path(text)
    if not file.name:
        raise argparse.ArgumentTypeError(f"{text!r} is no file (name one, such as mkdocs.yml)")
    return file
