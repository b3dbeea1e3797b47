"""What translators are told: the table, the figures, the comparison, and what they record."""

import json

import pytest

from helpcentre.content.frontmatter import parse
from helpcentre.translation.state import fingerprints, state
from helpcentre.translation.status import StatusRow, as_table
from support import Project

COMMIT = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--all", "--message"]

THIRD = "---\ntitle: Dritter\n---\n\n# Dritter {#third}\n\nNichts.\n"
DRAFTED = "---\ntitle: Fourth\nmachine:\n  third: deepl 2026-09-01 aaaaaaaaaaaa\n---\n\n# Fourth {#third}\n\nNothing.\n"


@pytest.fixture
def versioned(small: Project) -> Project:
    """The small help centre in a git repository of its own, with one commit."""
    for command in (["git", "init", "--quiet"], ["git", "add", "docs"], [*COMMIT, "First"]):
        assert small.run(*command).status == 0
    return small


def test_status_lists_what_is_not_current(small: Project) -> None:
    small.edit("docs/de/topic/first.md", "Pflaumenmus", "Birnenmus")
    (small.folder / "docs" / "de" / "topic" / "index.md").unlink()
    done = small.helpcentre("status")
    assert done.status == 0
    assert done.output.splitlines() == [
        "en/topic/first.md  outdated major: deep",
        "en/topic/index.md  orphan",
        "ar/topic/first.md  outdated major: deep",
        "ar/topic/index.md  orphan",
        "ar/topic/second.md  missing",
        "en: 2 of 4 pages current, 90% of their sections",
        "ar: 1 of 4 pages current, 60% of their sections",
    ]
    assert small.helpcentre("status", "--strict").status == 1
    assert len(small.helpcentre("status", "--lang", "en").output.splitlines()) == 3


def test_status_tells_sections_that_are_missing_or_gone_from_those_that_changed() -> None:
    source = parse("# A {#a}\n\nNew.\n\n## B {#b}\n\nText.\n\n## C {#c}\n\nText.\n")
    record = f"translates:\n  a: 0123456789ab\n  b: {fingerprints(source)['b']}\n  d: 0123456789ab\n"
    own = parse(f"---\n{record}---\n\n# A {{#a}}\n\nOld.\n\n## B {{#b}}\n\nText.\n\n## D {{#d}}\n\nText.\n")
    line = as_table([StatusRow("en", "x.md", state(source, own))]).splitlines()[0]
    assert line == "en/x.md  outdated major: a; missing: c; orphan: d"


def test_status_as_json_has_the_same_figures(small: Project) -> None:
    small.edit("docs/de/topic/first.md", "Pflaumenmus", "Birnenmus")
    found = json.loads(small.helpcentre("status", "--json", "--lang", "en").output)
    page = found["en"]["pages"]["topic/first.md"]
    assert (page["status"], page["share"], page["units"]["outdated major"]) == ("outdated major", 0.75, ["deep"])
    assert found["en"]["share"] == pytest.approx(12 / 13, abs=1e-4)


def test_withheld_page_is_missing_but_fails_no_strict_status(small: Project) -> None:
    small.edit("docs/de/topic/second.md", "order: 2", "order: 2\nready: false")
    assert small.helpcentre("status", "--strict").status == 0
    assert "ar/topic/second.md  missing, withheld" in small.helpcentre("status").output


def test_accept_records_the_source_and_nothing_else(small: Project) -> None:
    small.edit("docs/de/topic/first.md", "Pflaumenmus", "Birnenmus")
    small.edit("docs/de/topic/first.md", "Kirschkuchen", "Apfelkuchen")
    before = small.read("docs/en/topic/first.md").splitlines()
    assert small.helpcentre("accept", "topic/first.md", "--lang", "en", "--unit", "deep").status == 0
    after = small.read("docs/en/topic/first.md").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [line.split(":")[0].strip() for line in changed] == ["deep"]
    assert "en/topic/first.md  outdated major: first" in small.helpcentre("status").output
    assert small.helpcentre("accept", "topic/first.md", "--lang", "en").status == 0
    assert "en: 4 of 4 pages current" in small.helpcentre("status").output


def test_a_folder_is_accepted_but_for_copies_and_drafts(small: Project) -> None:
    """Nobody has read these: who names the pages themselves has."""
    small.edit("docs/de/topic/first.md", "Pflaumenmus", "Birnenmus")
    small.write({"de/topic/third.md": THIRD, "en/topic/third.md": THIRD, "de/topic/fourth.md": THIRD})
    small.write({"en/topic/fourth.md": DRAFTED})
    done = small.helpcentre("accept", "topic", "--lang", "en")
    assert (done.status, done.output.splitlines()) == (
        0,
        [
            *(f"recorded docs/en/topic/{name}.md" for name in ("first", "index", "second")),
            "left out docs/en/topic/fourth.md: it has drafts of a machine (run: helpcentre review)",
            "left out docs/en/topic/third.md: it has the text of its source (translate it, or remove the file)",
        ],
    )
    assert "en/topic/first.md" not in small.helpcentre("status").output
    assert small.read("docs/en/topic/fourth.md") == DRAFTED
    assert "recorded docs/en/index.md" in small.helpcentre("accept", ".", "--lang", "en").output
    assert small.helpcentre("accept", "topic/third.md", "--lang", "en").output == "recorded docs/en/topic/third.md\n"
    refused = small.helpcentre("accept", "nowhere", "--lang", "en")
    assert (refused.status, "docs/en/nowhere: no such page or folder" in refused.output) == (1, True)


def test_a_minor_change_disturbs_neither_translator_nor_reader(versioned: Project) -> None:
    versioned.edit("docs/de/topic/first.md", "Pflaumenmus", "Pflaumen-Mus")
    assert versioned.helpcentre("status", "--strict", "--lang", "en").status == 1
    noted = versioned.helpcentre("minor", "topic/first.md")
    assert (noted.status, noted.output.strip()) == (0, "noted in docs/de/topic/first.md")
    assert versioned.helpcentre("status", "--strict", "--lang", "en").status == 0
    assert "en/topic/first.md  outdated minor: deep" in versioned.helpcentre("status").output
    assert versioned.build().status == 0
    assert "data-notice" not in versioned.read("site/en/topic/first/index.html")
    assert versioned.run(*COMMIT, "Typo").status == 0
    versioned.edit("docs/de/topic/first.md", "Pflaumen-Mus", "Birnenmus")
    assert "en/topic/first.md  outdated major: deep" in versioned.helpcentre("status").output


def test_a_minor_change_is_not_listed_as_a_major_one_of_the_same_page(versioned: Project) -> None:
    versioned.edit("docs/de/topic/first.md", "Pflaumenmus", "Pflaumen-Mus")
    versioned.edit("docs/de/topic/first.md", "Kirschkuchen", "Apfelkuchen")
    assert "en/topic/first.md  outdated major: first, deep" in versioned.helpcentre("status").output.splitlines()
    assert versioned.helpcentre("minor", "topic/first.md", "--unit", "deep").status == 0
    told = versioned.helpcentre("status").output.splitlines()
    assert "en/topic/first.md  outdated major: first; outdated minor: deep" in told


def test_minor_without_a_change_is_refused(versioned: Project) -> None:
    done = versioned.helpcentre("minor", "topic/first.md")
    assert done.status == 1
    assert "nothing changed since 'HEAD' (name an earlier revision: --since)" in done.output


def test_diff_shows_the_source_then_and_now_beside_the_translation(versioned: Project) -> None:
    versioned.edit("docs/de/topic/first.md", "Pflaumenmus", "Birnenmus")
    assert versioned.run(*COMMIT, "Pears").status == 0
    versioned.edit("docs/de/topic/first.md", "Birnenmus", "Quittenmus")
    shown = versioned.helpcentre("diff", "topic/first.md", "--lang", "en").output
    assert shown.startswith("== topic/first.md#deep: outdated major\n")
    assert "-Ein Absatz über „Pflaumenmus“." in shown
    assert "+Ein Absatz über „Quittenmus“." in shown
    assert "Birnenmus" not in shown
    assert "-- docs/en/topic/first.md:16\n" in shown
    assert "A paragraph about “plum jam”. It goes on." in shown


def test_diff_without_git_shows_the_source_now(small: Project) -> None:
    assert small.helpcentre("diff", "topic/first.md", "--lang", "en").output == "en/topic/first.md is current\n"
    small.edit("docs/de/topic/first.md", "Pflaumenmus", "Birnenmus")
    shown = small.helpcentre("diff", "topic/first.md", "--lang", "en").output
    assert "now (git has no earlier text)" in shown
    assert "Birnenmus" in shown
    assert "nothing yet" in small.helpcentre("diff", "topic/second.md", "--lang", "ar").output


def test_the_status_page_says_in_words_and_figures_what_is_current(small: Project) -> None:
    small.edit("docs/de/topic/first.md", "Pflaumenmus", "Birnenmus")
    small.edit("mkdocs.yml", "plugins:", "extra: { helpcentre: { status_page: true } }\nplugins:")
    built = small.build()
    assert built.status == 0, built.output
    page = small.page("site/status.html")
    cells = [(cell.attributes["data-status"], cell.text()) for cell in page.tree.css("td")]
    assert ("major", "veraltet 75\u00a0%") in cells
    assert ("missing", "fehlt 0\u00a0%") in cells
    assert ("current", "aktuell 100\u00a0%") in cells
    assert small.page("site/ar/status.html").attribute("html", "dir") == "rtl"
    assert json.loads(small.read("site/status.json")) == json.loads(small.helpcentre("status", "--json").output)


def test_the_public_site_has_no_status_page_by_default_and_the_bundle_has(project: Project) -> None:
    assert not (project.folder / "site" / "status.html").exists()
    bundle = project.folder / "dist" / "helpcentre-agents"
    assert (bundle / "zh" / "status.html").is_file()
    assert json.loads((bundle / "status.json").read_text(encoding="utf-8"))["zh"]["share"] == 1.0
