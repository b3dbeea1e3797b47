"""Pagefind run as a service: documents go in and the files of an index come out, with no file in between.

It speaks as Pagefind's own packages for Python and Node do (https://pagefind.app/docs/py-api/): JSON in Base64, a comma
after each message. Those wait for an answer before they send the next document, which takes longer than to index it.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from typing import IO, Any

from helpcentre.problems import HelpcentreError

_END = b","


def index_files(documents: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files of an index of HTML documents, which are given by their path, by their name.

    Equal documents in an equal order give equal files. Raises HelpcentreError where Pagefind fails.
    """
    from pagefind.service import get_executable  # noqa: PLC0415  # slow to load, and needed only where there is work

    command = [str(get_executable() or "pagefind"), "--service"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as service:
        assert service.stdin is not None
        assert service.stdout is not None
        with ThreadPoolExecutor(1) as feeder:
            feeding = feeder.submit(_send, service.stdin, documents)
            try:
                answers = list(islice(_answers(service.stdout), len(documents) + 2))
            finally:
                service.kill()  # it has said all, or this has failed; whoever still feeds it would wait for ever
            feeding.exception()
            with suppress(BrokenPipeError):
                service.stdin.close()
    errors = [str(answer["message"]) for answer in answers if answer["type"] == "Error"]
    found = [answer["files"] for answer in answers if answer["type"] == "GetFiles"]
    if errors or not found:
        reason = " ".join(errors[0].split())[-300:] if errors else f"it ended with status {service.returncode}"
        raise HelpcentreError(f"Pagefind made no index: {reason}", fix="run: python -m pagefind --help")
    return {file["path"]: base64.b64decode(file["content"]) for file in found[0]}


def _send(service: IO[bytes], documents: Mapping[str, str]) -> None:
    for number, request in enumerate(_requests(documents)):
        message = json.dumps({"message_id": number, "payload": request})
        service.write(base64.b64encode(message.encode("utf-8")) + _END)
    service.flush()


def _requests(documents: Mapping[str, str]) -> Iterator[dict[str, object]]:
    yield {"type": "NewIndex", "config": None}
    for path, html in documents.items():
        yield {"type": "AddFile", "index_id": 0, "url": None, "file_path": path, "file_contents": html}
    yield {"type": "GetFiles", "index_id": 0}


def _answers(service: IO[bytes]) -> Iterator[dict[str, Any]]:
    begun: list[bytes] = []
    while data := service.read1(1 << 20):  # type: ignore[attr-defined]  # pipes are buffered
        *ends, rest = data.split(_END)
        for end in ends:
            yield json.loads(base64.b64decode(b"".join([*begun, end])))["payload"]
            begun = []
        begun.append(rest)
