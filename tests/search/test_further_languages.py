"""A language that nobody prepared the search for is searched as well as those of the sample.

``library/`` has the same small help centre in seven such languages, and in two of the sample's for comparison.
"""

from collections.abc import Iterator

import pytest
import yaml

from helpcentre.search.index import SearchPage, make_index
from helpcentre.search.passages import Passage
from helpcentre.search.ranking import Ranking
from helpcentre.search.synonyms import Synonyms
from support import TESTS

FILES = {file.stem: file for file in sorted((TESTS / "search" / "library").glob("*.yml"))}
KNOWN = ("de", "en")
FURTHER = [code for code in FILES if code not in KNOWN]
HALVES = ("tuning", "held_out")


def judged(code: str, half: str) -> Iterator[tuple[str, list[str], str]]:
    """Yield each query of a half with the pages that are found and the one that answers."""
    library = yaml.safe_load(FILES[code].read_text(encoding="utf-8"))
    pages = []
    for name, (title, text, heading, more) in library["pages"].items():
        passages = (Passage("", title, title, "", text, code), Passage("more", title, heading, "", more, code))
        pages.append(SearchPage(name, f"{name}.md", passages))
    names = [page.url for page in pages for _ in page.passages]
    ranking = Ranking(make_index(code, pages, Synonyms("")))
    for query, target in library[half].items():
        yield query, list(dict.fromkeys(names[hit.passage] for hit in ranking.find(query))), target


def share(codes: list[str], half: str) -> float:
    """Return the share of the queries that have the right page first."""
    right = [found[:1] == [target] for code in codes for _, found, target in judged(code, half)]
    return sum(right) / len(right)


@pytest.mark.parametrize("half", HALVES)
def test_further_languages_are_within_five_points_of_known_ones(half: str) -> None:
    further = [code for code in FILES if code not in KNOWN]
    assert further == ["cs", "he", "hi", "ja", "ko", "th", "vi"]
    missed = [
        (query, found) for code in further for query, found, target in judged(code, half) if found[:1] != [target]
    ]
    assert share(FURTHER, half) >= share(list(KNOWN), half) - 0.05, missed


@pytest.mark.parametrize("code", FURTHER)
def test_further_language_has_the_answer_among_three_pages(code: str) -> None:
    missed = [
        (query, found) for half in HALVES for query, found, target in judged(code, half) if target not in found[:3]
    ]
    assert missed == []
