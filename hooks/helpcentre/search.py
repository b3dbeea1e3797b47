"""The search index: one for each language, made by Pagefind from the pages as they were written."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path

from helpcentre.problems import HelpcentreError

FOLDER = "pagefind"
"""Where the index stands, below the site."""

# Pagefind also writes ready-made user interfaces; the site has its own.
_UNUSED = ("*-ui.js", "*-ui.css", "pagefind-highlight.js")


def write_index(site_dir: Path, *, keep_index_names: bool) -> None:
    """Index the pages below ``site_dir`` and write the index there; raises HelpcentreError where Pagefind fails.

    A page is found if a template put ``data-pagefind-body`` on its text. Pagefind makes one index for each
    ``<html lang>`` and lets the browser load only that of the page it is on. Results lead to ``folder/``, or with
    ``keep_index_names`` to ``folder/index.html``.
    """
    folder = site_dir / FOLDER
    command = [sys.executable, "-m", "pagefind", "--site", str(site_dir), "--output-path", str(folder)]
    command += ["--quiet", *(["--keep-index-url"] if keep_index_names else [])]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", errors="replace")
    if done.returncode != 0 or not folder.is_dir():
        reason = " ".join((done.stderr or done.stdout).split())[-300:]
        raise HelpcentreError(f"Pagefind made no index: {reason}", fix="run: python -m pagefind --help")
    for pattern in _UNUSED:
        for file in folder.glob(pattern):
            file.unlink()
    _sort_entry(folder / "pagefind-entry.json")


def wrap_for_disk(site_dir: Path) -> None:
    """Replace each file of the index by a script that hands its bytes over.

    A page opened from disk may load neighbours as classic scripts, but not fetch them.
    """
    folder = site_dir / FOLDER
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        name = file.relative_to(folder).as_posix()
        content = base64.b64encode(file.read_bytes()).decode("ascii")
        script = f"helpcentreFile({json.dumps(name)}, {json.dumps(content)});\n"
        file.with_name(f"{file.name}.js").write_text(script, encoding="utf-8", newline="\n")
        file.unlink()


def _sort_entry(file: Path) -> None:
    """Write the list of languages in one order: Pagefind's own changes from run to run."""
    entry = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), encoding="utf-8")
