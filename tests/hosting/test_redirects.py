"""Former addresses: where they lead, which cannot be, and what is written for readers and for web servers."""

import sys
from pathlib import Path

import pytest

from addressed_pages import ENGLISH, GERMAN, PAGES, addresses
from helpcentre.checks.redirects import check_chains
from helpcentre.diagnostics.problem import CombinedError, HelpcentreError
from helpcentre.hosting.redirect_pages import redirect_page, write_host_rules, write_redirects
from helpcentre.hosting.redirects import Redirect, bundle_redirects, read_redirects
from helpcentre.output.scan import scan
from helpcentre.output.site import BuiltSite
from support import BuiltPage

TAGS = {"de": "de", "en": "en-GB"}


def test_former_addresses_and_file_names_lead_on_in_every_language(tmp_path: Path) -> None:
    found = read_redirects(addresses(tmp_path / "docs", PAGES))
    assert {former: (each.dest, each.language) for former, each in found.redirects.items()} == {
        "topic/index.html": ("thema/index.html", "de"),
        "topic/page/index.html": ("thema/seite/index.html", "de"),
        "topic/plain/index.html": ("thema/plain/index.html", "de"),
        "alt/index.html": ("thema/seite/index.html", "de"),
        "ganz-alt.html": ("thema/seite/index.html", "de"),
        "en/alt/index.html": ("en/topic/page/index.html", "en"),
        "en/ganz-alt.html": ("en/topic/page/index.html", "en"),
    }
    assert found.problems == ()


BEFORE = {"de/topic/index.md": "slug: thema", "de/topic/page.md": "slug: seite"}


@pytest.mark.parametrize(
    ("before", "after", "published"),
    [
        (BEFORE, BEFORE | {"en/topic/index.md": "slug: subject"}, "en/topic/page/"),
        (BEFORE, BEFORE | {"en/topic/page.md": "slug: leaf"}, "en/topic/page/"),
        (BEFORE | {"en/topic/page.md": "slug: leaf"}, {"en/topic/index.md": "slug: subject"}, "en/topic/leaf/"),
        (BEFORE, BEFORE | {"de/topic/index.md": "slug: fach\nformer: /thema/"}, "thema/seite/"),
        (BEFORE, BEFORE | {"de/topic/page.md": "slug: seite\nformer: [/topic/page/]"}, "en/topic/page/"),
        (BEFORE, BEFORE | {"en/topic/index.md": "slug: one\nformer: /en/topic/"}, "en/topic/page/"),
    ],
)
def test_an_address_below_a_topic_that_changed_its_name_leads_on(
    before: dict[str, str], after: dict[str, str], published: str, tmp_path: Path
) -> None:
    old = addresses(tmp_path / "docs", before)
    assert f"{published}index.html" in old.urls()
    new = addresses(tmp_path / "docs", before | after)
    (page,) = [page for page in old.each() if page[1] == "topic/page.md" and page[0].code == "de"]
    language = ENGLISH if published.startswith("en/") else GERMAN
    leads = {former: each.dest for former, each in read_redirects(new, [published]).redirects.items()}
    dest = new.dest(language, page[1])
    assert published + "index.html" == dest or leads[published + "index.html"] == dest


def test_a_former_address_below_another_language_is_that_languages(tmp_path: Path) -> None:
    found = read_redirects(addresses(tmp_path / "docs", {"de/a.md": "former: [/en/x/]"}))
    assert {former: each.dest for former, each in found.redirects.items()} == {"en/x/index.html": "en/a/index.html"}


def test_a_former_address_of_a_topic_is_one_of_the_pages_below_it(tmp_path: Path) -> None:
    pages = {"de/t/index.md": "slug: thema\nformer: /alt/", "de/t/a.md": "slug: eins", "de/t/u/b.md": ""}
    leads = {
        former: each.dest for former, each in read_redirects(addresses(tmp_path / "docs", pages)).redirects.items()
    }
    assert leads["alt/eins/index.html"] == leads["alt/a/index.html"] == "thema/eins/index.html"
    assert leads["alt/u/b/index.html"] == "thema/u/b/index.html"
    assert leads["en/alt/u/b/index.html"] == "en/t/u/b/index.html"


def test_names_with_blanks_below_a_former_topic_lead_on_as_they_were_written(tmp_path: Path) -> None:
    pages = {"de/t/index.md": "former: /alt/", "de/t/a b/c d.md": ""}
    found = read_redirects(addresses(tmp_path / "docs", pages)).redirects
    for former in ("alt/a b/c d/index.html", "alt/a-b/c-d/index.html"):
        assert found[former].dest == "t/a-b/c-d/index.html"


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ({"de/a.md": "", "de/b.md": "former: /a/"}, "docs/de/b.md:2 redirect-collision"),
        ({"de/a.md": "former: x/", "de/b.md": "title: B\nformer: x/"}, "docs/de/b.md:3 redirect-collision"),
        ({"de/a.md": "former: [/a/]"}, "docs/de/a.md:2 redirect-loop"),
        (
            {"de/a.md": "slug: b", "de/b.md": "slug: a"},
            "docs/de/a.md redirect-collision docs/de/b.md redirect-collision",
        ),
    ],
)
def test_a_former_address_that_is_taken_is_a_problem(pages: dict[str, str], found: str, tmp_path: Path) -> None:
    redirects = read_redirects(addresses(tmp_path / "docs", pages))
    assert " ".join(f"{each.place} {each.code}" for each in redirects.problems) == found


def test_former_address_for_all_languages_gives_way_to_pages(tmp_path: Path) -> None:
    redirects = read_redirects(addresses(tmp_path / "docs", {"de/a.md": "former: b/", "en/a.md": "", "en/b.md": ""}))
    assert (list(redirects.redirects), redirects.problems) == (["b/index.html"], ())


def test_former_address_in_folders_without_end_is_refused_with_its_line(tmp_path: Path) -> None:
    deep = "/a" * 101
    assert read_redirects(addresses(tmp_path / "docs", {"de/a.md": f"former: {deep[2:]}/"})).redirects
    with pytest.raises(
        HelpcentreError, match=r"^docs/de/a\.md:2: former: the address has more than 100 parts \(remove"
    ):
        read_redirects(addresses(tmp_path / "docs", {"de/a.md": f"former: {deep}/"}))


def test_every_former_address_of_other_signs_is_refused_with_its_line(tmp_path: Path) -> None:
    pages = {"de/a.md": "former: ../x", "de/b.md": 'title: B\nformer: ["/a\\nb/", /c/, "/d;/"]'}
    with pytest.raises(CombinedError) as error:
        read_redirects(addresses(tmp_path / "docs", pages))
    assert [f"{each.file}:{each.line} {each.message}" for each in error.value.errors] == [
        "docs/de/a.md:2 former: '../x' is no address of a page",
        "docs/de/b.md:3 former: '/a\\nb/' is no address of a page",
        "docs/de/b.md:3 former: '/d;/' is no address of a page",
    ]


@pytest.mark.parametrize("sign", ["a", "ü", "ラ"])
def test_a_former_address_that_no_file_can_be_called_is_refused_with_its_line(sign: str, tmp_path: Path) -> None:
    fits = 255 // len(sign.encode())
    text = "title: A\nformer: [/hc/{}/]"
    kept = read_redirects(addresses(tmp_path / "a" / "docs", {"de/a.md": text.format(sign * fits)})).redirects
    assert f"hc/{sign * fits}/index.html" in kept
    with pytest.raises(HelpcentreError, match=r"docs/de/a.md:3: former: .* more than 255 bytes"):
        read_redirects(addresses(tmp_path / "b" / "docs", {"de/a.md": text.format(sign * (fits + 1))}))


def test_a_redirect_works_without_its_script() -> None:
    page = BuiltPage(redirect_page(Redirect("a/index.html", "b/index.html", "de", "b.md", 1)))
    assert page.attribute("meta[http-equiv=refresh]", "content") == "0; url=../b/"
    assert page.attributes("a", "href") == page.attributes("link[rel=canonical]", "href") == ["../b/"]
    assert page.attribute("meta[name=robots]", "content") == "noindex"
    assert page.attribute("script", "src") == "../assets/javascripts/redirect.js"


def test_former_addresses_lead_on_in_the_bundle_too(tmp_path: Path) -> None:
    pages = PAGES | {"de/topic/index.md": "slug: thema\nformer: [/früher/]", "en/index.md": "slug: x"}
    on_the_web = addresses(tmp_path / "docs", pages)
    own = addresses(tmp_path / "docs", pages, as_folders=False)
    web = read_redirects(on_the_web, ["topic/seite/", "en/thema/page/"])
    found = bundle_redirects(web, on_the_web, own).redirects
    leads = {former: each.dest for former, each in found.items()}
    assert leads["alt.html"] == leads["ganz-alt.html"] == leads["topic/seite.html"] == "thema/seite.html"
    assert leads["en/alt.html"] == "en/topic/page.html"
    assert leads["früher/index.html"] == leads["topic/index.html"] == "thema/index.html"
    assert leads["früher/seite.html"] == leads["früher/page.html"] == "thema/seite.html"
    assert set(leads.values()) <= set(own.urls())
    assert not leads.keys() & set(own.urls())
    redirect = next(each for each in found.values() if each.dest == "thema/index.html")
    page = BuiltPage(redirect_page(redirect, as_folders=False))
    assert page.attribute("a", "href").endswith("thema/index.html"), "a folder shows no page from disk"


def test_a_redirect_says_what_the_page_is_called_in_the_look_of_the_site() -> None:
    redirect = Redirect("a/b/index.html", "c/index.html", "de", "c.md", 1)
    page = BuiltPage(redirect_page(redirect, "Fragen & Antworten", "assets/stylesheets/x.css"))
    assert page.first("title").text() == page.first("a").text() == "Fragen & Antworten"
    assert page.attribute("link[rel=stylesheet]", "href") == "../../assets/stylesheets/x.css"
    assert page.first("html").attributes["lang"] == "de"


def test_nginx_gets_addresses_with_blanks_in_quotation_marks(tmp_path: Path) -> None:
    old = [Redirect(f"{name}/index.html", "c/index.html", "de", "c.md", 0) for name in ("a b", 'c"\\d;', "é{e}")]
    write_host_rules(tmp_path, old, site_url="https://example.org/", as_folders=True)
    rules = (tmp_path / "redirects.map").read_text(encoding="utf-8").splitlines()
    assert rules == ['"/a b/" /c/;', '"/c\\"\\\\d;/" /c/;', '"/é{e}/" /c/;']


def test_web_servers_get_the_same_redirects_with_the_sites_own_path(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "404.html").write_text("", encoding="utf-8")
    redirects = read_redirects(addresses(tmp_path / "docs", {"de/a.md": "former: [über/, x.html, 404.html]"}))
    written, problems = write_redirects(site, redirects, as_folders=True, titles={}, style_sheet="", tags=TAGS)
    write_host_rules(site, written, site_url="https://example.org/help", as_folders=True)
    assert [f"{each.place} {each.message}" for each in problems] == [
        "docs/de/a.md:2 former: 404.html is a file of the site"
    ]
    assert (site / "_redirects").read_text(encoding="utf-8") == (
        "/help/en/404.html /help/en/a/ 301\n/help/en/x.html /help/en/a/ 301\n/help/en/%C3%BCber/ /help/en/a/ 301\n"
        "/help/x.html /help/a/ 301\n/help/%C3%BCber/ /help/a/ 301\n"
    )
    assert "/help/über/ /help/a/;\n" in (site / "redirects.map").read_text(encoding="utf-8")
    assert '<html lang="de">' in (site / "über" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en-GB">' in (site / "en" / "über" / "index.html").read_text(encoding="utf-8")


def test_redirect_chains_and_loops_are_told(tmp_path: Path) -> None:
    leads = {"a.html": "b.html", "b.html": "c.html", "x.html": "y.html", "y.html": "x.html", "c.html": ""}
    scanned = {
        dest: scan(f'<meta http-equiv="refresh" content="0; url={to}">' if to else "<p>", dest)
        for dest, to in leads.items()
    }
    site = BuiltSite(tmp_path, "https://example.org/", frozenset(leads), scanned, ())
    assert [f"{each.file} {each.code}" for each in check_chains(site)] == [
        "a.html redirect-chain",
        "x.html redirect-loop",
        "y.html redirect-loop",
    ]


def test_cost_of_former_addresses_grows_with_their_number(tmp_path: Path) -> None:
    calls: dict[int, int] = {}

    def count(_frame: object, event: str, _: object) -> None:
        calls[number] += event in ("call", "c_call")

    for number in (500, 20_000):
        listed = ", ".join(f"/alt-{each}/" for each in range(number))
        pages = {**PAGES, "de/topic/page.md": f"former: [{listed}]"}
        given = addresses(tmp_path / str(number) / "docs", pages)
        calls[number] = 0
        sys.setprofile(count)
        try:
            found = read_redirects(given)
        finally:
            sys.setprofile(None)
        assert len(found.redirects) > 2 * number
    assert calls[20_000] < 44 * calls[500]
