"""Small sites to build, and questions to ask of them."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser, LexborNode

from commands import run_loaded

TESTS = Path(__file__).parent
ROOT = TESTS.parent
SITES = TESTS / "sites"
LANGUAGES = ("de", "en", "ar")
DAY = "1790000000"
"""A SOURCE_DATE_EPOCH: 21 September 2026."""
ON_FULL_DISK = {"PYTHONDONTWRITEBYTECODE": "1"}
"""Python 3.11 leaves modules half compiled where the disk is full, and fails to load them from then on."""
SUMMARY = pytest.StashKey[list[str]]()
"""Lines that a test leaves in ``config.stash`` for the end of the run's output."""

_CONFIG = """\
INHERIT: base.yml
plugins:
  - i18n:
      docs_structure: folder
      reconfigure_material: false
      languages:
"""


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    status: int
    output: str

    @property
    def warnings(self) -> list[str]:
        """The warnings that MkDocs printed, without their heading."""
        mark = "WARNING -  "
        return [line.removeprefix(mark) for line in self.output.splitlines() if line.startswith(mark)]


class BuiltPage:
    """A built page, for questions about its elements that fail where the element is not there."""

    def __init__(self, html: str) -> None:
        self.tree = LexborHTMLParser(html)

    def first(self, selector: str) -> LexborNode:
        """Return the first element that ``selector`` finds."""
        found = self.tree.css_first(selector)
        assert found is not None, selector
        return found

    def attribute(self, selector: str, name: str) -> str:
        """Return an attribute of the first element that ``selector`` finds."""
        return str(self.first(selector).attributes[name])

    def attributes(self, selector: str, name: str) -> list[str]:
        """Return an attribute of every element that ``selector`` finds."""
        return [str(node.attributes[name]) for node in self.tree.css(selector)]


@dataclass(frozen=True)
class Project:
    """A help centre in a folder of its own."""

    folder: Path

    def run(self, *command: str, **environment: str) -> Run:
        """Run a command of the project's environment in its folder."""
        done = subprocess.run(
            command,
            check=False,
            cwd=self.folder,
            env=_environment(environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        return Run(done.returncode, done.stdout)

    def build(self, **environment: str) -> Run:
        """Build the public site, as its author would."""
        return self.mkdocs("build", "--strict", **environment)

    def build_apart(self, *options: str, **environment: str) -> Run:
        """Build it in a process that shares nothing with that of any other build, for bytes to be compared."""
        return self.run("mkdocs", "build", "--strict", *options, **environment)

    def mkdocs(self, *arguments: str, **environment: str) -> Run:
        """Run the ``mkdocs`` command."""
        return self._run_loaded("mkdocs", *arguments, **environment)

    def helpcentre(self, *arguments: str) -> Run:
        """Run the ``helpcentre`` command."""
        return self._run_loaded("helpcentre", *arguments)

    def _run_loaded(self, *command: str, **environment: str) -> Run:
        """Run a command in a copy of a process; it builds all languages itself, as other tests are at work, too."""
        own = _environment({"HELPCENTRE_PROCESSES": "1", **environment})
        with NamedTemporaryFile() as file:
            output = Path(file.name)
            status = run_loaded(command, folder=self.folder, environment=own, output=output)
            return Run(status, output.read_text(encoding="utf-8"))

    def write(self, files: Mapping[str, str]) -> None:
        """Write texts to files below ``docs``."""
        for name, text in files.items():
            file = self.folder / "docs" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the one place of ``old`` in a file of the project."""
        file = self.folder / name
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)
        file.write_text(text.replace(old, new), encoding="utf-8")

    def add_hook(self, name: str, code: str, *, is_first: bool = False) -> None:
        """Let the project's build call one more hook, after those that every project has or before them."""
        known = re.findall(r"^  - (hooks/\w+\.py)", self.read("hooks/helpcentre/defaults.yml"), re.MULTILINE)
        hooks = [name, *known] if is_first else [*known, name]
        (self.folder / name).write_text(code, encoding="utf-8")
        settings = self.folder / "base.yml"
        settings.write_text(f"{self.read('base.yml')}hooks: {json.dumps(hooks)}\n", encoding="utf-8")

    def page(self, name: str) -> BuiltPage:
        """Return a built page of the project."""
        return BuiltPage(self.read(name))

    def read(self, name: str) -> str:
        """Return the text of a file of the project."""
        return (self.folder / name).read_text(encoding="utf-8")


def _environment(own: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a command: this one, the day of all builds, and ``own``."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ours = ("MAKELEVEL", "PYTHONDONTWRITEBYTECODE")  # of make or a container that runs the tests
    given = {name: value for name, value in os.environ.items() if name not in ours}
    return {**given, "PATH": path, "SOURCE_DATE_EPOCH": DAY, "NO_MKDOCS_2_WARNING": "1", **own}


def files(folder: Path) -> dict[str, bytes]:
    """Return what is in every file below ``folder``, by its path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def leaks(folder: Path, word: str) -> Iterator[str]:
    """Yield the files below ``folder`` that have ``word`` in their name or content, packed or not."""
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        content = file.read_bytes()
        if content.startswith(b"\x1f\x8b"):
            content = gzip.decompress(content)
        if word.casefold() in (file.name + content.decode("utf-8", errors="ignore")).casefold():
            yield file.relative_to(folder).as_posix()


OPENING_HOURS = """\
time_zone: Europe/Berlin
hours: { monday: 09:00-17:00, tuesday: 09:00-17:00, friday: 09:00-15:00 }
languages: [de, en]
channels: { email: { wait: 1 day, asks: what-to-include } }
"""
"""What a team would write into its contact.yml."""


def copy_project(folder: Path) -> Project:
    """Return a copy of this repository's help centre, with its real content, and people who can be reached."""
    for name in ("docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("mkdocs.yml", "agents.yml", "glossary.yml", "labels.yml", "operator.yml", "published.txt"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "contact.yml").write_text(OPENING_HOURS, encoding="utf-8")
    return Project(folder)


def small_project(folder: Path, site: str = "small", languages: Sequence[str] = LANGUAGES) -> Project:
    """Return a small help centre with the pages of ``tests/sites/<site>``; the first of ``languages`` is its source."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("hooks", "overrides"):
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    lines = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    options = ("    levels:", "    budget:", "    language_tags:")  # of the sample: a small site has its own, or none
    (folder / "base.yml").write_text("".join(line for line in lines if not line.startswith(options)), encoding="utf-8")
    shutil.copy(ROOT / "agents.yml", folder / "agents.yml")
    entries = [
        f"        - {{ locale: {code}, name: {code}{', default: true' * (code == languages[0])} }}"
        for code in languages
    ]
    settings = SITES / site / "settings.yml"
    more = settings.read_text(encoding="utf-8") if settings.exists() else ""
    (folder / "mkdocs.yml").write_text(_CONFIG + "\n".join(entries) + f"\n{more}", encoding="utf-8")
    shutil.copytree(SITES / site / "docs", folder / "docs")
    for name in ("contact.yml", "glossary.yml", "labels.yml", "operator.yml", "published.txt"):
        if (SITES / site / name).exists():
            shutil.copy(SITES / site / name, folder)
    for code in languages:
        (folder / "docs" / code).mkdir(exist_ok=True)
    return Project(folder)


@dataclass
class Visit:
    """A browser tab on one edition of the site, and all that it asked for and complained of."""

    page: Page
    root: str
    is_file: bool
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str = "", *, after: str = "") -> None:
        """Open ``path``, which is empty or a page's address with a slash at its end."""
        file = (
            path if not self.is_file else f"{path.rstrip('/')}.html" if "/" in path.rstrip("/") else f"{path}index.html"
        )
        self.page.goto(self.root + file + after)

    def search(self, query: str) -> None:
        """Open the dialog by its key, put in the query at once, and wait for the answer."""
        self.page.keyboard.press("/")
        self.page.keyboard.insert_text(query)
        status = self.page.locator("[data-search] [role=status]")
        expect(status).not_to_be_empty()
        words = json.loads(self.page.locator("[data-search] script").text_content() or "")["strings"]
        for before in ("search_recent", "most_asked", "search_busy"):  # what stands there until the answer
            expect(status).not_to_have_text(words[before])


def set_feedback(project: Project, option: str) -> None:
    """Build a small help centre whose feedback goes where ``option`` says."""
    base = (project.folder / "base.yml").read_text(encoding="utf-8")
    added = base.replace("    edition: public\n", f"    edition: public\n    feedback: {option}\n")
    (project.folder / "base.yml").write_text(added, encoding="utf-8")
    built = project.build()
    assert built.status == 0, built.output


WATCH_MAIL = """navigation.tried = [];
navigation.addEventListener("navigate", (event) => {
  const { url } = event.destination;
  if (!/^(mailto:|https:..code\\.)/.test(url)) return;
  navigation.tried.push(url);
  event.preventDefault();
});"""
"""Keeps links to mail programs and issues from leading anywhere, and notes them."""


def mailed(page: Page) -> list[str]:
    """Return where the page wanted to lead to: no mail program opens in a test."""
    return [str(each) for each in page.evaluate("navigation.tried ?? []")]


def watch_shifts(page: Page) -> None:
    """Let pages that are opened from now on note what moves in them, for ``shifts``."""
    page.add_init_script("""globalThis.moved = [];
        new PerformanceObserver((list) => moved.push(...list.getEntries()))
          .observe({ type: "layout-shift", buffered: true });""")


def shifts(page: Page) -> list[float]:
    """Return how much moved at each time since all of the page was read.

    Before that, what a busy browser has shown of half a page makes room for the rest.
    """
    page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))")
    parsed = "performance.getEntriesByType('navigation')[0].domInteractive"
    moved = page.evaluate(f"moved.filter((each) => each.startTime >= {parsed}).map((each) => each.value)")
    return [float(each) for each in moved]
