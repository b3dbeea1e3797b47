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

from helpcentre import losses, publishing
from helpcentre.acceptance import accept, mark_minor, require_translation
from helpcentre.comparison import compare
from helpcentre.documents import Documents
from helpcentre.exchange import export_po, import_po
from helpcentre.files import write_texts
from helpcentre.frontmatter import Document
from helpcentre.history import former_unit
from helpcentre.importer import import_article
from helpcentre.languages import read_languages
from helpcentre.problems import HelpcentreError, reason
from helpcentre.publishing import Commands
from helpcentre.settings import Settings, load_config, read_settings
from helpcentre.status import as_json, as_table, status_rows


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
    made.add_argument("-f", "--config-file", type=Path, default=Path("mkdocs.yml"), help="default: mkdocs.yml")
    commands = made.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_authors_commands(commands)
    _add_translators_commands(commands)
    publishing.add_commands(commands)
    return made


def _add_authors_commands(commands: Commands) -> None:
    command = commands.add_parser("import", help="split a plain-text export of an article into pages")
    command.add_argument("file", type=Path, help="the export, in UTF-8")
    command.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="as in docs/de/my-article")
    command.add_argument("--pages", default="", metavar="NAMES", help="page names, as in index,reasons,what-to-do")
    command.add_argument("--force", action="store_true", help="write over pages that exist")
    command.set_defaults(run=_import)

    command = commands.add_parser("minor", help="mark a source page's changes as needing no new translation")
    command.add_argument("pages", nargs="+", metavar="PAGE", help=_PAGE)
    command.add_argument("--since", default="HEAD", metavar="REVISION", help="git revision before the change")
    command.add_argument("--unit", action="append", default=[], metavar="ID", help="only this section; repeatable")
    command.set_defaults(run=_minor)


def _add_translators_commands(commands: Commands) -> None:
    command = commands.add_parser("status", help="what each translated page is worth today")
    command.add_argument("--lang", action="append", default=[], metavar="CODE", help="only this language; repeatable")
    command.add_argument("--json", action="store_true", help="all figures as JSON")
    command.add_argument("--strict", action="store_true", help="exit with status 1 if a translator has work to do")
    command.set_defaults(run=_status)

    command = commands.add_parser("diff", help="the source then and now, beside the present translation")
    _add_page_arguments(command)
    command.set_defaults(run=_diff)

    command = commands.add_parser("accept", help="record that a translation matches today's source text")
    _add_page_arguments(command)
    command.add_argument("--unit", action="append", default=[], metavar="ID", help="only this section; repeatable")
    command.set_defaults(run=_accept)

    command = commands.add_parser("export", help="write a language's texts to a gettext PO file")
    command.add_argument("--lang", required=True, metavar="CODE", help="the translation's language")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: CODE.po")
    command.set_defaults(run=_export)

    command = commands.add_parser("import-translation", help="write the translations in a PO file into the pages")
    command.add_argument("file", type=Path, help="a PO file that export wrote and a translator filled in")
    command.set_defaults(run=_import_translation)


_PAGE = "below its language's folder, as in article/reasons.md"


def _add_page_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("pages", nargs="+", metavar="PAGE", help=_PAGE)
    command.add_argument("--lang", required=True, metavar="CODE", help="the translation's language")


def _import(options: argparse.Namespace) -> int:
    has_project = options.config_file.is_file()
    extra = load_config(options.config_file).extra if has_project else {}
    settings = read_settings(extra, file=str(options.config_file)) if has_project else Settings()
    names = [name.strip() for name in options.pages.split(",")] if options.pages else []
    done = import_article(
        options.file, options.to, pages=names, link_names=settings.link_names, overwrite=options.force
    )
    print("\n".join(f"wrote {file}" for file in done.written))
    print(losses.as_text(done.losses, settings.link_names))
    return 0


def _status(options: argparse.Namespace) -> int:
    documents = _documents(options)
    for code in options.lang:
        require_translation(documents, code)
    rows = status_rows(documents, codes=options.lang)
    print(as_json(rows).rstrip() if options.json else as_table(rows))
    return int(options.strict and any(row.needs_work for row in rows))


def _diff(options: argparse.Namespace) -> int:
    documents = _documents(options)
    require_translation(documents, options.lang)
    for page in options.pages:
        print(compare(documents, page, code=options.lang))
    return 0


def _accept(options: argparse.Namespace) -> int:
    documents = _documents(options)
    for file in accept(documents, options.pages, code=options.lang, only=options.unit):
        print(f"recorded {documents.name(file)}")
    return 0


def _minor(options: argparse.Namespace) -> int:
    documents = _documents(options)
    for file in mark_minor(documents, options.pages, since=options.since, only=options.unit):
        print(f"noted in {documents.name(file)}")
    return 0


def _export(options: argparse.Namespace) -> int:
    documents = _documents(options)
    source = documents.source.code
    require_translation(documents, options.lang)
    file: Path = options.output or Path(f"{options.lang}.po")

    def old_source(path: str, unit: str, fingerprint: str) -> Document | None:
        folder = documents.docs_dir / source
        former = former_unit(documents.file(source, path), unit, fingerprint, folder=folder)
        return former.page if former else None

    po = export_po(docs_dir=documents.docs_dir, source=source, language=options.lang, old_source=old_source)
    write_texts({file: str(po)}, folder=file.resolve().parent)
    open_entries = len(po.untranslated_entries()) + len(po.fuzzy_entries())
    print(f"wrote {file}: {len(po)} texts, {open_entries} to translate")
    return 0


def _import_translation(options: argparse.Namespace) -> int:
    documents = _documents(options)
    codes = [language.code for language in documents.languages]
    done = import_po(options.file, docs_dir=documents.docs_dir, source=codes[0], languages=codes)
    print("\n".join(f"wrote {documents.name(file)}" for file in done.written) or "no page changed")
    for path, translated, total in done.incomplete:
        print(f"not complete: {path}, {translated} of {total} texts")
    for context in done.stale:
        print(f"not recorded, the source has changed since the export: {context}")
    return 0


def _documents(options: argparse.Namespace) -> Documents:
    config = load_config(options.config_file)
    return Documents(options.config_file.resolve().parent, Path(config.docs_dir), read_languages(config))
