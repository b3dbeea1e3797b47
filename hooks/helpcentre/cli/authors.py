"""Commands for authors: import, minor."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpcentre.cli.arguments import PAGE, read_documents
from helpcentre.cli.publishers import Commands
from helpcentre.importer.plain_text import losses as report
from helpcentre.importer.plain_text.importer import import_article
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.settings import Settings, read_settings
from helpcentre.translation.acceptance import mark_minor


def add_authors_commands(commands: Commands) -> None:
    """Declare the commands; each one's ``run`` takes the options and returns the exit status."""
    command = commands.add_parser("import", help="split a plain-text export of an article into pages")
    command.add_argument("file", type=Path, help="the export, in UTF-8")
    command.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="as in docs/de/my-article")
    command.add_argument("--pages", default="", metavar="NAMES", help="page names, as in index,reasons,what-to-do")
    command.add_argument("--force", action="store_true", help="write over pages that exist")
    command.set_defaults(run=_import)

    command = commands.add_parser("minor", help="mark a source page's changes as needing no new translation")
    command.add_argument("pages", nargs="+", metavar="PAGE", help=PAGE)
    command.add_argument(
        "--since", default="HEAD", metavar="REVISION", help="git revision before the change; default: HEAD"
    )
    command.add_argument("--unit", action="append", default=[], metavar="ID", help="only this section; repeatable")
    command.set_defaults(run=_minor)


def _import(options: argparse.Namespace) -> int:
    has_project = options.config_file.is_file()
    extra = load_config(options.config_file).extra if has_project else {}
    settings = read_settings(extra, file=str(options.config_file)) if has_project else Settings()
    names = [name.strip() for name in options.pages.split(",")] if options.pages else []
    done = import_article(
        options.file, options.to, pages=names, link_names=settings.link_names, overwrite=options.force
    )
    print("\n".join(f"wrote {file}" for file in done.files))
    print(report.as_text(done.losses, settings.link_names))
    return 0


def _minor(options: argparse.Namespace) -> int:
    documents = read_documents(options)
    for file in mark_minor(documents, options.pages, since=options.since, only=options.unit):
        print(f"noted in {documents.name(file)}")
    return 0
