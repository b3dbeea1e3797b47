"""The live preview and its port."""

import socket
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.mkdocs_adapter.livereload import require_free_port


def test_port_in_use_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        server = LiveReloadServer(lambda: None, host="127.0.0.1", port=port, root=str(tmp_path))
        with pytest.raises(HelpcentreError, match=rf"127\.0\.0\.1:{port}.*--livereload -a 127\.0\.0\.1:{port + 1}"):
            require_free_port(server)
    require_free_port(server)
    server.server_close()
