"""The ``helpcentre`` command."""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from helpcentre import losses, report
from helpcentre.acceptance import accept, status_rows, status_table
from helpcentre.build import run
from helpcentre.external import check_external
from helpcentre.importer import import_article
from helpcentre.problems import HelpcentreError
from helpcentre.settings import Settings, load_config, read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0, or 1 with the reason on standard error."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except HelpcentreError as error:
        print(f"helpcentre: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("helpcentre: stopped", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="helpcentre", description="Tools for the authors of a help centre.")
    parser.add_argument("-f", "--config-file", type=Path, default=Path("mkdocs.yml"), help="default: mkdocs.yml")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    command = commands.add_parser("import", help="split a plain-text export of an article into pages")
    command.add_argument("file", type=Path, help="the export, in UTF-8")
    command.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="as in docs/de/my-article")
    command.add_argument("--pages", default="", metavar="NAMES", help="page names, as in index,reasons,what-to-do")
    command.add_argument("--force", action="store_true", help="write over pages that exist")
    command.set_defaults(run=_import)

    command = commands.add_parser("status", help="what each translated page is worth today")
    command.add_argument("--strict", action="store_true", help="exit with status 1 unless all are current")
    command.set_defaults(run=_status)

    command = commands.add_parser("accept", help="record that a translation matches today's source text")
    command.add_argument("pages", nargs="+", metavar="PAGE", help="below docs, as in en/article/reasons.md")
    command.set_defaults(run=_accept)

    command = commands.add_parser("check", help="build into a scratch folder and report every problem")
    command.add_argument("--external", action="store_true", help="ask LinkChecker about other sites' pages too")
    command.add_argument("--json", action="store_true", help="report as JSON")
    command.set_defaults(run=_check)

    command = commands.add_parser("bundle", help="build the agents' offline bundle")
    command.set_defaults(run=_bundle)
    return parser


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
    rows = status_rows(load_config(options.config_file))
    print(status_table(rows))
    return int(options.strict and any(not row.is_current for row in rows))


def _accept(options: argparse.Namespace) -> int:
    config = load_config(options.config_file)
    for file in accept(config, options.pages):
        print(f"recorded {file}")
    return 0


def _check(options: argparse.Namespace) -> int:
    if options.json:
        logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as scratch:
        build = run(options.config_file, strict=False, site_dir=str(Path(scratch, "site")))
    problems = [*build.problems, *(check_external(build.external) if options.external else [])]
    print(report.as_json(problems) if options.json else report.as_text(problems))
    return int(bool(problems))


def _bundle(options: argparse.Namespace) -> int:
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s - %(message)s")
    build = run(options.config_file.with_name("agents.yml"), strict=True)
    print("\n".join(f"wrote {build.relative(path)}" for path in build.written))
    return 0
