"""The command for the editor in the browser: editor."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from helpcentre.cli.arguments import read_documents
from helpcentre.cli.commands import Commands
from helpcentre.editor.configuration import allowed_hosts, configure_editor
from helpcentre.editor.folder import write_editor
from helpcentre.editor.package import NAME, VERSION, read_package
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.settings.reading import read_settings


def add_editor_command(commands: Commands) -> None:
    """Declare the command; its ``run`` takes the options and returns the exit status."""
    command = commands.add_parser("editor", help="write an editor in the browser, for authors without Git")
    command.add_argument(
        "folder", type=Path, nargs="?", default=Path("dist/editor"), metavar="OUT", help="default: dist/editor"
    )
    command.add_argument(
        "--package", type=Path, metavar="FILE", help=f"{NAME} {VERSION} as npm pack saves it; default: ask npm for it"
    )
    command.set_defaults(run=_editor)


def _editor(options: argparse.Namespace) -> int:
    config = load_config(options.config_file)
    settings = read_settings(config.extra, file=str(options.config_file)).editor
    documents = read_documents(options)
    around = (documents.project_dir, *documents.project_dir.parents)
    repository = next((folder for folder in around if (folder / ".git").exists()), documents.project_dir)
    docs = Path(os.path.relpath(documents.docs_dir, repository)).as_posix()
    configuration = configure_editor(documents, settings, docs=docs)
    write_editor(options.folder, read_package(options.package), configuration, allowed_hosts(settings))
    print(f"wrote {options.folder}: {len(configuration['collections'])} topics, {len(documents.languages)} languages")
    return 0
