"""Days in front matter that cannot be meant."""

from datetime import date
from pathlib import Path

import pytest

from addressed_pages import ENGLISH, GERMAN
from helpcentre.checks.visibility import check_dates
from helpcentre.content.documents import Documents


@pytest.mark.parametrize(
    ("updated", "lines"),
    [("2062-01-01", [3]), ("'2027-11-21'", [3]), ("2027-11-20", []), ("2026-11-20", []), ("2001-01-01", [])],
)
def test_date_of_an_update_more_than_a_year_ahead_is_told(updated: str, lines: list[int], tmp_path: Path) -> None:
    for code in ("de", "en"):
        (tmp_path / "docs" / code).mkdir(parents=True)
    (tmp_path / "docs/de/index.md").write_text("# A {#a}\n", encoding="utf-8")
    (tmp_path / "docs/en/index.md").write_text(
        f"---\ntitle: A\nupdated: {updated}\n---\n# A {{#a}}\n", encoding="utf-8"
    )
    documents = Documents(tmp_path, tmp_path / "docs", (GERMAN, ENGLISH))
    found = list(check_dates(documents, date(2026, 11, 19)))
    assert [(problem.file, problem.line, problem.code) for problem in found] == [
        ("docs/en/index.md", line, "date-ahead") for line in lines
    ]
