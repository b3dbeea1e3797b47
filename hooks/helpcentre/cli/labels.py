"""The command for labels of an app: labels."""

from __future__ import annotations

import argparse

from helpcentre.cli.addresses import load_anchors
from helpcentre.cli.arguments import read_documents
from helpcentre.cli.commands import Commands
from helpcentre.content.labels.file import FILE_NAME, read_labels
from helpcentre.content.places import PUBLISHED
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.hosting.published import keep_step_ids, step_ids
from helpcentre.translation.label_fix import fix_labels
from helpcentre.translation.label_history import with_names_since
from helpcentre.translation.label_uses import as_json, as_table, label_rows


def add_labels_command(commands: Commands) -> None:
    """Declare the command; its ``run`` takes the options and returns the exit status."""
    command = commands.add_parser("labels", help="list what an app calls its buttons, and where pages write it")
    command.add_argument("--lang", action="append", default=[], metavar="CODE", help="only this language; repeatable")
    command.add_argument("--unverified", action="store_true", help="only what nobody has checked in a language")
    command.add_argument("--places", action="store_true", help="each place where a page writes a label")
    command.add_argument("--json", action="store_true", help="all of it as JSON")
    command.add_argument("--fix", action="store_true", help="write each label in the pages as it is by now")
    command.add_argument(
        "--since", metavar="REV", help="with --fix: what labels.yml and its catalogues said at a revision is former"
    )
    command.set_defaults(run=_labels)


def _labels(options: argparse.Namespace) -> int:
    documents = read_documents(options)
    known = [language.code for language in documents.languages]
    labels = read_labels(documents.project_dir, known)
    if not labels:
        raise HelpcentreError("names no labels", fix="write it as manual/translate.md shows", file=FILE_NAME)
    for code in options.lang:
        if code not in known:
            raise HelpcentreError(f"--lang: {code!r} is no language", fix=f"use one of {', '.join(known)}")
    if not options.fix:
        rows = label_rows(documents, labels, codes=options.lang, only_unverified=options.unverified)
        print(as_json(rows) if options.json else as_table(rows, with_places=options.places))
        return 0
    if options.since:
        labels = with_names_since(labels, documents.project_dir, options.since, known)
    file = options.config_file.resolve().with_name(PUBLISHED)
    ids = step_ids(load_anchors(options.config_file)) if file.exists() else {}
    done = fix_labels(documents, labels, codes=options.lang)
    print("\n".join(f"wrote {documents.name(file)}" for file in done.files) or "no page changed")
    print("".join(f"left to you: {line}\n" for line in done.left), end="")
    source = documents.source.code
    changed = {path: own for path, own in ids.items() if documents.file(source, path) in done.files}
    if changed:  # a step in a few words is hardly like itself once its label is another
        keep_step_ids(file, load_anchors(options.config_file), changed)
    return 0
