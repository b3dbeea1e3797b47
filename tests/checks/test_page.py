"""All comparisons at once, over a site with one fault of each kind and over the real content."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from helpcentre.checks.page import check_all
from helpcentre.content.frontmatter import Document, parse
from helpcentre.content.glossary import Glossary, read_glossary
from helpcentre.content.language import Language
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import Problem
from helpcentre.translation.state import state
from support import ROOT, SITES

PARITY = SITES / "parity"
GERMAN = Language("de", "Deutsch", is_source=True)


def read(file: Path) -> Document:
    return parse(file.read_text(encoding="utf-8"), file=str(file))


def problems(project: Path) -> Iterator[Problem]:
    """Compare every translation of a project with its source, the way a build does."""
    glossary = read_glossary(project / "glossary.yml")
    for file in sorted((project / "docs").glob("*/**/*.md")):
        code, *path = file.relative_to(project / "docs").parts
        source_file = project.joinpath("docs", "de", *path)
        if code != "de" and source_file.is_file():
            source, translation = read(source_file), read(file)
            changed = {found.unit.id for found in state(source, translation).changed}
            name = file.relative_to(project).as_posix()
            current = set(units(source)) - changed
            yield from check_all(
                source, translation, source_language=GERMAN, current=current, code=code, file=name, glossary=glossary
            )


def test_each_planted_fault_is_named_with_its_line_and_nothing_else_is() -> None:
    found = [f"{problem.place} {problem.code}" for problem in sorted(problems(PARITY))]
    assert found == (PARITY / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_the_real_translations_say_what_their_source_says() -> None:
    assert [f"{problem.place} {problem.message}" for problem in problems(ROOT)] == []


def test_the_real_translations_are_all_compared() -> None:
    translated = [
        file for file in (ROOT / "docs").glob("*/**/*.md") if file.relative_to(ROOT / "docs").parts[0] != "de"
    ]
    assert len(translated) >= 77
    assert not [file for file in translated if list(state(read(source_of(file)), read(file)).changed)]


def source_of(file: Path) -> Path:
    _, *path = file.relative_to(ROOT / "docs").parts
    return ROOT.joinpath("docs", "de", *path)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("48", "84", "number-differs"),
        ("WhatsApp", "Whatsapp", "term-changed"),
        ("\n2. ", " ", "structure-differs"),
        ("{#read-the-notice}", "{#read}", "heading-differs"),
        ("https://business.facebook.com/)", "https://business.facebook.com/latest)", "link-differs"),
    ],
)
def test_a_slip_in_any_real_translation_is_found(old: str, new: str, code: str) -> None:
    glossary = read_glossary(ROOT / "glossary.yml")
    source = read(ROOT / "docs" / "de" / "whatsapp-account-blocked" / "request-unblocking.md")
    for file in sorted((ROOT / "docs").glob("*/whatsapp-account-blocked/request-unblocking.md")):
        language = file.relative_to(ROOT / "docs").parts[0]
        text = file.read_text(encoding="utf-8").replace("واتساب", "WhatsApp").replace(old, new)
        found = check_all(
            source,
            parse(text),
            source_language=GERMAN,
            current=set(units(source)),
            code=language,
            file=file.name,
            glossary=glossary,
        )
        assert language == "de" or code in {problem.code for problem in found}, language


def test_a_page_that_is_a_copy_is_not_compared() -> None:
    source = parse("# A {#a}\n\nNimm die Treppe im „Haus“.\n")
    found = check_all(
        source, source, source_language=GERMAN, current={"a"}, code="en", file="x.md", glossary=Glossary()
    )
    assert list(found) == []
