"""The MkDocs configuration of a project, read outside a build."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from posixpath import basename, dirname, join
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from pathspec.gitignore import GitIgnoreSpec

from helpcentre.diagnostics.problem import ErrorList, HelpcentreError
from helpcentre.diagnostics.suggest import did_you_mean
from helpcentre.mkdocs_adapter.defaults import add_defaults
from helpcentre.settings.config_files import check_project_file, key_lines
from helpcentre.util.yaml import TellingLoader, yaml_error

_log = logging.getLogger("mkdocs.config")
_GUIDE = "see the MkDocs user guide on configuration"
_NAMES = frozenset(name for name, _ in MkDocsConfig._schema)


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
    """Return the MkDocs configuration in ``file``; raises HelpcentreError if it is absent or MkDocs refuses it.

    MkDocs' own function names no line, and its loader ends with a traceback at some values that YAML does not have.
    """
    if not file.is_file():
        raise HelpcentreError("no such file", fix="run this in the project's folder", file=str(file))
    check_project_file(file.resolve())
    try:
        config = MkDocsConfig(config_file_path=os.path.abspath(file))  # noqa: PTH100  # a link stays in the project
        with Path(config.config_file_path).open("rb") as opened:
            config.load_dict(yaml_load(opened, get_yaml_loader(TellingLoader, config)))
        config.load_dict({name: value for name, value in overrides.items() if value is not None})
        refused, doubtful = config.validate()
        doubtful.sort()  # MkDocs takes them from a set
    except (MkDocsException, ValueError, TypeError, LookupError, AttributeError) as error:  # the others: of odd values
        raise _as_told(error, file) from error
    if config.strict:
        refused, doubtful = [*refused, *((name, ValueError(warning)) for name, warning in doubtful)], []
    places = key_lines(file.resolve(), depth=1) if refused or doubtful else {}
    errors = ErrorList([_as_placed(name, str(error), places, file) for name, error in refused])
    errors.raise_all()
    for name, warning in doubtful:
        _log.warning(str(_as_placed(name, warning, places, file)))
    add_defaults(config)
    return config


def _as_told(error: Exception, file: Path) -> HelpcentreError:
    """Return the error for what MkDocs raised at the settings in ``file``, of YAML with its line."""
    cause = error.__context__
    if isinstance(cause, yaml.YAMLError):
        mark = getattr(cause, "problem_mark", None)
        return yaml_error(cause, basename(mark.name) if mark else file.name)
    return HelpcentreError(str(error), fix=_GUIDE, file=str(file))


def _as_placed(name: str, message: str, places: Mapping[str, tuple[str, int]], file: Path) -> HelpcentreError:
    """Return the error for one value that MkDocs refuses, with the place of its key."""
    where, line = places.get(name, (file.name, 0))
    fix = did_you_mean(name, _NAMES, _GUIDE) if name not in _NAMES else _GUIDE
    return HelpcentreError(f"{name}: {message}", fix=fix, file=where, line=line)
