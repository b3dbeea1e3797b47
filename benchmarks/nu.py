"""The Nu HTML checker over all pages of a built site: https://validator.github.io/validator."""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote, urlsplit


def check(jar: Path, folder: Path) -> list[str]:
    """Return a line for each kind of error in the pages below ``folder``: what it is, on how many pages, one of them.

    Raises RuntimeError with what Java says where the checker does not run.
    """
    command = [
        "java",
        "-Dfile.encoding=UTF-8",
        "-jar",
        str(jar),
        "--skip-non-html",
        "--errors-only",
        "--format",
        "json",
    ]
    done = subprocess.run([*command, str(folder)], check=False, capture_output=True, text=True, encoding="utf-8")
    try:
        messages = json.loads(done.stderr)["messages"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"the Nu HTML checker does not run: {done.stderr.strip()[-500:]}") from error
    pages: dict[str, set[str]] = defaultdict(set)
    for message in messages:
        file = Path(unquote(urlsplit(message.get("url", "")).path))
        shown = file.relative_to(folder.resolve()).as_posix() if file.is_relative_to(folder.resolve()) else str(file)
        pages[message["message"]].add(f"{shown}:{message.get('lastLine', 0)}")
    return [f"{text} ({len(seen)} places, as in {folder.name}/{min(seen)})" for text, seen in sorted(pages.items())]
