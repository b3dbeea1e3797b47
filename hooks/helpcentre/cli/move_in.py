"""Commands for moving in: import, fetch."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from markdown import Markdown

from helpcentre.cli.commands import Commands
from helpcentre.content.markdown.attribute_lists import give_values
from helpcentre.content.markdown.fences import Dialect
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer import report
from helpcentre.importer.fetching.fetch import SYSTEMS as FETCHED
from helpcentre.importer.fetching.fetch import fetch
from helpcentre.importer.move_in import Destination, Outcome, move_in
from helpcentre.importer.plain_text.importer import import_article
from helpcentre.importer.plain_text.losses import as_text
from helpcentre.importer.recognise import SYSTEMS, recognise
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.mkdocs_adapter.i18n import read_languages
from helpcentre.settings.options import Settings
from helpcentre.settings.reading import read_settings
from helpcentre.util.files import replace_text, require_no_source, require_writable


def add_move_in_commands(commands: Commands) -> None:
    """Declare the commands; each one's ``run`` takes the options and returns the exit status."""
    command = commands.add_parser("import", help="turn another system's export into pages, and report what is lost")
    command.add_argument("source", type=Path, help="the export: a folder of saved answers, HTML, Word or a text")
    command.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help="as in docs; of a text as in docs/de/my-article"
    )
    command.add_argument(
        "--from", dest="system", choices=SYSTEMS, help="what the export is; default: what it looks like"
    )
    command.add_argument(
        "--language",
        action="append",
        default=[],
        metavar="CODE",
        help="language of what names none, or NAME=CODE; repeatable",
    )
    command.add_argument("--dry-run", action="store_true", help="print the report, and write nothing")
    command.add_argument("--json", type=Path, metavar="FILE", help="write the report as JSON, too")
    command.add_argument("--drafts", action="store_true", help="import what was not published, with ready: false")
    command.add_argument("--restricted", action="store_true", help="import what not everybody was allowed to read")
    command.add_argument("--pages", default="", metavar="NAMES", help="of a text: page names, as in index,reasons")
    command.add_argument("--force", action="store_true", help="write over pages that exist")
    command.set_defaults(run=_import)

    command = commands.add_parser(
        "fetch", help="save another system's articles and pictures from its API, for an import"
    )
    command.add_argument("system", choices=FETCHED, help="the system")
    command.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help="a folder, whose files are not asked again"
    )
    command.add_argument("--site", default="", metavar="ADDRESS", help="as in https://example.zendesk.com")
    command.set_defaults(run=_fetch)


def _import(options: argparse.Namespace) -> int:
    if options.json:
        require_writable(options.json)
        require_no_source(options.json, [options.source])
    system = options.system or recognise(options.source)
    return _import_text(options) if system == "text" else _move_in(options, system)


def _import_text(options: argparse.Namespace) -> int:
    if options.json:
        raise HelpcentreError("--json: the report on a text is printed only", fix="leave --json out")
    has_project = options.config_file.is_file()
    extra = load_config(options.config_file).extra if has_project else {}
    settings = read_settings(extra, file=str(options.config_file)) if has_project else Settings()
    names = [name.strip() for name in options.pages.split(",")] if options.pages else []
    done = import_article(
        options.source,
        options.to,
        pages=names,
        link_names=settings.link_names,
        overwrite=options.force,
        is_dry=options.dry_run,
    )
    _print_system(options, "text")
    print("\n".join(f"{'would write' if options.dry_run else 'wrote'} {file}" for file in done.files))
    print(as_text(done.losses, settings.link_names))
    return 0


def _move_in(options: argparse.Namespace, system: str) -> int:
    outcome = move_in(
        options.source,
        _destination(options),
        system=system,
        languages=_languages(options.language),
        has_drafts=options.drafts,
        has_restricted=options.restricted,
        overwrite=options.force,
        is_dry=options.dry_run,
        progress=_show_progress,
    )
    _print_system(options, system)
    _print(outcome, is_dry=options.dry_run)
    if options.json:
        text = report.as_json(outcome.remarks, system=system, pages=outcome.pages, files=outcome.files)
        replace_text(options.json, text)
    return 0


def _print_system(options: argparse.Namespace, system: str) -> None:
    if not options.system:
        print(f"taken for: {system}")


def _print(outcome: Outcome, *, is_dry: bool) -> None:
    verb = "would write" if is_dry else "wrote"
    print(
        f"{verb} {len(outcome.pages)} pages and {len(outcome.files)} files; {outcome.unchanged} pages are as they were"
    )
    print(report.as_text(outcome.remarks))


def _fetch(options: argparse.Namespace) -> int:
    name = f"{options.system.upper()}_TOKEN"
    store = fetch(options.system, options.site, options.to, token=os.environ.get(name, ""), say=print)
    for address, reason in store.missing.items():
        print(f"not saved: {address}: {reason}")
    print(f"saved in {options.to}: helpcentre import {options.to} --to docs --dry-run")
    return 0


def _show_progress(done: int, of: int) -> None:
    if sys.stderr.isatty() and (done == of or not done % 20):
        print(f"\r{done} of {of} articles", end="\n" if done == of else "", file=sys.stderr, flush=True)


def _languages(given: list[str]) -> dict[str, str]:
    """Return the language by the name of what has it; by an empty name that of everything else."""
    found = {}
    for each in given:
        name, _, code = each.rpartition("=")
        if not code.strip():
            raise HelpcentreError(f"--language: {each!r} names no language", fix="write CODE, or NAME=CODE")
        found[name.strip()] = code.strip()
    return found


def _destination(options: argparse.Namespace) -> Destination:
    config = load_config(options.config_file)
    docs_dir = Path(config.docs_dir)
    if options.to.resolve() != docs_dir.resolve():
        message = f"--to: the pages of this project are in {docs_dir.name}"
        raise HelpcentreError(message, fix=f"use --to {docs_dir.name}", file=str(options.to))
    markdown = give_values(Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs))

    def render(text: str) -> str:
        return markdown.reset().convert(text)

    codes = tuple(language.code for language in read_languages(config))
    return Destination(docs_dir, codes, render, Dialect.of(config.markdown_extensions))
