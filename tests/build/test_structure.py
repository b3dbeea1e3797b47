"""Sub-topics, pages in two topics, labels, and pages that not every audience gets, in the built site and bundle."""

import pytest

from support import BuiltPage, Project, small_project


def _page(head: str = "", text: str = "", *, title: str) -> str:
    return f"---\ntitle: {title}\ndescription: {title}.\n{head}---\n\n# {title} {{#x}}\n\n{text}\n"


PAGES = {
    "de/topic/sub/index.md": _page(title="Unterthema"),
    "de/topic/sub/inner.md": _page("labels: [iOS, Ärger & Co.]\nalso_in: other\nslug: innen\n", title="Innen"),
    "en/topic/sub/inner.md": _page("labels: iOS\ntranslates: {}\n", title="Inner"),
    "de/other/index.md": _page(title="Anderes"),
    "de/other/own.md": _page("related: [topic/later.md]\n", title="Eigenes"),
    "de/topic/later.md": _page("publish_on: 2026-09-22\n", "[A](first.md)", title="Später"),
    "de/topic/over.md": _page("expires_on: 2026-09-22\n", title="Vorbei"),
    "de/topic/inside.md": _page("internal: true\n", title="Intern"),
}
_LEVELS = "extra: { helpcentre: { levels: { translation-unrecorded: off, fallback-unlabelled: off } } }\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small help centre with more structure, built on the day of all tests."""
    project = small_project(tmp_path_factory.mktemp("structure") / "small")
    project.write(PAGES)
    (project.folder / "published.txt").write_text("/topic/over/\n/topic/first/\n", encoding="utf-8")
    with (project.folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(_LEVELS)
    built = project.build()
    assert (built.status, built.warnings) == (0, []), built.output
    return project


def _texts(page: BuiltPage, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.tree.css(selector)]


def test_sub_topic_is_in_the_list_of_its_topic_and_on_the_home_page(site: Project) -> None:
    assert _texts(site.page("site/topic/first/index.html"), ".hc-topic li")[-1] == "Unterthema"
    home = site.page("site/index.html")
    assert _texts(home, ".hc-home-topic .hc-card-title") == ["Thema", "Anderes"]
    assert _texts(home, ".hc-card-count") == ["4 Artikel", "2 Artikel"]
    assert home.attribute(".hc-card-topics a", "href") == "topic/sub/"
    assert _texts(site.page("site/topic/index.html"), ".hc-card-title")[-1] == "Unterthema"


def test_pager_goes_on_into_the_sub_topic_and_ends_there(site: Project) -> None:
    links, name = [], "topic/index.html"
    while name:
        links.append(name)
        following = site.page(f"site/{name}").tree.css_first(".hc-pager-next")
        href = str(following.attributes["href"]) if following else ""
        name = f"topic/{href.removeprefix('../').removeprefix('../')}index.html" if href else ""
        name = name.replace("topic/topic/", "topic/").replace("topic/innen", "topic/sub/innen")
    assert links[-2:] == ["topic/sub/index.html", "topic/sub/innen/index.html"]
    assert "topic/over/index.html" in links


def test_page_in_two_topics_has_one_address_and_is_in_both_lists(site: Project) -> None:
    other = site.page("site/other/index.html")
    assert [str(node.attributes["href"]) for node in other.tree.css(".hc-card")] == ["own/", "../topic/sub/innen/"]
    assert _texts(site.page("site/other/own/index.html"), ".hc-topic li") == ["Anderes", "Eigenes", "Innen"]
    assert site.read("site/sitemap.xml").count("/innen/</loc>") == 1
    assert "Inner" in _texts(site.page("site/en/other/own/index.html"), ".hc-topic li")


def test_labels_lead_to_the_pages_that_have_them(site: Project) -> None:
    page = site.page("site/topic/sub/innen/index.html")
    assert _texts(page, ".hc-labels li") == ["iOS", "Ärger & Co."]
    articles = site.page("site/articles.html")
    assert _texts(articles, "h3") == ["iOS", "Ärger & Co."]
    ids = articles.attributes("h3", "id")
    assert [href.rpartition("#")[2] for href in page.attributes(".hc-labels a", "href")] == ids
    assert _texts(site.page("site/en/articles.html"), "h3") == ["iOS"]


def test_pages_of_another_day_or_audience_are_nowhere_on_the_website(site: Project) -> None:
    for name in ("sitemap.xml", "articles.jsonl", "llms.txt", "topic/index.html", "articles.html"):
        text = site.read(f"site/{name}")
        assert ("Später" in text, "Intern" in text, "inside" in text) == (False, False, False), name


def test_day_of_the_build_decides_and_an_address_that_ends_is_no_loss(site: Project) -> None:
    built = site.build(SOURCE_DATE_EPOCH=str(1790000000 + 24 * 3600))
    assert (built.status, built.warnings) == (0, []), built.output
    assert (site.folder / "site" / "topic" / "later" / "index.html").is_file()
    assert not (site.folder / "site" / "topic" / "over").exists()
    assert "Später" in _texts(site.page("site/other/own/index.html"), ".hc-related li")
    assert site.build().status == 0
    assert (site.folder / "site" / "topic" / "over" / "index.html").is_file()


def test_bundle_has_internal_pages_with_a_mark_and_nothing_to_send(site: Project) -> None:
    built = site.mkdocs("build", "--strict", "-f", "agents.yml")
    assert (built.status, built.warnings) == (0, []), built.output
    page = site.page("dist/helpcentre-agents/topic/inside.html")
    assert page.first("[data-notice=internal]").text().strip().startswith("Nur für den Support")
    assert page.tree.css("[data-agents-do=answer], [data-agents-do=link], [data-address]") == []
    assert not (site.folder / "dist" / "helpcentre-agents" / "topic" / "later.html").exists()
    lines = site.read("dist/helpcentre-agents/articles.jsonl").splitlines()
    inside = [line for line in lines if '"topic/inside.md"' in line]
    assert inside
    assert all('"kind": "internal"' in line and '"address": ""' in line for line in inside)


def test_topic_that_is_not_there_is_told_with_its_line(small: Project) -> None:
    file = small.folder / "docs" / "de" / "topic" / "first.md"
    file.write_text(file.read_text(encoding="utf-8").replace("---\n", "---\nalso_in: [toppic]\n", 1), encoding="utf-8")
    built = small.mkdocs("build")
    assert (
        "docs/de/topic/first.md:2: link-target-missing: also_in: toppic: there is no such topic (did you mean topic?)"
        in built.output
    )


@pytest.mark.parametrize(("address", "email", "is_refused"), [
    ("https://help.bikes.test-team.net/", "support@example.org", True),
    ("https://help.bikes.test-team.net/", "", False),
    ("https://help.example.org/", "support@example.org", False),
])  # fmt: skip
def test_real_site_with_an_example_for_an_address_is_refused(
    small: Project, address: str, email: str, is_refused: bool
) -> None:
    built = small.build(SITE_URL=address, CONTACT_EMAIL=email)
    assert ("contact_email is support@example.org, an example" in built.output) is is_refused
    assert (built.status != 0) is is_refused, built.output
