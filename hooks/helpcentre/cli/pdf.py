"""The command for PDFs: pdf."""

from __future__ import annotations

import argparse
import sys
import tempfile
import unicodedata
from pathlib import Path

from helpcentre.build.pdf_files import make_planned, planned_pdfs
from helpcentre.build.run import build_site
from helpcentre.cli.commands import Commands, print_warnings
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.files import make_folder, write_files

_SHOWN = 12
"""So many signs are named that no font has."""


def add_pdf_command(commands: Commands) -> None:
    """Declare the command; its ``run`` takes the options and returns the exit status."""
    command = commands.add_parser("pdf", help="write the pages of each language, or of a topic, as PDF")
    command.add_argument(
        "output", nargs="?", type=Path, default=Path("dist/pdf"), metavar="OUT", help="a folder; default: dist/pdf"
    )
    command.add_argument(
        "--language", action="append", default=[], metavar="CODE", help="only this language; repeatable"
    )
    command.add_argument(
        "--topic", action="append", default=[], metavar="FOLDER", help="a PDF of this topic alone; repeatable"
    )
    command.set_defaults(run=_pdf)


def _pdf(options: argparse.Namespace) -> int:
    print_warnings()
    has_failed = False
    with tempfile.TemporaryDirectory(prefix="helpcentre-pdf-") as scratch:
        session = build_site(
            options.config_file.resolve(), strict=False, site_dir=str(Path(scratch).resolve() / "site")
        )
        if not session.project.is_public:
            raise HelpcentreError(
                "PDFs are made of the website", fix="name its configuration with -f", file=str(options.config_file)
            )
        for planned in planned_pdfs(session, options.language, options.topic):
            made = make_planned(session, planned)
            for name in made.unread_files:
                print(f"left out: {name}", file=sys.stderr)
            letters = [sign for sign in made.missing_signs if unicodedata.category(sign)[0] in "LMN"]
            if letters:
                has_failed = True
                print(f"helpcentre: {planned.name} was not written: {_without_font(letters)}", file=sys.stderr)
                continue
            for sign in made.missing_signs:
                print(f"{planned.name}: no installed font has U+{ord(sign):04X} ({sign})", file=sys.stderr)
            make_folder(options.output)
            write_files({options.output / planned.name: made.content}, folder=options.output)
            print(f"wrote {options.output / planned.name} ({made.page_count} pages)", flush=True)
    return int(has_failed)


def _without_font(letters: list[str]) -> str:
    more = " …" if len(letters) > _SHOWN else ""
    return (
        f"no installed font has {' '.join(letters[:_SHOWN])}{more} "
        "(install one of that script, on Debian: apt-get install fonts-noto-core fonts-noto-cjk)"
    )
