"""Another source language: pages, records, settings, glossary and addresses move, all or none."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from helpcentre.build.project import read_addresses
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.mkdocs_adapter.i18n import read_languages
from helpcentre.starter.project import create_project
from helpcentre.starter.source_language import Moved, move_source
from helpcentre.translation.state import Status, TranslationStates
from support import Project, files

_GLOSSARY = """\
# Words.
keep: [Example]
terms:
  search: # a comment
    de: { require: [Suchfeld, Such], avoid: [Find] }
    fr: { require: [recherch] }
"""


def create(folder: Path) -> Project:
    create_project(folder, name="Example", codes=["en", "de", "fr"], version="1", requirements=["helpcentre==1"])
    return Project(folder)


def move(project: Project, code: str) -> Moved:
    config_file = project.folder / "mkdocs.yml"
    return move_source(read_addresses(load_config(config_file)), code, config_file=config_file)


def test_moved_project_builds_strictly_and_every_translation_is_current(tmp_path: Path) -> None:
    project = create(tmp_path / "new")
    (project.folder / "glossary.yml").write_text(_GLOSSARY, encoding="utf-8")
    assert project.helpcentre("publish").status == 0
    outdated = re.sub(r"(?m)^  contact: .*$", "  contact: " + 12 * "0", project.read("docs/fr/contact.md"))
    project.write({"fr/contact.md": outdated})
    done = project.helpcentre("source", "de")
    assert done.status == 0, done.output
    config = load_config(project.folder / "mkdocs.yml")
    assert [(each.code, each.is_source) for each in read_languages(config)] == [
        ("de", True),
        ("en", False),
        ("fr", False),
    ]
    documents = replace(read_addresses(config).documents, has_asides=True)
    states = TranslationStates(documents).all()
    outdated_units = [
        (language.code, path, each.unit.id)
        for language, path, state in states
        for each in state.units
        if each.status is not Status.CURRENT
    ]
    assert outdated_units == [("fr", "contact.md", "contact")]
    built = project.mkdocs("build", "--strict")
    assert (built.status, built.warnings) == (0, []), built.output
    assert project.page("site/index.html").attribute("html", "lang") == "de"
    assert project.page("site/index.html").first(".hc-hero form") is not None
    assert "Suchfeld: # a comment\n    en: { require: [search] }" in project.read("glossary.yml")
    for former, target in (("contact-us", "/en/contact-us/"), ("de/kontakt", "/kontakt/")):
        assert target in project.read(f"site/{former}/index.html")


def test_keys_of_source_pages_move_and_every_other_byte_stays(tmp_path: Path) -> None:
    project = create(tmp_path / "new")
    move(project, "fr")
    english, french = project.read("docs/en/index.md"), project.read("docs/fr/index.md")
    assert re.search(r"^(template|order|most_asked):", english, re.MULTILINE) is None
    assert "translates:" in english
    assert "template: home.html" in french
    assert "most_asked:\n- help-centre/find-an-answer.md" in french
    assert "translates:" not in french
    assert english.partition("# How")[2] == create(tmp_path / "other").read("docs/en/index.md").partition("# How")[2]


def test_moving_there_and_back_gives_the_same_project(tmp_path: Path) -> None:
    project = create(tmp_path / "new")
    (project.folder / "glossary.yml").write_text(
        _GLOSSARY.replace(", avoid: [Find]", "").replace(", Such]", "]"), encoding="utf-8"
    )
    before = files(project.folder)
    move(project, "de")
    assert files(project.folder) != before
    move(project, "en")
    after = files(project.folder)
    changed = [name for name in before if before[name] != after[name] and not name.endswith(".md")]
    assert changed == []
    states = TranslationStates(read_addresses(load_config(project.folder / "mkdocs.yml")).documents)
    assert {state.status for _, _, state in states.all()} == {Status.CURRENT}


_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><title>{}</title></svg>'


def test_pictures_and_downloads_stay_those_of_all_languages(tmp_path: Path) -> None:
    """Languages without a file of their own show that of the source; one with its own words stays in its language."""
    project = create(tmp_path / "new")
    page = "help-centre/find-an-answer.md"
    for name in ("en/help-centre/map.svg", "en/help-centre/words.svg", "fr/help-centre/words.svg"):
        project.write({name: _PICTURE.format(name)})
    (project.folder / "docs/en/help-centre/prices.pdf").write_bytes(b"%PDF-1.4 prices")
    (project.folder / "docs/en/synonyms.yml").write_text("search: [find]\n", encoding="utf-8")
    shown = "\n![Map](map.svg) ![Words](words.svg) [Prices](prices.pdf)\n"
    for code in ("en", "de", "fr"):
        project.write({f"{code}/{page}": project.read(f"docs/{code}/{page}") + shown})
    for code in ("de", "fr"):
        assert project.helpcentre("accept", page, "--lang", code).status == 0
    docs = project.folder / "docs"
    before = files(docs)
    move(project, "fr")
    assert not {*docs.glob("en/**/map.svg"), *docs.glob("en/**/*.pdf"), docs / "fr/synonyms.yml"} & {*docs.rglob("*")}
    for name in ("en/help-centre/words.svg", "fr/help-centre/words.svg"):
        assert name in project.read(f"docs/{name}")
    built = project.helpcentre("build")
    assert built.status == 0, built.output
    move(project, "en")
    after = files(docs)
    assert [name for name in after if not name.endswith(".md") and before.get(name) != after[name]] == []


_BLOCKS = """\
site_name: x
plugins:
  - helpcentre
  - i18n:
      languages:
        - locale: en # ours
          name: English
          default: true
        - locale: de
          name: Deutsch
        - { locale: fr, default: false, name: Français }

extra: {}
"""


def test_languages_may_be_written_in_any_form(tmp_path: Path) -> None:
    project = create(tmp_path / "new")
    (project.folder / "mkdocs.yml").write_text(_BLOCKS, encoding="utf-8")
    move(project, "de")
    text = project.read("mkdocs.yml")
    assert text.index("locale: de") < text.index("locale: en # ours") < text.index("locale: fr") < text.index("extra")
    config = load_config(project.folder / "mkdocs.yml")
    assert [each.code for each in read_languages(config) if each.is_source] == ["de"]


def remove(name: str) -> Callable[[Project], object]:
    return lambda project: (project.folder / name).unlink()


@pytest.mark.parametrize(
    ("code", "edit", "message"),
    [
        ("it", lambda _: None, "'it' is no language .* .use one of de, fr"),
        ("en", lambda _: None, "'en' is no language that the site is translated into"),
        ("de", remove("docs/de/contact.md"), r"1 pages are not as the source is: docs/de/contact.md .missing."),
        (
            "de",
            lambda project: project.edit("docs/en/index.md", "choose a topic", "pick anything"),
            r"docs/de/index.md .outdated major.",
        ),
        (
            "de",
            lambda project: project.write({"en/strings.yml": "banner: Hi\n"}),
            "banner: in the source alone",
        ),
        (
            "de",
            lambda project: (project.folder / "glossary.yml").write_text(
                "terms:\n  word:\n    fr: { require: [mot] }\n"
            ),
            "glossary.yml:2: 'word' has no word in 'de'",
        ),
    ],
)
def test_project_that_cannot_move_is_left_as_it_was(
    code: str, edit: Callable[[Project], object], message: str, tmp_path: Path
) -> None:
    project = create(tmp_path / "new")
    edit(project)
    before = files(project.folder)
    with pytest.raises(HelpcentreError, match=message):
        move(project, code)
    assert files(project.folder) == before


def test_published_texts_of_the_former_source_go_and_addresses_stay(tmp_path: Path) -> None:
    project = create(tmp_path / "new")
    kept = ["/", "/a b/", "/a b/#gone -", "/c/#gone -"]
    told = [f"/{folder}/#rest 0123456789ab 89abcdef ............" for folder in ("a b", "c")]
    (project.folder / "published.txt").write_text("".join(f"{line}\n" for line in [*kept, *told]), encoding="utf-8")
    move(project, "de")
    assert project.read("published.txt").splitlines() == kept
