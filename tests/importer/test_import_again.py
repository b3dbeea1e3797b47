"""A newer export is merged with what people have done since, by section; what both sides changed is shown twice."""

import json
import shutil
from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from importing import EXPORTS, files_of, import_into

PAGE = "docs/de/set-up-the-waterer/first-steps/care/the-pump-hums.md"
ARTICLES = "articles-1.json"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXPORTS / "zendesk", tmp_path / "export"))


def change(export: Path, old: str, new: str) -> None:
    """Change a text of the export's articles."""
    file = export / ARTICLES
    text = file.read_text(encoding="utf-8")
    assert json.dumps(old, ensure_ascii=False)[1:-1] in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def edit(project: Path, old: str, new: str) -> None:
    """Change a text of the page."""
    file = project / PAGE
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_change_there_and_change_here_in_another_section_are_both_kept(export: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    import_into(project, export)
    edit(project, "Halte die Taste 5 Sekunden.", "Halte die blaue Taste 5 Sekunden.")
    change(export, "Die Pumpe brummt und fördert nicht", "Die Pumpe brummt nur")
    outcome = import_into(project, export)
    text = (project / PAGE).read_text(encoding="utf-8")
    assert "blaue Taste" in text
    assert "Die Pumpe brummt nur" in text
    assert [remark for remark in outcome.remarks if remark.what == "conflict"] == []
    before = files_of(project)
    assert import_into(project, export).pages == []
    assert files_of(project) == before


def test_change_of_the_same_section_on_both_sides_is_shown_and_the_page_stays(export: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    import_into(project, export)
    edit(project, "Halte die Taste 5 Sekunden.", "Halte die blaue Taste.")
    change(export, "Halte die Taste 5 Sekunden.", "Halte die Taste 9 Sekunden.")
    before = (project / PAGE).read_bytes()
    for _ in range(2):  # until somebody has put it right
        outcome = import_into(project, export)
        (conflict,) = [remark for remark in outcome.remarks if remark.what == "conflict"]
        assert conflict.under == "vent-the-pump"
        assert "blaue Taste" in conflict.words
        assert "9 Sekunden" in conflict.words
        assert (project / PAGE).read_bytes() == before


def test_page_that_was_deleted_here_stays_away_and_one_that_is_gone_there_stays(export: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    import_into(project, export)
    (project / PAGE).unlink()
    outcome = import_into(project, export)
    assert not (project / PAGE).exists()
    assert "deleted here" in {remark.what for remark in outcome.remarks}
    records = json.loads((export / ARTICLES).read_text(encoding="utf-8"))
    records["articles"] = [each for each in records["articles"] if each["id"] != 302]
    (export / ARTICLES).write_text(json.dumps(records), encoding="utf-8")
    second = json.loads((export / "articles-2.json").read_text(encoding="utf-8"))
    second["articles"] = [each for each in second["articles"] if each["id"] != 302]
    (export / "articles-2.json").write_text(json.dumps(second), encoding="utf-8")
    outcome = import_into(project, export)
    assert (project / "docs/de/account/sign-in/how-to-sign-in.md").is_file()
    assert "gone from the export" in {remark.what for remark in outcome.remarks}


def test_new_title_there_does_not_move_the_page(export: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    import_into(project, export)
    change(export, "The pump hums", "A pump that hums")
    assert [name for name in import_into(project, export).pages if "pump" in name] == [
        "en/set-up-the-waterer/first-steps/care/the-pump-hums.md"
    ]


def test_page_of_somebody_else_is_not_written_over(export: Path, tmp_path: Path) -> None:
    file = tmp_path / "project" / PAGE
    file.parent.mkdir(parents=True)
    file.write_text("mine\n", encoding="utf-8")
    before = files_of(tmp_path / "project")
    with pytest.raises(HelpcentreError, match="already there, and no import has written it"):
        import_into(tmp_path / "project", export)
    assert files_of(tmp_path / "project") == before
    import_into(tmp_path / "project", export, overwrite=True)
    assert file.read_text(encoding="utf-8") != "mine\n"


def test_import_that_cannot_write_everything_writes_nothing(
    export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "the-pump-hums.md":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(HelpcentreError, match="No space left"):
        import_into(tmp_path / "project", export)
    assert files_of(tmp_path / "project") == {}
