"""Everything a page is checked for before it is rendered, in one call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from helpcentre.checks.code_names import renamed_variables
from helpcentre.checks.code_parity import check_code
from helpcentre.checks.comparison import Comparison
from helpcentre.checks.disguises import check_disguises
from helpcentre.checks.keys import check_keys
from helpcentre.checks.labels import check_labels
from helpcentre.checks.letters import check_letters
from helpcentre.checks.markdown_syntax import check_syntax
from helpcentre.checks.page_markup import check_markup
from helpcentre.checks.paragraphs import check_paragraphs
from helpcentre.checks.spoken_names import SpokenNames
from helpcentre.checks.step_order import check_step_order
from helpcentre.checks.structure import check_structure
from helpcentre.checks.translation import check_headings, check_placeholders, check_translation
from helpcentre.checks.typography import check_typography
from helpcentre.checks.wording import check_wording
from helpcentre.content.frontmatter import Document
from helpcentre.content.glossary import Glossary
from helpcentre.content.labels.model import Labels
from helpcentre.content.prose import release
from helpcentre.diagnostics.problem import Problem
from helpcentre.translation.state import Status, TranslationStates, is_copy

NO_LABELS = Labels()


def check_comparison(comparison: Comparison) -> Iterator[Problem]:
    """Yield the problems of a page beside its source, structure first.

    A page that is a copy of its source yields none: that is one fault, of the whole page, and not one for each of its
    sentences.
    """
    source, translation, current = comparison.source, comparison.translation, comparison.current
    if is_copy(source, translation):
        return
    language, file = comparison.source_language, comparison.file
    yield from check_structure(source, translation, source_language=language, current=current, file=file)
    renamed, spoken = renamed_variables(source, translation, current), SpokenNames(source, translation)
    pairs = comparison.units()
    yield from check_paragraphs(pairs, language=language, file=file)
    for source_unit, own in pairs:
        yield from check_step_order(source_unit, own, language=language, file=file)
        yield from check_keys(source_unit, own, language=language, file=file)
        yield from check_code(source_unit, own, renamed, language=language, file=file, spoken=spoken)
    yield from check_wording(comparison)


def check_page(
    states: TranslationStates,
    path: str,
    *,
    code: str,
    glossary: Glossary,
    placeholders: Collection[str],
    labels: Labels = NO_LABELS,
    extensions: Collection[str] | None = None,
    has_icon: Callable[[str], bool] = bool,
) -> Iterator[Problem]:
    """Yield the problems of the page at ``path`` in a language, by itself and beside its source; none without a file.

    ``placeholders`` are the names that replies may have in braces. ``extensions`` are those of Markdown that are on,
    where that is known, and ``has_icon`` knows the theme's icons by their names. Raises HelpcentreError where a file
    cannot be read.
    """
    documents = states.documents
    source, own = documents.get(documents.source.code, path), documents.get(code, path)
    if own is None:
        return
    file = documents.name(documents.file(code, path))
    yield from _check_alone(own, code=code, extensions=extensions, has_icon=has_icon, file=file)
    yield from check_placeholders(source, own, known=placeholders, file=file)
    current = _current(states, code, path)
    yield from check_labels(
        own,
        source,
        labels=labels,
        language=documents.language(code),
        source_language=documents.source,
        current=current,
        glossary=glossary,
        file=file,
    )
    if code == documents.source.code:
        yield from check_typography(own, code=code, file=file)
    else:
        yield from _check_beside(source, own, states, current=current, code=code, file=file, glossary=glossary)
        release(own)


def _check_alone(
    own: Document, *, code: str, extensions: Collection[str] | None, has_icon: Callable[[str], bool], file: str
) -> Iterator[Problem]:
    """Yield the problems of a page that show without its source."""
    yield from check_headings(own, file=file)
    yield from check_markup(own, file=file)
    yield from check_disguises(own, file=file)
    if extensions is not None:
        yield from check_syntax(own, extensions=extensions, has_icon=has_icon, file=file)
    yield from check_letters(own, code=code, file=file)


def _check_beside(
    source: Document | None,
    own: Document,
    states: TranslationStates,
    *,
    current: Collection[str],
    code: str,
    file: str,
    glossary: Glossary,
) -> Iterator[Problem]:
    """Yield the problems of a translation."""
    yield from check_translation(source, own, file=file, code=code)
    if source is not None:
        comparison = Comparison(
            source=source,
            translation=own,
            source_language=states.documents.source,
            current=current,
            code=code,
            file=file,
            glossary=glossary,
        )
        yield from check_comparison(comparison)


def _current(states: TranslationStates, code: str, path: str) -> list[str]:
    """Return the ids of the units that say what today's source says, whoever translated them."""
    compared = (Status.CURRENT, Status.OUTDATED_MINOR, Status.MACHINE)
    return [each.unit.id for each in states.of(code, path).units if each.status in compared]
