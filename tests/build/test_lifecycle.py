"""Real builds of small sites: what strict mode refuses, and what a failed build leaves behind."""

import json
import shutil
import stat
from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import Rule
from helpcentre.diagnostics.rule_pages import example
from support import SITES, Project, Run, files, small_project

FAULTY_SITES = ("planted", "parity", "guide")


def codes(warnings: list[str]) -> list[str]:
    return [" ".join(warning.split(": ", 2)[:2]) for warning in warnings]


def test_what_apps_look_for_is_published_where_settings_name_it(small: Project) -> None:
    well_known = small.folder / "docs" / ".well-known"
    well_known.mkdir()
    for name in ("assetlinks.json", "notes.txt"):
        (well_known / name).write_text("{}", encoding="utf-8")
    small.edit("mkdocs.yml", "plugins:", "extra: {helpcentre: {publish: [/.well-known/assetlinks.json]}}\nplugins:")
    done = small.mkdocs("build")
    assert done.status == 0, done.output
    assert [file.name for file in (small.folder / "site" / ".well-known").iterdir()] == ["assetlinks.json"]
    assert "docs/.well-known/notes.txt: file-unpublished: " in done.output
    assert "add '/.well-known/notes.txt' to" in done.output


def test_a_site_without_a_fault_builds(small: Project) -> None:
    built = small.build()
    assert (built.status, built.warnings) == (0, [])
    assert (small.folder / "site" / "ar" / "topic" / "first" / "index.html").is_file()


def planted(site: str) -> set[str]:
    """The codes of the problems that a site has."""
    lines = (SITES / site / "expected.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[1] for line in lines}


def examples(site: str) -> list[str]:
    """What the pages of the rules show as a report's line, for the rules that this site is the first to break."""
    earlier = {code for other in FAULTY_SITES[: FAULTY_SITES.index(site)] for code in planted(other)}
    return [example(rule) for rule in Rule if rule.code in planted(site) - earlier]


@pytest.fixture(scope="module")
def faulty_sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Project, Run]]:
    """Each site with planted faults, and what a build says of it; not to be changed."""
    projects = [small_project(tmp_path_factory.mktemp(site) / site, site) for site in FAULTY_SITES]
    return {project.folder.name: (project, project.build()) for project in projects}


@pytest.mark.parametrize("site", FAULTY_SITES)
def test_each_planted_fault_is_named_with_its_line_and_nothing_else_is(
    site: str, faulty_sites: dict[str, tuple[Project, Run]]
) -> None:
    project, built = faulty_sites[site]
    assert built.status == 1
    assert "Traceback" not in built.output
    assert codes(built.warnings) == (SITES / site / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert not (project.folder / "site").exists()
    # What `helpcentre explain` shows of a rule is what the first of these sites is told of it.
    assert [line for line in examples(site) if line not in built.warnings] == []
    assert "helpcentre explain RULE says more about a problem" in built.output


def test_a_site_with_an_english_source_is_told_of_english(tmp_path: Path) -> None:
    built = small_project(tmp_path / "kettle", "kettle", ("en", "fr", "de")).build()
    assert built.status == 1
    assert [warning.partition(" (")[0] for warning in built.warnings if "(English:" not in warning] == [
        "docs/de/kettle/index.md:18: text-untranslated: 'Let the kettle cool for 40 minutes. Then you can open it.' has"
        " English words: can, for, the, then, you",
        "docs/fr/kettle/index.md:12: term-changed: the English text has 'Hobkettle', this one has not",
        "docs/fr/kettle/index.md:14: space-breaking: an ordinary space at : lets the line break there",
        "docs/fr/kettle/index.md:18: number-differs: 14 here; the English text has 40",
        "docs/fr/kettle/index.md:18: text-untranslated: 'Laissez-la refroidir 14 minutes. Then you can open it with b'"
        " has English words: can, then, with, you",
        "docs/fr/kettle/index.md:20: glossary-term: the English text has 'Descal', this one has no word for it from the"
        " glossary",
    ]
    assert "structure-differs: {#steps} has 1 steps (English: 2)" in built.output
    assert "German" not in built.output


def test_check_of_the_bundle_adds_what_breaks_from_disk(faulty_sites: dict[str, tuple[Project, Run]]) -> None:
    project, _ = faulty_sites["planted"]
    found = json.loads(project.helpcentre("check", "--format", "json").output)
    told = [f"{row['file']}:{row['line']} {row['code']}".replace(":0 ", " ") for row in found]
    website = (SITES / "planted" / "expected.txt").read_text(encoding="utf-8").splitlines()
    more = [
        "docs/de/bare/deep/page.md topic-page-missing"
    ] * 2  # for each folder a warning, which strict mode lets pass
    assert sorted(told) == sorted([*website, "docs/de/topic/inside.md:33 link-from-disk", *more])


def test_a_quiet_build_prints_nothing_and_is_as_strict(small: Project) -> None:
    assert small.mkdocs("build", "--quiet", "--strict") == Run(0, "")
    small.write({"de/topic/second.md": "---\ntitle: B\n---\n\n# B {#b}\n\n[x](gone.md)\n"})
    for _ in range(2):
        refused = small.mkdocs("build", "--quiet", "--strict")
        assert (refused.status, "link-target-missing" in refused.output) == (1, False)
        assert small.mkdocs("build", "--quiet") == Run(0, "")
    assert "link-target-missing" in small.mkdocs("build").output


def test_link_with_a_slip_is_answered_with_what_was_meant(faulty_sites: dict[str, tuple[Project, Run]]) -> None:
    _, built = faulty_sites["planted"]
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


def test_a_missing_translation_becomes_a_labelled_fallback(small_site: Project) -> None:
    page = small_site.page("site/ar/topic/second/index.html")
    assert [page.attribute("html", name) for name in ("lang", "dir")] == ["ar", "rtl"]
    assert [page.attribute("article", name) for name in ("lang", "dir")] == ["de", "ltr"]
    assert page.first("[data-notice=fallback]").text().strip() != ""
    assert page.attribute("link[rel=canonical]", "href") == "https://example.org/topic/second/"
    assert page.attributes("link[rel=alternate]", "href") == []
    assert "https://example.org/ar/topic/second/" not in small_site.read("site/sitemap.xml")
    german = small_site.page("site/topic/second/index.html")
    assert german.attributes("link[hreflang]", "hreflang") == ["de", "en", "x-default"]


def test_changed_german_text_makes_its_translations_outdated(small: Project) -> None:
    small.edit("docs/de/topic/first.md", "Pflaumenmus", "Birnenmus")
    assert small.build().status == 0
    page = small.page("site/en/topic/first/index.html")
    assert page.attributes("[data-notice=outdated] li a", "href") == ["../../../topic/first/#deep"]
    assert page.first("[data-notice=outdated] li a").text() == "Tiefer Abschnitt"
    assert "data-notice" not in small.read("site/topic/first/index.html")
    assert "data-notice" not in small.read("site/en/topic/second/index.html")


def test_each_language_has_its_own_page_for_wrong_addresses(small_site: Project) -> None:
    for code, file in (("de", "404.html"), ("en", "en/404.html"), ("ar", "ar/404.html")):
        page = small_site.page(f"site/{file}")
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
        ("docs/de/topic/first.md", "order: 1", "order: first", ":4: order: expected a number, received 'first'"),
        ("docs/en/topic/first.md", "updated: 2026-09-02", "updated: soon", ":4: updated: expected a date"),
        ("docs/en/topic/first.md", "title: First page", "title: [a, b]", ":2: title: expected a text"),
        ("docs/en/topic/first.md", "title: First page", "title: A\nformer: 3", ":3: former: expected an address"),
        ("docs/en/topic/first.md", "title: First page", "title: A\nformer: ../x.html", "'../x.html' is no address"),
        ("docs/en/topic/first.md", "title: First page", "title: A\nformer: index.html", "is also the address of docs/"),
        ("docs/de/topic/first.md", "order: 1", "icon: material/nope", "the theme has no .icons/material/nope.svg"),
        ("docs/de/topic/first.md", "order: 1", "template: nope.html", "first.md:4: the theme has no nope.html"),
        ("docs/de/topic/first.md", "Einleitung mit Kirschkuchen.", '--8<-- "_snippets/no.md"', "Snippet at path"),
        ("mkdocs.yml", "locale: ar", "locale: xx", "plugins.i18n.languages: 'xx' is not a language"),
        ("base.yml", "edition: public", "edition: secret", "expected public or agents, received 'secret'"),
    ],
)  # fmt: skip
def test_bad_input_fails_the_build_in_one_clear_line(
    file: str, old: str, new: str, message: str, small: Project
) -> None:
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
    assert [path.name for path in small.folder.iterdir() if path.name.startswith(".site")] == []


def test_equal_input_gives_equal_bytes_in_a_folder_of_any_name(small: Project, tmp_path: Path) -> None:
    other = small_project(tmp_path / "-Über uns' #1 100% [a]{b}$c")
    (tmp_path / "link").symlink_to(other.folder, target_is_directory=True)
    built = Project(tmp_path / "link").run("sh", "-c", "umask 077 && exec mkdocs build --strict")
    assert small.build().status == built.status == 0, built.output
    assert files(small.folder / "site") == files(other.folder / "site")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (other.folder / "site").rglob("*") if path.is_file()}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in (other.folder / "site").rglob("*") if path.is_dir()}
    assert modes == {0o644}, "a web server reads them as another user"
    assert folders | {stat.S_IMODE((other.folder / "site").stat().st_mode)} == {0o755}
    assert stat.S_IMODE((other.folder / "site.nginx.conf").stat().st_mode) == 0o644
    assert stat.S_IMODE((other.folder / ".cache").stat().st_mode) == 0o700, "nobody else has to read that"


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("SITE_URL", "", "mkdocs.yml: site_url is empty (set it, or the variable SITE_URL"),
        ("SOURCE_DATE_EPOCH", "abc", "SOURCE_DATE_EPOCH: expected seconds since 1970, received 'abc'"),
    ],
)
def test_bad_environment_variable_fails_the_build_in_one_line(
    variable: str, value: str, message: str, small: Project
) -> None:
    built = small.build(**{variable: value})
    assert built.status == 1
    assert message in built.output
    assert "Traceback" not in built.output


def test_a_former_address_never_takes_the_place_of_a_file(small: Project) -> None:
    small.edit("docs/en/topic/first.md", "title: First page", "title: First page\nformer: 404.html")
    built = small.build()
    assert built.status == 1
    assert "former: 404.html is a file of the site" in built.output


def test_markup_in_a_title_is_text(small: Project) -> None:
    small.edit("docs/de/topic/first.md", "title: Erste Seite", "title: Was ist <b>das</b> & wozu?")
    assert small.build().status == 0
    for page in ("", "topic/", "topic/second/", "topic/first/"):
        html = small.read(f"site/{page}index.html")
        assert "<b>das" not in html
        assert "Was ist &lt;b&gt;das&lt;/b&gt; &amp; wozu?" in html


def test_topics_within_topics_are_reached_from_above(small: Project) -> None:
    for name in ("index", "page"):
        text = f"---\ntitle: Unten {name}\ndescription: Weiter unten.\n---\n\n# Unten {{#below-{name}}}\n"
        small.write({f"de/topic/below/{name}.md": text})
    assert small.build().status == 0
    assert "below/" in small.page("site/topic/index.html").attributes(".hc-card", "href")
    crumbs = small.page("site/topic/below/page/index.html").attributes(".hc-breadcrumb a", "href")
    assert crumbs == ["../../..", "../../", "../"]


def test_a_section_removed_from_the_source_is_no_fault_of_its_translations(small: Project) -> None:
    text = small.read("docs/de/topic/first.md")
    small.write({"de/topic/first.md": text[: text.index("## Tiefer")]})
    small.edit("docs/de/topic/index.md", "first.md#deep", "first.md")
    small.edit("docs/en/topic/index.md", "first.md#deep", "first.md")
    small.edit("docs/ar/topic/index.md", "first.md#deep", "first.md")
    built = small.build()
    assert (built.status, built.warnings) == (0, [])
    assert 'data-notice="outdated"' in small.read("site/en/topic/first/index.html")


def test_headings_in_comments_are_none_and_ids_are_used_once(small: Project) -> None:
    small.edit("docs/de/topic/second.md", "Hier geht", "<!--\n## Entwurf\n-->\n\n## Noch einmal {#second}\n\nHier geht")
    small.edit("docs/en/topic/second.md", "This is", "## Again {#second}\n\nThis is")
    built = small.build()
    assert codes(built.warnings) == [
        "docs/de/topic/second.md:13 id-repeated",
        "docs/en/topic/second.md:12 id-repeated",
    ]


def test_a_templates_fault_is_one_problem_however_many_pages_show_it(tmp_path: Path) -> None:
    project = small_project(tmp_path / "small")
    overrides = project.folder / "overrides"
    target = overrides.resolve()
    overrides.unlink()
    shutil.copytree(target, overrides)
    part = "assets/stylesheets/helpcentre/print.css"
    footer, style = overrides / "partials" / "footer.html", overrides / part
    footer.write_text("<a href=\"{{ 'nope/' | url }}\">x</a>", encoding="utf-8")
    style.write_text(style.read_text(encoding="utf-8") + ".x { background: url(nope.png) }", encoding="utf-8")
    built = project.build()
    found = [warning for warning in built.warnings if "nope" in warning]
    last = len(style.read_text(encoding="utf-8").splitlines())
    assert codes(found) == [
        f"overrides/{part}:{last} asset-missing",
        "overrides/partials/footer.html:1 link-target-missing",
    ]
    assert "; seen on 18 pages" in found[1]


def test_a_fault_in_an_included_text_is_told_where_it_is(small: Project) -> None:
    small.write({"de/_snippets/shared.md": "Mehr [dazu](nowhere.md).\n"})
    small.edit("docs/de/topic/second.md", "Hier geht", '--8<-- "_snippets/shared.md"\n\nHier geht')
    found = [line for line in codes(small.build().warnings) if "link" in line]
    assert found[0] == "docs/de/_snippets/shared.md:1 link-target-missing"


def test_all_that_refuses_a_build_is_told_at_once_each_with_its_file_and_line(small: Project) -> None:
    topic = small.folder / "docs" / "de" / "topic"
    (topic / "a.md").write_text("---\ntitle: Preise: neu\n---\n\n# A {#a}\n", encoding="utf-8")
    (topic / "b.md").write_text("---\norder: x\nupdated: morgen\n---\n\n# B {#b}\n\n<!-- offen\n", encoding="utf-8")
    built = small.build()
    errors = [line.removeprefix("ERROR   -  ") for line in built.output.splitlines() if line.startswith("ERROR")]
    assert [error.partition(" (")[0] for error in errors] == [
        "docs/de/topic/a.md:2: front matter is not YAML: mapping values are not allowed here",
        "docs/de/topic/b.md:2: order: expected a number, received 'x'",
        "docs/de/topic/b.md:3: updated: expected a date, as in 2026-11-22, received 'morgen'",
        "docs/de/topic/b.md:8: the comment '<!--' is never closed",
        "4 faults keep the site from being built",
    ]
    assert built.status == 1
    assert "mkdocs.yml" not in built.output


def test_a_catalogue_of_an_app_that_changed_is_seen_by_the_next_build(small: Project) -> None:
    (small.folder / "app").mkdir()
    catalogue = small.folder / "app" / "en.json"
    catalogue.write_text('{"save": "Save"}', encoding="utf-8")
    (small.folder / "labels.yml").write_text("catalogues: 'app/{lang}.json'\n", encoding="utf-8")
    small.write({"de/topic/third.md": "---\ntitle: C\n---\n\n# C {#c}\n\n1. Tippe auf **Save**.\n"})
    assert "label-unknown" not in small.build().output
    catalogue.write_text('{"save": "Keep"}', encoding="utf-8")
    assert "docs/de/topic/third.md:7: label-unknown: 'Save'" in small.build().output
    catalogue.write_text('{"save": "Save",}', encoding="utf-8")
    assert "app/en.json:1: not JSON" in small.build().output


def test_sign_between_the_steps_of_a_breadcrumb_has_the_direction_of_the_page(small_site: Project) -> None:
    page = small_site.page("site/ar/topic/second/index.html")
    assert page.attribute("html", "dir") == "rtl"
    assert page.attribute(".hc-breadcrumb [aria-current] [lang]", "dir") == "ltr"
    assert [item.attributes.get("dir") for item in page.tree.css(".hc-breadcrumb li")] == [None] * 3
