"""Commands for translators: status, diff, accept, export, import-translation."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpcentre.cli.addresses import remember_texts
from helpcentre.cli.arguments import PAGE, add_page_arguments, read_documents
from helpcentre.cli.commands import Commands
from helpcentre.content.frontmatter import Document
from helpcentre.content.labels.file import read_labels
from helpcentre.content.language import tags_of
from helpcentre.content.units import units
from helpcentre.drafts.proposals import read_proposals
from helpcentre.translation.acceptance import accept, pages_named, require_translation
from helpcentre.translation.diff import compare
from helpcentre.translation.history import former_unit
from helpcentre.translation.message_labels import MessageLabels
from helpcentre.translation.po_export import export_po
from helpcentre.translation.po_import import XLIFF, import_po
from helpcentre.translation.state import TranslationStates
from helpcentre.translation.status import as_json, as_table, status_rows
from helpcentre.translation.xliff import as_xliff
from helpcentre.util.files import behind_links, write_texts


def add_translators_commands(commands: Commands) -> None:
    """Declare the commands; each one's ``run`` takes the options and returns the exit status."""
    command = commands.add_parser("status", help="list the states of all translations")
    command.add_argument("--lang", action="append", default=[], metavar="CODE", help="only this language; repeatable")
    command.add_argument("--json", action="store_true", help="all figures as JSON")
    command.add_argument("--strict", action="store_true", help="exit with status 1 if a translator has work to do")
    command.set_defaults(run=_status)

    command = commands.add_parser(
        "diff", help="show the source text before and after its change, beside the translation"
    )
    add_page_arguments(command)
    command.set_defaults(run=_diff)

    command = commands.add_parser("accept", help="record that a translation matches the present source text")
    add_page_arguments(command, page=f"{PAGE}; a folder, or . for all, stands for the translations below it")
    command.add_argument("--unit", action="append", default=[], metavar="ID", help="only this section; repeatable")
    command.set_defaults(run=_accept)

    command = commands.add_parser("export", help="write a language's texts to a file for translators: PO or XLIFF 2")
    command.add_argument("--lang", required=True, metavar="CODE", help="the translation's language")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: CODE.po; .xlf for XLIFF 2")
    command.set_defaults(run=_export)

    command = commands.add_parser(
        "import-translation", help="write translations from a PO or XLIFF file into the pages"
    )
    command.add_argument("file", type=Path, help="a file that export wrote and a translator filled in")
    command.set_defaults(run=_import_translation)


def _status(options: argparse.Namespace) -> int:
    documents = read_documents(options)
    for code in options.lang:
        require_translation(documents, code)
    rows = status_rows(TranslationStates(documents), codes=options.lang)
    print(as_json(rows).rstrip() if options.json else as_table(rows))
    return int(options.strict and any(row.needs_work for row in rows))


def _diff(options: argparse.Namespace) -> int:
    documents = read_documents(options)
    require_translation(documents, options.lang)
    states = TranslationStates(documents)
    for page in options.pages:
        print(compare(states, page, code=options.lang))
    return 0


def _accept(options: argparse.Namespace) -> int:
    documents = read_documents(options)
    require_translation(documents, options.lang)
    pages, left_out = pages_named(documents, options.pages, code=options.lang)
    for file in accept(documents, pages, code=options.lang, only=options.unit):
        print(f"recorded {documents.name(file)}")
    for name, reason in left_out:
        print(f"left out {name}: {reason}")
    remember_texts(options.config_file, pages)
    return 0


def _export(options: argparse.Namespace) -> int:
    documents = read_documents(options)
    source = documents.source.code
    require_translation(documents, options.lang)
    file: Path = options.output or Path(f"{options.lang}.po")

    def old_source(path: str, unit: str, fingerprint: str) -> Document | None:
        folder = documents.docs_dir / source
        file, dialect = documents.file(source, path), documents.dialect
        former = former_unit(file, unit, fingerprint, folder=folder, dialect=dialect)
        return former.page if former else None

    proposals = read_proposals(documents.project_dir, options.lang)

    def proposed(path: str, unit: str) -> tuple[str, str] | None:
        found, page = proposals.get(path, unit), documents.get(source, path)
        is_of_today = found and page and units(page)[unit].has_fingerprint(found.source)
        return (found.text, found.engine) if found and is_of_today else None

    labels = read_labels(documents.project_dir, [source, options.lang])
    po = export_po(
        docs_dir=documents.docs_dir,
        source=source,
        language=options.lang,
        tag=documents.language(options.lang).tag,
        old_source=old_source,
        dialect=documents.dialect,
        labels=labels,
        proposed=proposed,
    )
    told = MessageLabels(labels, source, options.lang)
    is_xliff = file.suffix.lower() in XLIFF
    ours, theirs = documents.source.tag, documents.language(options.lang).tag
    text = as_xliff(po, source=ours, language=theirs, labels=told) if is_xliff else str(po)
    place = behind_links(file)
    write_texts({place: text}, folder=place.resolve().parent)
    open_entries = len(po.untranslated_entries()) + len(po.fuzzy_entries())
    print(f"wrote {file}: {len(po)} texts, {open_entries} to translate")
    return 0


def _import_translation(options: argparse.Namespace) -> int:
    documents = read_documents(options)
    codes = [language.code for language in documents.languages]
    docs_dir, dialect = documents.docs_dir, documents.dialect
    labels = read_labels(documents.project_dir, codes)
    done = import_po(
        options.file,
        docs_dir=docs_dir,
        source=codes[0],
        languages=codes,
        tags=tags_of(documents.languages),
        dialect=dialect,
        labels=labels,
    )
    print("\n".join(f"wrote {documents.name(file)}" for file in done.changed) or "no page changed")
    remember_texts(options.config_file, documents.paths(codes[0]) if done.changed else [])
    for path, translated, total in done.incomplete:
        print(f"not complete: {path}, {translated} of {total} texts")
    for context in done.stale:
        print(f"not recorded, the source has changed since the export: {context}")
    for line, context, why in sorted(done.refused):
        print(f"{options.file}:{line}: not taken, {context}: {why}")
    return 1 if done.refused else 0
