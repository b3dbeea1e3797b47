"""A translation's words beside its source's: the same numbers, the glossary's terms, nothing untranslated."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from helpcentre.checks.amounts import check_amounts
from helpcentre.checks.counterparts import paired_units
from helpcentre.checks.glossary import check_terms
from helpcentre.checks.typography import check_typography
from helpcentre.checks.untranslated import check_untranslated
from helpcentre.content.frontmatter import Document
from helpcentre.content.glossary import Glossary
from helpcentre.content.language import Language
from helpcentre.diagnostics.problem import Problem


def check_wording(
    source: Document,
    translation: Document,
    *,
    source_language: Language,
    current: Collection[str],
    code: str,
    file: str,
    glossary: Glossary,
) -> Iterator[Problem]:
    """Yield the problems in the words of a page in language ``code``, the translation of ``source``.

    Units are compared where their ids are in ``current``; letters and quotation marks are looked at everywhere.
    """
    yield from check_untranslated(
        source,
        translation,
        source_language=source_language,
        current=current,
        code=code,
        file=file,
        glossary=glossary,
    )
    pairs = list(paired_units(source, translation, current))
    yield from check_amounts(pairs, language=source_language, code=code, file=file)
    for source_unit, own in pairs:
        yield from check_terms(
            source_unit, own, source_language=source_language, code=code, file=file, glossary=glossary
        )
    yield from check_typography(translation, code=code, file=file)
