"""Pagefind run as a service: records go in and the files of an index come out, with no file in between.

It speaks as Pagefind's own packages for Python and Node do (https://pagefind.app/docs/py-api/): JSON in Base64, a comma
after each message. Those wait for an answer before they send the next record, which takes longer than to index it.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from typing import IO, Any

from helpcentre.diagnostics.problem import HelpcentreError

_END = b","
_LAST = 0
"""The number of the request for the files; those before it count from 1."""


@dataclass(frozen=True)
class Record:
    """One thing to be found: where it leads, its text, data that is searched too, and what it is filtered by.

    ``weight`` is what a word of the text counts beside one of an ordinary record.
    """

    url: str
    text: str
    meta: Mapping[str, str]
    filters: Mapping[str, Sequence[str]]
    weight: float = 1


def index_files(code: str, records: Iterable[Record]) -> dict[str, bytes]:
    """Return the files of an index of records in a language by their name; the records may be made meanwhile.

    Equal records in an equal order give equal files. Raises HelpcentreError where Pagefind fails.
    """
    from pagefind.service import get_executable  # noqa: PLC0415  # slow to load, and needed only where there is work

    command = [str(get_executable() or "pagefind"), "--service"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as service:
        assert service.stdin is not None
        assert service.stdout is not None
        with ThreadPoolExecutor(1) as feeder:
            feeding = feeder.submit(_send, service.stdin, code, records)
            try:
                errors, files = _said(service.stdout)
            finally:
                service.kill()  # it has said all, or this has failed; whoever still feeds it would wait for ever
            with suppress(BrokenPipeError):
                feeding.result()
                service.stdin.close()
    if errors or not files:
        reason = " ".join(errors[0].split())[-300:] if errors else f"it ended with status {service.returncode}"
        raise HelpcentreError(f"Pagefind made no index: {reason}", fix="run: python -m pagefind --help")
    return {file["path"]: base64.b64decode(file["content"]) for file in files}


def _send(service: IO[bytes], code: str, records: Iterable[Record]) -> None:
    try:
        for number, request in enumerate(_requests(code, records), start=_LAST + 1):
            _write(service, number, request)
        _write(service, _LAST, {"type": "GetFiles", "index_id": 0})
        service.flush()
    except Exception:
        with suppress(BrokenPipeError):
            service.close()  # Pagefind ends then, and nobody waits for what it will not say
        raise


def _write(service: IO[bytes], number: int, request: Mapping[str, object]) -> None:
    message = json.dumps({"message_id": number, "payload": request}, ensure_ascii=False)
    service.write(base64.b64encode(message.encode("utf-8")) + _END)


def _requests(code: str, records: Iterable[Record]) -> Iterator[dict[str, object]]:
    yield {"type": "NewIndex", "config": None}
    for record in records:
        yield {
            "index_id": 0,
            "url": record.url,
            **(_as_file(record, code) if record.weight != 1 else _plain(record, code)),
        }


def _plain(record: Record, code: str) -> dict[str, object]:
    given = {"meta": record.meta, "filters": record.filters, "sort": None}
    return {"type": "AddRecord", "content": record.text, "language": code.lower(), **given}


def _as_file(record: Record, code: str) -> dict[str, object]:
    """Return a record as HTML, which alone can have weights (https://pagefind.app/docs/weighting/)."""
    filters = [(name, value) for name, values in record.filters.items() for value in values]
    data = [("meta", name, value) for name, value in record.meta.items()]
    data += [("filter", name, value) for name, value in filters]
    head = "".join(
        f'<meta data-pagefind-{kind}="{name}[content]" content="{escape(value)}">' for kind, name, value in data
    )
    body = f'<body data-pagefind-body data-pagefind-weight="{record.weight:g}">{escape(record.text)}</body>'
    html = f'<!doctype html><html lang="{code}"><head>{head}</head>{body}</html>'
    return {"type": "AddFile", "file_path": None, "file_contents": html}


def _said(service: IO[bytes]) -> tuple[list[str], list[dict[str, str]]]:
    """Return the errors that were told, and the files."""
    errors, files = [], list[dict[str, str]]()
    for answer in _answers(service):
        payload = answer["payload"]
        if payload["type"] == "Error":
            errors.append(str(payload["message"]))
        elif payload["type"] == "GetFiles":
            files = payload["files"]
        if answer.get("message_id") == _LAST:
            break
    return errors, files


def _answers(service: IO[bytes]) -> Iterator[dict[str, Any]]:
    begun: list[bytes] = []
    while data := service.read1(1 << 20):  # type: ignore[attr-defined]  # pipes are buffered
        *ends, rest = data.split(_END)
        for end in ends:
            yield json.loads(base64.b64decode(b"".join([*begun, end])))
            begun = []
        begun.append(rest)
