"""Commands for what readers report of pages and searches: collect, insights."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from helpcentre.cli.arguments import read_documents
from helpcentre.cli.commands import Commands
from helpcentre.collector.store import Store, back_up
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.insights.analysis import analyse
from helpcentre.insights.changes import apply_proposals
from helpcentre.insights.project import read_project_search
from helpcentre.insights.report import as_html, as_text
from helpcentre.insights.reports import read_reports
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.util.files import replace_text, require_no_source, require_writable

_MEGABYTE = 1024 * 1024


def add_feedback_commands(commands: Commands) -> None:
    """Declare the commands; each one's ``run`` takes the options and returns the exit status."""
    command = commands.add_parser("collect", help="take what readers report of pages and searches, as a server")
    command.add_argument("file", type=Path, metavar="FILE", help="where it is kept, as in feedback.sqlite")
    command.add_argument(
        "--site", action="append", default=[], metavar="ADDRESS", help="a site that may send; default: site_url"
    )
    command.add_argument("--host", default="127.0.0.1", help="address to listen at; default: 127.0.0.1")
    command.add_argument("--port", type=_count, default=8080, help="port to listen at; default: 8080")
    command.add_argument(
        "--limit", type=_count, default=20, metavar="N", help="messages of one address in a minute; default: 20"
    )
    command.add_argument(
        "--keep", type=_count, default=365, metavar="DAYS", help="days to keep a message; default: 365"
    )
    command.add_argument(
        "--most", type=_count, default=256, metavar="MB", help="upper limit for the file, in megabytes; default: 256"
    )
    command.add_argument("--backup", type=Path, metavar="COPY", help="only copy FILE, which may be in use, to COPY")
    command.set_defaults(run=_collect)

    command = commands.add_parser("insights", help="list missed queries and unhelpful pages, and propose synonyms")
    command.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="of helpcentre collect, or agents' tallies"
    )
    command.add_argument("--html", type=Path, metavar="OUT", help="write a page, too")
    command.add_argument("--apply", action="store_true", help="write the proposals into synonyms.yml and queries.yml")
    command.add_argument("--least", type=_count, default=2, metavar="N", help="reports behind a proposal; default: 2")
    command.set_defaults(run=_insights)


def _collect(options: argparse.Namespace) -> int:
    if options.backup:
        back_up(options.file, options.backup)
        print(f"wrote {options.backup}")
        return 0
    try:
        from helpcentre.collector.app import origin_of  # noqa: PLC0415  # an extra
        from helpcentre.collector.server import serve  # noqa: PLC0415  # an extra
    except ModuleNotFoundError as error:
        fix = "run: python -m pip install 'helpcentre[collect]'"
        raise HelpcentreError(f"the package {error.name} is not installed", fix=fix) from error
    origins = []
    for address in options.site or [_site_url(options.config_file)]:
        origin = origin_of(address)
        if not origin:
            raise HelpcentreError(f"--site: {address!r} is no web address", fix="say --site https://help.example.org")
        origins.append(origin)
    store = Store(options.file, options.most * _MEGABYTE, options.keep)
    shown = ", ".join(origins)
    serve(
        store,
        origins,
        host=options.host,
        port=options.port,
        limit=options.limit,
        tell=lambda address: print(f"listening at {address} for {shown}", file=sys.stdout, flush=True),
    )
    return 0


def _insights(options: argparse.Namespace) -> int:
    if options.html:
        require_writable(options.html)
        require_no_source(options.html, options.files)
    reports = read_reports(options.files)
    documents = read_documents(options)
    site = Path(load_config(options.config_file).site_dir)
    if not site.is_dir():
        raise HelpcentreError("the website is not built", fix="run: helpcentre build", file=str(site))
    search = read_project_search(site, documents.docs_dir, [language.code for language in documents.languages])
    insights = analyse(reports, search.finders, search.queries, least=options.least)
    print(as_text(insights))
    if options.html:
        replace_text(options.html, as_html(insights))
        print(f"\nwrote {options.html}")
    if options.apply:
        for file in apply_proposals(insights.proposals, documents.docs_dir):
            print(f"wrote {documents.name(file)}")
    return 0


def _site_url(config_file: Path) -> str:
    """Return the address of the project's site; raises HelpcentreError where there is no project or address."""
    url = load_config(config_file).site_url if config_file.is_file() else ""
    if not url:
        raise HelpcentreError("no site that may send", fix="say --site https://help.example.org")
    return url


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no count")
    return int(text)
