"""A host of Git repositories on a loopback port, as far as the editor asks one: a folder with Git behind its API.

What is asked and answered is a protocol's: fake_gitea.py and fake_github.py have one each.
"""

import base64
import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

REPO, BRANCH, TOKEN = "owner/help", "main", "a-token-of-an-author"
AUTHOR = "An Author <author@example.org>"
_BLOB = re.compile(r"\S+ blob (?P<sha>\S+) +(?P<size>\d+)\t(?P<path>.+)")


class RefusedError(Exception):
    """A request that the server does not do, with its status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass
class GitServer:
    """One repository: its folder, and what it was asked that it did not do."""

    folder: Path
    protocol: "HostProtocol"
    address: str = ""
    origin: str = ""
    """The site whose pages may read answers, as administrators set it."""
    refused: list[str] = field(default_factory=list)

    def git(self, *arguments: str) -> str:
        """Return what Git says."""
        own = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.quotepath=off")
        command = ["git", *own, *arguments]
        return subprocess.run(command, cwd=self.folder, check=True, capture_output=True, text=True).stdout

    def begin(self, *paths: str) -> None:
        """Put what is in the folder into the first commit."""
        self.git("init", "--quiet", "--initial-branch", BRANCH)
        self.git("add", *paths)
        self.git("commit", "--quiet", "-m", "Begin")

    def commits(self) -> list[str]:
        """Return all commits, the last one first."""
        return self.git("log", "--format=%H").split()

    def changes(self, commit: str) -> dict[str, str]:
        """Return what a commit did to which files: ``A`` added, ``M`` changed, ``D`` deleted."""
        lines = self.git("show", "--format=", "--name-status", "--no-renames", commit).splitlines()
        return {path: status for status, _, path in (line.partition("\t") for line in lines)}

    def blobs(self) -> dict[str, dict[str, Any]]:
        """Return the files of the last commit, by their paths."""
        found = map(_BLOB.fullmatch, self.git("ls-tree", "-r", "-l", "HEAD").splitlines())
        return {
            match["path"]: {"path": match["path"], "type": "blob", "sha": match["sha"], "size": int(match["size"])}
            for match in found
            if match
        }

    def write(self, files: dict[str, str | None], message: str, author: str = AUTHOR) -> str:
        """Make one commit of files, each with its content in base64 or None if it is deleted, and return its id."""
        for path, content in files.items():
            file = self.folder / path
            if content is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(base64.b64decode(content))
        self.git("add", "--all", "--", *files)
        self.git("commit", "--quiet", "-m", message, f"--author={author}")
        return self.commits()[0]


class HostProtocol(Protocol):
    """What a kind of host is asked, and its answers."""

    @property
    def root(self) -> str:
        """What the paths of requests begin with, before that which is asked."""

    def answer(self, server: GitServer, method: str, path: str, query: dict[str, str], data: Any) -> Any:
        """Return the answer to a request: bytes as they are, all else as JSON. Raises RefusedError."""


class _Requests(BaseHTTPRequestHandler):
    def __init__(self, *arguments: Any, server_: GitServer) -> None:
        self.git_server = server_
        super().__init__(*arguments)

    def do_OPTIONS(self) -> None:
        self._send(204, None)

    def do_GET(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _answer(self, data: Any) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        try:
            if self.headers["Authorization"] != f"token {TOKEN}":
                raise RefusedError(401, "no such token")
            protocol, path = self.git_server.protocol, unquote(parts.path)
            answer = protocol.answer(self.git_server, self.command, path.removeprefix(protocol.root), query, data)
            self._send(201 if path.endswith("/contents") else 200, answer)
        except RefusedError as refused:
            self.git_server.refused.append(f"{refused.status} {refused}")
            self._send(refused.status, {"message": str(refused)})

    def _send(self, status: int, content: Any) -> None:
        body = content if isinstance(content, bytes) else b"" if content is None else json.dumps(content).encode()
        self.send_response(status)
        if self.headers["Origin"] == self.git_server.origin:
            self.send_header("Access-Control-Allow-Origin", self.git_server.origin)
            self.send_header("Access-Control-Allow-Headers", "Authorization, Content-Type")
        self.send_header("Content-Type", f"application/{'octet-stream' if isinstance(content, bytes) else 'json'}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the tests' output free of requests."""


@contextmanager
def git_server(folder: Path, protocol: HostProtocol) -> Iterator[GitServer]:
    """Run a server for the repository in ``folder`` until the block ends."""
    server = GitServer(folder, protocol)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Requests, server_=server)) as http:
        http.daemon_threads = True
        server.address = f"http://127.0.0.1:{http.server_port}"
        Thread(target=http.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            http.shutdown()
