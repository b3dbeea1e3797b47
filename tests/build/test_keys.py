"""What keys of builds depend on: the program with its data."""

from pathlib import Path

import pytest

from helpcentre.build import keys
from helpcentre.build.keys import code_key, input_places
from helpcentre.content.linguistics import FOLDER
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.settings.options import BundleSettings
from helpcentre.shards import provenance
from helpcentre.util.cache import Cache
from helpcentre.util.hashes import FileHashes, folder_hashes
from support import ROOT


def test_language_data_is_part_of_what_builds_and_shards_depend_on() -> None:
    program = FOLDER.parent
    assert program in input_places(load_config(ROOT / "mkdocs.yml"), bundle=BundleSettings())
    assert program == provenance._CODE
    assert "data/de.yml" in dict(folder_hashes(program))


def test_edited_language_data_gives_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_CODE", tmp_path)
    file = tmp_path / "data" / "xx.yml"
    file.parent.mkdir()
    found = []
    for text in ("has_dual: true\n", "has_dual: false\n", "has_dual: true\n"):
        file.write_text(text, encoding="utf-8")
        found.append((code_key(FileHashes(Cache(None), name="keys")), folder_hashes(tmp_path)))
    assert found[0] == found[2] != found[1]
    assert found[0][0] != found[1][0]


def test_settings_are_the_same_while_the_site_is_gone_and_files_beside_it_are_not(tmp_path: Path) -> None:
    config = load_config(ROOT / "mkdocs.yml")
    config.config_file_path, config.site_dir = str(tmp_path / "mkdocs.yml"), str(tmp_path / "public")
    before = keys.names(config)
    (tmp_path / "public.nginx.conf").write_text("", encoding="utf-8")
    assert keys.names(config) == before
    (tmp_path / "public").mkdir()
    assert keys.names(config) == before
    (tmp_path / "facts.txt").write_text("", encoding="utf-8")
    assert keys.names(config) == [*before, "facts.txt"]
