"""What words and vectors found is joined: pages that both know come first, and neither decides alone."""

from functools import partial

import pytest

from helpcentre.search.ranking import PAGES, Hit
from meaning import Join, join_ranks, join_sums

PLACES = [("a", ""), ("a", "more"), ("b", ""), ("c", "")]
JOINS: list[Join] = [partial(join_ranks, flat=3), join_sums]


@pytest.mark.parametrize("join", JOINS)
def test_page_that_words_and_vectors_know_is_before_those_of_one_list(join: Join) -> None:
    hits = [Hit(0, 10, 0.5), Hit(2, 9, 0.5)]
    found = join(PLACES, hits, {0: 0.0, 1: 0.0, 2: 0.9, 3: 0.7})
    assert [page for page, _ in found][:1] == ["b"]
    assert {page for page, _ in found} == {"a", "b", "c"}


@pytest.mark.parametrize("join", JOINS)
def test_vectors_answer_where_no_word_is_known(join: Join) -> None:
    found = join(PLACES, [], {0: 0.1, 1: 0.8, 2: 0.2, 3: 0.3})
    assert found[0] == ("a", "more")


def test_words_that_the_best_page_has_weigh_more_than_vectors_in_sums() -> None:
    near = {0: 0.1, 1: 0.1, 2: 0.1, 3: 0.9}
    assert join_sums(PLACES, [Hit(0, 10, 1.0)], near)[0] == ("a", "")
    assert join_sums(PLACES, [Hit(0, 10, 0.1)], near)[0] == ("c", "")


def test_no_more_pages_are_shown_than_the_dialog_has() -> None:
    places = [(f"page-{number}", "") for number in range(20)]
    near = {number: number / 20 for number in range(20)}
    for join in JOINS:
        assert len({page for page, _ in join(places, [Hit(3, 1, 0.4)], near)}) == PAGES
