"""Every translation of a project beside its source, for tests of the comparisons."""

from collections.abc import Iterator
from pathlib import Path

from helpcentre.checks.comparison import Comparison
from helpcentre.checks.page import check_comparison
from helpcentre.content.frontmatter import Document, parse
from helpcentre.content.glossary import read_glossary
from helpcentre.content.language import Language
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import Problem
from helpcentre.translation.state import state

GERMAN = Language("de", "Deutsch", is_source=True)


def read_page(file: Path) -> Document:
    return parse(file.read_text(encoding="utf-8"), file=str(file))


def compare_pages(project: Path) -> Iterator[Problem]:
    """Compare every translation of a project with its source, the way a build does."""
    glossary = read_glossary(project / "glossary.yml")
    for file in sorted((project / "docs").glob("*/**/*.md")):
        code, *path = file.relative_to(project / "docs").parts
        source_file = project.joinpath("docs", "de", *path)
        if code != "de" and source_file.is_file():
            source, translation = read_page(source_file), read_page(file)
            changed = {found.unit.id for found in state(source, translation).changed}
            name = file.relative_to(project).as_posix()
            current = set(units(source)) - changed
            yield from check_comparison(
                Comparison(
                    source=source,
                    translation=translation,
                    source_language=GERMAN,
                    current=current,
                    code=code,
                    file=name,
                    glossary=glossary,
                )
            )
