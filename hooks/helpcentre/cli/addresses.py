"""Commands for addresses that readers keep: publish, keep, move, citations."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from helpcentre.build.project import read_addresses
from helpcentre.checks.citations import as_json, as_table, check_citations
from helpcentre.checks.published_ids import check_published_ids
from helpcentre.cli.commands import Commands
from helpcentre.content.addresses import Addresses
from helpcentre.content.anchors import Anchors
from helpcentre.content.frontmatter import Document
from helpcentre.content.losses import find_losses
from helpcentre.content.places import PUBLISHED
from helpcentre.content.published import read_published
from helpcentre.diagnostics import report
from helpcentre.hosting import published
from helpcentre.hosting.keep import ALL, keep
from helpcentre.hosting.move import move
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.mkdocs_adapter.markdown import step_reader
from helpcentre.translation.history import former_unit
from helpcentre.util.files import read_text

_NAME = "an id, as in topic/page.md#rest; repeatable"


def add_addresses_commands(commands: Commands) -> None:
    """Declare the commands; each one's ``run`` takes the options and returns the exit status."""
    command = commands.add_parser(
        "publish",
        help="add the addresses of all pages, headings and steps to published.txt, so that no build loses one",
    )
    command.set_defaults(run=_publish)

    command = commands.add_parser("keep", help="let published headings and steps that changed their place lead on")
    command.add_argument(
        "--gone", action="append", default=[], metavar="PAGE#ID", help=f"tell readers that it is gone: {_NAME}, or all"
    )
    command.add_argument(
        "--same", action="append", default=[], metavar="PAGE#ID", help=f"it is the same in other words: {_NAME}"
    )
    command.set_defaults(run=_keep)

    command = commands.add_parser(
        "move", help="rename or move a page or topic in all languages, with links and pictures"
    )
    command.add_argument(
        "old", metavar="A", help="a page or topic below the folder of a language: topic/page.md or topic"
    )
    command.add_argument("new", metavar="B", help="its new name or place")
    command.set_defaults(run=_move)

    command = commands.add_parser("citations", help="compare kept addresses, with their fingerprints, with the pages")
    command.add_argument("action", choices=["check"], help="list which are unchanged, changed or gone")
    command.add_argument("file", type=Path, help="any text with addresses of the website, such as exported macros")
    command.add_argument("--json", action="store_true", help="all of it as JSON")
    command.set_defaults(run=_citations)


def load_anchors(config_file: Path) -> Anchors:
    """Return the ids of all pages of a project; raises HelpcentreError where its settings or files do not fit."""
    config = load_config(config_file.resolve())
    known = read_published(config_file.resolve().with_name(PUBLISHED))
    return published.read_anchors(read_addresses(config), known, step_reader(config))


def remember_texts(config_file: Path, pages: Iterable[str]) -> None:
    """Note which text of a published page a translation was made from, so that its steps keep their ids."""
    file = config_file.resolve().with_name(PUBLISHED)
    if file.exists():
        published.remember_texts(file, load_anchors(config_file), pages)


def _publish(options: argparse.Namespace) -> int:
    file = options.config_file.resolve().with_name(PUBLISHED)
    anchors = load_anchors(options.config_file)
    documents, code = anchors.documents, anchors.documents.source.code

    def former(path: str, unit: str, fingerprint: str) -> Document | None:
        folder, dialect = documents.docs_dir / code, documents.dialect
        found = former_unit(documents.file(code, path), unit, fingerprint, folder=folder, dialect=dialect)
        return found.page if found else None

    new, total, sections = published.publish(file, anchors, former=former)
    print(f"{PUBLISHED}: {total} addresses, {new} of them new; {sections} texts of sections added")
    return 0


def _keep(options: argparse.Namespace) -> int:
    anchors = load_anchors(options.config_file)
    known = {ALL, *(loss.name for loss in find_losses(anchors))}
    gone, same = set(options.gone), set(options.same)
    files = keep(anchors, gone=gone & known, same=same & known)
    # What is certain is written by now, and only then is all known that is to be decided.
    anchors = load_anchors(options.config_file)
    files += keep(anchors, gone=gone - known | gone & {ALL}, same=same - known)
    for file in dict.fromkeys(files):
        print(f"wrote {anchors.documents.name(file)}")
    left = list(check_published_ids(load_anchors(options.config_file)))
    print(report.as_text(left, coloured=False) if left else "every published heading and step leads on")
    return int(bool(left))


def _move(options: argparse.Namespace) -> int:
    def read() -> Addresses:
        return read_addresses(load_config(options.config_file.resolve()))

    known = read_published(options.config_file.resolve().with_name(PUBLISHED)).addresses
    written = move(read(), options.old, options.new, reread=read, published=known)
    print("\n".join(f"wrote {name}" for name in written))
    return 0


def _citations(options: argparse.Namespace) -> int:
    site_url = load_config(options.config_file).site_url or ""
    found = check_citations(read_text(options.file), load_anchors(options.config_file), site_url=site_url)
    print(as_json(found) if options.json else as_table(found))
    return int(any(each.state not in ("unchanged", "moved") for each in found))
