"""A Firefox to look at the bundle with, driven over WebDriver BiDi, for which it needs no other program.

See https://w3c.github.io/webdriver-bidi/.
"""

import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from programs import find_firefox

# No first-run pages and updates; every request leaves through a proxy on a port where nothing listens.
_PREFERENCES = {
    "app.normandy.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    # How long after a key or a click a page may write to the clipboard, in milliseconds: 5 s are short on a busy one.
    "dom.user_activation.transient.timeout": 600_000,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.allow_hijacking_localhost": True,
    "network.dns.disabled": True,
    "security.fileuri.strict_origin_policy": True,
}

# What WebDriver calls keys that write nothing: https://w3c.github.io/webdriver/#keyboard-actions.
_KEYS = {
    "Control": "\ue009",
    "Enter": "\ue006",
    "Escape": "\ue00c",
    "Tab": "\ue004",
    "ArrowDown": "\ue015",
    "Shift": "\ue008",
    "PageDown": "\ue00f",
}


class Tab:
    """A tab, and all that its pages asked for and complained of."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._number = 0
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._call("session.new", capabilities={})
        self._call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self._context = self._call("browsingContext.getTree")["contexts"][0]["context"]
        self._target = {"target": {"context": self._context}, "awaitPromise": True}

    def go(self, url: str) -> None:
        """Open a page and wait until all of it is loaded."""
        self._call("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, after what it promises has come."""
        found = self._call("script.evaluate", expression=expression, **self._target)
        assert found["type"] == "success", found
        return found["result"].get("value")

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as Enter or a letter, with Control+ before one that is held with it."""
        actions: list[dict[str, str]] = []
        for key in keys:
            held = [_KEYS.get(name, name) for name in key.split("+")] if len(key) > 1 else [key]
            actions += [{"type": "keyDown", "value": value} for value in held]
            actions += [{"type": "keyUp", "value": value} for value in reversed(held)]
        self._call("input.performActions", context=self._context, actions=[_keyboard(actions)])

    def wait_for(self, expression: str, seconds: float = 30) -> None:
        """Wait until a JavaScript expression holds, on this page or one it leads to, for at most so many seconds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            # Between two pages there is nothing to ask.
            answer = self._send("script.evaluate", expression=expression, **self._target)
            if answer.get("result", {}).get("result", {}).get("value"):
                return
            time.sleep(0.02)
        raise AssertionError(expression)

    def _call(self, method: str, **params: Any) -> dict[str, Any]:
        answer = self._send(method, **params)
        assert answer["type"] == "success", answer
        result: dict[str, Any] = answer["result"]
        return result

    def _send(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            message: dict[str, Any] = json.loads(self._socket.recv(timeout=60))
            if message.get("id") == self._number:
                return message
            self._note(message)

    def _note(self, event: dict[str, Any]) -> None:
        params = event.get("params", {})
        if event.get("method") == "network.beforeRequestSent":
            self.requests.append(params["request"]["url"])
        if event.get("method") == "log.entryAdded" and params["level"] in ("error", "warn"):
            self.complaints.append(f"{params['text']} ({params.get('source', {})})")


def _keyboard(actions: list[dict[str, str]]) -> dict[str, Any]:
    return {"type": "key", "id": "keyboard", "actions": actions}


@contextmanager
def firefox_tab(profile: Path, *, is_local: bool = False) -> Iterator[Tab]:
    """Start Firefox with a new ``profile`` folder and yield its tab, which may ask this machine if ``is_local``."""
    path = find_firefox()
    assert path, "no Firefox: run make test, which installs one"
    profile.mkdir()
    preferences = _PREFERENCES | ({"network.proxy.allow_hijacking_localhost": False} if is_local else {})
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [path, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    said = profile / "said.txt"
    with said.open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "HOME": str(profile)})
    try:
        # Without pings: their thread draws random numbers, which a property test beside it takes for its own.
        with connect(f"{_address(said)}/session", max_size=None, proxy=None, ping_interval=None) as socket:
            yield Tab(socket)
    finally:
        process.terminate()
        process.wait()


def _address(said: Path) -> str:
    """Return the address that Firefox says it listens on, within a minute."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if match := re.search(r"ws://\S+", said.read_text(encoding="utf-8", errors="replace")):
            return match[0]
        time.sleep(0.05)
    raise AssertionError(said.read_text(encoding="utf-8", errors="replace"))
