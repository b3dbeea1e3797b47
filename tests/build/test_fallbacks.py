"""Languages as they come and go: fallbacks, chains of them, a further language, and what must not vanish."""

import re

from support import Project

ENTRY = "        - { locale: ar, name: ar }\n"


def test_deleted_translation_becomes_a_fallback_page(small: Project) -> None:
    (small.folder / "docs" / "en" / "topic" / "second.md").unlink()
    assert small.build().status == 0
    page = small.page("site/en/topic/second/index.html")
    assert page.attribute("html", "lang") == "en"
    assert page.attribute("article", "lang") == "de"
    assert "Language of this text: German" in page.first("[data-notice=fallback]").text()
    assert page.attribute("link[rel=canonical]", "href") == "https://example.org/topic/second/"
    assert "https://example.org/en/topic/second/" not in small.read("site/sitemap.xml")
    assert small.page("site/topic/second/index.html").attributes("link[hreflang]", "href") == []


def test_fallback_chain_shows_the_nearest_language(small: Project) -> None:
    small.edit("mkdocs.yml", "plugins:", "extra: { helpcentre: { fallbacks: { ar: [en] } } }\nplugins:")
    built = small.build()
    assert built.status == 0, built.output
    page = small.page("site/ar/topic/second/index.html")
    assert page.attribute("article", "lang") == "en"
    assert "apple strudel" in page.first("article").text()
    assert page.attribute("link[rel=canonical]", "href") == "https://example.org/en/topic/second/"
    assert "الإنجليزية" in page.first("[data-notice=fallback]").text()
    assert "../first/" in page.attributes("article a", "href")


def test_further_language_is_an_entry_and_a_folder(small: Project) -> None:
    small.edit("mkdocs.yml", ENTRY, f"{ENTRY}        - {{ locale: sv, name: Svenska }}\n")
    small.write(
        {
            "sv/index.md": "---\ntitle: Hem\ndescription: Start.\n---\n\n# Hem {#home}\n\nVälkommen.\n",
            "sv/strings.yml": "search: Sök\n",
        }
    )
    assert small.helpcentre("accept", "index.md", "--lang", "sv").status == 0
    built = small.build()
    assert (built.status, built.warnings) == (0, [])
    assert re.search(r"docs/sv/strings\.yml: string-missing: \d+ texts of the site .*: skip, language,", built.output)
    assert small.page("site/sv/index.html").attribute("html", "lang") == "sv"
    assert "Sök" in small.page("site/sv/index.html").first("header").text()
    assert "Zum Inhalt springen" in small.page("site/sv/index.html").first(".hc-skip").text()  # the source's word
    assert "sv" in small.page("site/index.html").attributes("link[hreflang]", "hreflang")
    assert small.page("site/sv/topic/first/index.html").attribute("article", "lang") == "de"


def test_folder_of_an_unknown_language_is_a_problem(small: Project) -> None:
    small.write({"sv/index.md": "# Hem {#home}\n"})
    built = small.build()
    assert built.status == 1
    assert built.warnings == [
        "docs/sv/index.md: language-unknown: 'sv' is not a language of this site "
        "(add it to plugins: i18n: languages in mkdocs.yml, or remove the folder)"
    ]


def test_folder_that_stands_for_a_language_without_pages_is_named_once(small: Project) -> None:
    (small.folder / "docs" / "ar").rename(small.folder / "docs" / "arr")
    built = small.build()
    (line,) = [each for each in built.warnings if "language-unknown" in each]
    assert line.startswith("docs/arr/index.md: language-unknown: 'arr' is not a language of this site, and the folder ")
    assert "(rename the folder to 'ar', or add it to plugins: i18n: languages" in line
    (small.folder / "docs" / "arr").rename(small.folder / "docs" / "cs")
    (line,) = [each for each in small.build().warnings if "language-unknown" in each]
    assert "(add it to plugins: i18n: languages" in line, "Czech is no slip of Arabic"


def test_page_outside_the_folders_of_languages_is_a_problem(small: Project) -> None:
    small.write({"lost.md": "# Lost {#lost}\n"})
    built = small.build()
    assert built.status == 1
    assert "docs/lost.md: language-unknown: the page is in no language's folder" in built.warnings[0]
