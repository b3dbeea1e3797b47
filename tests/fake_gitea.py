"""The API of Gitea and Forgejo, as far as the editor asks it, for a repository of fake_git_host.py."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fake_git_host import BRANCH, REPO, GitServer, RefusedError


@dataclass(frozen=True)
class Gitea:
    """A server of this version."""

    version: str
    root: str = "/api/v1/"

    @property
    def is_forgejo(self) -> bool:
        """Whether it is Forgejo, whose versions are higher."""
        return self.version.startswith("12")

    def answer(self, server: GitServer, method: str, path: str, query: dict[str, str], data: Any) -> Any:
        """Return the answer to a request. Raises RefusedError."""
        if (method, path) == ("GET", "version"):
            return {"version": self.version}
        for asked, pattern, function in _ROUTES:
            if asked == method and (match := re.fullmatch(pattern.format(repo=f"repos/{REPO}"), path)):
                if function is (_contents_of_gitea if self.is_forgejo else _contents_of_forgejo):
                    break
                return function(server, {**query, **match.groupdict()}, data)
        raise RefusedError(404, f"{method} {path}")


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
    known = server.blobs()
    return [_content(server, known[path]) for path in data["files"][:4]]


def _contents_of_forgejo(server: GitServer, asked: dict[str, str], _: Any) -> Any:
    wanted = asked["shas"].split(",")[:4]
    by_sha = {blob["sha"]: _content(server, blob) for blob in server.blobs().values()}
    return [{key: by_sha[sha][key] for key in ("sha", "size", "encoding", "content")} for sha in wanted]


def _media(server: GitServer, asked: dict[str, str], _: Any) -> Any:
    return (server.folder / asked["path"]).read_bytes()


def _change(server: GitServer, _: dict[str, str], data: Any) -> Any:
    if data["branch"] != BRANCH:
        raise RefusedError(404, data["branch"])
    known = server.blobs()
    for change in data["files"]:
        _check(change, known)
    author = f"{data['author']['name']} <{data['author']['email']}>"
    files = {change["path"]: None if change["operation"] == "delete" else change["content"] for change in data["files"]}
    commit = {"sha": server.write(files, data["message"], author), "created": datetime.now(tz=UTC).isoformat()}
    now = server.blobs()
    return {"commit": commit, "files": [now.get(path) for path in files]}


def _check(change: dict[str, Any], known: dict[str, dict[str, Any]]) -> None:
    operation, path = change["operation"], change["path"]
    if operation == "create" and path in known:
        raise RefusedError(422, f"{path} is there already")
    if operation != "create" and change.get("sha") != known.get(path, {}).get("sha"):
        raise RefusedError(409, f"{path} has changed")


def _history(server: GitServer, asked: dict[str, str], _: Any) -> Any:
    shas = server.git("log", "--format=%H", "--", asked["path"]).split()
    person = {"name": "An Author", "email": "author@example.org", "date": datetime.now(tz=UTC).isoformat()}
    return [{"sha": sha, "commit": {"author": person}, "created": person["date"]} for sha in shas]


_Answer = Callable[[GitServer, dict[str, str], Any], Any]
_ROUTES: list[tuple[str, str, _Answer]] = [
    ("GET", "user", _user),
    ("GET", "settings/api", _limits),
    ("GET", "{repo}", _repository),
    ("GET", f"{{repo}}/branches/{BRANCH}", _branch),
    ("GET", r"{repo}/git/trees/(?P<commit>\w+)", _tree),
    ("GET", "{repo}/git/blobs", _contents_of_forgejo),
    ("POST", "{repo}/file-contents", _contents_of_gitea),
    ("POST", "{repo}/contents", _change),
    ("GET", "{repo}/commits", _history),
    ("GET", f"{{repo}}/media/{BRANCH}/(?P<path>.+)", _media),
]
"""What is asked, below ``/api/v1/``, and what answers it."""
