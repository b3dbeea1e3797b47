"""The MkDocs plugin of the package: the handlers of ``hooks/`` and the settings that every project has."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import EVENTS, BasePlugin, CombinedEvent, event_priority

from helpcentre.mkdocs_adapter.defaults import add_defaults, handler_names
from helpcentre.mkdocs_adapter.phases import FIRST

_PACKAGE = "helpcentre.handlers"
"""What the wheel calls the files of ``hooks/``."""


def handlers() -> list[ModuleType]:
    """Return the modules with handlers, in the order that they run in."""
    return [import_module(f"{_PACKAGE}.{name}") for name in handler_names()]


@event_priority(FIRST + 1)
def _complete_settings(config: MkDocsConfig) -> MkDocsConfig:
    add_defaults(config)
    return config


class NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs makes its schema of the class
    """The plugin has no options of its own: all are below ``extra: helpcentre``."""


class HelpcentrePlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]  # as above
    """Lets MkDocs run the handlers as it runs hooks: ``plugins: [helpcentre]`` in mkdocs.yml."""

    def __init__(self) -> None:
        """Take over the handlers of each event."""
        modules = handlers()
        for event in EVENTS:
            found = [getattr(module, name) for module in modules if hasattr(module, name := f"on_{event}")]
            found = [_complete_settings, *found] if event == "config" else found
            if found:
                setattr(self, f"on_{event}", _combine(found))


def _combine(handlers: list[Any]) -> CombinedEvent[Any, Any]:
    """Return the handlers of one event as one; some are combined themselves."""
    plain = [each for handler in handlers for each in getattr(handler, "methods", [handler])]
    return CombinedEvent(*plain)
