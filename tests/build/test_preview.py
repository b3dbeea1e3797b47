"""The live preview, as an author has it beside the editor."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from support import ROOT, Project, files

_BUILDS = """\
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from helpcentre.build import staging
from helpcentre.build.session import runtime

def fail(made, target, *, discard):
    raise OSError(28, "No space left on device", str(target))

starting, swap_in = True, staging.swap_in
for line in sys.stdin:
    staging.swap_in = fail if line == "and fail\\n" else swap_in
    config = load_config("mkdocs.yml", site_dir=sys.argv[1])
    if starting:
        config.plugins.on_startup(command="serve", dirty=False)
        starting = False
    try:
        build(config)
    except Abort:  # it is refused, and the server goes on
        pass
    if line != "\\n":
        runtime.preview.checks.wait()
    print("done", flush=True)
runtime.preview.checks.end()
"""


@dataclass(frozen=True)
class Preview:
    """``helpcentre serve`` in a project, and what it has said so far."""

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
        except HTTPError as error:  # it is not there yet, or could not be built
            return str(error.read().decode("utf-8"))
        except (URLError, OSError):
            return ""


@pytest.fixture
def preview(small: Project, tmp_path: Path) -> Iterator[Preview]:
    """The preview of the small help centre."""
    (small.folder / "overrides").unlink()  # a link to what is not to be changed
    shutil.copytree(ROOT / "overrides", small.folder / "overrides")
    with _serving(small, tmp_path / "said.txt") as shown:
        yield shown


@contextmanager
def _serving(
    project: Project, said: Path, *options: str, end: signal.Signals = signal.SIGINT, **variables: str
) -> Iterator[Preview]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{found.getsockname()[1]}"
    # Where the tests are run in the background, SIGINT or SIGHUP is ignored, and by what they start too.
    start = "from signal import *; signal(SIGINT, default_int_handler); signal(SIGHUP, SIG_DFL)"
    code = f"{start}; from helpcentre.cli.main import main; main()"
    command = [sys.executable, "-c", code, *options, "serve", "--dev-addr", address]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **variables}
    with said.open("wb") as log:
        process = subprocess.Popen(command, cwd=project.folder, stdout=log, stderr=log, env=environment)
    try:
        shown = Preview(f"http://{address}/", said)
        shown.says("Serving on")
        yield shown
    finally:
        process.send_signal(end)
        expected = -signal.SIGKILL if end is signal.SIGKILL else 0
        assert process.wait(timeout=60) == expected, said.read_text(encoding="utf-8")
    assert "Traceback" not in said.read_text(encoding="utf-8")


def test_preview_shows_an_edited_page_and_then_tells_its_faults(small: Project, preview: Preview) -> None:
    small.edit("docs/en/topic/second.md", "[Back](first.md)", "[Back](first.md#gone)")
    preview.shows("en/topic/second/", "first/#gone")
    preview.says("docs/en/topic/second.md:12: anchor-missing")
    small.edit("docs/en/topic/second.md", "first.md#gone", "first.md")
    preview.shows("en/topic/second/", 'href="../first/">Back')
    assert preview.output.count("anchor-missing") == 1


def test_preview_removes_its_folders_and_those_of_a_killed_one(small: Project, tmp_path: Path) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    for end, left in ((signal.SIGKILL, 1), (signal.SIGHUP, 0)):
        with _serving(small, tmp_path / "said.txt", end=end, TMPDIR=str(place)) as preview:
            preview.shows("en/topic/second/", "apple strudel")
            assert len(list(place.iterdir())) == 1
        assert len(list(place.iterdir())) == left


def test_preview_follows_a_page_that_goes_and_comes_back(small: Project, preview: Preview) -> None:
    file = small.folder / "docs" / "en" / "topic" / "second.md"
    text = file.read_text(encoding="utf-8")
    file.unlink()
    preview.shows("en/topic/second/", "Apfelstrudel")  # the source's text, in place of the translation
    file.write_text(text, encoding="utf-8")
    preview.shows("en/topic/second/", "apple strudel")


def test_preview_follows_settings_and_templates(small: Project, preview: Preview) -> None:
    small.edit("base.yml", "support@example.org", "help@example.org")
    preview.shows("en/topic/second/", "help@example.org")
    small.edit("overrides/main.html", "</head>", '<meta name="planted"></head>')
    preview.shows("en/topic/second/", "planted")


def test_preview_keeps_its_index_and_follows_synonyms(small: Project, preview: Preview) -> None:
    before = preview.page("assets/search/en.js")
    assert before.startswith('helpcentre.deliver("assets/search/en",')
    small.edit("docs/en/topic/second.md", "apple strudel", "apple pie")
    preview.shows("en/topic/second/", "apple pie")
    assert preview.page("assets/search/en.js") == before  # search finds what it found when the preview began
    assert "planted" not in before
    (small.folder / "docs" / "en" / "synonyms.yml").write_text("pie: [planted]\n", encoding="utf-8")
    preview.shows("assets/search/en.js", "planted")


def test_preview_tells_a_mistake_and_goes_on_once_it_is_mended(small: Project, preview: Preview) -> None:
    page = "docs/en/topic/second.md"
    small.edit(page, "title: Second page", "title: [Second page")
    preview.says(f"{page}:3: front matter is not YAML")
    preview.shows("de/topic/", f"<li>{page}:3: front matter is not YAML")
    small.edit(page, "title: [Second page", "title: Last page")
    preview.shows("en/topic/second/", "Last page")


def test_preview_follows_a_data_file_that_was_not_there(small: Project, preview: Preview) -> None:
    glossary = small.folder / "glossary.yml"
    glossary.unlink(missing_ok=True)
    preview.shows("en/topic/second/", "apple strudel")
    glossary.write_text("terms: [\n", encoding="utf-8")
    preview.shows("en/topic/second/", "<li>glossary.yml:2: not a YAML file")
    glossary.unlink()
    preview.shows("en/topic/second/", "apple strudel")


def test_preview_names_a_problem_once_while_it_lasts(small: Project, preview: Preview) -> None:
    small.edit("docs/en/topic/second.md", "[Back](first.md)", "[Back](first.md#gone)")
    preview.says("docs/en/topic/second.md:12: anchor-missing")
    small.edit("docs/en/topic/second.md", "apple strudel", "apple pie")
    preview.says("Still there: 2 problems named before")
    assert preview.output.count("anchor-missing") == 1


def test_preview_of_the_agents_edition_follows_pages(small: Project, tmp_path: Path) -> None:
    with _serving(small, tmp_path / "said.txt", "--config-file", "agents.yml") as preview:
        for old, new in (("apple strudel", "apple pie"), ("apple pie", "apple cake")):
            small.edit("docs/en/topic/second.md", old, new)
            preview.shows("en/topic/second.html", new)
        preview.shows("assets/search/en.js", "helpcentre.deliver")
        assert "ERROR" not in preview.output


@pytest.mark.parametrize("options", ["", "strict: true\n"])
def test_preview_after_edits_has_the_bytes_of_a_new_one(small: Project, tmp_path: Path, options: str) -> None:
    small.edit("mkdocs.yml", "INHERIT: base.yml\n", f"INHERIT: base.yml\n{options}")
    docs = small.folder / "docs"
    shutil.copytree(docs, tmp_path / "docs")
    page = docs / "en" / "topic" / "second.md"
    text = page.read_text(encoding="utf-8")

    def new_page() -> None:
        for code in ("de", "en", "ar"):
            (docs / code / "topic" / "third.md").write_text("---\ntitle: Third\n---\n# Third\n", encoding="utf-8")

    def no_new_page() -> None:
        for code in ("de", "en"):
            (docs / code / "topic" / "third.md").unlink()

    def new_picture() -> None:
        shutil.copy(docs / "assets" / "picture.svg", docs / "en" / "topic" / "own.svg")
        page.write_text(f"{text}\n![A picture](own.svg)\n", encoding="utf-8")

    edits: list[Callable[[], object]] = [
        lambda: small.edit("docs/en/topic/second.md", "apple strudel", "apple pie"),
        lambda: small.edit("docs/en/topic/second.md", "apple pie", "apple cake"),
        lambda: small.edit("docs/de/topic/second.md", "Apfelstrudel", "Apfelkuchen"),
        new_page,
        lambda: small.edit("docs/en/topic/third.md", "title: Third", "title: Third\nslug: three\nformer: /en/old/"),
        new_picture,
        lambda: page.write_text(text, encoding="utf-8"),
        lambda: shutil.rmtree(docs / "ar" / "topic"),
        lambda: small.write({"ar/strings.yml": "site_name: X\n"}),
        no_new_page,
        lambda: small.edit("docs/en/topic/first.md", "title: First", "title: Very first"),
    ]
    sites = [tmp_path / "old", tmp_path / "new"]
    with _building(small, sites[0]) as build:
        for number, edit in enumerate([lambda: None, *edits]):
            edit()
            build("" if number % 3 == 2 else "and wait")
        if options:  # builds with problems were refused
            shutil.rmtree(docs)
            shutil.copytree(tmp_path / "docs", docs)
            small.edit("docs/en/topic/second.md", "apple strudel", "apple pie")
            build("and wait")
    with _building(small, sites[1]) as build:
        build("and wait")
    old, new = ({name: text for name, text in files(site).items() if "assets/search/" not in name} for site in sites)
    assert "en/topic/second/index.html" in new
    assert old.keys() == new.keys()
    assert [name for name in new if old[name] != new[name]] == []


def test_preview_that_cannot_swap_its_site_leaves_the_one_before_whole(small: Project, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with _building(small, site) as build:
        build("and wait")
        before = files(site)
        small.edit("docs/en/topic/second.md", "apple strudel", "apple pie")
        build("and fail")
        assert files(site) == before
        build("and wait")
    after = files(site)
    assert after.keys() == before.keys()
    assert [name for name in after if after[name] != before[name] and name.endswith("html")] == [
        "en/topic/second/index.html"
    ]


@contextmanager
def _building(project: Project, site: Path) -> Iterator[Callable[[str], None]]:
    """Begin a preview without a server; yields what builds once more, "and wait"s until all is checked or does not."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-c", _BUILDS, str(site)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=project.folder, env=environment, text=True, **pipes) as process:  # type: ignore[call-overload]

        def build(how: str) -> None:
            process.stdin.write(f"{how}\n")
            process.stdin.flush()
            assert process.stdout.readline() == "done\n"

        yield build
        process.stdin.close()
        assert process.wait(timeout=60) == 0


def _wait_for(is_so: Callable[[], bool], what: str, said: Path) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end, f"{what}: not within a minute\n{said.read_text(encoding='utf-8')}"
        time.sleep(0.1)
