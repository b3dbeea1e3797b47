"""Readable addresses: slugs, the addresses before them, and what happens when two pages want one."""

from itertools import islice
from pathlib import Path

import pytest

from addressed_pages import ENGLISH, GERMAN, PAGES, addresses
from helpcentre.agents.clipboard import script_file
from helpcentre.content.addresses import Addresses
from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.diagnostics.problem import CombinedError, HelpcentreError
from support import Project


@pytest.mark.parametrize(
    ("path", "german", "english"),
    [
        ("index.md", "index.html", "en/index.html"),
        ("topic/index.md", "thema/index.html", "en/topic/index.html"),
        ("topic/page.md", "thema/seite/index.html", "en/topic/page/index.html"),
        ("topic/plain.md", "thema/plain/index.html", "en/topic/plain/index.html"),
    ],
)
def test_each_language_has_its_own_slugs(path: str, german: str, english: str, tmp_path: Path) -> None:
    found = addresses(tmp_path / "docs", PAGES)
    assert (found.dest(GERMAN, path), found.dest(ENGLISH, path)) == (german, english)
    assert found.url(GERMAN, "topic/page.md") == "thema/seite/"
    assert found.url(GERMAN, "index.md") == "./"


def test_addresses_without_a_server_are_files(tmp_path: Path) -> None:
    found = addresses(tmp_path / "docs", PAGES, as_folders=False)
    assert found.url(GERMAN, "topic/index.md") == "thema/index.html"
    assert found.url(ENGLISH, "topic/page.md") == "en/topic/page.html"


def test_no_language_stands_in_for_a_page_that_the_source_lacks(tmp_path: Path) -> None:
    french = Language("fr", "Français", is_source=False)
    (tmp_path / "docs/en").mkdir(parents=True)
    (tmp_path / "docs/en/a.md").write_text("# A\n", encoding="utf-8")
    chains = {"de": (), "en": ("de",), "fr": ("en", "de")}

    def shown() -> list[str | None]:
        documents = Documents(tmp_path, tmp_path / "docs", (GERMAN, ENGLISH, french))
        found = Addresses(documents, as_folders=True, chains=chains)
        return [found.text_code(code, "a.md") for code in ("de", "en", "fr")]

    assert shown() == [None, "en", None]
    (tmp_path / "docs/de").mkdir()
    (tmp_path / "docs/de/a.md").write_text("# A\n", encoding="utf-8")
    assert shown() == ["de", "en", "en"]


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        (
            {"de/a.md": "slug: c", "de/b.md": "slug: c"},
            "docs/de/b.md address-taken has the same address as docs/de/a.md",
        ),
        ({"de/en/a.md": "", "en/a.md": ""}, "docs/en/a.md address-taken has the same address as docs/de/en/a.md"),
        (
            {"de/Über.md": "", "de/über.md": ""},
            "docs/de/über.md address-taken has on many computers the same address as docs/de/Über.md",
        ),
        (
            {"de/u\u0308ber.md": "", "de/über.md": ""},
            "docs/de/über.md address-taken has on many computers the same address as docs/de/u\u0308ber.md",
        ),
        (
            {"de/A/b.md": "", "de/a/b.md": ""},
            "docs/de/a/b.md address-taken has on many computers the same address as docs/de/A/b.md",
        ),
        (
            {"de/A.md": "", "de/b.md": "slug: a"},
            "docs/de/b.md address-taken has on many computers the same address as docs/de/A.md",
        ),
    ],
)
def test_two_pages_with_one_address_are_a_problem(pages: dict[str, str], found: str, tmp_path: Path) -> None:
    problems = list(addresses(tmp_path / "docs", pages).check_unique())
    assert [f"{each.file} {each.code} {each.message.split(': ')[0]}" for each in problems] == [found]


@pytest.mark.parametrize(
    ("slug", "message"),
    [
        ("Über uns", r"docs/de/a\.md:2: slug: 'Über uns' cannot be part of an address"),
        ("2024", r"docs/de/a\.md:2: slug: expected a text of lower-case"),
    ],
)
def test_a_slug_of_other_signs_is_refused(slug: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(HelpcentreError, match=message):
        list(addresses(tmp_path / "docs", {"de/a.md": f"slug: {slug}"}).check_unique())


def test_addresses_shown_have_fallbacks_too(tmp_path: Path) -> None:
    shown = addresses(tmp_path / "docs", {"de/a.md": "slug: b", "en/c.md": ""}).urls()
    assert list(shown) == ["b/index.html", "en/a/index.html", "en/c/index.html"]


def test_build_with_two_pages_at_one_address_tells_it_and_goes_on(small: Project) -> None:
    small.edit("docs/en/topic/second.md", "title: Second page", "title: Second page\nslug: first")
    built = small.build()
    assert built.status == 1
    assert "docs/en/topic/second.md: address-taken: has the same address as docs/en/topic/first.md" in built.output
    assert "Traceback" not in built.output


def test_slug_is_followed_by_links_language_switch_and_redirects(small: Project) -> None:
    small.edit("docs/de/topic/index.md", "order: 1", "order: 1\nslug: thema")
    small.edit("docs/en/topic/first.md", "title: First page", "title: First page\nslug: first-page\nformer: en/old/")
    built = small.build()
    assert built.status == 0, built.output
    page = small.page("site/thema/first/index.html")
    links = dict(
        zip(page.attributes("link[hreflang]", "hreflang"), page.attributes("link[hreflang]", "href"), strict=True)
    )
    assert links["en"] == "https://example.org/en/topic/first-page/"
    assert links["x-default"] == "https://example.org/thema/first/"
    assert "../first/" in small.page("site/thema/second/index.html").attributes("article a", "href")
    assert "../first-page/" in small.page("site/en/topic/second/index.html").attributes("article a", "href")
    for former, to in (
        ("topic/first", "../../thema/first/"),
        ("en/topic/first", "../first-page/"),
        ("en/old", "../topic/first-page/"),
    ):
        redirect = small.page(f"site/{former}/index.html")
        assert redirect.attribute("meta[http-equiv=refresh]", "content") == f"0; url={to}"
    assert "<loc>https://example.org/topic/first/</loc>" not in small.read("site/sitemap.xml")


def test_of_two_pages_at_one_address_nothing_else_is_told(small: Project) -> None:
    small.write({"de/topic/Straße.md": "# Die Straße {#street}\n\nText.\n", "de/topic/index.md": "# Thema {#topic}\n"})
    small.write({"de/more/index.md": "---\nslug: en\n---\n\n# Mehr {#more}\n", "de/more/a.md": "# A {#a}\n\nB.\n"})
    built = small.build()
    assert [line.split(":", 2)[1].strip() for line in built.warnings] == ["address-taken"], built.output


REFUSED = [*'#?"<>\\', *map(chr, range(1, 32)), "\x7f", "\x85", "\u200b", "\u2028", "\u202e"]
"""Signs that no address can have, and no link could lead to."""

FOREIGN = " !$%&'()*+,:;=@[]^`{|}"
"""Other signs that stand for themselves in no address."""


@pytest.mark.parametrize("sign", REFUSED)
def test_name_with_a_sign_that_no_address_can_have_is_refused_with_all_others(sign: str, tmp_path: Path) -> None:
    pages = {**PAGES, f"de/topic/a{sign}b.md": "", f"de/c{sign}d/e.md": "", f"de/c{sign}d/index.md": "slug: d"}
    with pytest.raises(CombinedError) as error:
        list(addresses(tmp_path / "docs", pages).check_unique())
    assert {each.message for each in error.value.errors} == {
        f"the name has {sign!a}, which means something else in addresses"
    }
    files = {f"docs/de/topic/a{sign}b.md", f"docs/de/c{sign}d/e.md", f"docs/de/c{sign}d/index.md"}
    assert {each.file for each in error.value.errors} == files


@pytest.mark.parametrize(
    "name", ["a-b", "a_b", "a.b", "~a", "A1", "Über", "u\u0308ber", "नमस्ते", "日本", "می\u200cخواهم"]
)
def test_name_of_letters_digits_and_plain_signs_is_an_address(name: str, tmp_path: Path) -> None:
    found = addresses(tmp_path / "docs", {f"de/{name}.md": ""})
    assert not list(found.check_unique())
    assert found.dest(GERMAN, f"{name}.md") == f"{name}/index.html"


@pytest.mark.parametrize("sign", FOREIGN)
def test_signs_that_addresses_have_for_other_things_become_hyphens(sign: str, tmp_path: Path) -> None:
    page = f"c{sign}{sign}d/{sign}e{sign}f{sign}.md"
    found = addresses(tmp_path / "docs", {f"de/{page}": "", f"de/c{sign}{sign}d/index.md": ""})
    assert not list(found.check_unique())
    assert found.dest(GERMAN, page) == found.plain_dest(GERMAN, page) == "c-d/e-f/index.html"
    assert found.dest(GERMAN, f"c{sign}{sign}d/index.md") == "c-d/index.html"
    assert f"c{sign}{sign}d/{sign}e{sign}f{sign}/index.html" in set(found.mixed_dests(GERMAN, page)), "of before"


def test_folders_with_blanks_have_no_more_addresses_of_before_than_two(tmp_path: Path) -> None:
    page = "a b/" * 20 + "c d.md"
    found = addresses(tmp_path / "docs", {f"de/{page}": ""})
    assert len(set(islice(found.mixed_dests(GERMAN, page), 100))) == 3, "with the present name below folders of before"


def test_names_of_nothing_but_such_signs_are_refused_and_equal_ones_told(tmp_path: Path) -> None:
    with pytest.raises(CombinedError, match="no letter or digit"):
        list(addresses(tmp_path / "a" / "docs", {"de/(+)/a.md": "", "de/b/++.md": ""}).check_unique())
    found = addresses(tmp_path / "b" / "docs", {"de/C++.md": "", "de/C.md": ""})
    assert [problem.code for problem in found.check_unique()] == ["address-taken"]


@pytest.mark.parametrize(
    ("config", "page", "links"),
    [
        ("mkdocs.yml", "site/en/topic/About-us-1-1/index.html", ["../../More-more/", "../../More-more/#more"]),
        (
            "agents.yml",
            "dist/helpcentre-agents/en/topic/About-us-1-1.html",
            ["../More-more/index.html", "../More-more/index.html#more"],
        ),
    ],
)
def test_pages_and_folders_with_blanks_in_their_names_are_built(
    config: str, page: str, links: list[str], small: Project
) -> None:
    for code, text in (("de", "Eine Seite mehr"), ("en", "One more page")):
        small.write(
            {
                f"{code}/More & (more)/index.md": f"# {text} {{#more}}\n\n[One](<../topic/About us, 1+1.md>) {text}\n",
                f"{code}/topic/About us, 1+1.md": f"# {text[:8]} {{#one}}\n\n{text} [{code}]"
                "(../More%20%26%20%28more%29/index.md), [2](<../More & (more)/index.md#more>)\n",
            }
        )
    built = small.mkdocs("build", "--strict", "-f", config)
    assert built.status == 0, built.output
    assert small.page(page).attributes("article p a", "href")[:2] == links


@pytest.mark.parametrize("sign", ["a", "ü", "ラ"])
def test_a_page_is_refused_beside_which_the_bundle_could_not_store_its_texts(sign: str, tmp_path: Path) -> None:
    longest = sign * ((255 - len(".answers.js")) // len(sign.encode()))
    for as_folders in (True, False):
        found = addresses(tmp_path / "a" / "docs", {f"de/topic/{longest}.md": ""}, as_folders=as_folders)
        Path(tmp_path, Path(script_file(found.dest(GERMAN, f"topic/{longest}.md"))).name).touch()
    name = f"{longest}{sign}"
    pages = {f"de/topic/{name}.md": ""}
    assert addresses(tmp_path / "b" / "docs", pages).dest(GERMAN, f"topic/{name}.md") == f"topic/{name}/index.html"
    with pytest.raises(HelpcentreError, match="the name is too long") as error:
        addresses(tmp_path / "c" / "docs", pages, as_folders=False).dest(GERMAN, f"topic/{name}.md")
    assert error.value.file == f"docs/de/topic/{name}.md"
