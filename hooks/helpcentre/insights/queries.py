"""``queries.yml`` in a language's folder: what readers type, and where it should lead; and whether it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from helpcentre.util.yaml import YamlReader, read_yaml

NOT_FOUND = 1_000
"""The rank of what is not among the results."""


@dataclass(frozen=True)
class Query:
    """What is typed, and the pages that answer it, as in ``topic/page.md`` or ``topic/page.md#section``."""

    text: str
    targets: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True)
class Rank:
    """The places, from 0, of the best page and of the best section that answer a query."""

    page: int
    section: int

    @property
    def is_right(self) -> bool:
        """Whether the right page is first, and a right section among the first three."""
        return self.page == 0 and self.section < 3

    def is_worse_than(self, other: Rank) -> bool:
        """Whether page or section come later."""
        return self.page > other.page or self.section > other.section


def read_queries(file: Path, name: str) -> list[Query]:
    """Return the queries of ``file``, shown as ``name``, and none where it does not exist.

    Raises HelpcentreError with the line where it cannot be read.
    """
    root, reader = read_yaml(file, name), YamlReader(name)
    entries = reader.mapping(root, "the list") if root else {}
    return [Query(text, reader.texts(node, text), node.start_mark.line + 1) for text, node in entries.items()]


def rank(results: Sequence[str], targets: Sequence[str]) -> Rank:
    """Return where ``targets`` are among ``results``, each a page with its section."""
    pages = list(dict.fromkeys(result.partition("#")[0] for result in results))
    wanted = {target.partition("#")[0] for target in targets}
    page = next((place for place, path in enumerate(pages) if path in wanted), NOT_FOUND)
    fits = (result in targets or result.partition("#")[0] in targets for result in results)
    return Rank(page, next((place for place, is_fit in enumerate(fits) if is_fit), NOT_FOUND))
