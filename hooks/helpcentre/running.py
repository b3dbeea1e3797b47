"""A whole build that a command asks for, as ``mkdocs build`` does it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import Abort

from helpcentre.build import Build, current
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
    try:
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except Abort as error:
        raise HelpcentreError("the build was refused", fix="see the lines above", file=str(file)) from error
    finally:
        config.plugins.on_shutdown()
    return current()
