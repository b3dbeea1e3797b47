"""A translation's words beside its source's: the same numbers, the glossary's terms, nothing untranslated."""

from __future__ import annotations

from collections.abc import Iterator

from helpcentre.checks.amounts import check_amounts
from helpcentre.checks.comparison import Comparison
from helpcentre.checks.counterparts import unpaired_units
from helpcentre.checks.glossary import check_terms
from helpcentre.checks.typography import check_typography
from helpcentre.checks.untranslated import check_untranslated
from helpcentre.diagnostics.problem import Problem


def check_wording(comparison: Comparison) -> Iterator[Problem]:
    """Yield the problems in the words of a page; letters and quotation marks are looked at in all of it."""
    language, code, file = comparison.source_language, comparison.code, comparison.file
    yield from check_untranslated(comparison)
    pairs = comparison.units()
    apart = unpaired_units(comparison.source, comparison.translation)
    yield from check_amounts(pairs, language=language, code=code, file=file, apart=apart)
    for source, own in pairs:
        yield from check_terms(
            source, own, source_language=language, code=code, file=file, glossary=comparison.glossary
        )
    yield from check_typography(comparison.translation, code=code, file=file)
