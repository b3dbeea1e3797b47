"""The command that searches a built site as its readers do: search."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from helpcentre.cli.commands import Commands
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.pages.corpus import read_articles
from helpcentre.search.built_index import BuiltSearch, Result

_SHOWN = 160
"""So many letters of a text are shown."""


def add_search_command(commands: Commands) -> None:
    """Declare the command; its ``run`` takes the options and returns the exit status."""
    command = commands.add_parser("search", help="search the built website or a bundle, as its search dialog does")
    command.add_argument("words", nargs="+", metavar="WORD", help="what a reader would type")
    command.add_argument("--language", metavar="CODE", help="default: the language that all others are translated from")
    command.add_argument("--folder", type=Path, help="a bundle or built site; default: the project's website")
    command.add_argument("--json", action="store_true", help="whole texts and scores as JSON")
    command.set_defaults(run=_search)


def _search(options: argparse.Namespace) -> int:
    folder = options.folder or Path(load_config(options.config_file).site_dir)
    if options.folder is None and not folder.is_dir():
        raise HelpcentreError("the website is not built", fix="run: helpcentre build", file=str(folder))
    code = options.language or next((unit.language for unit in read_articles(folder)), "")
    answer = BuiltSearch(folder).find(" ".join(options.words), code)
    if options.json:
        print(json.dumps(asdict(answer), ensure_ascii=False, indent=2))
        return 0
    note = "nothing found" if not answer.results else "hardly anything fits; closest are:" if answer.is_far else ""
    print("\n".join(([note] if note else []) + [line for result in answer.results for line in _lines(result)]))
    return 0


def _lines(result: Result) -> list[str]:
    names = dict.fromkeys((result.page, result.heading))
    text = result.text if len(result.text) <= _SHOWN else f"{result.text[:_SHOWN].rpartition(' ')[0]} …"
    return [f"{' › '.join(filter(None, names))}", f"  {result.url or './'}", *([f"  {text}"] if text else [])]
