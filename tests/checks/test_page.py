"""All comparisons at once, over a site with one fault of each kind and over the real content."""

from compared_pages import GERMAN, compare_pages
from helpcentre.checks.comparison import Comparison
from helpcentre.checks.page import check_comparison
from helpcentre.content.frontmatter import parse
from helpcentre.content.glossary import Glossary
from support import SITES

PARITY = SITES / "parity"


def test_each_planted_fault_is_named_with_its_line_and_nothing_else_is() -> None:
    found = [f"{problem.place} {problem.code}" for problem in sorted(compare_pages(PARITY))]
    assert found == (PARITY / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_a_page_that_is_a_copy_is_not_compared() -> None:
    source = parse("# A {#a}\n\nNimm die Treppe im „Haus“.\n")
    found = check_comparison(
        Comparison(
            source=source,
            translation=source,
            source_language=GERMAN,
            current={"a"},
            code="en",
            file="x.md",
            glossary=Glossary(),
        )
    )
    assert list(found) == []
