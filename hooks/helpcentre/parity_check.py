"""Everything a translation is compared by, in one call."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from helpcentre.frontmatter import Document
from helpcentre.glossary import Glossary
from helpcentre.problems import Problem
from helpcentre.structure import check_structure
from helpcentre.translations import is_copy
from helpcentre.wording import check_wording


def check_all(
    source: Document, translation: Document, *, current: Collection[str], code: str, file: str, glossary: Glossary
) -> Iterator[Problem]:
    """Yield the problems of a page in language ``code`` beside its German ``source``, structure first.

    ``current`` has the ids of the units whose translation is up to date; only those are compared. A page that is
    a copy of its source yields none: that is one fault, of the whole page, and not one for each of its sentences.
    """
    if not is_copy(source, translation):
        yield from check_structure(source, translation, current=current, file=file)
        yield from check_wording(source, translation, current=current, code=code, file=file, glossary=glossary)
