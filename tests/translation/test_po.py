"""Translations out to PO files and back: nothing lost, nothing changed that was not edited."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from helpcentre.content.blocks import Kind, normal
from helpcentre.content.frontmatter import Document, dump, parse
from helpcentre.content.markdown.fences import PLAIN, Dialect
from helpcentre.content.markdown.links import links_in
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.po_export import export_po
from helpcentre.translation.po_import import ImportReport, import_po
from helpcentre.translation.segments import segment_text
from helpcentre.translation.state import Status, fingerprints, state
from markdown_texts import PAGE as RICH
from markdown_texts import TEXTS
from support import SITES

LANGUAGES = ["ar", "de", "en", "fr"]

GERMAN = """\
---
title: Titel
description: Beschreibung
order: 3
icon: material/check
updated: 2026-11-22
---

# Seite {#page}

Ein Absatz.

- eins
- zwei

## Teil {#part}

Ein [Verweis](other.md#x).

!!! note "Achtung"

    Im Kasten.
"""
ENGLISH = """\
# Page {#page}

A paragraph.

- one
- two

## Part {#part}

A [link](other.md#x).

!!! note "Attention"

    In the box.
"""


@dataclass(frozen=True)
class Site:
    """A docs folder, and beside it the PO file of one language."""

    folder: Path

    @property
    def docs(self) -> Path:
        """The folder of pages."""
        return self.folder / "docs"

    @property
    def po(self) -> Path:
        """The PO file."""
        return self.folder / "translation.po"

    def write(self, name: str, text: str) -> None:
        """Write a page with its own line ends."""
        file = self.docs / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))

    def read(self, name: str) -> str:
        """Return a page with its own line ends."""
        return (self.docs / name).read_bytes().decode("utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the one place of ``old`` in a page."""
        text = self.read(name)
        assert text.count(old) == 1, (name, old)
        self.write(name, text.replace(old, new))

    def all(self) -> dict[str, bytes]:
        """Return the bytes of every file below the folder of pages."""
        return {str(file): file.read_bytes() for file in sorted(self.docs.rglob("*")) if file.is_file()}

    def export(
        self, language: str = "en", old_source: Callable[[str, str, str], Document | None] | None = None
    ) -> polib.POFile:
        """Return what is exported, and save it as the PO file."""
        po = export_po(docs_dir=self.docs, source="de", language=language, old_source=old_source)
        po.save(str(self.po), newline="\n")
        return po

    def take(self) -> ImportReport:
        """Import the PO file."""
        return import_po(self.po, docs_dir=self.docs, source="de", languages=LANGUAGES)

    def translate(self, po: polib.POFile, texts: dict[str, str]) -> None:
        """Set texts that are not fuzzy, by message key, and save the PO file."""
        for key, text in texts.items():
            entry = entry_of(po, key)
            entry.msgstr = text
            entry.flags = []
        po.save(str(self.po), newline="\n")


def entry_of(po: polib.POFile, key: str) -> polib.POEntry:
    return next(entry for entry in po if entry.msgctxt.endswith(f"#{key}"))


def translation_of(german: str, body: str, **meta: object) -> str:
    return dump({"title": "Title", "description": "Description", **meta, "translates": fingerprints(parse(german))}) + (
        f"\n{body}"
    )


def texts_of(po: polib.POFile) -> dict[str, str]:
    return {entry.msgctxt: entry.msgstr for entry in po}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """One German page with a current English translation."""
    site = Site(tmp_path)
    site.write("de/a/page.md", GERMAN)
    site.write("en/a/page.md", translation_of(GERMAN, ENGLISH, updated="2026-11-22"))
    return site


def test_entries_are_sorted_and_name_place_kind_and_language(site: Site) -> None:
    site.write("de/B.md", "# B {#b}\n")
    po = site.export()
    assert [entry.msgctxt for entry in po][:4] == ["B.md#b/0", *(f"a/page.md#{key}/0" for key in UNITS[:3])]
    assert entry_of(po, "page/2").occurrences == [("docs/de/a/page.md", "13")]
    assert (entry_of(po, "page/2").msgid, entry_of(po, "page/2").msgstr) == ("eins", "one")
    assert entry_of(po, "part/2").comment == "admonition title"
    assert po.metadata["Language"] == "en"
    assert "POT-Creation-Date" not in po.metadata
    assert str(po) == str(site.export())


UNITS = ["_title", "_description", "page", "part"]


def test_a_region_is_written_as_gettext_does(site: Site) -> None:
    assert site.export("pt-BR").metadata["Language"] == "pt_BR"
    report = import_po(site.po, docs_dir=site.docs, source="de", languages=["de", "pt-BR"])
    assert report.incomplete == [("a/page.md", 0, 10)]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("key", [f"{unit}/0" for unit in UNITS] + ["page/1", "page/3", "part/2", "part/3"])
def test_editing_one_message_changes_exactly_that_message(site: Site, key: str, newline: str) -> None:
    site.write("en/a/page.md", site.read("en/a/page.md").replace("\n", newline))
    before = site.read("en/a/page.md")
    po = site.export()
    old = entry_of(po, key).msgstr
    site.translate(po, {key: "Something “new”"})
    report = site.take()
    assert report == ImportReport([site.docs / "en/a/page.md"], [], [], [])
    where = next(message for message in segment_text(before).messages() if message.key == key)
    assert before[where.start : where.end] == old
    assert site.read("en/a/page.md") == before[: where.start] + "Something “new”" + before[where.end :]


def test_a_missing_page_is_made_from_the_source_page(site: Site) -> None:
    texts = texts_of(site.export())
    po = site.export("fr")
    assert not any(entry.msgstr or entry.flags for entry in po)
    for entry in po:
        entry.msgstr = texts[entry.msgctxt]
    po.save(str(site.po))
    assert site.take() == ImportReport([site.docs / "fr/a/page.md"], [], [], [])
    assert site.read("fr/a/page.md") == translation_of(GERMAN, ENGLISH)


def test_a_made_page_has_the_structure_of_its_source(site: Site) -> None:
    site.write("de/a/page.md", RICH)
    po = site.export("fr")
    for entry in po:
        entry.msgstr = "" if entry.comment == "code block" else entry.msgid.replace("Punkt", "Point")
    po.save(str(site.po))
    assert site.take() == ImportReport([site.docs / "fr/a/page.md"], [], [], [])
    made = parse(site.read("fr/a/page.md"))
    assert made.body == parse(RICH).body.replace("Punkt", "Point")
    assert list(made.meta) == ["title", "description", "translates"]
    assert state(parse(RICH), made).status is Status.CURRENT
    german, french = site.docs / "de/a/page.md", site.docs / "fr/a/page.md"
    links = [links_in(file.read_text(encoding="utf-8"), line=1, dialect=PLAIN) for file in (german, french)]
    assert [link.target for link in links[0]] == [link.target for link in links[1]]


def test_headings_without_an_id_keep_the_source_s(site: Site) -> None:
    site.write("de/a/page.md", "# Größe\n\nText\n")
    site.translate(site.export("fr"), {"groesse/0": "Taille", "groesse/1": "Texte"})
    site.take()
    assert parse(site.read("fr/a/page.md")).body == "# Taille {#groesse}\n\nTexte\n"
    site.translate(site.export("fr"), {"groesse/0": "Grandeur"})
    site.take()
    assert parse(site.read("fr/a/page.md")).body == "# Grandeur {#groesse}\n\nTexte\n"


def test_an_implicit_id_survives_a_new_heading(site: Site) -> None:
    site.write("de/a/page.md", "# Status\n\nText\n")
    site.write("en/a/page.md", "# Status\n\ntext\n")
    site.translate(site.export(), {"status/0": "State"})
    site.take()
    assert parse(site.read("en/a/page.md")).body == "# State {#status}\n\ntext\n"


def test_a_page_translated_in_part_is_reported_and_not_written(site: Site) -> None:
    before = site.all()
    site.translate(site.export("fr"), {"_title/0": "Titre", "page/0": "Page"})
    assert site.take() == ImportReport([], [], [("a/page.md", 2, 10)], [])
    assert site.all() == before


def test_fuzzy_and_empty_texts_are_not_taken_over(site: Site) -> None:
    before = site.all()
    po = site.export()
    site.translate(po, {"page/1": "Fuzzy.", "part/0": ""})
    entry_of(po, "page/1").flags = ["fuzzy"]
    po.save(str(site.po))
    assert site.take() == ImportReport([], [site.docs / "en/a/page.md"], [("a/page.md", 8, 10)], [])
    assert site.all() == before


def test_obsolete_entries_are_not_taken_over(site: Site) -> None:
    before = site.all()
    po = site.export()
    entry_of(po, "page/1").msgstr = "Obsolete."
    entry_of(po, "page/1").obsolete = True
    po.append(polib.POEntry(msgctxt="gone.md#x/0", msgid="x", msgstr="y", obsolete=True))
    po.save(str(site.po))
    assert site.take().incomplete == [("a/page.md", 9, 10)]
    assert site.all() == before


def test_an_outdated_unit_is_fuzzy_and_shows_what_changed(site: Site) -> None:
    asked = []

    def old_source(path: str, unit: str, fingerprint: str) -> Document:
        asked.append((path, unit, fingerprint))
        return parse(GERMAN)

    site.replace("de/a/page.md", "Ein Absatz.", "Ein anderer Absatz.")
    po = site.export(old_source=old_source)
    assert asked == [("a/page.md", "page", units(parse(GERMAN))["page"].fingerprint)]
    assert [entry.msgctxt for entry in po if entry.fuzzy] == ["a/page.md#page/1"]
    assert [entry.previous_msgid for entry in po if entry.previous_msgid] == ["Ein Absatz."]
    assert entry_of(po, "page/1").previous_msgid == "Ein Absatz."
    for unknown in (site.export(), site.export(old_source=lambda *_: None)):
        assert not any(entry.previous_msgid for entry in unknown)
        assert {entry.msgctxt for entry in unknown if entry.fuzzy} == {f"a/page.md#page/{each}" for each in range(4)}
    site.translate(site.export(old_source=old_source), {"page/1": "Another paragraph."})
    assert site.take().incomplete == []
    assert state(parse(site.read("de/a/page.md")), parse(site.read("en/a/page.md"))).status is Status.CURRENT


def test_unit_whose_texts_are_as_they_were_is_fuzzy_in_all_of_them(site: Site) -> None:
    site.replace("de/a/page.md", "## Teil {#part}", "### Teil {#part}")
    po = site.export(old_source=lambda *_: parse(GERMAN))
    fuzzy = {entry.msgctxt for entry in po if entry.fuzzy}
    assert fuzzy == {entry.msgctxt for entry in po if "#part/" in entry.msgctxt}


def test_an_outdated_unit_becomes_current_when_all_of_it_is_accepted(site: Site) -> None:
    site.replace("de/a/page.md", "Ein Absatz.", "Ein anderer Absatz.")
    po = site.export()
    old = parse(site.read("en/a/page.md")).meta["translates"]
    site.translate(po, {"page/0": "Page", "page/1": "Another paragraph.", "page/2": "one"})
    assert site.take().incomplete == [("a/page.md", 9, 10)]
    assert "Another paragraph." in site.read("en/a/page.md")
    assert parse(site.read("en/a/page.md")).meta["translates"] == old
    site.translate(po, {"page/3": "two"})
    assert site.take().incomplete == []
    german, english = parse(site.read("de/a/page.md")), parse(site.read("en/a/page.md"))
    assert state(german, english).status is Status.CURRENT
    assert list(english.meta["translates"]) == UNITS


def test_a_source_changed_after_the_export_is_reported_and_not_recorded(site: Site) -> None:
    po = site.export()
    site.translate(po, {"page/1": "A better paragraph.", "part/1": "A better [link](other.md#x)."})
    site.replace("de/a/page.md", "Ein Absatz.", "Ein anderer Absatz.")
    report = site.take()
    assert (report.stale, report.incomplete) == (["a/page.md#page/1"], [("a/page.md", 9, 10)])
    assert "A better [link](other.md#x)." in site.read("en/a/page.md")
    german, english = parse(site.read("de/a/page.md")), parse(site.read("en/a/page.md"))
    assert [found.unit.id for found in state(german, english).changed] == ["page"]


def test_a_missing_page_is_not_made_from_stale_texts(site: Site) -> None:
    texts = texts_of(site.export())
    po = site.export("fr")
    for entry in po:
        entry.msgstr = texts[entry.msgctxt]
    po.save(str(site.po))
    site.replace("de/a/page.md", "- eins\n- zwei", "- zwei\n- eins")
    report = site.take()
    assert report.stale == ["a/page.md#page/2", "a/page.md#page/3"]
    assert (report.changed, report.incomplete) == ([], [("a/page.md", 8, 10)])


def test_units_that_cannot_be_paired_go_out_and_in_as_a_whole(site: Site) -> None:
    site.replace("de/a/page.md", "- zwei\n", "- zwei\n- drei\n")
    before = site.all()
    po = site.export(old_source=lambda *_: parse(GERMAN))
    body = entry_of(po, "page/body")
    assert body.msgstr == "A paragraph.\n\n- one\n- two"
    assert body.previous_msgid == "Ein Absatz.\n\n- eins\n- zwei"
    assert body.fuzzy
    assert [entry.msgctxt for entry in po if entry.fuzzy] == [body.msgctxt]
    assert site.take().stale == []
    assert site.all() == before
    site.translate(po, {"page/0": "Page", "page/body": "A paragraph.\n\n- one\n- two\n- three\n"})
    assert site.take().incomplete == []
    assert "- two\n- three\n\n## Part" in site.read("en/a/page.md")
    assert state(parse(site.read("de/a/page.md")), parse(site.read("en/a/page.md"))).status is Status.CURRENT
    assert entry_of(site.export(), "page/4").msgstr == "three"


def test_entries_of_another_structure_than_today_s_are_stale(site: Site) -> None:
    before = site.all()
    site.translate(site.export(), {"page/1": "A better paragraph."})
    site.replace("de/a/page.md", "- zwei\n", "- zwei\n- drei\n")
    report = site.take()
    assert report.stale == ["a/page.md#page/1", "a/page.md#page/2", "a/page.md#page/3"]
    assert {**site.all(), str(site.docs / "de/a/page.md"): GERMAN.encode()} == before


def test_a_new_section_of_the_source_is_added_once_it_is_translated(site: Site) -> None:
    new = "## Neu {#new}\n\nText.\n\n1. Schritt\n\n"
    site.replace("de/a/page.md", "## Teil", f"{new}### Auch neu\n\n## Teil")
    po = site.export()
    before = site.read("en/a/page.md")
    site.translate(po, {"new/0": "New", "new/1": "Text."})
    assert site.take() == ImportReport([], [site.docs / "en/a/page.md"], [("a/page.md", 12, 14)], [])
    assert site.read("en/a/page.md") == before
    site.translate(po, {"new/2": "Step", "auch-neu/0": "New, too"})
    assert site.take().incomplete == []
    added = "## New {#new}\n\nText.\n\n1. Step\n\n### New, too {#auch-neu}\n\n"
    german, english = parse(site.read("de/a/page.md")), parse(site.read("en/a/page.md"))
    assert english.body == parse(before).body.replace("## Part", f"{added}## Part")
    assert state(german, english).status is Status.CURRENT


def test_a_section_with_nothing_but_a_heading_gets_its_text(site: Site) -> None:
    site.write("en/a/page.md", "---\ntitle: Title\n---\n# Page {#page}\n\n## Part {#part}\n")
    po = site.export()
    assert (entry_of(po, "page/0").msgstr, entry_of(po, "page/1").msgstr) == ("Page", "")
    texts = {"_description/0": "Description: it", "page/0": "Page", "page/1": "A.", "page/2": "b", "page/3": "c"}
    site.translate(po, texts)
    assert site.take().incomplete == [("a/page.md", 5, 10)]
    english = parse(site.read("en/a/page.md"))
    assert english.body == "# Page {#page}\n\nA.\n\n- b\n- c\n\n## Part {#part}\n"
    assert (english.meta["title"], english.meta["description"]) == ("Title", "Description: it")
    assert list(english.meta["translates"]) == ["_description", "page"]


def test_code_may_stay_but_is_not_added_alone(site: Site) -> None:
    site.write("de/a/page.md", "```\nsh\n```\n\n# A {#a}\n\n```\nsh\n```\n")
    site.write("en/a/page.md", "# A {#a}\n")
    before = site.all()
    po = site.export()
    entry_of(po, "a/0").flags = []
    po.save(str(site.po))
    assert site.take().changed == []
    assert site.all() == before
    site.translate(po, {"_top/1": "```\nbash\n```", "a/0": "The A"})
    site.take()
    assert site.read("en/a/page.md").endswith("---\n\n```\nbash\n```\n\n# The A {#a}\n\n```\nsh\n```\n")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("page/0", "Page\nand more"),
        ("page/1", "Two\n\nparagraphs."),
        ("page/1", "- an item"),
        ("page/1", "Text\n# Heading"),
        ("page/2", "one\n- two"),
        ("page/1", "```"),
        ("part/2", 'Attention\n"now"'),
        ("part/3", "!!! note"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_text_that_breaks_the_page_is_refused(site: Site, language: str, key: str, text: str) -> None:
    texts = texts_of(site.export())
    before = site.all()
    po = site.export(language)
    for entry in po:
        entry.msgstr = texts[entry.msgctxt]
    site.translate(po, {key: text})
    line = entry_of(polib.pofile(str(site.po)), key).linenum
    (refused,) = site.take().refused
    assert refused[:2] == (line, f"a/page.md#{key}")
    assert "would not stay one" in refused[2]
    assert site.all() == before


def test_a_text_whose_markdown_differs_is_refused_and_the_others_are_taken(site: Site) -> None:
    site.write("de/m.md", "# M {#m}\n\nText mit **fett**.\n\nZwei.\n")
    site.write("en/m.md", "# M {#m}\n\nText in **bold**.\n\nTwo.\n")
    site.translate(site.export(), {"m/0": "M {#autre}", "m/1": "Text in ** bold **.", "m/2": "Another two."})
    lines = [entry_of(polib.pofile(str(site.po)), key).linenum for key in ("m/0", "m/1")]
    report = site.take()
    assert report.refused == [
        (lines[0], "m.md#m/0", "{#autre} is an id that the source has not"),
        (lines[1], "m.md#m/1", "the signs ** are shown: there is a space within them"),
    ]
    assert site.read("en/m.md").endswith("# M {#m}\n\nText in **bold**.\n\nAnother two.\n")


@pytest.mark.parametrize(
    ("old", "new", "below", "message"),
    [
        ('msgstr "one"', 'msgstr "one', 0, "not a line of a PO file"),
        ('msgstr "one"', 'msgstr "on"e"', 0, "not a line of a PO file"),
        ('msgstr "one"', "<<<<<<< ours", 0, "not a line of a PO file"),
        ('msgid "eins"', "", 1, "msgstr cannot follow msgctxt"),
        ('msgstr "one"', "", 4, "msgctxt cannot follow msgid"),
        ('msgstr "one"', 'msgstr "one"\nmsgstr "two"', 1, "not a PO file"),
        ('msgstr "In the box."\n', "", 0, "the file ends within an entry"),
        ('msgstr "In the box."\n', 'msgstr "In the box."\n#:\n', 1, "the last entry cannot be read"),
        ("Language: en", "Language: de", 0, "the header's Language is 'de', none of ar, en"),
        ("Language: en", "Language: xx", 0, "the header's Language is 'xx'"),
        ("Language: en", "Lang: en", -3, "the header's Language is ''"),
        ("charset=UTF-8", "charset=ISO-8859-1", 0, "the header says ISO-8859-1"),
        ("a/page.md#page/1", "a/page.md#gone/1", -2, "the context 'a/page.md#gone/1' names no section"),
        ("a/page.md#page/1", "../page.md#page/1", -2, "the context '../page.md#page/1' names no section"),
        ("a/page.md#page/1", "a/page.md#page/x", -2, "the context 'a/page.md#page/x' names no section"),
        ('msgctxt "a/page.md#page/1"\n', "", -2, "the context None names no section"),
        ("a/page.md#page/1", "a/page.md#page/0", -2, "a/page.md#page/0 is there twice"),
    ],
)
def test_a_broken_po_file_is_refused_with_the_line(site: Site, old: str, new: str, below: int, message: str) -> None:
    site.translate(site.export(), {"_title/0": "Another"})
    before = site.all()
    text = site.po.read_text(encoding="utf-8")
    above, found, _ = text.partition(old)
    assert found
    site.po.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = above.count("\n") + 1 + below
    with pytest.raises(HelpcentreError, match=rf"translation\.po:{line}: {message}"):
        site.take()
    assert site.all() == before


def test_a_po_file_that_is_not_utf8_is_refused(site: Site) -> None:
    site.translate(site.export(), {"_title/0": "Größe"})
    site.po.write_bytes(site.po.read_bytes().replace("ö".encode(), b"\xf6"))
    with pytest.raises(HelpcentreError, match=r"translation\.po:13: byte 0xF6 is not UTF-8"):
        site.take()


def test_a_po_file_that_is_not_there_is_refused(site: Site) -> None:
    with pytest.raises(HelpcentreError, match=r"translation\.po: cannot be read"):
        site.take()


def test_a_page_that_is_broken_is_named(site: Site) -> None:
    site.export()
    site.write("en/a/page.md", "---\ntitle: [\n---\n")
    with pytest.raises(HelpcentreError, match=r"en/a/page\.md:\d+: front matter is not YAML"):
        site.take()


def test_import_that_cannot_write_one_page_writes_none(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write("de/b.md", "# B {#b}\n")
    site.write("en/b.md", "# B {#b}\n")
    site.write("de/c.md", "# C {#c}\n")
    po = site.export()
    site.translate(po, {"_title/0": "Another", "b/0": "Another", "c/0": "Another"})
    before = site.all()
    replace = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if target.name == "c.md":
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(HelpcentreError, match=r"c\.md: cannot be written: No space left"):
        site.take()
    assert site.all() == before


def test_a_file_keeps_its_permissions(site: Site) -> None:
    (site.docs / "en/a/page.md").chmod(0o664)
    site.translate(site.export(), {"_title/0": "Another"})
    site.take()
    assert (site.docs / "en/a/page.md").stat().st_mode & 0o777 == 0o664


def exported(site: Site) -> polib.POFile:
    """Return the export, leaving out pages whose front matter is none."""
    try:
        return site.export()
    except HelpcentreError:
        assume(False)
        raise


@given(german=TEXTS, english=TEXTS, width=st.sampled_from([0, 20, 78]))
@example(german='# A {#a}\n\n\u2028x\ty \\ "q"\x0bz', english="# A {#a}\n\n\\\\n \\-- \u0085-a b-c", width=20)
@example(german="# A {#a}\u00a0\n- \n", english="", width=0)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_pages_exported_and_imported_change_no_byte(german: str, english: str, width: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.write("de/a b.md", german)
        site.write("en/a b.md", english)
        exported(site)
        before = site.all()
        polib.pofile(str(site.po), wrapwidth=width).save(str(site.po))
        assert site.take().changed == []
        assert site.all() == before


@given(german=TEXTS, english=TEXTS, number=st.integers(0, 20), text=TEXTS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_in_any_pages_a_text_is_taken_over_alone_or_refused(german: str, english: str, number: int, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.write("de/page.md", german)
        site.write("en/page.md", english)
        po, before = exported(site), site.all()
        present = [entry for entry in po if entry.msgstr]
        assume(present)
        entry = present[number % len(present)]
        key, kind = entry.msgctxt.partition("#")[2], next(kind for kind in Kind if kind.value == entry.comment)
        wanted = all_texts(english) | {key: normal(text, kind) or entry.msgstr}
        site.translate(po, {key: text})
        if site.take().refused:
            assert site.all() == before
            return
        actual = all_texts(site.read("en/page.md"))
        unit = key.rpartition("/")[0]
        assert actual[key] == wanted[key]
        assert without(actual, unit, kind) == without(wanted, unit, kind)


def all_texts(text: str) -> dict[str, str]:
    """Return every text of a page, and every body as a whole."""
    return {message.key: message.text for part in segment_text(text).parts.values() for message in part.texts}


def without(texts: dict[str, str], unit: str, kind: Kind) -> dict[str, str]:
    """Return the texts that stay when one of a unit is changed: not its body, and nothing of it when that is new."""
    return {
        key: text
        for key, text in texts.items()
        if key != f"{unit}/body" and not (kind is Kind.BODY and key.startswith(f"{unit}/") and key != f"{unit}/0")
    }


@pytest.mark.parametrize("language", ["de", "fr", "pt-BR"])
def test_pages_with_every_element_come_back_without_a_changed_byte(language: str, tmp_path: Path) -> None:
    docs, dialect = (
        tmp_path / "docs",
        Dialect(has_superfences=True, has_tabs=True, has_footnotes=True, has_definitions=True),
    )
    shutil.copytree(SITES / "lamp" / "docs", docs)
    before = {file: file.read_bytes() for file in docs.rglob("*.md")}
    po = export_po(docs_dir=docs, source="en", language=language, dialect=dialect)
    texts = {entry.msgctxt.partition(":")[2] or entry.msgctxt: entry for entry in po}
    translated = [entry for entry in texts.values() if entry.msgstr]
    assert any(entry.msgid == ":material-apple: iOS" for entry in translated)  # the label of a tab, without its syntax
    assert not [entry.msgctxt for entry in translated if entry.msgctxt.endswith("/body")]
    po.save(str(tmp_path / "po"))
    report = import_po(tmp_path / "po", docs_dir=docs, source="en", languages=["en", language], dialect=dialect)
    assert {file: file.read_bytes() for file in docs.rglob("*.md")} == before
    assert (report.changed, len(report.unchanged)) == ([], 3)


SHARED = """\
# Eins {#eins}

Davor.

--8<-- "_snippets/shared.md"

## Zwei {#zwei}

<video src="a.mp4" controls></video>
"""


def test_texts_that_pages_include_are_translated_with_them(site: Site) -> None:
    """Nobody can translate what is not in the file, and without it the new page cannot be built."""
    site.write("de/b/page.md", SHARED)
    site.write("de/_snippets/shared.md", '!!! note "Achtung"\n\n    Geteilt.\n')
    po = site.export()
    texts = {"eins/0": "One", "eins/1": "Before.", "zwei/0": "Two", "_top/1": "Attention", "_top/2": "Shared."}
    assert {entry.msgctxt for entry in po.untranslated_entries()} == {
        *(f"b/page.md#{key}" for key in ("eins/0", "eins/1", "eins/2", "zwei/0", "zwei/1")),
        *(f"_snippets/shared.md#{key}" for key in ("_top/1", "_top/2")),
    }
    site.translate(po, texts)
    site.take()
    assert site.read("en/_snippets/shared.md") == '!!! note "Attention"\n\n    Shared.\n'
    assert '\n--8<-- "_snippets/shared.md"\n' in site.read("en/b/page.md")
    folders = [site.docs / code for code in ("de", "en")]
    pages = [parse((folder / "b/page.md").read_text(encoding="utf-8"), folder=folder) for folder in folders]
    assert state(*pages).status is Status.CURRENT
    assert not [entry.msgctxt for entry in site.export() if entry.fuzzy or not entry.msgstr]


def test_an_included_text_that_changed_is_fuzzy_until_it_is_translated_again(site: Site) -> None:
    site.write("de/b/page.md", SHARED)
    site.write("de/_snippets/shared.md", "Geteilt.\n")
    site.write("en/_snippets/shared.md", "Shared.\n")
    source = parse(SHARED, folder=site.docs / "de")
    record = dump({"translates": fingerprints(source)})
    site.write("en/b/page.md", record + SHARED.replace("Eins", "One").replace("Zwei", "Two").replace("Davor", "Before"))
    assert not site.export().fuzzy_entries()
    site.write("de/_snippets/shared.md", "Anders geteilt.\n")
    po = site.export()
    assert {entry.msgctxt for entry in po if entry.fuzzy} == {
        *(f"b/page.md#eins/{name}" for name in (0, 1, 2)),
        "_snippets/shared.md#_top/1",
    }
    site.translate(po, {"eins/0": "One", "eins/1": "Before.", "_top/1": "Shared otherwise."})
    entry_of(po, "eins/2").flags = []
    po.save(str(site.po))
    site.take()
    assert site.read("en/_snippets/shared.md") == "Shared otherwise.\n"
    assert not site.export().fuzzy_entries()


def test_heading_of_the_source_that_gets_no_id_is_told_with_its_line(tmp_path: Path) -> None:
    for code in ("de", "en"):
        (tmp_path / code).mkdir()
        (tmp_path / code / "a.md").write_text("# A {#a}\n\n## B {#b}{#c}\n\nText.\n", encoding="utf-8")
    po = export_po(docs_dir=tmp_path, source="de", language="en")
    for entry in po:
        entry.msgstr, entry.flags = entry.msgid, []
    po.save(str(tmp_path / "en.po"))
    with pytest.raises(HelpcentreError, match=r"a\.md:3: the heading 'B .*' cannot be given an id"):
        import_po(tmp_path / "en.po", docs_dir=tmp_path, source="de", languages=["de", "en"])
