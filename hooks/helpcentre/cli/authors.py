"""Commands for authors: ids, minor."""

from __future__ import annotations

import argparse

from helpcentre.cli.arguments import PAGE, read_documents
from helpcentre.cli.publishers import Commands
from helpcentre.content.heading_ids import given_ids, with_ids
from helpcentre.translation.acceptance import mark_minor


def add_authors_commands(commands: Commands) -> None:
    """Declare the commands; each one's ``run`` takes the options and returns the exit status."""
    command = commands.add_parser("ids", help="list headings without an id")
    command.add_argument("--fix", action="store_true", help="write the ids, those of the source in every language")
    command.set_defaults(run=_ids)

    command = commands.add_parser("minor", help="mark a source page's changes as needing no new translation")
    command.add_argument("pages", nargs="+", metavar="PAGE", help=PAGE)
    command.add_argument(
        "--since", default="HEAD", metavar="REVISION", help="git revision before the change; default: HEAD"
    )
    command.add_argument("--unit", action="append", default=[], metavar="ID", help="only this section; repeatable")
    command.set_defaults(run=_minor)


def _ids(options: argparse.Namespace) -> int:
    count = 0
    for language in read_documents(options).languages:
        documents = read_documents(options)  # as they are once the source has its ids
        for path in documents.paths(language.code):
            document, file = documents.get(language.code, path), documents.file(language.code, path)
            missing = given_ids(document) if document else []
            if not missing:
                continue
            print("\n".join(f"{documents.name(file)}:{each.line}: {each.heading} {{#{each.id}}}" for each in missing))
            count += len(missing)
            if options.fix:
                text = file.read_bytes().decode("utf-8")
                file.write_bytes(with_ids(text, missing).encode("utf-8"))
    print(f"{count} ids written" if options.fix else f"{count} headings have no id")
    return 0 if options.fix or not count else 1


def _minor(options: argparse.Namespace) -> int:
    documents = read_documents(options)
    for file in mark_minor(documents, options.pages, since=options.since, only=options.unit):
        print(f"noted in {documents.name(file)}")
    return 0
