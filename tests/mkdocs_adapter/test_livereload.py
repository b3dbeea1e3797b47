"""The live preview: its port, and the files that it follows."""

import socket
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    DirModifiedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
)

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.mkdocs_adapter import livereload
from helpcentre.mkdocs_adapter.livereload import require_free_port


def test_port_in_use_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        server = LiveReloadServer(lambda: None, host="127.0.0.1", port=port, root=str(tmp_path))
        with pytest.raises(
            HelpcentreError, match=rf"127\.0\.0\.1:{port}.*serve PORT={port + 1},.*-a 127\.0\.0\.1:{port + 1}"
        ):
            require_free_port(server)
    require_free_port(server)
    server.server_close()


@pytest.mark.parametrize(
    ("event", "builds"),
    [
        (FileCreatedEvent("p/glossary.yml"), True),
        (FileModifiedEvent("p/contact.yaml"), True),
        (FileDeletedEvent("p/operator.yml"), True),
        (FileMovedEvent("p/.saved~", "p/mkdocs.yml"), True),
        (FileMovedEvent("p/base.yml", "p/old"), True),
        (FileModifiedEvent("p/README.md"), False),
        (FileModifiedEvent("p/.hidden.yml"), False),
        (DirModifiedEvent("p"), False),
    ],
)
def test_data_file_that_comes_or_goes_is_a_reason_to_build(event: FileSystemEvent, builds: bool) -> None:
    server = LiveReloadServer(lambda: None, host="127.0.0.1", port=0, root="p")
    livereload._DataFiles(server).on_any_event(event)
    assert server._want_rebuild is builds
    server.server_close()
