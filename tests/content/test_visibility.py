"""Pages that are not for every audience: why, and for whom."""

from datetime import date
from pathlib import Path

import pytest

from helpcentre.checks.visibility import require_home
from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.content.visibility import AUTHORS, Audience, Mark, Reason
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.state import TranslationStates
from helpcentre.translation.status import as_json, as_table, status_rows

DAY = date(2026, 9, 21)
READERS, AGENTS = (Audience(DAY, sees_internal=internal, sees_everything=False) for internal in (False, True))
LANGUAGES = (Language("de", "Deutsch", is_source=True), Language("en", "English", is_source=False))


@pytest.mark.parametrize(
    ("meta", "marks", "for_readers", "for_agents"),
    [
        ({}, [], True, True),
        ({"draft": False, "internal": False}, [], True, True),
        ({"draft": True}, [Mark(Reason.DRAFT)], False, False),
        ({"internal": True}, [Mark(Reason.INTERNAL)], False, True),
        ({"publish_on": DAY}, [], True, True),
        ({"publish_on": date(2026, 9, 22)}, [Mark(Reason.SCHEDULED, date(2026, 9, 22))], False, False),
        ({"publish_on": "2026-09-22"}, [Mark(Reason.SCHEDULED, date(2026, 9, 22))], False, False),
        ({"expires_on": date(2026, 9, 22)}, [], True, True),
        ({"expires_on": DAY}, [Mark(Reason.EXPIRED, DAY)], False, False),
        ({"internal": True, "draft": True}, [Mark(Reason.DRAFT), Mark(Reason.INTERNAL)], False, False),
    ],
)
def test_page_is_shown_by_its_front_matter_and_the_day(
    meta: dict[str, object], marks: list[Mark], for_readers: bool, for_agents: bool
) -> None:
    assert READERS.marks([meta]) == marks
    assert (READERS.shows(marks), AGENTS.shows(marks), AUTHORS.shows(marks)) == (for_readers, for_agents, True)


def _documents(folder: Path, pages: dict[str, str], audience: Audience) -> Documents:
    for name, head in pages.items():
        file = folder / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: X\n{head}---\n\n# X {{#x}}\n", encoding="utf-8")
    return Documents(folder, folder / "docs", LANGUAGES, audience=audience)


PAGES = {
    "de/index.md": "",
    "de/t/index.md": "",
    "de/t/draft.md": "draft: true\n",
    "en/t/draft.md": "",
    "de/t/own.md": "",
    "en/t/own.md": "draft: true\n",
    "de/s/index.md": "internal: true\n",
    "de/s/a.md": "",
    "en/s/a.md": "",
    "de/s/deep/b.md": "",
    "de/e/index.md": "",
    "en/e/index.md": "internal: true\n",
    "de/e/c.md": "",
    "en/e/c.md": "",
}


def test_source_page_and_topic_decide_for_what_is_below_them(tmp_path: Path) -> None:
    documents = _documents(tmp_path, PAGES, READERS)
    assert documents.paths("de") == ["e/c.md", "e/index.md", "index.md", "t/index.md", "t/own.md"]
    assert documents.paths("en") == ["e/c.md"]
    assert documents.get("en", "t/draft.md") is None
    assert documents.existing("t/own.md") == ["de"]
    hidden = documents.hidden()
    assert ("de", "s/deep/b.md") in hidden
    assert ("en", "t/own.md") in hidden
    assert len(hidden) + len(documents.paths("de")) + len(documents.paths("en")) == len(PAGES)
    agents = _documents(tmp_path, {}, AGENTS)
    assert [path for path in agents.paths("de") if path.startswith("s/")] == ["s/a.md", "s/deep/b.md", "s/index.md"]
    assert len(_documents(tmp_path, {}, AUTHORS).paths("de")) == 9


def test_home_page_that_is_left_out_is_refused(tmp_path: Path) -> None:
    documents = _documents(tmp_path, {"de/index.md": "internal: true\n"}, READERS)
    with pytest.raises(HelpcentreError, match=r"^docs/de/index\.md:1: the home page cannot be left out.* internal"):
        require_home(documents)
    require_home(_documents(tmp_path, {}, AGENTS))


def test_status_tells_translators_what_readers_do_not_get(tmp_path: Path) -> None:
    pages = {"de/index.md": "", "de/later.md": "publish_on: 2026-09-22\n", "de/draft.md": "draft: true\n"}
    rows = status_rows(TranslationStates(_documents(tmp_path, pages, Audience(DAY))))
    table = as_table(rows)
    assert "en/draft.md  missing, withheld, draft" in table
    assert "en/later.md  missing, scheduled 2026-09-22" in table
    assert '"hidden": [\n          "draft"\n        ]' in as_json(rows)
    assert [row.path for row in rows if row.needs_work] == ["index.md", "later.md"]
