"""What several test files share: the real site and bundle, built once, and a browser."""

import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright

from helpcentre.linkcheck.local_server import serve_folder
from helpcentre.sitetest.browser import ARGUMENTS, find_browser
from support import SUMMARY, Project, Visit, copy_project, small_project

# No time limits: a busy machine is no fault. The same examples each time, so that a failure is one of the last change.
_COMMON = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", _COMMON, derandomize=True)
settings.register_profile("new", _COMMON, max_examples=4000)
settings.load_profile("same")
sys.dont_write_bytecode = False  # whatever a container says: builds in this process keep their templates
expect.set_options(timeout=30_000)  # milliseconds, as for all else that a page is waited for


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Let one process more work than there are processors: each often waits, for a browser, a server or a command."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what a test process has left for the summary to the one that prints it."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["summary"] = session.config.stash.get(SUMMARY, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take what a test process has left for the summary."""
    if lines := getattr(node, "workeroutput", {}).get("summary"):
        node.config.stash[SUMMARY] = lines


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what the relevance tests measured."""
    if lines := config.stash.get(SUMMARY, []):
        terminalreporter.section("search relevance: tuning + held-out queries")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Project:
    """The real content, with the public site in ``site/`` and the bundle in ``dist/``; not to be changed.

    The first test process that needs it makes it, for all of them.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    folder, ready = shared / "Hilfe Ärger #1", shared / "ready"
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            project = copy_project(folder)
            built = project.build_apart()
            assert built.status == 0, built.output
            bundled = project.run("helpcentre", "bundle")
            assert bundled.status == 0, bundled.output
            ready.touch()
    return Project(folder)


@pytest.fixture(scope="session")
def address(project: Project) -> Iterator[str]:
    """The real site over http."""
    with serve_folder(project.folder / "site") as server:
        yield server.address


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """A small help centre without a fault, to be changed by the test."""
    return small_project(tmp_path / "small")


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small help centre, built; not to be changed."""
    project = small_project(tmp_path_factory.mktemp("built") / "small")
    built = project.build()
    assert (built.status, built.warnings) == (0, []), built.output
    return project


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    path = find_browser()
    assert path, "no browser: run make test, which installs one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def unpacked(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip, unpacked where paths are awkward."""
    folder = tmp_path_factory.mktemp("usb") / "Über uns #1"
    shutil.unpack_archive(project.folder / "dist" / "helpcentre-agents.zip", folder)
    return folder / "helpcentre-agents"


@pytest.fixture(params=["http", "file"])
def visit(request: pytest.FixtureRequest, chromium: Browser, address: str, unpacked: Path) -> Iterator[Visit]:
    """A tab on the website, and one on the bundle with the network switched off; neither may complain."""
    is_file = request.param == "file"
    root = unpacked.as_uri() + "/" if is_file else address
    context = chromium.new_context(offline=is_file)
    tab = Visit(context.new_page(), root, is_file)
    tab.page.on("request", lambda sent: tab.requests.append(sent.url))
    tab.page.on("console", lambda said: tab.complaints.append(said.text) if said.type in ("error", "warning") else None)
    tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
    yield tab
    context.close()
    assert tab.complaints == []
    assert [url for url in tab.requests if not url.startswith((root, "blob:", "data:"))] == []
