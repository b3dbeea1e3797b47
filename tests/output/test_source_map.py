"""Places in Markdown of what a built page uses: addresses in attributes of HTML, of which a page may have thousands."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from helpcentre.content.markdown.fences import PLAIN, Dialect
from helpcentre.output.scan import Reference, ReferenceKind
from helpcentre.output.source_map import SourceMap


class Site(SimpleNamespace):
    """A built site with one page, as far as its source map asks it."""

    def address(self, dest: str) -> str:
        """Return the address of a file."""
        return f"/{dest}"

    def resolve(self, _: str, url: str) -> SimpleNamespace:
        """Return what an address leads to, which no link of the page does."""
        return SimpleNamespace(address=f"/{url}")


def source_map(folder: Path, text: str, dialect: Dialect = PLAIN) -> SourceMap:
    """Return the map of a site with one page, which has this text."""
    (folder / "a.md").write_text(text, encoding="utf-8")
    record = SimpleNamespace(source="a.md", path="a.md", dest="a.html", language="de")
    paths = {("de", "b.md"): SimpleNamespace(dest="b.html")}
    site: Any = Site(
        project_dir=folder, by_dest={"a.html": record}, by_path=paths, templates=[], origins=[], dialect=dialect
    )
    return SourceMap(site)


def lines_of(found: SourceMap, url: str) -> list[int]:
    return [place.line for place in found.of_use(Reference(url, ReferenceKind.LEADS), "a.html")]


@pytest.mark.parametrize("url", ["../x/y.png", "a(1).png", "a,b.png", "a b.png", "x'y.png"])
@pytest.mark.parametrize("attribute", ['<x-a data-a="{}">', "<x-a data-a='{}'>", "<x-a a='1, {}, 2'>"])
def test_address_in_an_attribute_is_found_with_its_line(url: str, attribute: str, tmp_path: Path) -> None:
    assert lines_of(source_map(tmp_path, f"# A\n\nText.\n\n{attribute.format(url)}\n"), url) == [5]


def test_each_of_many_addresses_in_attributes_is_found_at_once(tmp_path: Path) -> None:
    count = 20_000  # to read all the text for each would take minutes
    found = source_map(tmp_path, "".join(f'<x-a data-a="{number}.png">\n' for number in range(count)))
    assert [line for number in range(count) for line in lines_of(found, f"{number}.png")] == list(range(1, count + 1))


@pytest.mark.parametrize("opening", ['=== "Phone"\n', "Term\n:   Text.\n", "Text[^1].\n\n[^1]:\n    Note.\n"])
def test_what_stands_in_an_element_of_an_extension_has_its_line(opening: str, tmp_path: Path) -> None:
    dialect = Dialect(has_tabs=True, has_footnotes=True, has_definitions=True)
    text = f"# A\n\n{opening}\n    [b](b.md#c)\n\n    Text\n    {{#d}}\n"
    found, line = source_map(tmp_path, text, dialect), text.count("\n", 0, text.index("[b]")) + 1
    assert lines_of(found, "b.html#c") == [line]
    assert [place.line for place in found.of_id("d", "a.html")] == [line + 3]
