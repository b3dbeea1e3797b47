"""labels.yml: what it says, and what is wrong with it."""

from pathlib import Path

import pytest

from helpcentre.content.labels.file import read_labels
from helpcentre.content.labels.model import LabelName, Labels, Shown
from helpcentre.diagnostics.problem import HelpcentreError

CODES = ("de", "en", "fr", "it", "pl", "pt", "pt-BR", "zh")


def read(folder: Path, text: str) -> Labels:
    (folder / "labels.yml").write_text(text, encoding="utf-8")
    return read_labels(folder, CODES)


def test_a_project_may_have_no_labels(tmp_path: Path) -> None:
    assert not read_labels(tmp_path, CODES)
    assert not read(tmp_path, "# nothing\n")


def test_a_name_is_verified_where_somebody_checked_it(tmp_path: Path) -> None:
    labels = read(
        tmp_path,
        """
labels:
  save:
    en: { name: Save, source: https://example.org/help, checked: 2026-09-01 }
    de: { name: Speichern, meaning: sichern }
    fr: { meaning: enregistrer }
    it: Salva
""",
    )
    assert labels.name("save", "en") == LabelName(
        "Save", source="https://example.org/help", checked="2026-09-01", is_verified=True
    )
    assert labels.shown("save", "en") == Shown("Save")
    assert labels.shown("save", "de") == Shown("Save", "sichern")
    assert labels.shown("save", "fr") == Shown("Save", "enregistrer")
    assert labels.shown("save", "it") == Shown("Save", "Salva")
    assert labels.shown("save", "pl") == Shown("Save")


def test_a_team_that_knows_its_app_says_so_once(tmp_path: Path) -> None:
    labels = read(
        tmp_path,
        "app_language: de\nsource: the app 4.2\nchecked: 2026-09-01\n"
        "labels:\n  save:\n    de: Speichern\n    en: Save\n    fr: { name: Enregistrer, checked: never }\n",
    )
    assert labels.shown("save", "en") == Shown("Save")
    assert labels.shown("save", "fr") == Shown("Speichern", "Enregistrer")
    assert labels.shown("save", "pl") == Shown("Speichern")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("labels: [a]", "1: labels is not a list of 'key: value'"),
        ("label: {}", "1: the labels: 'label' is not known (did you mean labels?)"),
        ("labels:\n  save: { de: Speichern }", "2: save has no name in en, the language of the app (write en: and its"),
        ("labels:\n  save: { english: Save }", "2: 'english' is not the code of a language (use one such as fr or pt"),
        ("labels:\n  save:\n    en: { nam: Save }", "3: save: en: 'nam' is not known (did you mean name?)"),
        ("labels:\n  save:\n    en: { source: x }", "3: save: en has neither a name nor a meaning"),
        (
            "labels:\n  save:\n    en: { name: A, checked: soon }",
            "3: save: en: checked: 'soon' is not a day (write one",
        ),
        (
            "labels:\n  save:\n    en: { name: A, checked: 2026-09-31 }",
            "3: save: en: checked: '2026-09-31' is not a day",
        ),
        (
            "labels:\n  save:\n    en: { name: A, checked: 2026-09-01 }",
            "3: save: en was checked against nothing (write",
        ),
        ("labels:\n  save:\n    en: ''", "3: save: en is not a text"),
        ("labels:\n  save: {en: A}\n  save: {en: B}", "3: labels: 'save' is there twice"),
        ("catalogues: app/{lang}.json", "1: no file of the project is app/{lang}.json (correct the path"),
        ("catalogues: ../app/{lang}.json", "1: ../app/{lang}.json is outside of the project, or hidden (copy"),
        ("catalogues: /etc/passwd", "1: /etc/passwd is outside of the project, or hidden"),
        ("catalogues: .git/config", "1: .git/config is outside of the project, or hidden"),
        ("catalogues:\n  - { lang: de }", "2: a catalogue: 'lang' is not known"),
        ("catalogues:\n  - languages: {}", "2: a catalogue has no 'file'"),
        ("app_language: [en]", "1: app_language is not a text"),
        ("a: b: c", "1: not a YAML file: mapping values are not allowed here (put the text in quotes)"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, error: str) -> None:
    with pytest.raises(HelpcentreError) as caught:
        read(tmp_path, text)
    assert str(caught.value).startswith(f"labels.yml:{error}")


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "en.json").write_text('{"save": "Save"}', encoding="utf-8")
    (project / "en.json").symlink_to(tmp_path / "en.json")
    with pytest.raises(HelpcentreError, match=r"no file of the project is en\.json"):
        read(project, "catalogues: en.json\n")
