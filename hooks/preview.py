"""The live preview sees at once what was saved, and ends its checks before it ends."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from helpcentre.build import background
from helpcentre.mkdocs_adapter import livereload


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Let the server look often, and at all that authors write."""
    livereload.watch(server, config)
    return server


def on_shutdown() -> None:
    """Wait until nothing is being checked any more: the server removes the site next."""
    background.end()
