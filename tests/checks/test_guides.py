"""What makes a guide one that cannot be relied on; each fault with its line is in tests/sites/guide."""

import pytest

from support import Project, small_project

GUIDE = {
    "de/guide/index.md": "---\ntitle: Was?\nkind: guide\n---\n\n# Was? {#what}\n\n- [Ja](yes.md)\n"
    "- [Nein](../index.md)\n",
    "de/guide/yes.md": "---\ntitle: Ja\n---\n\n# Also ja {#yes}\n\n- [Weiter](../topic/first.md)\n",
}


@pytest.fixture(scope="module")
def guide_site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small help centre with that guide, built; not to be changed."""
    project = small_project(tmp_path_factory.mktemp("guide") / "small")
    project.write(GUIDE)
    built = project.build()
    assert (built.status, built.warnings) == (0, [])
    return project


def test_a_guide_that_no_language_has_yet_is_a_labelled_fallback_as_a_whole(guide_site: Project) -> None:
    page = guide_site.page("site/en/guide/yes/index.html")
    assert page.first("[data-notice=fallback]").text().strip() != ""
    assert page.attribute(".hc-guide-trail li", "lang") == "de"
    assert page.attributes(".hc-answers a", "href") == ["../../topic/first/"]


def test_a_guide_is_translated_as_a_whole_or_not_at_all(small: Project) -> None:
    small.write(GUIDE)
    small.write(
        {"en/guide/index.md": "---\ntitle: What?\n---\n\n# What? {#what}\n\n- [Yes](yes.md)\n- [No](../index.md)\n"}
    )
    assert small.helpcentre("accept", "guide/index.md", "--lang", "en").status == 0
    built = small.build()
    assert built.status == 1
    assert [warning.split(" (")[0] for warning in built.warnings] == [
        "docs/en/guide/yes.md: guide-untranslated: the guide is translated, but not this page of it"
    ]


def test_changed_answer_shows_on_the_pages_behind_it(small: Project) -> None:
    """They are rendered again, although nothing in their own files changed."""
    small.write(GUIDE)
    assert small.build().status == 0
    small.edit("docs/de/guide/index.md", "[Ja]", "[Aber ja]")
    assert small.build().status == 0
    assert small.page("site/guide/yes/index.html").first(".hc-guide-trail strong").text() == "Aber ja"


def test_page_of_a_guide_needs_no_front_matter(small: Project) -> None:
    small.write({**GUIDE, "de/guide/yes.md": GUIDE["de/guide/yes.md"].split("---\n\n")[1]})
    assert small.mkdocs("build").status == 0
    assert small.page("site/guide/yes/index.html").first(".hc-guide-trail strong").text() == "Ja"


def test_lists_and_search_know_a_guide_by_its_first_page_only(guide_site: Project) -> None:
    listed = guide_site.page("site/articles.html").attributes("main a", "href")
    assert [href for href in listed if "guide" in href] == ["./guide/"]
    assert not [tree.html for tree in guide_site.page("site/articles.html").tree.css("main ul") if not tree.css("li")]
    home = guide_site.page("site/index.html").attributes("main a", "href")
    assert "guide/" in home
    assert "guide/yes/" not in home


def test_structured_data_of_a_guide_is_of_pages_not_of_articles(guide_site: Project) -> None:
    data = guide_site.page("site/guide/yes/index.html").first("script[type='application/ld+json']").text()
    assert '"@type":"WebPage"' in data
    assert '"name":"Was?","item":"https://example.org/guide/"' in data
