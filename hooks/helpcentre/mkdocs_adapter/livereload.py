"""Where the live preview looks for saved files and how often, and whether it can have its port."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress
from pathlib import Path
from time import perf_counter

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.polling import PollingObserver
from watchdog.utils.dirsnapshot import DirectorySnapshot

from helpcentre.content.places import PUBLISHED, data_files, is_data_file
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.mkdocs_adapter.theme import own_folders

log = logging.getLogger("mkdocs.plugins.helpcentre")

_PART = 0.1
"""The part of a processor's time that looking may take."""
_SHORTEST, _LONGEST = 0.05, 0.5
"""Seconds between two looks; the longest is MkDocs' own."""


def watch(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Let the server follow the pages, the templates and styles of the project, and its settings and other data.

    It asks the file system again and again, as MkDocs does: not all that a project may lie on tells of changes, such as
    a network drive or a folder shared with a virtual machine. The themes that are installed, thousands of files, are
    left out. Settings and data files are found in their folder, for they may come into being later, and editors may
    replace them.
    """
    root = Path(config.config_file_path).parent
    for known in (config.docs_dir, config.config_file_path, *config.theme.dirs):
        with suppress(KeyError):  # it is not looked at
            server.unwatch(known)
    server.observer = PollingObserver(timeout=_interval(config.docs_dir))
    for place in (Path(config.docs_dir), *own_folders(config.theme)):
        server.watch(str(place))
    server.observer.schedule(_DataFiles(server), str(root), recursive=False)
    names = ", ".join(file.name for file in data_files(root))
    log.info(f"Following the settings and data beside {Path(config.config_file_path).name}: {names}")


class _DataFiles(FileSystemEventHandler):
    """Lets the server build again once a settings or data file of a project comes, changes, moves or goes."""

    def __init__(self, server: LiveReloadServer) -> None:
        self._server = server

    def on_any_event(self, event: FileSystemEvent) -> None:
        names = (str(event.src_path), str(event.dest_path))
        if not event.is_directory and any(is_data_file(Path(name)) or Path(name).name == PUBLISHED for name in names):
            with self._server._rebuild_cond:
                self._server._want_rebuild = True
                self._server._rebuild_cond.notify_all()


def require_free_port(server: LiveReloadServer) -> None:
    """Raise HelpcentreError unless the server can have its address: MkDocs would end with a traceback."""
    host, port = server.server_address[:2]
    try:
        socket.create_server((str(host), port), family=server.address_family).close()
    except OSError as error:
        message = f"the live preview cannot use {host!s}:{port}: {str(error.strerror).partition(' (')[0]}"
        other = f"make serve PORT={port + 1}, or helpcentre serve -a 127.0.0.1:{port + 1}"
        fix = f"stop the program that uses it, or take another port: {other}"
        raise HelpcentreError(message, fix=fix) from error


def _interval(folder: str) -> float:
    start = perf_counter()
    DirectorySnapshot(folder)
    return min(max((perf_counter() - start) / _PART, _SHORTEST), _LONGEST)
