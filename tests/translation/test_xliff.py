"""Translations out to XLIFF 2 and back: what stays is an element, and what a tool did is taken as it says."""

import re
from pathlib import Path
from xml.etree import ElementTree

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcentre.content.labels.model import Label, LabelName, Labels
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.message_labels import MessageLabels
from helpcentre.translation.po_export import export_po
from helpcentre.translation.po_import import ImportReport, import_po
from helpcentre.translation.tokens import protect_exactly
from helpcentre.translation.xliff import NAMESPACE, as_xliff
from helpcentre.translation.xliff_reader import read_xliff
from markdown_texts import TEXTS

SOURCE = """---
title: Lamp
description: How to light it.
---

# Lamp {#lamp}

Tap **Request
a review**, then `lamp --on` & wait 5 < 7 s.

See [the *other* page](other.md#x), and **Settings**.

```sh
lamp --off
```
"""
FRENCH = """---
title: Lampe
description: Comment l’allumer.
---

# Lampe {#lamp}

Touchez **Request
a review** (demander un examen), puis `lamp --on` & attendez 5 < 7 s.

Voir [l’*autre* page](other.md#x), et **Paramètres**.

```sh
lamp --off
```
"""
LABELS = Labels(
    labels={
        "review": Label(
            "review",
            {
                "en": LabelName("Request a review", is_verified=True),
                "fr": LabelName("", "demander un examen"),
                "de": LabelName("Prüfung anfordern", is_verified=True),
            },
        ),
        "settings": Label(
            "settings", {"en": LabelName("Settings", is_verified=True), "fr": LabelName("Paramètres", is_verified=True)}
        ),
    }
)


class Exchange:
    """A site in English with its XLIFF file for one language."""

    def __init__(self, folder: Path, code: str = "fr", translation: str = "") -> None:
        self.docs, self.code, self.file = folder / "docs", code, folder / f"{code}.xlf"
        self.labels = MessageLabels(LABELS, "en", code)
        self.write("en", SOURCE)
        (self.docs / code).mkdir(parents=True)
        if translation:
            self.write(code, translation)

    def write(self, code: str, text: str) -> None:
        """Write the page in a language."""
        (self.docs / code).mkdir(parents=True, exist_ok=True)
        (self.docs / code / "lamp.md").write_text(text, encoding="utf-8")

    def read(self) -> str:
        """Return the translation."""
        return (self.docs / self.code / "lamp.md").read_text(encoding="utf-8")

    def export(self) -> str:
        """Write the file, and return what is in it."""
        po = export_po(docs_dir=self.docs, source="en", language=self.code, labels=LABELS)
        text = as_xliff(po, source="en", language=self.code, labels=self.labels)
        self.file.write_text(text, encoding="utf-8")
        return text

    def edit(self, old: str, new: str) -> None:
        """Replace a text of the file."""
        text = self.file.read_text(encoding="utf-8")
        assert old in text, old
        self.file.write_text(text.replace(old, new), encoding="utf-8")

    def take(self) -> ImportReport:
        """Import the file."""
        return import_po(self.file, docs_dir=self.docs, source="en", languages=["en", self.code], labels=LABELS)


def accepted(exchange: Exchange) -> None:
    """Record the translation as current: what export says of it is final then."""
    po = export_po(docs_dir=exchange.docs, source="en", language=exchange.code)
    for entry in po:
        entry.flags = []
    file = exchange.file.with_suffix(".po")
    po.save(str(file))
    import_po(file, docs_dir=exchange.docs, source="en", languages=["en", exchange.code])


def test_labels_code_and_addresses_are_elements(tmp_path: Path) -> None:
    root = ElementTree.fromstring(Exchange(tmp_path, translation=FRENCH).export())
    assert (root.tag, root.get("srcLang"), root.get("trgLang")) == (f"{{{NAMESPACE}}}xliff", "en", "fr")
    kinds = {(each.get("type"), each.get("disp")) for each in root.iter(f"{{{NAMESPACE}}}ph")}
    assert ("ui", "**Request a review** (demander un examen)") in kinds
    assert ("ui", "**Paramètres**") in kinds
    assert (None, "`lamp --on`") in kinds
    shown = "".join("".join(each.itertext()) for each in root.iter(f"{{{NAMESPACE}}}source"))
    assert not re.search(r"\*\*|other\.md|Request", shown)
    assert "the other page" in shown


def test_an_unchanged_export_changes_no_page(tmp_path: Path) -> None:
    exchange = Exchange(tmp_path, translation=FRENCH)
    accepted(exchange)
    before = exchange.read()
    assert 'state="final"' in exchange.export()
    report = exchange.take()
    assert (report.changed, report.refused, exchange.read()) == ([], [], before)


def test_a_tool_that_knows_nothing_of_labels_writes_their_names(tmp_path: Path) -> None:
    exchange = Exchange(tmp_path, "de")
    exchange.export()
    text = exchange.file.read_text(encoding="utf-8")
    filled = re.sub(r"(?s)<source([^>]*)>(.*?)</source>", r"<source\1>\2</source><target>\2</target>", text)
    exchange.file.write_text(filled, encoding="utf-8")
    assert exchange.take().refused == []
    assert "Tap **Prüfung anfordern**, then `lamp --on` & wait 5 < 7 s." in exchange.read()
    assert "[the *other* page](other.md#x), and **Settings**" in exchange.read()


def test_an_outdated_text_is_taken_once_its_state_is_another(tmp_path: Path) -> None:
    exchange = Exchange(tmp_path, translation=FRENCH)
    assert 'subState="helpcentre:outdated"' in exchange.export()
    exchange.edit(">Comment l’allumer.<", ">Comment allumer.<")
    assert exchange.take().changed == []
    exchange.edit('state="initial" subState="helpcentre:outdated"', 'state="translated"')
    assert len(exchange.take().changed) == 1
    assert "description: Comment allumer." in exchange.read()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r'<pc id="(\d)" dataRefStart="(\w+)" dataRefEnd="(\w+)"[^>]*>autre</pc>',
         r'<sc id="\1" dataRef="\2"/>autre<ec startRef="\1" dataRef="\3"/>'),
        (r"page</pc>, et ", r'page</pc><mrk id="m1" type="term">, et </mrk>'),
        (r"(<source[^>]*>)See (.*?)(</source>\s*<target[^>]*>)Voir (.*?</target>)",
         r"\1See \3Voir </target></segment><segment>\1\2\3\4"),
    ],
)  # fmt: skip
def test_what_tools_make_of_a_unit_is_the_same_text(tmp_path: Path, old: str, new: str) -> None:
    exchange = Exchange(tmp_path, translation=FRENCH)
    accepted(exchange)
    before, text = exchange.read(), exchange.export()
    edited = re.sub(old, new, text, flags=re.DOTALL)
    assert edited != text
    exchange.file.write_text(edited, encoding="utf-8")
    report = exchange.take()
    assert (report.changed, report.refused, report.stale, exchange.read()) == ([], [], [], before)


@pytest.mark.parametrize(
    ("old", "reason"),
    [
        (r'(?<=Touchez )<ph[^>]*/>(?=, puis)', "0 texts in bold"),
        (r'(?<=, puis )<ph[^>]*/>', "0 pieces of code"),
        (r'(?<=Voir )<pc[^>]*>(?=l’)|(?<=page)</pc>(?=, et )', "the link to other.md#x is missing"),
    ],
)  # fmt: skip
def test_a_text_without_one_of_its_elements_is_refused_with_its_line(tmp_path: Path, old: str, reason: str) -> None:
    exchange = Exchange(tmp_path, translation=FRENCH)
    accepted(exchange)
    text = re.sub(old, "", exchange.export())
    exchange.file.write_text(text, encoding="utf-8")
    ((line, context, why),) = exchange.take().refused
    assert reason in why
    assert f'name="{context.partition("#")[2]}"' in text.splitlines()[line - 1]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('version="2.0"', 'version="1.2"', "not XLIFF 2"),
        ('trgLang="fr"', 'trgLang="xx"', "trgLang is 'xx'"),
        ("<xliff", "<!DOCTYPE x><xliff", "document type"),
        ("</file>", "", "not XML"),
        ('name="lamp/1"', 'name="lamp/0"', "is there twice"),
        ('name="lamp/1"', 'name="gone/1"', "names no section"),
    ],
)
def test_a_broken_file_is_refused_and_nothing_is_written(tmp_path: Path, old: str, new: str, message: str) -> None:
    exchange = Exchange(tmp_path, translation=FRENCH)
    exchange.export()
    exchange.edit(old, new)
    with pytest.raises(HelpcentreError, match=re.escape(message)):
        exchange.take()
    assert exchange.read() == FRENCH


@pytest.mark.parametrize(
    ("proposal", "is_taken"),
    [
        (FRENCH.partition("\n\n")[2].replace("5 < 7", "5 < 9"), True),
        ("# Lampe {#lamp}\n\nAutre.\n", False),
        ("# Lampe {#lamp}\n\n## Autre {#other}\n", False),
    ],
)
def test_a_proposal_of_the_same_build_stands_in_place_of_an_outdated_text(
    tmp_path: Path, proposal: str, *, is_taken: bool
) -> None:
    exchange = Exchange(tmp_path, translation=FRENCH)
    accepted(exchange)
    exchange.write("en", SOURCE.replace("5 < 7", "5 < 9"))
    po = export_po(
        docs_dir=exchange.docs,
        source="en",
        language="fr",
        proposed=lambda _, unit: (proposal, "acme") if unit == "lamp" else None,
    )
    (entry,) = [each for each in po if "5 < 9" in each.msgid]
    assert entry.fuzzy
    assert ("5 < 9" in entry.msgstr, entry.tcomment) == (is_taken, "machine draft (acme)" if is_taken else "")
    assert (
        'subState="helpcentre:machine"' in as_xliff(po, source="en", language="fr", labels=exchange.labels)
    ) == is_taken


@given(TEXTS | st.text())
def test_every_text_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    assert protect_exactly(text).as_written == text
    po = polib.POFile()
    po.append(polib.POEntry(msgctxt="a.md#x/1", msgid=text or "x", msgstr=text, comment="paragraph"))
    file = tmp_path_factory.getbasetemp() / "one.xlf"
    written = as_xliff(po, source="en", language="fr", labels=MessageLabels())
    file.write_text(written, encoding="utf-8", newline="")
    ((found,), _) = read_xliff(file, languages=["fr"])
    assert (found.msgid, found.msgstr) == (text or "x", text)
