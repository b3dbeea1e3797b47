"""The folder of the editor, to be published on an address of its own or opened on an author's machine."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.editor.package import SCRIPT
from helpcentre.util.files import behind_links, make_folder, write_files

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
    """Write the editor into ``folder``, in place of an earlier one; what others have put beside that stays.

    Raises HelpcentreError where something else is there, or where it cannot be written.
    """
    if folder.exists() and not (folder / SCRIPT).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise HelpcentreError("there is something else already", fix="name another folder", file=str(folder))
    place = behind_links(folder)
    sent = f"{policy(hosts)}; frame-ancestors 'none'"
    contents: dict[str, str | bytes] = {
        **package,
        _CONFIG: json.dumps(configuration, ensure_ascii=False, indent=2) + "\n",
        _PAGE: _HTML.format(policy=policy(hosts), config=_CONFIG, script=SCRIPT),
        _HEADERS: f"/*\n  Content-Security-Policy: {sent}\n  X-Robots-Tag: noindex\n  Referrer-Policy: no-referrer\n",
    }
    is_new = not place.exists()
    try:
        make_folder(place)
        write_files({place / name: content for name, content in contents.items()}, folder=place)
    except (HelpcentreError, OSError):
        if is_new:
            with suppress(OSError):
                place.rmdir()
        raise
