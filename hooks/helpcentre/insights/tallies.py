"""The tally that an agent's bundle hands over (``tally.js``): searches, and what was pasted after them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from helpcentre.collector.messages import clean, hide_personal
from helpcentre.diagnostics.problem import HelpcentreError

_Text: TypeAlias = Annotated[str, Meta(min_length=1, max_length=500)]
_Count: TypeAlias = Annotated[int, Meta(ge=0, le=1_000_000)]


class TalliedQuery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A query in the index of a language: how often nothing was found, and how often what was pasted instead.

    What was pasted is named by its page's file below the bundle, without ``.html``, and an id: ``de/a/b#section``.
    """

    language: _Text
    query: _Text
    missed: _Count
    pasted: dict[_Text, _Count]


class Tally(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is written."""

    helpcentre: Literal["tally"]
    version: Literal[1]
    queries: list[TalliedQuery]


def read_tally(path: Path) -> list[TalliedQuery]:
    """Return the queries of a tally; raises HelpcentreError where the file is none."""
    try:
        tally = msgspec.json.decode(path.read_bytes(), type=Tally)
        return [_cleaned(each) for each in tally.queries]
    except (ValueError, RecursionError) as error:
        fix = "name a file of helpcentre collect, or one that the help of the bundle has saved"
        raise HelpcentreError(f"not a tally of searches: {error}", fix=fix, file=str(path)) from error


def _cleaned(given: TalliedQuery) -> TalliedQuery:
    query = hide_personal(" ".join(clean(given.query).split()))
    return TalliedQuery(clean(given.language), query, given.missed, {clean(k): n for k, n in given.pasted.items()})
