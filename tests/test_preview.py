"""The live preview, as an author has it beside the editor."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from support import ROOT, Project


@dataclass(frozen=True)
class Preview:
    """``mkdocs serve`` in a project, and what it has said so far."""

    address: str
    said: Path

    def shows(self, page: str, text: str) -> None:
        """Wait until a page shows a text."""
        _wait_for(lambda: text in self.page(page), f"{page} shows {text!r}", self.said)

    def says(self, text: str) -> None:
        """Wait until the terminal shows a text."""
        _wait_for(lambda: text in self.output, f"said {text!r}", self.said)

    @property
    def output(self) -> str:
        """All that the terminal shows."""
        return self.said.read_text(encoding="utf-8")

    def page(self, page: str) -> str:
        """Return what stands at an address, or nothing."""
        try:
            with urlopen(self.address + page, timeout=10) as answer:
                return str(answer.read().decode("utf-8"))
        except (HTTPError, URLError, OSError):  # it is not there yet
            return ""


@pytest.fixture
def preview(small: Project, tmp_path: Path) -> Iterator[Preview]:
    """The preview of the small help centre."""
    (small.folder / "overrides").unlink()  # a link to what is not to be changed
    shutil.copytree(ROOT / "overrides", small.folder / "overrides")
    said = tmp_path / "said.txt"
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{found.getsockname()[1]}"
    # Where the tests are run in the background, SIGINT is ignored, and by what they start too.
    start = "from signal import *; signal(SIGINT, default_int_handler); from mkdocs.__main__ import cli; cli()"
    command = [sys.executable, "-c", start, "serve", "--livereload", "--dev-addr", address]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with said.open("wb") as log:
        process = subprocess.Popen(command, cwd=small.folder, stdout=log, stderr=log, env=environment)
    try:
        shown = Preview(f"http://{address}/", said)
        shown.says("Serving on")
        yield shown
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0, said.read_text(encoding="utf-8")
    assert "Traceback" not in said.read_text(encoding="utf-8")


def test_a_page_is_shown_and_then_told_its_faults(small: Project, preview: Preview) -> None:
    small.edit("docs/en/topic/second.md", "[Back](first.md)", "[Back](first.md#gone)")
    preview.shows("en/topic/second/", "first/#gone")
    preview.says("docs/en/topic/second.md:12: anchor-missing")
    small.edit("docs/en/topic/second.md", "first.md#gone", "first.md")
    preview.shows("en/topic/second/", 'href="../first/">Back')
    assert preview.output.count("anchor-missing") == 1


def test_pages_come_and_go(small: Project, preview: Preview) -> None:
    file = small.folder / "docs" / "en" / "topic" / "second.md"
    text = file.read_text(encoding="utf-8")
    file.unlink()
    preview.shows("en/topic/second/", "Apfelstrudel")  # the source's text, in place of the translation
    file.write_text(text, encoding="utf-8")
    preview.shows("en/topic/second/", "apple strudel")


def test_settings_and_templates_count(small: Project, preview: Preview) -> None:
    small.edit("base.yml", "support@example.org", "help@example.org")
    preview.shows("en/topic/second/", "help@example.org")
    small.edit("overrides/main.html", "</head>", '<meta name="planted"></head>')
    preview.shows("en/topic/second/", "planted")


def test_search_stays_and_learns_synonyms(small: Project, preview: Preview) -> None:
    before = preview.page("pagefind/pagefind-entry.json")
    assert list(json.loads(before)["languages"]) == ["ar", "de", "en"]
    small.edit("docs/en/topic/second.md", "apple strudel", "apple pie")
    preview.shows("en/topic/second/", "apple pie")
    assert preview.page("pagefind/pagefind-entry.json") == before  # search finds what it found when the preview began
    assert "planted" not in preview.page("pagefind/words.en.json")
    (small.folder / "docs" / "en" / "synonyms.yml").write_text("pie: [planted]\n", encoding="utf-8")
    preview.shows("pagefind/words.en.json", "planted")


def test_a_mistake_is_told_and_can_be_mended(small: Project, preview: Preview) -> None:
    page = "docs/en/topic/second.md"
    small.edit(page, "title: Second page", "title: [Second page")
    preview.says(f"{page}:3: front matter is not YAML")
    small.edit(page, "title: [Second page", "title: Last page")
    preview.shows("en/topic/second/", "Last page")


def _wait_for(is_so: Callable[[], bool], what: str, said: Path) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end, f"{what}: not within a minute\n{said.read_text(encoding='utf-8')}"
        time.sleep(0.1)
