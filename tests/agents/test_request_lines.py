"""Lines that are no requests: each is answered by an error, and the server goes on."""

import asyncio
import io
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mcp.types import INVALID_PARAMS, INVALID_REQUEST, METHOD_NOT_FOUND, PARSE_ERROR

from helpcentre.agents.request_lines import MOST_BYTES, RequestLines, refusal
from support import Project


def message(**fields: object) -> bytes:
    return json.dumps({"jsonrpc": "2.0", **fields}).encode("utf-8")


def called(number: int, **params: object) -> bytes:
    return message(id=number, method="tools/call", params=params)


_REFUSED: list[tuple[bytes, object, int]] = [
    (b"no json", None, PARSE_ERROR),
    (b"\xff\xfe\x00", None, PARSE_ERROR),
    (b"\0", None, PARSE_ERROR),
    (b"[" * 100_000, None, PARSE_ERROR),
    (b'{"id": 3, ', None, PARSE_ERROR),
    (b"{}", None, INVALID_REQUEST),
    (b"[]", None, INVALID_REQUEST),
    (b"null", None, INVALID_REQUEST),
    (b"1e400", None, INVALID_REQUEST),
    (b"[" + message(id=4, method="ping") + b"]", None, INVALID_REQUEST),
    (b'{"jsonrpc": "1.0", "id": 5, "method": "ping"}', 5, INVALID_REQUEST),
    (message(id="six", method=5), "six", INVALID_REQUEST),
    (message(id=7, method="tools/call", params=[]), 7, INVALID_REQUEST),
    (message(id=8, method="\ud800"), 8, INVALID_REQUEST),
    (message(id="\ud800", method="ping"), None, INVALID_REQUEST),
    (message(id={}, method="ping"), None, INVALID_REQUEST),
    (message(id=None, method="ping"), None, INVALID_REQUEST),
    (message(id=True, method="ping"), None, INVALID_REQUEST),
    (message(id=1.5, method="ping"), None, INVALID_REQUEST),
    (message(id=9, method="x" * 5_000_000), None, INVALID_REQUEST),
]
_ANSWERED: list[tuple[bytes, object, int]] = [
    (message(id=10, method="nope"), 10, METHOD_NOT_FOUND),
    (message(id=11, method="tools/call"), 11, INVALID_PARAMS),
    (called(12, name=5), 12, INVALID_PARAMS),
]


@pytest.mark.parametrize(("line", "name", "code"), _REFUSED)
def test_line_that_is_no_message_is_answered(line: bytes, name: object, code: int) -> None:
    answer = refusal(line)
    assert answer
    assert (answer.id, answer.error.code) == (name, code)


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_line_of_any_bytes_is_a_message_or_answered(line: bytes) -> None:
    answer = refusal(line)
    assert answer is None or answer.error.code in (PARSE_ERROR, INVALID_REQUEST)


def test_line_without_an_end_is_answered_once_and_what_follows_is_read() -> None:
    ping = message(id=1, method="ping") + b"\n"
    answers: list[Any] = []

    async def send(answer: object) -> None:
        answers.append(answer)

    async def read() -> list[str]:
        stream = io.BytesIO(b"x" * (3 * MOST_BYTES + 5) + b"\n" + ping + b"y" * (2 * MOST_BYTES))
        return [line async for line in RequestLines(stream, send)]

    with ThreadPoolExecutor() as threads:  # this one may have the loop of the browser tests
        assert threads.submit(asyncio.run, read()).result() == [ping.decode()]
    assert len(answers) == 2


def test_server_answers_each_hostile_line_and_goes_on(small_site: Project) -> None:
    begin = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}
    lines = [
        message(id=0, method="initialize", params=begin),
        message(method="notifications/initialized"),
        *(line for line, _, _ in [*_REFUSED, *_ANSWERED]),
        b"",
        message(id=13, result={}),
        message(method="notifications/cancelled", params={"requestId": []}),
        called(14, name="nope", arguments={}),
        called(15, name="search", arguments={"query": 5, "language": []}),
        called(16, name="get_article", arguments={"path": "../../../../etc/passwd", "language": "en"}),
        called(17, name="get_reply", arguments={"path": "a.md", "language": "en", "channel": "fax"}),
        message(id=18, method="ping"),
    ]
    command = [sys.executable, "-m", "helpcentre", "mcp", str(small_site.folder / "site")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        assert server.stdin
        assert server.stdout
        assert server.stderr
        server.stdin.write(b"\n".join(lines) + b"\n")
        server.stdin.flush()
        wanted = len(_REFUSED) + len(_ANSWERED) + 6
        answers = [json.loads(line) for _, line in zip(range(wanted), server.stdout, strict=False)]
        server.stdin.close()
        assert b"Traceback" not in server.stderr.read()
    assert server.returncode == 0
    errors = sorted((str(each["id"]), each["error"]["code"]) for each in answers if "error" in each)
    assert errors == sorted((str(name), code) for _, name, code in [*_REFUSED, *_ANSWERED])
    results = {each["id"]: each["result"] for each in answers if "result" in each}
    assert [results[number]["isError"] for number in (14, 15, 16, 17)] == [True] * 4
    assert "no page" in results[16]["content"][0]["text"]
    assert results[18] == {}
