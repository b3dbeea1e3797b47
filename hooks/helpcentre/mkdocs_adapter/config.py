"""The MkDocs configuration of a project, read outside a build."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from posixpath import basename, dirname, join
from typing import Any

from mkdocs.config import load_config as mkdocs_load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from pathspec.gitignore import GitIgnoreSpec

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.mkdocs_adapter.defaults import add_defaults
from helpcentre.util.yaml import check_project_file


def left_out(config: MkDocsConfig, *, has_drafts: bool) -> Callable[[str], bool]:
    """Return a test for files below ``docs`` that MkDocs does not build: it is told so, or an index.md takes the place.

    ``has_drafts`` says whether drafts are built, as in the live preview.
    """
    docs_dir = Path(config.docs_dir)
    excluded = GitIgnoreSpec.from_lines([".*", "/templates/"])  # by MkDocs itself
    if config.exclude_docs:
        excluded += config.exclude_docs
    drafts = None if has_drafts else config.draft_docs

    @cache
    def is_left_out(name: str) -> bool:
        if excluded.match_file(name) or (drafts is not None and drafts.match_file(name)):
            return True
        index = join(dirname(name), "index.md")
        return basename(name) == "README.md" and (docs_dir / index).is_file() and not is_left_out(index)

    return is_left_out


def load_config(file: Path, **overrides: Any) -> MkDocsConfig:
    """Return the MkDocs configuration in ``file``; raises HelpcentreError if it is absent or MkDocs refuses it."""
    if not file.is_file():
        raise HelpcentreError("no such file", fix="run this in the project's folder", file=str(file))
    check_project_file(file.resolve())
    try:
        config = mkdocs_load_config(str(file), **overrides)
    except (MkDocsException, ValueError, TypeError, LookupError, AttributeError) as error:  # the others: of odd values
        raise HelpcentreError(str(error), fix="see the MkDocs user guide on configuration", file=str(file)) from error
    add_defaults(config)
    return config
