"""Commands for authors: ids, typography, stills, minor."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpcentre.cli.arguments import PAGE, read_documents
from helpcentre.cli.commands import Commands
from helpcentre.content.anchor_words import AnchorWords
from helpcentre.content.documents import Documents
from helpcentre.content.missing_ids import pages_without_ids, write_ids
from helpcentre.content.typography import typeset
from helpcentre.importer.fetching.stills import fetch_stills, find_films
from helpcentre.translation.acceptance import mark_minor
from helpcentre.translation.rewriting import with_records
from helpcentre.util.files import write_texts
from helpcentre.util.line_ends import line_end, plain_lines


def add_authors_commands(commands: Commands) -> None:
    """Declare the commands; each one's ``run`` takes the options and returns the exit status."""
    command = commands.add_parser("ids", help="list headings without an id, and links by words")
    command.add_argument(
        "--fix", action="store_true", help="write the ids, those of the source in every language, also into links"
    )
    command.set_defaults(run=_ids)

    command = commands.add_parser("typography", help="list lines with foreign quotation marks or spaces that break")
    command.add_argument("--lang", action="append", default=[], metavar="CODE", help="only this language; repeatable")
    command.add_argument("--fix", action="store_true", help="write the marks and spaces of each page's language")
    command.set_defaults(run=_typography)

    command = commands.add_parser("stills", help="list films of other hosts without a still picture")
    command.add_argument("--fetch", action="store_true", help="get them, and name them in the pages")
    command.set_defaults(run=_stills)

    command = commands.add_parser("minor", help="mark a source page's changes as needing no new translation")
    command.add_argument("pages", nargs="+", metavar="PAGE", help=PAGE)
    command.add_argument(
        "--since", default="HEAD", metavar="REVISION", help="git revision before the change; default: HEAD"
    )
    command.add_argument("--unit", action="append", default=[], metavar="ID", help="only this section; repeatable")
    command.set_defaults(run=_minor)


def _ids(options: argparse.Namespace) -> int:
    count = left = 0
    for language in read_documents(options).languages:
        documents = read_documents(options)  # as they are once the source has its ids
        for page in pages_without_ids(documents, language):
            name = documents.name(page.file)
            for each in page.unnamed:
                print(f"{name}:{each.line}: {each.heading}: write the id of its counterpart")
            for each in page.named:
                print(f"{name}:{each.line}: {each.heading} {{#{each.id}}}")
            left += len(page.unnamed)
            count += len(page.named)
            if options.fix:
                write_ids(page, folder=documents.docs_dir)
    links = _anchors(read_documents(options), is_fixed=options.fix)
    print(f"{count} ids written" if options.fix else f"{count} headings have no id")
    if left:
        print(f"{left} headings of translations have no counterpart at their place")
    if links:
        print(f"{links} links written" if options.fix else f"{links} links name a heading by its words")
    return 0 if options.fix or not (count or left or links) else 1


def _anchors(documents: Documents, *, is_fixed: bool) -> int:
    """Print the links that name a heading by its words, write the ids into them, and return how many there are."""
    anchors, count, texts = AnchorWords(documents), 0, dict[Path, str]()
    for code, path in (
        (language.code, path) for language in documents.languages for path in documents.paths(language.code)
    ):
        file, found = documents.file(code, path), list(anchors.in_page(code, path))
        count += len(found)
        for each in found:
            print(f"{documents.name(file)}:{each.line}: {each.target} is {each.right}")
        if found and is_fixed:
            texts[file] = anchors.mended(code, path, file.read_bytes().decode("utf-8"))
    write_texts(with_records(documents, texts), folder=documents.docs_dir)
    return count


def _typography(options: argparse.Namespace) -> int:
    documents = read_documents(options)
    count = 0
    for code in (each.code for each in documents.languages if not options.lang or each.code in options.lang):
        for path in documents.paths(code):
            document, file = documents.get(code, path), documents.file(code, path)
            body = typeset(document, code) if document else ""
            if not document or body == document.body:
                continue
            pairs = zip(document.body.split("\n"), body.split("\n"), strict=True)
            changed = [number for number, (old, new) in enumerate(pairs, start=document.body_line) if old != new]
            print("\n".join(f"{documents.name(file)}:{number}" for number in changed))
            count += len(changed)
            if options.fix:
                write_texts({file: _with_body(file, document.body, body)}, folder=documents.docs_dir)
    print(f"{count} lines written" if options.fix else f"{count} lines")
    return 0 if options.fix or not count else 1


def _with_body(file: Path, before: str, after: str) -> str:
    """Return the text of a page with another body; its front matter and its line ends stay."""
    text = file.read_bytes().decode("utf-8")
    head = plain_lines(text).removesuffix(before)
    return (head + after).replace("\n", line_end(text))


def _stills(options: argparse.Namespace) -> int:
    documents = read_documents(options)
    films = [(film, "") for film in find_films(documents)]
    missing = 0
    for film, reason in fetch_stills(film for film, _ in films) if options.fetch else films:
        print(f"{documents.name(film.file)}:{film.line}: {film.embed.page}{f': {reason}' if reason else ''}")
        missing += not options.fetch or bool(reason)
    print(f"{missing} films have no still")
    return 1 if missing else 0


def _minor(options: argparse.Namespace) -> int:
    documents = read_documents(options)
    for file in mark_minor(documents, options.pages, since=options.since, only=options.unit):
        print(f"noted in {documents.name(file)}")
    return 0
