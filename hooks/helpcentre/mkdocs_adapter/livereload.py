"""Where the live preview looks for saved files and how often, and whether it can have its port."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from time import perf_counter

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserver
from watchdog.utils.dirsnapshot import DirectorySnapshot

from helpcentre.content.project import data_files
from helpcentre.diagnostics.problem import HelpcentreError

_PART = 0.1
"""The part of a processor's time that looking may take."""
_SHORTEST, _LONGEST = 0.05, 0.5
"""Seconds between two looks; the longest is MkDocs' own."""


def watch(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Let the server follow the pages, the templates and styles of the project, and its settings and other data.

    It asks the file system again and again, as MkDocs does: not all that a project may lie on tells of changes, such as
    a network drive or a folder shared with a virtual machine. The themes that are installed, thousands of files, are
    left out.
    """
    for known in (config.docs_dir, config.config_file_path, *config.theme.dirs):
        with suppress(KeyError):  # it is not looked at
            server.unwatch(known)
    server.observer = PollingObserver(timeout=_interval(config.docs_dir))
    places = [Path(config.docs_dir), *data_files(Path(config.config_file_path).parent)]
    if config.theme.custom_dir:
        places.append(Path(config.theme.custom_dir))
    for place in places:
        server.watch(str(place))


def require_free_port(server: LiveReloadServer) -> None:
    """Raise HelpcentreError unless the server can have its address: MkDocs would end with a traceback."""
    host, port = server.server_address[:2]
    try:
        socket.create_server((str(host), port), family=server.address_family).close()
    except OSError as error:
        message = f"the live preview cannot use {host!s}:{port}: {str(error.strerror).partition(' (')[0]}"
        fix = f"stop the program that uses it, or run .venv/bin/mkdocs serve --livereload -a 127.0.0.1:{port + 1}"
        raise HelpcentreError(message, fix=fix) from error


def _interval(folder: str) -> float:
    start = perf_counter()
    DirectorySnapshot(folder)
    return min(max((perf_counter() - start) / _PART, _SHORTEST), _LONGEST)
