"""Names of labels at a revision of git: those that changed are former ones."""

import json
import subprocess
from pathlib import Path

import pytest

from helpcentre.content.labels.file import read_labels
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.label_history import with_names_since

CODES = ("de", "en")
LABELS = """
catalogues: "app/{lang}.json"
source: an example
checked: 2026-09-01
labels:
  send: { en: Send, de: { name: Senden, former: Absenden } }
"""


def git(folder: Path, *arguments: str) -> None:
    given = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *given, *arguments], cwd=folder, check=True, capture_output=True)


def write(folder: Path, labels: str, **names: str) -> None:
    (folder / "labels.yml").write_text(labels, encoding="utf-8")
    (folder / "app").mkdir(parents=True, exist_ok=True)
    for code, name in names.items():
        (folder / "app" / f"{code}.json").write_text(json.dumps({"save": name}), encoding="utf-8")


def test_names_that_changed_in_a_file_or_a_catalogue_are_former_ones(tmp_path: Path) -> None:
    folder = tmp_path / "help"  # a project may be a folder of a larger repository
    folder.mkdir()
    write(folder, LABELS, en="Save", de="Sichern")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "x")
    write(folder, LABELS.replace("Senden", "Abschicken"), en="Save", de="Speichern")
    labels = with_names_since(read_labels(folder, CODES), folder, "HEAD", CODES)
    assert labels.name("save", "de").former == ("Sichern",)
    assert labels.name("save", "en").former == ()
    assert labels.name("send", "de").former == ("Absenden", "Senden")
    assert labels.shown("send", "de").name == "Abschicken"
    found = labels.foreign("Sichern", "de")
    assert found is not None
    assert (found.ids, found.is_former) == (frozenset({"save"}), True)


@pytest.mark.parametrize("revision", ["HEAD~7", "HEAD", "--help"])
def test_a_revision_without_labels_is_told(tmp_path: Path, revision: str) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "x")
    write(tmp_path, LABELS, en="Save", de="Sichern")
    with pytest.raises(HelpcentreError, match=r"git has no labels\.yml at"):
        with_names_since(read_labels(tmp_path, CODES), tmp_path, revision, CODES)
