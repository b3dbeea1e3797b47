"""The navigation of a language: the contents of a page."""

from types import SimpleNamespace
from typing import cast

import pytest
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from helpcentre.mkdocs_adapter.navigation import page_contents


def page(*headings: tuple[int, str]) -> Page:
    """A page with headings, each its level and text; those below a first one of level 1 are its children."""
    found: list[dict[str, object]] = []
    for level, name in headings:
        token = {"level": level, "id": name.lower(), "name": name, "children": []}
        siblings = found[0]["children"] if found and found[0]["level"] == 1 and level > 1 else found
        cast("list[dict[str, object]]", siblings).append(token)
    return cast(Page, SimpleNamespace(toc=get_toc(found)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("headings", "titles"),
    [
        ([(1, "Main"), (2, "A"), (2, "B")], ["A", "B"]),
        ([(2, "A"), (2, "B")], ["A", "B"]),
        ([(1, "Main"), (2, "A"), (2, " "), (2, "<b>B</b>")], ["A", "<b>B</b>"]),
        ([(1, "Main"), (2, "A")], []),
        ([(1, "Main")], []),
        ([], []),
    ],
)
def test_page_contents_are_the_headings_below_the_main_one(headings: list[tuple[int, str]], titles: list[str]) -> None:
    found: list[AnchorLink] = page_contents(page(*headings))
    assert [heading.title for heading in found] == titles
