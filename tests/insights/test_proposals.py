"""Synonyms from what was reported: found, refused, and each with a test; with the sample's queries, too."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from helpcentre.insights.analysis import analyse
from helpcentre.insights.finder import Finder, make_finders
from helpcentre.insights.proposals import Proposal, Wanted
from helpcentre.insights.queries import Query, rank, read_queries
from helpcentre.insights.reports import Reports
from helpcentre.pages.corpus import ArticleUnit
from helpcentre.search.synonyms import Synonym, Synonyms


def section(path: str, unit: str, heading: str, text: str, *, title: str = "") -> ArticleUnit:
    page = path.removesuffix(".md")
    return ArticleUnit(
        "en", path, unit, "section", title or heading, heading, text, "current", "", f"en/{page}/index.html#{unit}", ""
    )


ROWS = [
    section("parcels/track.md", "track", "Track your parcel", "Where a delivery is. Open the order and press Track."),
    section("parcels/track.md", "late", "It is late", "Wait two days, then write to us.", title="Track your parcel"),
    section("parcels/return.md", "return", "Send something back", "Print the label and bring the box to a shop."),
    section("money/refund.md", "refund", "Refunds", "We pay back within a week of your return."),
]


def finders(*entries: Synonym) -> dict[str, Finder]:
    return make_finders(ROWS, {"en": Synonyms("synonyms.yml", entries)})


def reports(query: str, pasted: Mapping[str, int], *, missed: int = 0, language: str = "en") -> Reports:
    made = Reports()
    reported = made.query(language, query)
    reported.by_agents = missed
    reported.pasted.update(pasted)
    return made


def proposals(made: Reports, tests: Sequence[Query] = (), *entries: Synonym, least: int = 2) -> list[Proposal]:
    return list(analyse(made, finders(*entries), {"en": tests}, least=least).proposals)


def test_what_agents_paste_after_a_query_becomes_a_synonym_of_its_section() -> None:
    (found,) = proposals(reports("overdue", {"en/parcels/track#late": 2, "en/parcels/track#late.chat": 1}))
    assert found == Proposal(Wanted("en", "overdue", "parcels/track.md#late", 3), "It is late", "overdue")
    better = finders()["en"].with_synonym(found.word, found.typed)
    assert better.find("overdue")[0] == "parcels/track.md#late"


def test_an_entry_of_the_words_that_stand_there_is_added_to() -> None:
    entry = Synonym("Refunds", ("money back",), 1)
    (found,) = proposals(reports("reimburse", {"en/money/refund#refund": 2}), [], entry)
    assert (found.word, found.typed, found.wanted.target) == ("Refunds", "reimburse", "money/refund.md")
    changed = finders(entry)["en"].with_synonym(found.word, found.typed).synonyms
    assert changed.entries == (replace(entry, alternatives=("money back", "reimburse")),)


def test_of_a_long_query_the_words_that_no_page_has_are_enough() -> None:
    (found,) = proposals(reports("i never got my shipment", {"en/parcels/track#track": 2}))
    assert found.typed == "never shipment"


@pytest.mark.parametrize(
    ("pasted", "missed", "least"),
    [
        ({}, 9, 2),
        ({"en/parcels/track#late": 1}, 0, 2),
        ({"en/parcels/track#late": 2, "en/money/refund#refund": 2}, 0, 2),
        ({"en/gone#x": 5}, 0, 2),
        ({"../../etc/passwd#x": 5}, 0, 1),
    ],
)
def test_nothing_is_proposed_without_evidence(pasted: dict[str, int], missed: int, least: int) -> None:
    assert proposals(reports("zzz", pasted, missed=missed), least=least) == []


def test_what_leads_there_already_needs_nothing() -> None:
    assert proposals(reports("refunds", {"en/money/refund#refund": 5})) == []


def test_a_proposal_that_makes_another_query_worse_is_refused_with_its_name() -> None:
    made = reports("box", {"en/money/refund#refund": 5})
    for text in ("bring the box", "box"):  # a test of the same query, too: people wrote it
        other = Query(text, ("parcels/return.md",))
        found = analyse(made, finders(), {"en": [other]}, least=2)
        assert found.proposals == []
        (unsolved,) = found.unsolved
        assert f"make “{text}” worse" in unsolved.why


def test_a_failing_test_of_the_team_is_evidence_too() -> None:
    test = Query("courier lost it", ("parcels/track.md#late", "parcels/track.md"))
    (found,) = proposals(Reports(), [test])
    assert found.wanted == Wanted("en", "courier lost it", "parcels/track.md#late", 0)
    gone = analyse(Reports(), finders(), {"en": [Query("x", ("gone.md",))]}, least=2)
    assert [each.why for each in gone.unsolved] == ["no page gone.md in en"]


def test_proposals_together_make_no_test_worse() -> None:
    made = reports("overdue", {"en/parcels/track#late": 2})
    made.query("en", "give back").pasted.update({"en/parcels/return#return": 2})
    made.query("en", "cash").pasted.update({"en/money/refund#refund": 2})
    tests = [Query(row.heading, (f"{row.path}#{row.unit}",)) for row in ROWS]
    own = finders()["en"]
    before = [own.rank(test) for test in tests]
    for found in proposals(made, tests):
        own = own.with_synonym(found.word, found.typed)
    assert own.synonyms.entries
    assert not [test for test, was in zip(tests, before, strict=True) if own.rank(test).is_worse_than(was)]


def test_ranks_name_the_first_fitting_page_and_section() -> None:
    results = ["a.md#x", "a.md#y", "b.md#z"]
    assert (rank(results, ["b.md"]).page, rank(results, ["b.md"]).section) == (1, 2)
    assert rank(results, ["a.md#y"]).is_right
    assert not rank(results, ["b.md#z"]).is_right
    assert rank([], ["b.md"]).is_worse_than(rank(results, ["b.md"]))


def test_queries_are_read_with_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "queries.yml"
    assert read_queries(file, "x") == []
    file.write_text("# typed\nlate: parcels/track.md#late\n'on': [a.md, b.md]\n", encoding="utf-8")
    assert read_queries(file, "x") == [Query("late", ("parcels/track.md#late",), 2), Query("on", ("a.md", "b.md"), 3)]
