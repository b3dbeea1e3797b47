"""The MkDocs plugin of the package: the handlers of ``hooks/`` and the settings that every project has."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin

from helpcentre.mkdocs_adapter.handlers import START, load_handler


class NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs makes its schema of the class
    """The plugin has no options of its own: all are below ``extra: helpcentre``."""


class HelpcentrePlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]  # as above
    """Lets MkDocs run the handlers as it runs hooks: ``plugins: [helpcentre]`` in mkdocs.yml."""

    def __init__(self) -> None:
        """Take over the first of the handlers, which adds the others."""
        start = load_handler(START)
        self.on_startup = start.on_startup  # type: ignore[method-assign]  # where MkDocs looks for it
        self.on_config = start.on_config  # type: ignore[method-assign]  # as above
