"""Arguments that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path

from helpcentre.content.documents import Documents
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.release import build_day
from helpcentre.content.visibility import Audience
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.mkdocs_adapter.i18n import read_languages

PAGE = "path below the folder of its language, as in article/reasons.md"


def add_page_arguments(command: argparse.ArgumentParser, *, page: str = PAGE) -> None:
    """Let a command take pages and the language of their translation."""
    command.add_argument("pages", nargs="+", metavar="PAGE", help=page)
    command.add_argument("--lang", required=True, metavar="CODE", help="the translation's language")


def read_documents(options: argparse.Namespace) -> Documents:
    """Return the pages of the project; raises HelpcentreError where its settings do not fit."""
    config = load_config(options.config_file)
    root, dialect = options.config_file.resolve().parent, Dialect.of(config.markdown_extensions)
    audience = Audience(build_day())
    return Documents(root, Path(config.docs_dir), read_languages(config), dialect=dialect, audience=audience)
