"""Commands for a project as a whole: new, upgrade, source, test."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from helpcentre.build.project import read_addresses
from helpcentre.cli.commands import Commands
from helpcentre.content.places import agents_file
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.sitetest.run import run_tests
from helpcentre.starter.project import create_project
from helpcentre.starter.requirements import pinned_requirements, product_version
from helpcentre.starter.source_language import move_source
from helpcentre.starter.upgrade import upgrade_project


def add_project_commands(commands: Commands) -> None:
    """Declare the commands; each one's ``run`` takes the options and returns the exit status."""
    command = commands.add_parser("new", help="write a project of your own, with first pages in each language")
    command.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that does not exist yet, or is empty")
    command.add_argument("--source", required=True, metavar="CODE", help="the language that pages are written in")
    command.add_argument("--languages", default="", metavar="CODES", help="the languages they are translated into")
    command.add_argument("--name", required=True, help='the name of the site, as in "Example Help"')
    command.set_defaults(run=_new)

    command = commands.add_parser("upgrade", help="bring the project up to this version, and say what is new")
    command.set_defaults(run=_upgrade)

    command = commands.add_parser("source", help="make another language the one that pages are written in")
    command.add_argument("code", metavar="CODE", help="a language with every page of the present source")
    command.set_defaults(run=_source)

    command = commands.add_parser("test", help="test the site: pages, search, leaks, and in a browser if there is one")
    command.set_defaults(run=_test)


def _new(options: argparse.Namespace) -> int:
    codes = [options.source.strip(), *(code.strip() for code in options.languages.split(",") if code.strip())]
    requirements = pinned_requirements()
    made = create_project(
        options.folder.resolve(),
        name=options.name.strip(),
        codes=list(dict.fromkeys(codes)),
        version=product_version(),
        requirements=requirements,
    )
    print(f"wrote {len(made.files)} files into {options.folder}")
    if made.has_english_source:
        print(f"the first pages in {codes[0]} are in English: write them in your language")
    for code in made.without_pages:
        print(f"no pages in {code} yet: readers see those of another language until you translate them")
    if " @ " in requirements[0]:
        print(f"requirements.txt installs {requirements[0]}: change it before others use the project")
    print(f"next: cd {options.folder} && make site")
    return 0


def _upgrade(options: argparse.Namespace) -> int:
    version = product_version()
    done = upgrade_project(options.config_file.resolve(), version=version, requirements=pinned_requirements())
    print("\n".join(done.changes) or f"nothing to change: the project is one of Helpcentre {version}")
    for line in done.advice:
        print(f"left to you: {line}")
    if done.news:
        print(f"\n{done.news}")
    return 0


def _source(options: argparse.Namespace) -> int:
    file = options.config_file.resolve()
    moved = move_source(read_addresses(load_config(file)), options.code, config_file=file)
    print("\n".join(f"wrote {name}" for name in moved.files))
    print("\n".join(f"left to you: {line}" for line in moved.advice))
    return 0


def _test(options: argparse.Namespace) -> int:
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())  # what it would print is in the outcomes
    has_failed = False
    for outcome in run_tests(options.config_file, agents_file(options.config_file)):
        has_failed |= bool(outcome.faults)
        mark = "skipped" if outcome.skipped else "FAILED" if outcome.faults else "passed"
        print(f"{mark:8}{outcome.name} ({outcome.skipped or outcome.about})", flush=True)
        for fault in outcome.faults:
            print(f"  {fault}")
    return int(has_failed)
