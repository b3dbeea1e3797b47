"""A server of Gitea or Forgejo on a loopback port, as far as the editor asks one: a folder with Git behind its API."""

import base64
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

REPO, BRANCH, TOKEN = "owner/help", "main", "a-token-of-an-author"
_BLOB = re.compile(r"\S+ blob (?P<sha>\S+) +(?P<size>\d+)\t(?P<path>.+)")


class RefusedError(Exception):
    """A request that the server does not do, with its status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass
class GitServer:
    """One repository: its folder, what the server calls its version, and who was let in."""

    folder: Path
    version: str
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

    def answer(self, method: str, path: str, query: dict[str, str], data: Any) -> Any:
        """Return the answer to a request. Raises RefusedError."""
        for asked, pattern, function in _ROUTES:
            if asked == method and (match := re.fullmatch(pattern.format(repo=f"repos/{REPO}"), path)):
                return function(self, {**query, **match.groupdict()}, data)
        raise RefusedError(404, f"{method} {path}")

    def write(self, files: list[dict[str, Any]], message: str, author: dict[str, str]) -> dict[str, Any]:
        """Make one commit of changes to files."""
        known = self.blobs()
        for change in files:
            self._check(change, known)
        for change in files:
            file = self.folder / change["path"]
            if change["operation"] == "delete":
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(base64.b64decode(change["content"]))
        self.git("add", "--all", "--", *(change["path"] for change in files))
        self.git("commit", "--quiet", "-m", message, f"--author={author['name']} <{author['email']}>")
        now = self.blobs()
        commit = {"sha": self.commits()[0], "created": datetime.now(tz=UTC).isoformat()}
        return {"commit": commit, "files": [now.get(change["path"]) for change in files]}

    @staticmethod
    def _check(change: dict[str, Any], known: dict[str, dict[str, Any]]) -> None:
        operation, path = change["operation"], change["path"]
        if operation == "create" and path in known:
            raise RefusedError(422, f"{path} is there already")
        if operation != "create" and change.get("sha") != known.get(path, {}).get("sha"):
            raise RefusedError(409, f"{path} has changed")


def _user(_: GitServer, __: dict[str, str], ___: Any) -> Any:
    own = {"id": 1, "login": "author", "full_name": "An Author", "email": "author@example.org"}
    return {**own, "avatar_url": "", "html_url": ""}


def _repository(_: GitServer, __: dict[str, str], ___: Any) -> Any:
    return {"default_branch": BRANCH, "permissions": {"admin": False, "push": True, "pull": True}}


def _branch(server: GitServer, _: dict[str, str], __: Any) -> Any:
    return {"commit": {"id": server.commits()[0], "message": "Begin"}}


def _tree(server: GitServer, asked: dict[str, str], _: Any) -> Any:
    if asked["commit"] != server.commits()[0]:
        raise RefusedError(404, asked["commit"])
    return {"tree": list(server.blobs().values()), "truncated": False}


def _limits(_: GitServer, __: dict[str, str], ___: Any) -> Any:
    return {"default_paging_num": 4, "max_response_items": 50, "default_max_blob_size": 10_485_760}


def _content(server: GitServer, blob: dict[str, Any]) -> dict[str, Any]:
    content = base64.b64encode((server.folder / blob["path"]).read_bytes()).decode()
    return {**blob, "encoding": "base64", "content": content}


def _contents_of_gitea(server: GitServer, _: dict[str, str], data: Any) -> Any:
    if server.version.startswith("12"):
        raise RefusedError(404, "file-contents")
    known = server.blobs()
    return [_content(server, known[path]) for path in data["files"][:4]]


def _contents_of_forgejo(server: GitServer, asked: dict[str, str], _: Any) -> Any:
    if not server.version.startswith("12"):
        raise RefusedError(404, "git/blobs")
    wanted = asked["shas"].split(",")[:4]
    by_sha = {blob["sha"]: _content(server, blob) for blob in server.blobs().values()}
    return [{key: by_sha[sha][key] for key in ("sha", "size", "encoding", "content")} for sha in wanted]


def _change(server: GitServer, _: dict[str, str], data: Any) -> Any:
    if data["branch"] != BRANCH:
        raise RefusedError(404, data["branch"])
    return server.write(data["files"], data["message"], data["author"])


def _history(server: GitServer, asked: dict[str, str], _: Any) -> Any:
    shas = server.git("log", "--format=%H", "--", asked["path"]).split()
    person = {"name": "An Author", "email": "author@example.org", "date": datetime.now(tz=UTC).isoformat()}
    return [{"sha": sha, "commit": {"author": person}, "created": person["date"]} for sha in shas]


_Answer = Callable[[GitServer, dict[str, str], Any], Any]
_ROUTES: list[tuple[str, str, _Answer]] = [
    ("GET", "version", lambda server, _, __: {"version": server.version}),
    ("GET", "user", _user),
    ("GET", "settings/api", _limits),
    ("GET", "{repo}", _repository),
    ("GET", f"{{repo}}/branches/{BRANCH}", _branch),
    ("GET", r"{repo}/git/trees/(?P<commit>\w+)", _tree),
    ("GET", "{repo}/git/blobs", _contents_of_forgejo),
    ("POST", "{repo}/file-contents", _contents_of_gitea),
    ("POST", "{repo}/contents", _change),
    ("GET", "{repo}/commits", _history),
]
"""What is asked, below ``/api/v1/``, and what answers it."""


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
            path = unquote(parts.path).removeprefix("/api/v1/")
            answer = self.git_server.answer(self.command, path, query, data)
            self._send(201 if path.endswith("/contents") else 200, answer)
        except RefusedError as refused:
            self.git_server.refused.append(f"{refused.status} {refused}")
            self._send(refused.status, {"message": str(refused)})

    def _send(self, status: int, content: Any) -> None:
        body = b"" if content is None else json.dumps(content).encode()
        self.send_response(status)
        if self.headers["Origin"] == self.git_server.origin:
            self.send_header("Access-Control-Allow-Origin", self.git_server.origin)
            self.send_header("Access-Control-Allow-Headers", "Authorization, Content-Type")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the tests' output free of requests."""


@contextmanager
def git_server(folder: Path, version: str) -> Iterator[GitServer]:
    """Run a server for the repository in ``folder`` until the block ends."""
    server = GitServer(folder, version)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Requests, server_=server)) as http:
        http.daemon_threads = True
        server.address = f"http://127.0.0.1:{http.server_port}"
        Thread(target=http.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            http.shutdown()
