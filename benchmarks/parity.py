"""What the checks of pages say of a folder of translated documentation, as if all of it had just been accepted.

The folder holds ``docs/<language>/``. Counts by rule show how noisy a rule is; samples are there to be judged by
reading. No site is built, so links are compared with the source but not followed.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from helpcentre.checks.comparison import Comparison
from helpcentre.checks.page import check_comparison, check_page
from helpcentre.content.documents import Documents
from helpcentre.content.glossary import Glossary, read_glossary
from helpcentre.content.language import Language
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import HelpcentreError, Problem
from helpcentre.diagnostics.report import as_line
from helpcentre.translation.state import TranslationStates

_DIALECT = Dialect(has_superfences=True, has_tabs=True, has_footnotes=True, has_definitions=True)


def main() -> None:
    """Print the counts, and samples of those rules that are named."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("folder", type=Path, help="a project: it has docs/<language>/ and perhaps glossary.yml")
    options.add_argument("--source", required=True, help="the language that the others are translations of")
    options.add_argument("--rule", action="append", default=[], help="show samples of this rule")
    options.add_argument("--samples", type=int, default=20, help="how many of each rule")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    found = set(_problems(given.folder, given.source))
    counts = Counter(each.code for each in found)
    for code, count in counts.most_common():
        print(f"{count:>7}  {code}")
    for rule in given.rule:
        own = sorted(each for each in found if each.code == rule)
        print(f"\n{rule}: {len(own)}")
        for each in sorted(random.Random(given.seed).sample(own, min(given.samples, len(own)))):
            print(f"  {as_line(each)}")


def _problems(folder: Path, source: str) -> Iterator[Problem]:
    """Yield the problems of all pages; one that cannot be read is named on the way."""
    docs = folder / "docs"
    codes = sorted(entry.name for entry in docs.iterdir() if entry.is_dir())
    languages = [Language(source, source, is_source=True)]
    languages += [Language(code, code, is_source=False) for code in codes if code != source]
    documents = Documents(folder, docs, tuple(languages), dialect=_DIALECT)
    glossary = read_glossary(folder / "glossary.yml")
    states = TranslationStates(documents)
    for language in languages:
        for path in documents.paths(language.code):
            try:
                yield from _of_page(states, language, path, glossary)
            except HelpcentreError as error:
                print(f"refused: {error}")


def _of_page(states: TranslationStates, language: Language, path: str, glossary: Glossary) -> Iterator[Problem]:
    documents = states.documents
    yield from check_page(states, path, code=language.code, glossary=glossary, placeholders=())
    source, own = documents.get(documents.source.code, path), documents.get(language.code, path)
    if source and own and not language.is_source:
        yield from check_comparison(
            Comparison(
                source=source,
                translation=own,
                source_language=documents.source,
                current=units(source),
                code=language.code,
                file=documents.name(documents.file(language.code, path)),
                glossary=glossary,
            )
        )


if __name__ == "__main__":
    main()
