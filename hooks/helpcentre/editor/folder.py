"""The folder of the editor, to be published on an address of its own or opened on an author's machine."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.editor.package import SCRIPT

_CONFIG, _PAGE, _HEADERS = "config.json", "index.html", "_headers"
_HTML = """\
<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="{policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>Editor</title>
    <link rel="cms-config-url" type="application/json" href="{config}">
  </head>
  <body>
    <script src="{script}"></script>
  </body>
</html>
"""


def policy(hosts: Sequence[str]) -> str:
    """Return the security policy of the editor, which talks to its own host and to ``hosts``; it styles itself."""
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "media-src": "'self' blob:",
        "font-src": "'self' data:",
        "connect-src": " ".join(("'self'", "data:", "blob:", *hosts)),
        "frame-src": "'self' blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def write_editor(
    folder: Path, package: Mapping[str, bytes], configuration: Mapping[str, Any], hosts: Sequence[str]
) -> None:
    """Write the editor into ``folder``, in place of an earlier one.

    Raises HelpcentreError where something else is there.
    """
    if folder.exists() and not (folder / SCRIPT).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise HelpcentreError("there is something else already", fix="name another folder", file=str(folder))
    sent = f"{policy(hosts)}; frame-ancestors 'none'"
    texts = {
        _CONFIG: json.dumps(configuration, ensure_ascii=False, indent=2) + "\n",
        _PAGE: _HTML.format(policy=policy(hosts), config=_CONFIG, script=SCRIPT),
        _HEADERS: f"/*\n  Content-Security-Policy: {sent}\n  X-Robots-Tag: noindex\n  Referrer-Policy: no-referrer\n",
    }
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".editor-") as scratch:
        made = Path(scratch) / "editor"
        made.mkdir()
        for name, content in {**package, **{name: text.encode("utf-8") for name, text in texts.items()}}.items():
            (made / name).write_bytes(content)
        if folder.exists():
            shutil.rmtree(folder)
        made.rename(folder)
