"""Exports of each system become the pages and the report that stand in ``expected``, and a site without a fault."""

import re
from pathlib import Path

import pytest
import yaml

from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.importer import report
from helpcentre.translation.state import Status, TranslationStates
from helpcentre.translation.status import status_rows
from importing import CODES, EXPECTED, EXPORTS, files_of, import_into, markdown
from support import Project, small_project

SYSTEMS = sorted(folder.name for folder in EXPORTS.iterdir())


def languages_of(system: str) -> dict[str, str]:
    """The languages that the command is told for an export that names none."""
    given: dict[str, dict[str, str]] = yaml.safe_load((EXPECTED / "languages.yml").read_text(encoding="utf-8"))
    return given.get(system, {})


@pytest.mark.parametrize("system", SYSTEMS)
def test_export_becomes_its_pages_and_report(system: str, tmp_path: Path) -> None:
    outcome = import_into(tmp_path, EXPORTS / system, languages=languages_of(system))
    assert outcome.system == system
    written = files_of(tmp_path / "docs")
    pages = {name: without_fingerprints(text.decode("utf-8")) for name, text in written.items() if name.endswith(".md")}
    pages["report.txt"] = report.as_text(outcome.remarks) + "\n"
    pages["files.txt"] = "".join(f"{name}\n" for name in written if not name.endswith(".md"))
    assert pages == {name: text.decode("utf-8") for name, text in files_of(EXPECTED / system).items()}


def without_fingerprints(text: str) -> str:
    """A page with a word in place of each fingerprint, but of those that stand for an unknown text."""
    return re.sub(r"(?m)^(  [\w-]+: )'?(?!0{12})[0-9a-f]{12}(?:-[0-9a-f]{8})?'?$", r"\1current", text)


def test_translations_are_current_or_outdated_as_the_export_says(tmp_path: Path) -> None:
    import_into(tmp_path, EXPORTS / "zendesk")
    languages = tuple(Language(code=code, name=code, is_source=code == "de") for code in CODES)
    documents = Documents(tmp_path, tmp_path / "docs", languages, dialect=markdown()[1])
    page = "set-up-the-waterer/first-steps/care/clean-the-filter.md"
    rows = status_rows(TranslationStates(documents))
    assert {row.language: row.state.status for row in rows if row.path == page} == {
        "en": Status.CURRENT,
        "fr": Status.OUTDATED,
    }


@pytest.mark.parametrize("system", SYSTEMS)
def test_second_import_of_the_same_export_changes_no_byte(system: str, tmp_path: Path) -> None:
    import_into(tmp_path, EXPORTS / system, languages=languages_of(system))
    before = files_of(tmp_path)
    outcome = import_into(tmp_path, EXPORTS / system, languages=languages_of(system))
    assert (outcome.pages, outcome.files) == ([], [])
    assert files_of(tmp_path) == before


@pytest.mark.parametrize("system", SYSTEMS)
def test_dry_run_reports_the_same_and_writes_nothing(system: str, tmp_path: Path) -> None:
    dry = import_into(tmp_path, EXPORTS / system, languages=languages_of(system), is_dry=True)
    assert list(tmp_path.iterdir()) == []
    assert import_into(tmp_path, EXPORTS / system, languages=languages_of(system)) == dry


@pytest.mark.parametrize("system", SYSTEMS)
def test_site_of_an_export_passes_every_check(system: str, tmp_path: Path) -> None:
    project = small_project(tmp_path / "project", "moved", ("de", "en", "fr"))
    import_into(project.folder, EXPORTS / system, languages=languages_of(system))
    to_do(project, system)
    assert project.build().warnings == []


def to_do(project: Project, system: str) -> None:
    """Do what the report asks for: accept the translations of whose state the export says nothing."""
    for file in sorted((project.folder / "docs").glob("[ef][nr]/*/**/index.md")):
        text = file.read_text(encoding="utf-8")
        if text.rstrip().endswith("}"):  # a heading alone: the export has no description of the topic in this language
            file.write_text(f"{text}\nAbout this topic.\n", encoding="utf-8")
    pages = yaml.safe_load((EXPECTED / "to-do.yml").read_text(encoding="utf-8"))[system]
    for code, paths in pages.items():
        accepted = project.helpcentre("accept", "--lang", code, *paths)
        assert accepted.status == 0, accepted.output


def test_film_that_the_export_holds_is_saved_below_docs_and_played(tmp_path: Path) -> None:
    source = tmp_path / "export" / "de"
    source.mkdir(parents=True)
    (source / "pumpe.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    html = "<h1>Pumpe</h1><p>So geht es:</p><video src='pumpe.mp4' title='Entlüften'></video>"
    (source / "pumpe.html").write_text(html, encoding="utf-8")
    outcome = import_into(tmp_path, tmp_path / "export")
    assert "![Entlüften](files/pumpe.mp4)" in (tmp_path / "docs/de/pumpe.md").read_text(encoding="utf-8")
    assert (tmp_path / "docs/de/files/pumpe.mp4").read_bytes() == (source / "pumpe.mp4").read_bytes()
    assert [remark.what for remark in outcome.remarks if remark.is_loss] == []
