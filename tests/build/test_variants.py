"""A variant of a language beside it: a page that it lacks is its language's, without a word, and once for machines."""

import shutil

import pytest

from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.settings.languages import fallback_chains
from helpcentre.settings.options import Settings
from helpcentre.translation.state import Status, TranslationStates
from support import Project, small_project

CODES = ("de", "en", "de-AT", "en-GB")
OWN = "---\ntitle: Erster Artikel\ndescription: So heißt es.\n---\n\n# Erster Artikel {#first}\n\nMit Marillenröster.\n"
ONLY = "---\ntitle: Nur hier\ndescription: D.\n---\n\n# Nur hier {#only}\n\n[Weiter](first.md) [Recht](../imprint.md)\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site of two languages, each with a variant; one of these has a page of its own. Not to be changed."""
    project = small_project(tmp_path_factory.mktemp("variants") / "small", languages=CODES)
    shutil.rmtree(project.folder / "docs" / "ar")
    project.write({"de-AT/topic/extra.md": OWN, "de/topic/extra.md": OWN.replace("Marillen", "Aprikosen")})
    project.write({"en/topic/extra.md": OWN.replace("Erster Artikel", "Extra").replace("So heißt es", "Named so")})
    project.write(
        {"de/imprint.md": "---\ntitle: Impressum\ndescription: Wer.\n---\n\n# Impressum {#imprint}\n\nWir.\n"}
    )
    project.write({"en/imprint.md": "---\ntitle: Legal\ndescription: Who.\n---\n\n# Legal {#imprint}\n\nUs.\n"})
    project.write({"de/topic/only.md": ONLY})
    project.edit("docs/de/topic/second.md", "order: 2", "order: 2\nslug: zweite")
    project.write({"en/strings.yml": "search: Find\n", "de/synonyms.yml": "Pflaumenmus: [powidl]\n"})
    for code, path in (("de-AT", "topic/extra.md"), ("en", "topic/extra.md"), ("en", "imprint.md")):
        assert project.helpcentre("accept", path, "--lang", code).status == 0
    done = project.mkdocs("build")
    assert done.status == 0, done.output
    (project.folder / "told").write_text(done.output, encoding="utf-8")
    return project


def test_inherited_page_has_no_notice_and_no_label(built: Project) -> None:
    for code, other in (("de-AT", "de"), ("en-GB", "en")):
        page = built.page(f"site/{code}/topic/first/index.html")
        assert page.tree.css("[data-notice=fallback]") == []
        assert page.attribute("html", "lang") == code
        assert page.attribute("article", "lang") == other
        assert page.tree.css(".hc-menu small") == []
    assert "Find" in built.page("site/en-GB/topic/first/index.html").first("header").text()


@pytest.mark.parametrize("code", ["en", "en-GB"])
def test_pages_of_a_third_language_are_found_by_templates_and_by_links_of_pages(built: Project, code: str) -> None:
    """The source is German: an inherited English page stands in for one that is neither British nor German."""
    home = built.page(f"site/{code}/index.html")
    assert "imprint/" in home.attributes("footer a", "href")
    links = built.page(f"site/{code}/topic/only/index.html").attributes("article a[href]", "href")
    assert {"../first/", "../../imprint/"} <= set(links)
    told = built.read("told")
    assert "link-target-missing" not in told
    assert "page-orphaned" not in told


def test_build_says_nothing_of_what_a_variant_inherits(built: Project) -> None:
    told = built.read("told")
    assert [line for line in told.splitlines() if "-AT" in line and "docs/" in line and "topic/extra" not in line] == []
    assert "string-missing" not in told
    assert "fallback-unlabelled" not in told
    assert "metadata-differs" not in told


def test_inherited_page_is_no_duplicate_for_search_engines(built: Project) -> None:
    page = built.page("site/de-AT/topic/first/index.html")
    assert page.attribute("link[rel=canonical]", "href") == "https://example.org/topic/first/"
    assert page.tree.css("link[hreflang]") == []
    sitemap = built.read("site/sitemap.xml")
    assert "/de-AT/topic/first/" not in sitemap
    assert "/de-AT/topic/extra/" in sitemap


def test_page_of_its_own_is_an_alternate_beside_that_of_its_language(built: Project) -> None:
    page = built.page("site/de-AT/topic/extra/index.html")
    assert page.attribute("link[rel=canonical]", "href") == "https://example.org/de-AT/topic/extra/"
    assert set(page.attributes("link[rel=alternate][hreflang]", "hreflang")) == {"de", "de-AT", "en", "x-default"}
    assert "Marillenröster" in page.first("article").text()
    assert "en-GB" not in page.attributes("link[rel=alternate][hreflang]", "hreflang")


def test_address_of_a_variant_is_that_of_its_language(built: Project) -> None:
    assert (built.folder / "site" / "de-AT" / "topic" / "zweite" / "index.html").is_file()


def test_search_of_a_variant_knows_the_synonyms_of_its_language(built: Project) -> None:
    for code in ("de", "de-AT"):
        assert '["powidl","pflaumenmus"]' in built.read(f"site/assets/search/{code}.js")


def test_state_of_an_inherited_page_is_that_of_its_language(built: Project) -> None:
    languages = tuple(Language(code, code, is_source=code == "de") for code in CODES)
    states = TranslationStates(Documents(built.folder, built.folder / "docs", languages))
    assert states.of("de-AT", "topic/first.md").status is Status.CURRENT
    for path in ("topic/first.md", "topic/second.md", "index.md"):
        inherited, own = states.of("en-GB", path), states.of("en", path)
        assert (inherited.status, inherited.is_inherited, own.is_inherited) == (own.status, True, False)
    told = built.helpcentre("status").output
    assert not [line for line in told.splitlines() if line.startswith(("de-AT/", "en-GB/"))]


@pytest.mark.parametrize(
    ("codes", "fallbacks", "chain"),
    [
        (["en", "de", "de-AT"], {}, ("de", "en")),
        (["de", "de-AT"], {}, ("de",)),
        (["en", "pt", "pt-BR", "es"], {"pt-BR": ("es",)}, ("pt", "es", "en")),
        (["en", "fr", "de", "de-AT"], {"de": ("fr",)}, ("de", "fr", "en")),
        (["en", "zh", "zh-TW"], {}, ("zh", "en")),
        (["en", "zh-Hant", "zh", "zh-Hant-TW"], {}, ("zh-Hant", "zh", "en")),
        (["en", "de-AT"], {}, ("en",)),
    ],
)
def test_variant_has_the_text_of_its_language_before_any_other(
    codes: list[str], fallbacks: dict[str, tuple[str, ...]], chain: tuple[str, ...]
) -> None:
    last = next(code for code in reversed(codes) if "-" in code)
    assert fallback_chains(Settings(fallbacks=fallbacks), codes, file="mkdocs.yml")[last] == chain
