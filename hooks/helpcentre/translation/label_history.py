"""What an app called its labels at a revision of git: names that have changed since are former ones."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from helpcentre.content.labels.catalogues import catalogue_patterns
from helpcentre.content.labels.file import FILE_NAME, read_labels
from helpcentre.content.labels.model import Label, LabelName, Labels
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.history import content_at, files_at
from helpcentre.util.files import make_folder


def with_names_since(labels: Labels, root: Path, revision: str, codes: Collection[str]) -> Labels:
    """Return the labels of the project ``root`` with the names that they had at a revision as former ones.

    ``codes`` are the languages of the site. Raises HelpcentreError where git has no labels at the revision.
    """
    before = _labels_at(root, revision, codes)
    both = ((key, label) for key, label in labels.labels.items() if key in before.labels)
    changed = {key: _with_former(label, before.labels[key]) for key, label in both}
    return replace(labels, labels={**labels.labels, **changed})


def _labels_at(root: Path, revision: str, codes: Collection[str]) -> Labels:
    known = files_at(root, revision)
    if FILE_NAME not in known:
        fix = "name a revision that has it: --since HEAD~1"
        raise HelpcentreError(f"git has no {FILE_NAME} at {revision!r}", fix=fix, file=FILE_NAME)
    patterns = catalogue_patterns(content_at(root, revision, FILE_NAME).decode("utf-8", "replace"))
    names = [name for name in known if name == FILE_NAME or any(fnmatchcase(name, each) for each in patterns)]
    with tempfile.TemporaryDirectory() as scratch:
        for name in names:
            file = Path(scratch) / name
            make_folder(file.parent)
            file.write_bytes(content_at(root, revision, name))
        return read_labels(Path(scratch), codes)


def _with_former(label: Label, before: Label) -> Label:
    names = {code: _renamed(name, before.names.get(code, LabelName())) for code, name in label.names.items()}
    return replace(label, names=names)


def _renamed(name: LabelName, before: LabelName) -> LabelName:
    """Return a name with what it was before: pages may also have written a name or meaning that is no longer meant."""
    earlier = [each for each in (before.name, before.meaning) if each and each not in (name.name, name.meaning)]
    return replace(name, former=tuple(dict.fromkeys([*name.former, *earlier])))
