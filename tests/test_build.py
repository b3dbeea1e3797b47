"""Real builds of small sites: what strict mode refuses, and what a failed build leaves behind."""

from pathlib import Path

import pytest

from support import SITES, Project, small_project


def codes(warnings: list[str]) -> list[str]:
    return [" ".join(warning.split(": ", 2)[:2]) for warning in warnings]


def files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_site_without_a_fault_builds(small: Project) -> None:
    built = small.build()
    assert (built.status, built.warnings) == (0, [])
    assert (small.folder / "site" / "ar" / "topic" / "first" / "index.html").is_file()


@pytest.mark.parametrize("site", ["planted", "parity"])
def test_each_planted_fault_is_named_with_its_line_and_nothing_else_is(site: str, tmp_path: Path) -> None:
    project = small_project(tmp_path / site, site)
    built = project.build()
    assert built.status == 1
    assert "Traceback" not in built.output
    assert codes(built.warnings) == (SITES / site / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert not (project.folder / "site").exists()


def test_a_slip_is_answered_with_what_was_meant(tmp_path: Path) -> None:
    built = small_project(tmp_path / "planted", "planted").build()
    assert "frist.md: there is no such page (did you mean first.md?)" in built.output
    assert "the page has no #deeep (did you mean deep?)" in built.output


def test_a_fallback_without_its_label_is_refused(small: Project) -> None:
    overrides = small.folder / "overrides"
    target = overrides.resolve()
    overrides.unlink()
    overrides.mkdir()
    for part in target.rglob("*"):
        if part.is_file():
            copy = overrides / part.relative_to(target)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(part.read_bytes())
    (overrides / "partials" / "notices.html").write_text("", encoding="utf-8")
    built = small.build()
    assert built.status == 1
    assert codes(built.warnings) == ["docs/de/topic/second.md:1 fallback-unlabelled"]


def test_a_missing_translation_becomes_a_labelled_fallback(small: Project) -> None:
    assert small.build().status == 0
    page = small.page("site/ar/topic/second/index.html")
    assert [page.attribute("html", name) for name in ("lang", "dir")] == ["ar", "rtl"]
    assert [page.attribute("article", name) for name in ("lang", "dir")] == ["de", "ltr"]
    assert page.first("[data-notice=fallback]").text().strip() != ""
    assert page.attribute("link[rel=canonical]", "href") == "https://example.org/topic/second/"
    assert page.attributes("link[rel=alternate]", "href") == []
    assert "https://example.org/ar/topic/second/" not in small.read("site/sitemap.xml")
    german = small.page("site/topic/second/index.html")
    assert german.attributes("link[rel=alternate]", "hreflang") == ["de", "en", "x-default"]


def test_changed_german_text_makes_its_translations_outdated(small: Project) -> None:
    small.edit("docs/de/topic/first.md", "Pflaumenmus", "Birnenmus")
    assert small.build().status == 0
    page = small.page("site/en/topic/first/index.html")
    assert page.attributes("[data-notice=outdated] li a", "href") == ["../../../topic/first/#deep"]
    assert page.first("[data-notice=outdated] li a").text() == "Tiefer Abschnitt"
    assert "data-notice" not in small.read("site/topic/first/index.html")
    assert "data-notice" not in small.read("site/en/topic/second/index.html")


def test_each_language_has_its_own_page_for_wrong_addresses(small: Project) -> None:
    assert small.build().status == 0
    for code, file in (("de", "404.html"), ("en", "en/404.html"), ("ar", "ar/404.html")):
        page = small.page(f"site/{file}")
        assert page.attribute("html", "lang") == code
        assert page.attribute("meta[name=robots]", "content") == "noindex"


def test_pages_stand_in_the_order_their_source_gives(small: Project) -> None:
    small.edit("docs/de/topic/first.md", "order: 1", "order: 9")
    assert small.build().status == 0
    for prefix in ("", "en/", "ar/"):
        page = small.page(f"site/{prefix}topic/index.html")
        assert page.attributes(".hc-cards a", "href") == ["second/", "first/"]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("docs/de/topic/first.md", "order: 1", "order: [", "docs/de/topic/first.md:4: front matter is not YAML"),
        ("docs/de/topic/first.md", "order: 1", "order: first", "first.md:1: order: 'first' is not a number"),
        ("docs/en/strings.yml", "skip: ", "skp: ", "text 'skip' is missing (translate it)"),
        ("mkdocs.yml", "locale: ar", "locale: xx", "plugins.i18n.languages: 'xx' is not a language"),
        ("base.yml", "edition: public", "edition: secret", "expected public or agents, received 'secret'"),
    ],
)  # fmt: skip
def test_bad_input_gets_one_clear_line(file: str, old: str, new: str, message: str, small: Project) -> None:
    small.edit(file, old, new)
    built = small.build()
    assert built.status == 1
    assert message in built.output
    assert "Traceback" not in built.output


def test_a_failed_build_leaves_the_old_site_whole_and_nothing_else(small: Project) -> None:
    assert small.build().status == 0
    before = files(small.folder / "site")
    for old, new in (("first.md", "frist.md"), ("order: 1", "order: [")):
        small.edit("docs/de/topic/second.md" if old == "first.md" else "docs/de/topic/first.md", old, new)
        assert small.build().status == 1
        assert files(small.folder / "site") == before
    assert [path.name for path in small.folder.iterdir() if path.name.startswith(".")] == []


def test_equal_input_gives_equal_bytes(small: Project, tmp_path: Path) -> None:
    other = small_project(tmp_path / "elsewhere")
    assert small.build().status == other.build().status == 0
    assert files(small.folder / "site") == files(other.folder / "site")
