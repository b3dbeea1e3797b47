"""New projects: complete, the team's own, in any languages, and written whole or not at all."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from helpcentre.content.documents import Documents
from helpcentre.content.operator_fields import Operator, field_names, fill_fields
from helpcentre.content.ui_strings import PRODUCT_FOLDER, product_strings
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.mkdocs_adapter.i18n import read_languages
from helpcentre.settings.reading import read_settings
from helpcentre.starter.project import NewProject, create_project
from helpcentre.translation.state import Status, TranslationStates
from support import files

OURS = sorted(file.stem for file in PRODUCT_FOLDER.iterdir())
PAGES = 7


def create(folder: Path, *codes: str, name: str = "Example Help") -> NewProject:
    return create_project(folder, name=name, codes=codes, version="1.2.3", requirements=["helpcentre==1.2.3"])


def documents(folder: Path) -> Documents:
    config = load_config(folder / "mkdocs.yml")
    return Documents(folder, folder / "docs", read_languages(config))


@pytest.mark.parametrize("code", OURS)
def test_first_pages_are_there_in_each_language_and_have_the_same_parts(code: str, tmp_path: Path) -> None:
    others = [other for other in ("en", "de") if other != code]
    create(tmp_path / "new", code, *others)
    found = documents(tmp_path / "new")
    assert [len(found.paths(each)) for each in (code, *others)] == [PAGES] * (1 + len(others))
    assert {state.status for _, _, state in TranslationStates(found).all()} == {Status.CURRENT}
    for path in found.paths(code):
        ours, theirs = found.get(code, path), found.get(others[0], path)
        assert ours
        assert theirs
        assert field_names(ours.body) == field_names(theirs.body)
        assert [aside.kind for aside in ours.asides] == [aside.kind for aside in theirs.asides]


@pytest.mark.parametrize("code", OURS)
def test_privacy_page_says_of_itself_what_settings_let_be_counted(code: str, tmp_path: Path) -> None:
    create(tmp_path / "new", code)
    privacy = documents(tmp_path / "new").get(code, "privacy.md")
    assert privacy
    assert "visits" in field_names(privacy.body)
    assert "Counted." in fill_fields(privacy.body, Operator(), visits="Counted.")


def test_project_has_nothing_of_the_sample_and_only_its_own_files(tmp_path: Path) -> None:
    made = create(tmp_path / "new", *OURS)
    written = files(tmp_path / "new")
    assert sorted(written) == list(made.files)
    text = b"".join(written.values()).decode("utf-8").casefold()
    assert re.findall(r"whatsapp|واتساب|tdddg|ustg|§|@[a-z]+@", text) == []
    assert not [name for name in written if name.startswith(("hooks/", "overrides/", "docs/assets/"))]
    addresses = set(re.findall(r"https?://[^\s\"/]+", text)) - {"http://127.0.0.1:8000"}
    assert addresses == {"https://example.org", "https://chat.example.org"}
    assert set(re.findall(r"[\w.]+@(?![0-9a-f]{40}\b)[\w.]+", text)) == {"support@example.org"}


def test_settings_are_those_that_were_asked_for(tmp_path: Path) -> None:
    create(tmp_path / "new", "en", "pt-BR", "zh")
    config = load_config(tmp_path / "new" / "mkdocs.yml")
    assert config.site_name == "Example Help"
    assert [(each.code, each.name, each.is_source) for each in read_languages(config)] == [
        ("en", "English", True),
        ("pt-BR", "Português (Brasil)", False),
        ("zh", "中文", False),
    ]
    assert read_settings(config.extra, file="mkdocs.yml").contact_email == "support@example.org"
    assert load_config(tmp_path / "new" / "agents.yml").extra["helpcentre"]["edition"] == "agents"


def test_norwegian_is_a_language_and_not_the_no_of_yaml(tmp_path: Path) -> None:
    create(tmp_path / "new", "no", "en")
    config = load_config(tmp_path / "new" / "mkdocs.yml")
    assert [each.code for each in read_languages(config)] == ["no", "en"]


_NAMES = ("Example", 'A "b": c', "#1 help", "yes", "1.0", "{x}", "Hilfe für Ärger", "a\\b", "- x")


@pytest.mark.parametrize("name", _NAMES)
def test_name_of_the_site_may_be_any_line(name: str, tmp_path: Path) -> None:
    create(tmp_path / "new", "en", name=name)
    assert load_config(tmp_path / "new" / "mkdocs.yml").site_name == name
    for file in ("contact.yml", "operator.yml", ".gitlab-ci.yml", ".github/workflows/site.yml"):
        assert yaml.safe_load((tmp_path / "new" / file).read_text(encoding="utf-8"))


def test_variant_beside_its_language_has_no_pages_of_its_own(tmp_path: Path) -> None:
    made = create(tmp_path / "new", "en", "de", "de-AT", "pt-BR", "en-GB")
    found = documents(tmp_path / "new")
    assert [len(found.paths(code)) for code in ("en", "de", "de-AT", "pt-BR", "en-GB")] == [PAGES, PAGES, 0, PAGES, 0]
    assert made.without_pages == ()


def test_language_that_the_product_does_not_speak_gets_its_words_to_translate(tmp_path: Path) -> None:
    made = create(tmp_path / "new", "en", "cs")
    assert made.without_pages == ("cs",)
    text = (tmp_path / "new" / "docs" / "cs" / "strings.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(text) is None
    words = "\n".join(line.removeprefix("# ") for line in text.splitlines()[2:])
    assert yaml.safe_load(words) == dict(product_strings("en"))


def test_source_that_the_product_does_not_speak_begins_with_english_texts(tmp_path: Path) -> None:
    made = create(tmp_path / "new", "cs", "en", "de")
    found = documents(tmp_path / "new")
    assert [len(found.paths(code)) for code in ("cs", "en", "de")] == [PAGES, 0, PAGES]
    assert (made.has_english_source, made.without_pages) == (True, ("en",))
    assert {state.status for _, _, state in TranslationStates(found).all()} == {Status.CURRENT, Status.MISSING}


@pytest.mark.parametrize(
    ("codes", "name", "message"),
    [
        (["xx"], "x", "'xx' is not a language"),
        (["en", "klingon"], "x", "'klingon' is not a language"),
        (["en", "../de"], "x", "is not a language"),
        (["EN"], "x", "'EN' is not a language"),
        (["en"], " ", "cannot be the name"),
        (["en"], "a\nb", "cannot be the name"),
        (["en"], "x" * 81, "cannot be the name"),
    ],
)
def test_arguments_that_do_not_fit_are_refused_and_nothing_is_written(
    codes: Sequence[str], name: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(HelpcentreError, match=message):
        create(tmp_path / "new", *codes, name=name)
    assert list(tmp_path.iterdir()) == []


def test_folder_with_files_is_refused_and_an_empty_one_is_filled(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").touch()
    (tmp_path / "file").touch()
    for name in ("full", "file"):
        with pytest.raises(HelpcentreError, match="has files already"):
            create(tmp_path / name, "en")
    (tmp_path / "empty").mkdir()
    create(tmp_path / "empty", "en")
    assert (tmp_path / "empty" / "mkdocs.yml").is_file()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["empty", "file", "full"]


def test_project_that_cannot_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space left"):
        create(tmp_path / "new", "en")
    assert list(tmp_path.iterdir()) == []
