"""Labels of an app in PO files: what translators are told, and which translations are left out."""

from pathlib import Path

import pytest

from helpcentre.content.labels.file import read_labels
from helpcentre.content.labels.model import Labels
from helpcentre.content.markdown.fences import PLAIN
from helpcentre.translation.message_labels import MessageLabels
from helpcentre.translation.po_export import export_po
from helpcentre.translation.po_import import import_po

LABELS = """
source: an example
checked: 2026-09-01
labels:
  save:
    en: Save changes
    de: { name: Änderungen speichern, former: Änderungen sichern }
    fr: { meaning: enregistrer }
  settings: { en: Settings, de: Einstellungen, fr: Paramètres }
"""
PAGE = """---
title: Bestellung
---

# Bestellung {#order}

1. Öffne **Einstellungen > Konto**.
2. Tippe auf **Änderungen speichern**.
3. Fertig.
"""


@pytest.fixture
def labels(tmp_path: Path) -> Labels:
    (tmp_path / "labels.yml").write_text(LABELS, encoding="utf-8")
    return read_labels(tmp_path, ["de", "en", "fr"])


@pytest.mark.parametrize(
    ("source", "own", "why"),
    [
        ("Tippe auf **Änderungen speichern**.", "Touchez **Save changes** (enregistrer).", ""),
        (
            "Tippe auf **Änderungen speichern**.",
            "Touchez **Enregistrer**.",
            "**Save changes** (enregistrer) is missing",
        ),
        ("**Änderungen speichern**", "**enregistrer**", "**enregistrer** is to be **Save changes** (enregistrer)"),
        (
            "**Änderungen speichern**",
            "**Änderungen speichern**",
            "**Änderungen speichern** is to be **Save changes** (enregistrer)",
        ),
        ("**Einstellungen** > **Konto**", "**Paramètres > Compte**", ""),
        ("**Einstellungen** und **Einstellungen**", "**Paramètres**", "**Paramètres** is missing"),
        ("**Einstellungen** oder **Änderungen speichern**", "**Save changes** ou **Paramètres**", ""),
        ("**Wichtig:** Nimm `**Einstellungen**`.", "**Important :** prenez `**Einstellungen**`.", ""),
    ],
)
def test_a_translation_has_each_label_by_its_name(labels: Labels, source: str, own: str, why: str) -> None:
    assert MessageLabels(labels, "de", "fr").find_difference(source, own, PLAIN) == why


def test_translators_are_told_what_each_label_is(labels: Labels) -> None:
    notes = MessageLabels(labels, "de", "fr").notes("**Einstellungen > Konto**, **Änderungen speichern**", PLAIN)
    assert notes == [
        "label: **Einstellungen** is **Paramètres**",
        "label: **Änderungen speichern** is **Save changes** (enregistrer)",
    ]
    assert MessageLabels(labels, "de", "fr").notes("Kein Label, nur **fett**.", PLAIN) == []
    assert MessageLabels().notes("**Einstellungen**", PLAIN) == []


def test_a_po_file_carries_labels_and_a_broken_one_is_left_out_with_its_line(tmp_path: Path, labels: Labels) -> None:
    docs, file = tmp_path / "docs", tmp_path / "fr.po"
    (docs / "de").mkdir(parents=True)
    (docs / "fr").mkdir()
    (docs / "de" / "order.md").write_text(PAGE, encoding="utf-8")
    po = export_po(docs_dir=docs, source="de", language="fr", labels=labels)
    comments = {entry.msgctxt: entry.comment for entry in po}
    assert (
        comments["order.md#order/2"] == "list item\nlabel: **Änderungen speichern** is **Save changes** (enregistrer)"
    )
    assert comments["order.md#order/3"] == "list item"
    (docs / "fr" / "order.md").write_text(PAGE, encoding="utf-8")
    texts = {
        "_title/0": "Commande",
        "order/0": "Commande",
        "order/1": "Ouvrez **Paramètres > Compte**.",
        "order/2": "Touchez **Enregistrer**.",
        "order/3": "Terminé.",
    }
    for entry in po:
        entry.msgstr = texts[entry.msgctxt.partition("#")[2]]
    file.write_text(str(po), encoding="utf-8")
    report = import_po(file, docs_dir=docs, source="de", languages=["de", "fr"], labels=labels)
    line = file.read_text(encoding="utf-8").splitlines().index('msgctxt "order.md#order/2"') - 2
    assert report.refused == [(line, "order.md#order/2", "**Save changes** (enregistrer) is missing")]
    text = (docs / "fr" / "order.md").read_text(encoding="utf-8")
    assert "1. Ouvrez **Paramètres > Compte**.\n2. Tippe auf **Änderungen speichern**.\n3. Terminé.\n" in text
    assert "label:" not in str(export_po(docs_dir=docs, source="de", language="fr"))
