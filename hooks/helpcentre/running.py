"""A whole build that a command asks for, as ``mkdocs build`` does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError

from helpcentre.build import Build, current, log
from helpcentre.problems import HelpcentreError
from helpcentre.settings import load_config


def run(file: Path, *, strict: bool, options: Mapping[str, Any] | None = None, **overrides: Any) -> Build:
    """Build the site that ``file`` configures, as ``mkdocs build`` does, and return what is known of it.

    ``options`` take the place of some of ``extra.helpcentre.bundle``.

    Raises HelpcentreError where the build was refused; the reasons have been logged by then.
    """
    config = load_config(file, strict=strict, **overrides)
    if options:
        own = config.extra.get("helpcentre") or {}
        config.extra["helpcentre"] = {**own, "bundle": {**(own.get("bundle") or {}), **options}}
    with _started(config, file):
        mkdocs_build(config)
    return current()


@contextmanager
def begun(file: Path, *, strict: bool) -> Iterator[MkDocsConfig]:
    """Begin a build for the code within, which has languages built as parts; where it fails, the build is abandoned.

    Raises HelpcentreError as :func:`run` does.
    """
    config = load_config(file, strict=strict)
    with _started(config, file):
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
def _started(config: MkDocsConfig, file: Path) -> Iterator[None]:
    try:
        config.plugins.on_startup(command="build", dirty=False)
        yield
    except Abort as error:
        raise HelpcentreError("the build was refused", fix="see the lines above", file=str(file)) from error
    finally:
        config.plugins.on_shutdown()
