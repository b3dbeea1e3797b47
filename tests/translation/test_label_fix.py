"""helpcentre labels --fix: names change in all pages of a language, and no translation is outdated by that."""

import os
from datetime import date
from pathlib import Path

import pytest

from helpcentre.content.documents import Documents
from helpcentre.content.labels.file import read_labels
from helpcentre.content.language import Language
from helpcentre.content.machine_drafts import hidden_drafts
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.translation_record import MachineDraft, with_drafts
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.acceptance import accept
from helpcentre.translation.label_fix import fix_labels
from helpcentre.translation.label_uses import as_json, as_table, label_rows
from helpcentre.translation.state import Status, TranslationStates

LANGUAGES = (Language("de", "Deutsch", True), Language("en", "English", False), Language("pl", "Polski", False))
CODES = [language.code for language in LANGUAGES]
LABELS = """
source: an example
checked: 2026-09-01
labels:
  save:
    en: Save changes
    de: { name: Änderungen speichern, former: [Änderungen sichern, Sichern] }
    pl: { meaning: zapisz zmiany, former: zapisz, checked: never }
  settings:
    en: { name: Settings, former: Preferences }
    de: Einstellungen
    pl: Ustawienia
"""
GERMAN = """---
title: Bestellung
---

# Bestellung {#order}

1. Öffne **Einstellungen** › **Konto**.
2. Tippe auf **Änderungen
   sichern**.

Wer **Sichern** nicht sieht, sucht „Änderungen sichern“ im Menü. Code bleibt: `**Sichern**`.

## Danach {#then}

Nichts weiter.

/// reply | chat
Tippe auf **Änderungen sichern**.
///
"""
ENGLISH = """---
title: Order
---

# Order {#order}

1. Open **Preferences > Account**.
2. Tap **Save changes**.

If you do not see **Änderungen speichern**, look in the menu.

## Then {#then}

Nothing else.

/// reply | chat
Tap **Save changes**.
///
"""
POLISH = """---
title: Zamówienie
---

# Zamówienie {#order}

1. Otwórz **Ustawienia** › **Konto**.
2. Dotknij **Save changes** i jeszcze raz **Save changes**.

Dotknij **Save changes** (zapisz) albo **Save changes** (na dole).

## Potem {#then}

Nic więcej.

/// reply | chat
Dotknij **zapisz zmiany**.
///
"""


def project(folder: Path, **pages: str) -> Documents:
    (folder / "labels.yml").write_text(LABELS, encoding="utf-8")
    for code, text in {"de": GERMAN, "en": ENGLISH, "pl": POLISH, **pages}.items():
        (folder / "docs" / code).mkdir(parents=True, exist_ok=True)
        (folder / "docs" / code / "order.md").write_bytes(text.encode("utf-8"))
    for code in ("en", "pl"):
        accept(read(folder), ["order.md"], code=code)
    return read(folder)


def read(folder: Path) -> Documents:
    return Documents(folder, folder / "docs", LANGUAGES, dialect=Dialect(has_superfences=True))


def text_of(folder: Path, code: str) -> str:
    return (folder / "docs" / code / "order.md").read_bytes().decode("utf-8")


def body(text: str) -> str:
    return text.replace("\r\n", "\n").split("---\n", 2)[-1]


def statuses(documents: Documents) -> set[Status]:
    states = TranslationStates(documents)
    return {unit.status for code in ("en", "pl") for unit in states.of(code, "order.md").units}


def test_a_renamed_label_is_changed_everywhere_and_nothing_is_outdated(tmp_path: Path) -> None:
    documents = project(tmp_path)
    done = fix_labels(documents, read_labels(tmp_path, CODES))
    german = GERMAN.replace("**Änderungen\n   sichern**", "**Änderungen speichern**")
    german = german.replace("Wer **Sichern**", "Wer **Änderungen speichern**")
    german = german.replace("**Änderungen sichern**", "**Änderungen speichern**")
    assert text_of(tmp_path, "de") == german
    english = ENGLISH.replace("Preferences", "Settings").replace("**Änderungen speichern**", "**Save changes**")
    assert body(text_of(tmp_path, "en")) == body(english)
    polish = POLISH.replace("Dotknij **Save changes** i", "Dotknij **Save changes** (zapisz zmiany) i")
    polish = polish.replace("(zapisz)", "(zapisz zmiany)")
    polish = polish.replace("**zapisz zmiany**", "**Save changes** (zapisz zmiany)")
    assert body(text_of(tmp_path, "pl")) == body(polish)
    assert statuses(read(tmp_path)) == {Status.CURRENT}
    assert [file.parent.name for file in done.files] == ["de", "en", "pl"]
    assert list(done.left) == [
        "docs/de/order.md:11: 'Sichern', outside of bold, is 'Änderungen speichern' by now",
        "docs/de/order.md:11: 'Änderungen sichern', outside of bold, is 'Änderungen speichern' by now",
    ]
    assert fix_labels(read(tmp_path), read_labels(tmp_path, CODES)).files == ()


def test_only_the_language_that_is_named_is_changed(tmp_path: Path) -> None:
    documents = project(tmp_path)
    before = text_of(tmp_path, "de"), text_of(tmp_path, "pl")
    fix_labels(documents, read_labels(tmp_path, CODES), codes=["en"])
    assert (text_of(tmp_path, "de"), text_of(tmp_path, "pl")) == before
    assert "**Settings > Account**" in text_of(tmp_path, "en")


def test_other_bytes_stay_as_they_are(tmp_path: Path) -> None:
    odd = "\ufeff" + GERMAN.replace("\n", "\r\n").replace("Nichts weiter.\r\n", "Nichts  weiter.\t\n")
    documents = project(tmp_path, de=odd)
    fix_labels(documents, read_labels(tmp_path, CODES), codes=["de"])
    expected = odd.replace("**Änderungen\r\n   sichern**", "**Änderungen speichern**")
    expected = expected.replace("Wer **Sichern**", "Wer **Änderungen speichern**")
    assert text_of(tmp_path, "de") == expected.replace("**Änderungen sichern**", "**Änderungen speichern**")


def test_what_was_outdated_before_stays_so_and_minor_changes_stay_minor(tmp_path: Path) -> None:
    project(tmp_path)
    file = tmp_path / "docs" / "de" / "order.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Nichts weiter.", "Noch etwas.").replace("im Menü.", "im Menü!"), encoding="utf-8")
    before = {unit.unit.id: unit.status for unit in TranslationStates(read(tmp_path)).of("en", "order.md").units}
    assert set(before.values()) == {Status.CURRENT, Status.OUTDATED, Status.OUTDATED_MINOR}
    fix_labels(read(tmp_path), read_labels(tmp_path, CODES))
    after = {unit.unit.id: unit.status for unit in TranslationStates(read(tmp_path)).of("en", "order.md").units}
    assert after == before


def test_a_label_in_a_snippet_is_changed_and_nothing_is_outdated(tmp_path: Path) -> None:
    page = GERMAN.replace("Nichts weiter.", '--8<-- "_snippets/save.md"')
    snippet = tmp_path / "docs" / "de" / "_snippets" / "save.md"
    snippet.parent.mkdir(parents=True)
    snippet.write_text("1. Tippe auf **Sichern**.\n", encoding="utf-8")
    documents = project(tmp_path, de=page)
    fix_labels(documents, read_labels(tmp_path, CODES))
    assert snippet.read_text(encoding="utf-8") == "1. Tippe auf **Änderungen speichern**.\n"
    assert statuses(read(tmp_path)) == {Status.CURRENT}


def test_a_name_that_two_labels_share_is_left_to_the_author(tmp_path: Path) -> None:
    documents = project(tmp_path)
    more = "  keep:\n    en: Keep\n    de: { name: Behalten, former: Sichern }\n"
    (tmp_path / "labels.yml").write_text(LABELS + more, encoding="utf-8")
    fix_labels(documents, read_labels(tmp_path, CODES))
    assert "Wer **Sichern** nicht" in text_of(tmp_path, "de")


def test_a_label_that_was_checked_takes_the_place_of_its_meaning(tmp_path: Path) -> None:
    project(tmp_path)
    fix_labels(read(tmp_path), read_labels(tmp_path, CODES))
    checked = LABELS.replace("{ meaning: zapisz zmiany, former: zapisz, checked: never }", "Zapisz zmiany")
    checked = checked.replace("pl: Zapisz zmiany", "pl: { name: Zapisz zmiany, meaning: zapisz zmiany }")
    (tmp_path / "labels.yml").write_text(checked, encoding="utf-8")
    fix_labels(read(tmp_path), read_labels(tmp_path, CODES))
    text = text_of(tmp_path, "pl")
    assert "2. Dotknij **Zapisz zmiany** i jeszcze raz **Zapisz zmiany**.\n" in text
    assert "albo **Zapisz zmiany** (na dole)." in text
    assert "Save" not in text


def test_nothing_is_written_where_a_file_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = project(tmp_path)
    before = [text_of(tmp_path, code) for code in ("de", "en", "pl")]
    replace, calls = os.replace, []

    def refuse(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 4:
            raise OSError(28, "No space left on device", str(target))
        replace(self, target)
        return target

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(HelpcentreError, match="No space left"):
        fix_labels(documents, read_labels(tmp_path, CODES))
    monkeypatch.undo()
    assert [text_of(tmp_path, code) for code in ("de", "en", "pl")] == before


def test_the_list_says_what_is_written_where_and_what_nobody_has_checked(tmp_path: Path) -> None:
    documents, labels = project(tmp_path), read_labels(tmp_path, CODES)
    table = as_table(label_rows(documents, labels), with_places=False).splitlines()
    checked = "2026-09-01, an example"
    assert table == [
        "save",
        f"  de     {'Änderungen speichern':28}    3 uses  {checked}",
        f"  en     {'Save changes':28}    3 uses  {checked}",
        "  pl     Save changes (zapisz zmiany)    5 uses  not verified",
        "settings",
        f"  de     {'Einstellungen':28}     1 use  {checked}",
        f"  en     {'Settings':28}     1 use  {checked}",
        f"  pl     {'Ustawienia':28}     1 use  {checked}",
    ]
    rows = label_rows(documents, labels, codes=["pl"], only_unverified=True)
    assert [(row.label, row.uses[0]) for row in rows] == [("save", "docs/pl/order.md:13")]
    assert "docs/pl/order.md:13" in as_table(rows, with_places=True)
    assert '"is_verified": false' in as_json(rows)


def test_a_draft_that_was_proved_stays_so(tmp_path: Path) -> None:
    documents = project(tmp_path)
    document = documents.get("en", "order.md")
    assert document is not None
    drafts = {
        "order": MachineDraft("x", date(2026, 9, 1), units(document)["order"].digest),
        "then.chat": MachineDraft("x", date(2026, 9, 1), "0" * 12),
    }
    file = tmp_path / "docs" / "en" / "order.md"
    file.write_text(with_drafts(file.read_text(encoding="utf-8"), drafts), encoding="utf-8")
    source, before = documents.get("de", "order.md"), read(tmp_path).get("en", "order.md")
    assert before is not None
    assert hidden_drafts(before, source, are_shown=True) == {"then.chat"}
    fix_labels(read(tmp_path), read_labels(tmp_path, CODES))
    after = read(tmp_path)
    own = after.get("en", "order.md")
    assert own is not None
    assert own.body != before.body
    assert hidden_drafts(own, after.get("de", "order.md"), are_shown=True) == {"then.chat"}
