"""Reports of readers and agents, put together, shown, and written into the project's files."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from helpcentre.collector.messages import Feedback, MissedQuery
from helpcentre.collector.store import Store
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.insights.analysis import Insights
from helpcentre.insights.analysis import MissedQuery as Missed
from helpcentre.insights.changes import add_entry, apply_proposals
from helpcentre.insights.proposals import Proposal, Wanted
from helpcentre.insights.report import as_html, as_text
from helpcentre.insights.reports import ReportedPage, ReportedQuery, read_reports
from helpcentre.search.synonyms import read_synonyms
from support import BuiltPage, Project

DAY = date(2026, 11, 29)


def tally(file: Path, *queries: dict[str, Any]) -> Path:
    file.write_text(json.dumps({"helpcentre": "tally", "version": 1, "queries": queries}), encoding="utf-8")
    return file


def test_files_of_all_kinds_are_put_together(tmp_path: Path) -> None:
    store = Store(tmp_path / "f.sqlite")
    store.create()
    for message in (
        MissedQuery("Gesperrt!", "de"),
        MissedQuery("gesperrt!", "de"),
        MissedQuery("gesperrt!", "en"),
        Feedback("p", "docs/de/a.md", "de", True),
        Feedback("p", "docs/de/a.md", "de", False, "unclear", "eins"),
        Feedback("p", "docs/de/a.md", "de", False, "unclear", "zwei"),
        Feedback("p", "docs/de/b.md", "de", False, "wrong"),
        Feedback("p", "docs/de/c.md", "de", True),
    ):
        store.add(message, DAY)
    one = {"language": "de", "query": "gesperrt!", "missed": 1, "pasted": {"de/a#x": 2}}
    reports = read_reports(
        [store.path, tally(tmp_path / "a.json", one), tally(tmp_path / "b.json", {**one, "pasted": {"de/a#x": 1}})]
    )
    first, second = reports.missed_queries()
    assert (first.query, first.by_readers, first.by_agents, first.pasted) == ("Gesperrt!", 2, 2, {"de/a#x": 3})
    assert (second.language, second.missed) == ("en", 1)
    pages = reports.unhelpful_pages()
    assert [(page.source, page.failed, page.helped) for page in pages] == [
        ("docs/de/a.md", 2, 1),
        ("docs/de/b.md", 1, 0),
    ]
    assert (pages[0].reasons, pages[0].texts) == ({"unclear": 2}, ["eins", "zwei"])


@pytest.mark.parametrize(
    "text",
    [
        "", "{}", "[]", "# Text", "\x00", "[" * 50_000, '{"helpcentre": "tally", "version": 2, "queries": []}',
        *(
            '{"helpcentre": "tally", "version": 1, "queries": [{"language": "de", "query": "x", ' + rest + "}]}"
            for rest in ('"missed": -1, "pasted": {}', '"missed": 1, "pasted": []', '"missed": 1')
        ),
    ],
)  # fmt: skip
def test_a_file_that_is_neither_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    with pytest.raises(HelpcentreError, match=r"x\.json: not a tally of searches"):
        read_reports([tmp_path / "x.json"])


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for name in ("none.json", "."):
        with pytest.raises(HelpcentreError, match="cannot be read"):
            read_reports([tmp_path / name])


HOSTILE = "<script>alert(1)</script> & \"x\" 'y' </td>"


def insights() -> Insights:
    reported = ReportedQuery("de", HOSTILE, 3, 1)
    page = ReportedPage(f"docs/{HOSTILE}.md", 1, 2)
    page.reasons["unclear"] = 2
    page.texts = [f"{number}\n{HOSTILE}" for number in range(9)]
    proposal = Proposal(Wanted("de", HOSTILE, "a.md#b", 4), "Wort", HOSTILE)
    return Insights([Missed(reported, "a.md#b"), Missed(ReportedQuery("en", "other", 1), "")], [page], [proposal], [])


def test_the_page_runs_and_loads_nothing() -> None:
    html = as_html(insights())
    page = BuiltPage(html)
    assert page.tree.css("script, img, link, iframe, a, form, svg") == []
    assert "default-src 'none'" in page.attribute("[http-equiv]", "content")
    cells = [cell.text() for cell in page.tree.css("td")]
    assert cells[:5] == ["de", HOSTILE, "3", "1", "a.md#b"]
    assert "8" in cells[-1]
    assert cells[-1].count(HOSTILE) == 5
    assert "synonyms.yml  Wort" in page.first("pre").text()


def test_the_text_has_the_figures() -> None:
    lines = as_text(insights()).splitlines()
    assert f"     4 de    {HOSTILE}  (first now: a.md#b)" in lines
    assert "     1 en    other  (first now: nothing)" in lines
    assert f"     2 of 3    docs/{HOSTILE}.md: unclear 2" in lines
    assert "  en: “other”: if a page answers it, write that into queries.yml" in lines
    assert as_text(Insights([], [], [], [])).count("  none") == 4


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("# head\n", "a", "# head\na: [new]\n"),
        ("", "a", "a: [new]\n"),
        ("b: [x]", "a", "b: [x]\na: [new]\n"),
        ("a: x  # said\nb: [y]\n", "a", "a: [x, new]  # said\nb: [y]\n"),
        ("a: [x, 'y']\n", "a", "a: [x, 'y', new]\n"),
        ("a: [x, y, ]\n", "a", "a: [x, y, new]\n"),
        ("a: [\n  x,\n  y\n]\nb: [z]\n", "a", "a: [\n  x,\n  y, new]\nb: [z]\n"),
        ("a:\n  - x\n  - y\nb: [z]\n", "a", "a:\n  - x\n  - y\n  - new\nb: [z]\n"),
        ("a: [new]\n", "a", "a: [new]\n"),
        ("ä: [ö]\n", "ä", "ä: [ö, new]\n"),
        ("b: [x]\n", "yes: no #", 'b: [x]\n"yes: no #": [new]\n'),
        ("b: [x]\n", "on", 'b: [x]\n"on": [new]\n'),
        ("b: [x]\n", "[x", 'b: [x]\n"[x": [new]\n'),
    ],
)
def test_an_entry_is_added_and_all_else_is_kept(before: str, key: str, after: str) -> None:
    assert add_entry(before, key, "new") == after
    values = yaml.safe_load(after)[key]
    assert "new" in values


def proposal(word: str, typed: str, language: str = "de") -> Proposal:
    return Proposal(Wanted(language, f"{typed} bitte", "a.md#b", 2), word, typed)


def test_proposals_are_written_with_their_tests(tmp_path: Path) -> None:
    folder = tmp_path / "docs" / "de"
    folder.mkdir(parents=True)
    (folder / "synonyms.yml").write_text("# ours\nWort: [alt]\n", encoding="utf-8")
    given = [proposal("Wort", "neu"), proposal("Wort", "neuer"), proposal("Zwei: drei", "yes")]
    written = apply_proposals(given, folder.parent)
    assert [file.name for file in written] == ["synonyms.yml", "queries.yml"]
    assert read_synonyms(folder / "synonyms.yml", "x").pairs == [
        ("alt", "Wort"), ("neu", "Wort"), ("neuer", "Wort"), ("yes", "Zwei: drei"),
    ]  # fmt: skip
    assert (folder / "synonyms.yml").read_text(encoding="utf-8").startswith("# ours\nWort: [alt, neu, neuer]\n")
    queries = yaml.safe_load((folder / "queries.yml").read_text(encoding="utf-8"))
    assert queries == {f"{typed} bitte": ["a.md#b"] for typed in ("neu", "neuer", "yes")}
    before = {file: file.read_bytes() for file in folder.iterdir()}
    apply_proposals(given, folder.parent)
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


def test_a_variant_adds_to_the_synonyms_of_its_language(tmp_path: Path) -> None:
    for code in ("de", "de-AT"):
        (tmp_path / code).mkdir()
    (tmp_path / "de" / "synonyms.yml").write_text("Wort: [alt]\n", encoding="utf-8")
    written = apply_proposals([proposal("Wort", "neu", "de-AT")], tmp_path)
    assert written == [tmp_path / "de" / "synonyms.yml", tmp_path / "de-AT" / "queries.yml"]


def test_a_project_that_is_not_built_is_told(small: Project) -> None:
    tally(small.folder / "tally.json")
    told = small.helpcentre("insights", "tally.json")
    assert (told.status, told.output.count("\n")) == (1, 1)
    assert "the website is not built (run: helpcentre build)" in told.output


def test_queries_of_a_project_are_tested_and_not_published(small: Project) -> None:
    small.write({"de/queries.yml": "Pflaumenmus: [topic/first.md#deep]\nKirschkuchen: [topic/second.md]\n"})
    built = small.build()
    assert (built.status, built.warnings) == (0, []), built.output
    assert not list((small.folder / "site").rglob("queries.yml*"))
    tally(small.folder / "tally.json")
    told = small.helpcentre("insights", "tally.json")
    assert told.status == 0, told.output
    assert "“Kirschkuchen” to topic/second.md" in told.output
    assert "Pflaumenmus" not in told.output
