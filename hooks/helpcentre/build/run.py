"""A whole build that a command asks for, as ``mkdocs build`` does it.

Little is imported here, as in ``build/start.py``: where nothing has changed, the rest is not loaded.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, MkDocsException

from helpcentre.build import staging
from helpcentre.build.records import UnchangedError
from helpcentre.build.start import add_handlers
from helpcentre.diagnostics.problem import CombinedError, HelpcentreError, Rule, problem
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.mkdocs_adapter.errors import log
from helpcentre.util import processes

if TYPE_CHECKING:
    from helpcentre.build.session import Session
_PREVIEW = "helpcentre-preview"
"""The name of the folder of temporary files in which the live preview has its site."""


class RefusedError(HelpcentreError):
    """A build that was refused; its ``problems`` are why, as far as that is known, and have been logged."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__("the build was refused", fix="see the lines above")
        errors = _input_errors(cause)
        self.is_told = bool(errors)
        self.problems = [
            problem(Rule.BUILD_REFUSED, file=each.file, line=each.line, message=each.message, fix=each.fix)
            for each in errors
            if each.file
        ]


def _input_errors(error: BaseException | None) -> tuple[HelpcentreError, ...]:
    """Return the errors of the project's files that led to another error."""
    while error is not None and not isinstance(error, HelpcentreError):
        error = error.__cause__ or error.__context__
    if isinstance(error, CombinedError):
        return error.errors
    return (error,) if error else ()


def build_site(file: Path, *, strict: bool, **overrides: Any) -> Session:
    """Build the site that ``file`` configures, as ``mkdocs build`` does, and return all that is known of it.

    Raises RefusedError where the build was refused; the reasons have been logged by then.
    """
    config = load_config(file, strict=strict, **overrides)
    add_handlers(config)  # also where nothing has changed, all of the build is to be known
    with _started(config):
        mkdocs_build(config)
    return _session()


def build_if_changed(file: Path, *, strict: bool, options: Mapping[str, Any] | None = None) -> list[Path]:
    """Build as :func:`build_site` does, unless nothing has changed, and return what is in place now.

    ``options`` take the place of some of ``extra.helpcentre.bundle``.
    """
    config = load_config(file, strict=strict)
    own = config.extra.get("helpcentre") or {}
    given = own.get("bundle") or {} if isinstance(own, Mapping) else None
    if options and isinstance(given, Mapping):  # else it is no list of options, which the build tells
        config.extra["helpcentre"] = {**own, "bundle": {**given, **options}}
    try:
        with _started(config):
            mkdocs_build(config)
    except UnchangedError as known:
        return known.targets
    return _session().output.targets


def serve_preview(file: Path, *, dev_addr: str | None) -> None:
    """Show the site at ``dev_addr``, or where its settings say, until this is interrupted, as ``mkdocs serve`` does.

    Raises HelpcentreError where the settings cannot be read or the address cannot be had.
    """
    from mkdocs.commands.serve import serve as mkdocs_serve  # noqa: PLC0415  # a build needs no server

    given = load_config(file, dev_addr=dev_addr)
    processes.interrupt_when_ended()
    tempfile.tempdir = str(staging.make_temporary_folder(_PREVIEW))  # MkDocs makes its folder there
    try:
        mkdocs_serve(given.config_file_path, dev_addr=dev_addr)
    except MkDocsException as error:
        raise next(iter(_input_errors(error)), RefusedError(error)) from error


@contextmanager
def begin_build(file: Path, *, strict: bool) -> Iterator[MkDocsConfig]:
    """Begin a build for the code within, which has languages built as parts; where it fails, the build is abandoned.

    Raises HelpcentreError as :func:`build_site` does.
    """
    config = load_config(file, strict=strict)
    add_handlers(config)  # as above
    with _started(config):
        try:
            config = config.plugins.on_config(config)
            yield config
        except Exception as error:  # as in MkDocs's own build
            config.plugins.on_build_error(error=error)
            if isinstance(error, BuildError):
                log.error(str(error))
                raise Abort("Aborted with a BuildError!") from error
            raise


@contextmanager
def _started(config: MkDocsConfig) -> Iterator[None]:
    try:
        config.plugins.on_startup(command="build", dirty=False)
        yield
    except Abort as error:
        raise RefusedError(error) from error
    finally:
        config.plugins.on_shutdown()


def _session() -> Session:
    """Return the session of the build that has ended."""
    from helpcentre.build.session import current_session  # noqa: PLC0415  # the build has loaded it

    return current_session()
