"""The API of GitHub, REST and GraphQL, as far as the editor asks it, for a repository of fake_git_host.py.

Of GraphQL it knows the queries that the editor sends and no others; it does not read the language.
"""

import json
import re
from datetime import UTC, datetime
from typing import Any

from fake_git_host import AUTHOR, BRANCH, REPO, GitServer, RefusedError

_STRING = r'("(?:[^"\\]|\\.)*")'
_BLOB = re.compile(rf"(?P<alias>\w+):\s+object\(oid: {_STRING}\) \{{ \.\.\. on Blob")
_HISTORY = re.compile(rf"(?P<alias>\w+):\s+ref\(qualifiedName: \$branch\) .*?history\(first: \d+, path: {_STRING}\)")
_FILE = re.compile(rf"(?P<alias>file_\d+): file\(path: {_STRING}\)")


class GitHub:
    """GitHub, or a server of a company's own."""

    root = "/api/"

    def answer(self, server: GitServer, method: str, path: str, query: dict[str, str], data: Any) -> Any:
        """Return the answer to a request. Raises RefusedError."""
        if (method, path) == ("POST", "graphql"):
            return {"data": _graphql(server, data["query"], data["variables"])}
        repo = f"v3/repos/{REPO}"
        if method == "GET" and path == "v3/user":
            return {"id": 1, "login": "author", "name": "An Author", "email": "", "avatar_url": "", "html_url": ""}
        if method == "GET" and path == f"{repo}/collaborators/author":
            return b""
        if method == "GET" and path == f"{repo}/git/trees/{server.commits()[0]}" and query == {"recursive": "1"}:
            return {"tree": list(server.blobs().values()), "truncated": False}
        if method == "GET" and path.startswith(f"{repo}/git/blobs/"):
            return _blobs(server)[path.rpartition("/")[2]]
        raise RefusedError(404, f"{method} {path}")


def _graphql(server: GitServer, query: str, given: dict[str, Any]) -> Any:
    """Return what a query asks for. Raises RefusedError."""
    if "createCommitOnBranch" in query:
        return {"createCommitOnBranch": {"commit": _commit(server, query, given["input"])}}
    if f"{given['owner']}/{given['repo']}" != REPO or given.get("branch", BRANCH) != BRANCH:
        raise RefusedError(404, f"{given}")
    return {"repository": _repository(server, query)}


def _repository(server: GitServer, query: str) -> Any:
    if "defaultBranchRef" in query:
        return {"defaultBranchRef": {"name": BRANCH}}
    if found := _BLOB.findall(query):
        blobs = _blobs(server)
        return {alias: {"text": blobs[json.loads(sha)].decode(), "isTruncated": False} for alias, sha in found}
    if found := _HISTORY.findall(query):
        return {alias: {"target": _history(server, json.loads(path))} for alias, path in found}
    if "history(first: 1)" in query or "... on Commit { oid }" in query:
        return {"ref": {"target": {"oid": server.commits()[0], **_history(server)}}}
    if "checkSuites" in query:
        return {}  # no other service has looked at a commit
    raise RefusedError(400, query)


def _commit(server: GitServer, query: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Make a commit, which GitHub signs and gives the name of who asks."""
    if asked["branch"] != {"repositoryNameWithOwner": REPO, "branchName": BRANCH}:
        raise RefusedError(404, str(asked["branch"]))
    if asked["expectedHeadOid"] != server.commits()[0]:
        raise RefusedError(409, "the branch has moved")
    changes = asked["fileChanges"]
    files: dict[str, str | None] = {each["path"]: each["contents"] for each in changes["additions"]}
    files |= {each["path"]: None for each in changes["deletions"]}
    commit = server.write(files, asked["message"]["headline"], AUTHOR)
    now = server.blobs()
    made = {alias: {"oid": now[json.loads(path)]["sha"]} for alias, path in _FILE.findall(query)}
    return {"oid": commit, "committedDate": datetime.now(tz=UTC).isoformat(), **made}


def _history(server: GitServer, path: str = ".") -> dict[str, Any]:
    name, _, email = AUTHOR.rstrip(">").partition(" <")
    user = {"id": 1, "login": "author"}
    author = {"name": name, "email": email, "avatarUrl": "", "user": user}
    lines = server.git("log", "--format=%H %cI %s", "--", path).splitlines()
    commits = [line.split(" ", 2) for line in lines]
    nodes = [{"oid": sha, "committedDate": day, "message": words, "author": author} for sha, day, words in commits]
    return {"history": {"nodes": nodes}}


def _blobs(server: GitServer) -> dict[str, bytes]:
    return {blob["sha"]: (server.folder / path).read_bytes() for path, blob in server.blobs().items()}
