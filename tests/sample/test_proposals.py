"""Synonyms proposed for the sample: none makes one of its queries worse."""

import pytest
import yaml

from helpcentre.insights.finder import Finder, make_finders
from helpcentre.insights.proposals import Unsolved, Wanted, propose
from helpcentre.insights.queries import Query
from helpcentre.pages.corpus import read_articles
from helpcentre.search.built_index import BuiltSearch
from helpcentre.search.synonyms import read_synonyms
from support import ROOT, TESTS, Project

TOPIC = "whatsapp-account-blocked/"


@pytest.fixture(scope="module", params=["de", "zh"])
def sample(request: pytest.FixtureRequest, project: Project) -> tuple[Finder, list[Query]]:
    """The sample in a language, and its relevance queries."""
    code = request.param
    halves = yaml.safe_load((TESTS / "search" / f"queries.{code}.yml").read_text(encoding="utf-8"))
    queries = [
        Query(each["query"], tuple(_path(str(target)) for target in each["targets"]))
        for half in halves.values()
        for each in half
    ]
    synonyms = {code: read_synonyms(ROOT / "docs" / code / "synonyms.yml", "synonyms.yml")}
    site = project.folder / "site"
    return make_finders(read_articles(site), synonyms, BuiltSearch(site))[code], queries


def _path(target: str) -> str:
    page, _, anchor = target.partition("#")
    return (page[1:] if page.startswith("/") else TOPIC + page) + (f".md#{anchor}" if anchor else ".md")


def test_no_proposal_for_the_sample_makes_a_relevance_query_worse(sample: tuple[Finder, list[Query]]) -> None:
    finder, queries = sample
    before = {query: finder.rank(query) for query in queries}
    right = [query for query in queries if before[query].is_right]
    assert len(right) >= 0.8 * len(queries)
    # Words of other queries, asked to lead to another page: nearly all have to be refused.
    asked = [Wanted(finder.language, query.text.split()[0], "contact.md", 5) for query in right[:6]]
    searches = {finder.language: finder}
    found = list(propose(asked, searches, {finder.language: queries}))
    assert [each for each in found if isinstance(each, Unsolved) and "worse" in each.why]
    after = searches[finder.language]
    assert not [query for query in queries if after.rank(query).is_worse_than(before[query])]
