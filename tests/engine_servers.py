"""Servers on loopback that speak as DeepL, OpenAI and LibreTranslate do, and that fail as those may."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass
class Fault:
    """An answer that is none: a status with its headers, and a body."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    is_slow: bool = False
    """Whether it comes only once the server ends."""


@dataclass
class EngineServer:
    """A server: its address, what it was asked, and what it does before it answers as it should."""

    translate: Callable[[str], str]
    address: str = ""
    faults: list[Fault] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    glossaries: list[dict[str, Any]] = field(default_factory=list)
    is_over: Event = field(default_factory=Event)

    def answer(self, path: str, data: Any) -> Any:
        """Return the answer of the service whose address this is; raises KeyError for any other."""
        if path == "/v2/translate":
            return {"translations": [{"text": self.translate(text)} for text in data["text"]]}
        if path == "/v2/glossaries" and data is None:
            return {"glossaries": self.glossaries}
        if path == "/v2/glossaries":
            self.glossaries.append({"glossary_id": f"g{len(self.glossaries)}", "name": data["name"], "ready": True})
            return self.glossaries[-1]
        if path == "/v1/chat/completions":
            texts = json.loads(data["messages"][1]["content"])["texts"]
            rows = [{"id": row["id"], "text": self.translate(row["text"])} for row in texts]
            content = json.dumps({"translations": rows})
            return {"choices": [{"message": {"content": content}, "finish_reason": "stop"}]}
        if path == "/translate":
            return {"translatedText": [self.translate(text) for text in data["q"]]}
        raise KeyError(path)


@contextmanager
def engine_server(translate: Callable[[str], str], *faults: Fault) -> Iterator[EngineServer]:
    """Give a server that gives ``faults`` first, one for each request."""
    state = EngineServer(translate, faults=list(faults))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def do_GET(self) -> None:
            self._answer(None)

        def _answer(self, data: Any) -> None:
            state.asked.append((self.path, dict(self.headers), data))
            fault = state.faults.pop(0) if state.faults else None
            if fault and fault.is_slow:
                state.is_over.wait(30)
            body = fault.body if fault else json.dumps(state.answer(self.path, data)).encode("utf-8")
            self.send_response(fault.status if fault else 200)
            for name, value in (fault.headers if fault else {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        state.is_over.set()
        server.shutdown()
        server.server_close()
        thread.join()
