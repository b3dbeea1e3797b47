"""The pages of the sample, taken apart and sent to translators: they come back without a changed byte."""

import shutil
from pathlib import Path

import polib
import pytest

from helpcentre.content.frontmatter import parse
from helpcentre.content.units import units
from helpcentre.translation.page_edits import assemble_text
from helpcentre.translation.po_export import export_po
from helpcentre.translation.po_import import ImportReport, import_po
from helpcentre.translation.po_reader import read_po
from helpcentre.translation.segments import Page, segment_text
from support import ROOT

LANGUAGES = sorted(folder.name for folder in (ROOT / "docs").iterdir() if folder.is_dir())
TRANSLATIONS = [code for code in LANGUAGES if code != "de"]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A copy of the pages."""
    return shutil.copytree(ROOT / "docs", tmp_path / "docs")


def contents(folder: Path) -> dict[Path, bytes]:
    return {file.relative_to(folder): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def take(po: polib.POFile, docs: Path) -> ImportReport:
    file = docs.parent / "translation.po"
    po.save(str(file), newline="\n")
    return import_po(file, docs_dir=docs, source="de", languages=LANGUAGES)


def said(po: polib.POFile) -> list[tuple[str, str, str, list[str]]]:
    """Return what an import reads of a PO file."""
    return [(entry.msgctxt, entry.msgid, entry.msgstr, entry.flags) for entry in po]


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_real_pages_exported_and_imported_change_no_byte(docs: Path, language: str) -> None:
    before = contents(docs)
    po = export_po(docs_dir=docs, source="de", language=language)
    assert po.percent_translated() == 100
    assert not [entry.msgctxt for entry in po if entry.msgctxt.endswith("/body")]
    for width in (20, 0, 78):
        po.wrapwidth = width
        po.save(str(docs.parent / "translation.po"), newline="\n")
        read, _ = read_po(docs.parent / "translation.po", languages=LANGUAGES)
        assert said(read) == said(po)
    report = take(po, docs)
    assert contents(docs) == before
    assert (report.changed, report.incomplete, report.stale) == ([], [], [])
    assert len(report.unchanged) == len(list((docs / "de").rglob("*.md")))


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_a_real_language_is_made_again_from_its_po_file(docs: Path, language: str) -> None:
    po = export_po(docs_dir=docs, source="de", language=language)
    before = contents(docs)
    pages = list((docs / language).rglob("*.md"))
    for file in pages:
        file.unlink()
    assert len(take(po, docs).changed) == len(list((docs / "de").rglob("*.md")))
    assert contents(docs).keys() == before.keys()
    for file in pages:
        made, was = (parse(data.decode("utf-8")) for data in (file.read_bytes(), before[file.relative_to(docs)]))
        assert made.body == was.body
        assert made.meta.keys() == {"title", "description", "translates"}
        assert all(made.meta[key] == was.meta[key] for key in ("title", "description"))
        source = parse((docs / "de" / file.relative_to(docs / language)).read_text(encoding="utf-8"))
        records = (page.meta["translates"] for page in (made, was))  # the sample's are of an earlier version
        assert all(unit.has_fingerprint(record[key]) for record in records for key, unit in units(source).items())


def shown(page: Page) -> dict[str, str]:
    return {message.key: message.text for message in page.messages()}


@pytest.mark.parametrize(
    "file", sorted((ROOT / "docs").rglob("*.md")), ids=lambda file: file.relative_to(ROOT).as_posix()
)
def test_real_pages_can_be_replaced_message_by_message(file: Path) -> None:
    text = file.read_bytes().decode("utf-8")
    page = segment_text(text)
    assert assemble_text(page, shown(page)) == text
    changed = {key: f"{value} Z" for key, value in shown(page).items()}
    assert shown(segment_text(assemble_text(page, changed))) == changed
