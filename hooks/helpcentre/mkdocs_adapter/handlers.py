"""The files of ``hooks/``: which ones there are, in their order."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import cast

from mkdocs.config.config_options import Hooks

START = "start"
"""The one that MkDocs loads; the others are loaded once there is something to build."""

HANDLERS = (
    *("lifecycle", "theme", "static_pages", "navigation", "editions", "pages", "guides", "operator_fields"),
    *("metadata", "schema_org", "open_graph", "llms", "agents", "feedback", "csp", "elements", "anchors", "related"),
    "pipeline",
)
"""One file for each capability; where two handle the same event, this is their order."""

PACKAGE = "helpcentre.handlers"
"""What the wheel calls their folder."""

_CODE = Path(__file__).parent.parent
_FOLDER = next(each for each in (_CODE / "handlers", _CODE.parent) if (each / f"{START}.py").is_file())

_hooks = Hooks("plugins")


def handler_files() -> list[Path]:
    """Return the files with handlers, in the order that they run in."""
    return [_FOLDER / f"{name}.py" for name in (START, *HANDLERS)]


def load_handler(name: str) -> ModuleType:
    """Return a file with handlers as a module; it is loaded once."""
    return cast(ModuleType, _hooks._load_hook(f"{PACKAGE}.{name}", str(_FOLDER / f"{name}.py")))
