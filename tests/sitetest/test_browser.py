"""A team's site in a browser: is each page found by its name?"""

from concurrent.futures import ThreadPoolExecutor

import pytest

from helpcentre.sitetest import browser
from helpcentre.sitetest.browser import Visited, look_at
from support import Project


def test_names_are_looked_for_until_the_search_has_answered_and_no_longer(
    small_site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a limit, Playwright waits for an answer as long as it takes; other languages are asked for the second."""
    monkeypatch.setattr(browser, "_WAIT", 0)
    names = {"en/topic/first/": "First page", "en/topic/second/": "Zweite Seite", "en/topic/": "Kettles"}
    visited = [Visited(address, name) for address, name in names.items()]
    with ThreadPoolExecutor(1) as apart:  # a thread has one Playwright, and other tests have theirs in this one
        faults = apart.submit(lambda: list(look_at(small_site.folder / "site", [("en/", visited)]))).result()
    assert faults == ["/en/: the search for 'Kettles' does not find /en/topic/"]
