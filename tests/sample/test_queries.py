"""What readers type into the sample's search: each line of ``queries.yml`` leads where it says."""

import pytest

from helpcentre.insights.project import ProjectSearch, read_project_search
from support import ROOT, Project

CODES = sorted(folder.name for folder in (ROOT / "docs").iterdir() if folder.is_dir())


@pytest.fixture(scope="module")
def search(project: Project) -> ProjectSearch:
    """The search of the built sample, with the queries of its languages."""
    return read_project_search(project.folder / "site", ROOT / "docs", CODES)


@pytest.mark.parametrize("code", CODES)
def test_each_query_leads_where_its_line_says(code: str, search: ProjectSearch) -> None:
    queries, finder = search.queries[code], search.finders[code]
    assert len(queries) >= 10
    assert [query.text for query in queries if not finder.rank(query).is_right] == []
