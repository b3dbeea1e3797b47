"""What a bundle says of itself beside an earlier one."""

from support import BuiltPage, Project


def test_changes_page_lists_new_changed_and_removed_pages_in_each_language(small: Project) -> None:
    assert small.helpcentre("bundle").status == 0
    (small.folder / "dist" / "helpcentre-agents.zip").rename(small.folder / "old.zip")
    small.write({"de/topic/third.md": "---\ntitle: Dritte\n---\n\n# Dritte {#third}\n\nNeu.\n"})
    small.edit("docs/de/topic/first.md", "Kirschkuchen", "Apfelkuchen")
    with (small.folder / "docs" / "de" / "topic" / "first.md").open("a", encoding="utf-8") as file:
        file.write("\n/// reply | chat\nHallo {name}!\n///\n")
    (small.folder / "docs" / "en" / "topic" / "second.md").unlink()
    small.edit("docs/ar/topic/index.md", "{#topic}", "{#topic} ")
    done = small.helpcentre("bundle", "--since", "old.zip")
    assert done.status == 0, done.output
    page = small.page("dist/helpcentre-agents/en/changes.html")
    assert "Since the edition of September 21, 2026, version 2026-09-21" in page.first("main p").text()
    shown = {
        language: [" ".join(node.text().split()) for node in page.tree.css(f"[data-language={language}] > li")]
        for language in page.attributes(".hc-changes", "data-language")
    }
    assert shown == {
        "de": [
            "Erste Seite – changed Die erste Seite – changed Tiefer Abschnitt – Chat reply – new",
            "Dritte – new",
        ],
        "en": ["Second page – removed"],
    }
    mirrored = small.page("dist/helpcentre-agents/ar/changes.html")  # a date in digits keeps its order there
    assert [node.text() for node in mirrored.tree.css("main > p bdi, [data-version] bdi")] == ["2026-09-21"] * 2
    assert mirrored.tree.css("h2[dir]") == []  # all stand on one side
    first = "../topic/first.html"
    links = [first, f"{first}#first", f"{first}#deep.chat", "../topic/third.html"]
    assert page.attributes("[data-language=de] a", "href") == links
    anchors = small.page("dist/helpcentre-agents/topic/first.html").attributes("[id]", "id")
    assert {"first", "deep.chat"} <= set(anchors)
    assert {"../en/changes.html", "../en/status.html"} <= set(page.attributes("footer a", "href"))


def test_changes_page_of_an_equal_bundle_says_that_nothing_changed(small: Project) -> None:
    assert small.helpcentre("bundle").status == 0
    done = small.helpcentre("bundle", "--since", "dist/helpcentre-agents")
    assert done.status == 0, done.output
    page = BuiltPage(small.read("dist/helpcentre-agents/changes.html"))
    assert "Es hat sich nichts geändert." in page.first("main").text()
    assert page.attributes(".hc-changes", "data-language") == []


def test_bundle_without_an_earlier_one_has_no_changes_page(project: Project) -> None:
    assert not list((project.folder / "dist").rglob("changes.html"))


def test_earlier_bundle_that_is_none_stops_the_build(small: Project) -> None:
    done = small.helpcentre("bundle", "--since", "agents.yml")
    assert done.status == 1
    assert "agents.yml: there is no manifest of a bundle in it" in done.output
    assert "Traceback" not in done.output
