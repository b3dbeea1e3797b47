"""The search of a built site from the command line: what the dialog shows, with the same ranking."""

import json

from support import Project


def test_search_prints_sections_with_their_addresses(small_site: Project) -> None:
    done = small_site.helpcentre("search", "Second", "page", "--language", "en")
    assert done.status == 0, done.output
    lines = done.output.splitlines()
    assert lines[1].strip().startswith("en/topic/second/")
    assert not [line for line in lines if line.startswith(" ") and not line.startswith("  ")]


def test_search_takes_the_source_language_and_another_folder(small_site: Project) -> None:
    found = small_site.helpcentre("search", "Seite", "--json", "--folder", "site")
    assert found.output == small_site.helpcentre("search", "Seite", "--json", "--language", "de").output
    results = json.loads(found.output)["results"]
    assert results
    assert not [each for each in results if each["url"].startswith(("en/", "ar/"))]


def test_words_of_another_language_lead_to_the_own_page(small_site: Project) -> None:
    german = json.loads(small_site.helpcentre("search", "Zweite Seite", "--json").output)["results"][0]
    english = json.loads(small_site.helpcentre("search", "Zweite Seite", "--json", "--language", "en").output)[
        "results"
    ]
    assert english[0]["url"] == f"en/{german['url']}"


def test_search_says_in_one_line_what_is_missing(small_site: Project, small: Project) -> None:
    for project, arguments, message in (
        (small_site, ["x", "--language", "xx"], "no language 'xx' (use one of ar, de, en)"),
        (small_site, ["x", "--folder", "docs"], "docs/articles.jsonl: cannot be read"),
        (small, ["x"], "the website is not built (run: helpcentre build)"),
    ):
        done = project.helpcentre("search", *arguments)
        assert done.status == 1
        assert len(done.output.splitlines()) == 1
        assert message in done.output
    assert small_site.helpcentre("search", "zzyzx").output == "nothing found\n"
