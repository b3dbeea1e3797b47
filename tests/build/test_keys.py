"""What keys of builds depend on: the program with its data."""

import json
import logging
from pathlib import Path

import pytest

from helpcentre.build import inputs, keys
from helpcentre.build.inputs import code_key, input_places
from helpcentre.build.run import build_site
from helpcentre.content.linguistics import FOLDER
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.shards import provenance
from helpcentre.util.cache import Cache
from helpcentre.util.hashes import FileHashes, folder_hashes
from support import ROOT, Project, files


def test_language_data_is_part_of_what_builds_and_shards_depend_on() -> None:
    program = FOLDER.parent
    assert program in input_places(load_config(ROOT / "mkdocs.yml"))
    assert program == provenance._CODE
    assert "data/de.yml" in dict(folder_hashes(program))


def test_edited_language_data_gives_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "_CODE", tmp_path)
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
    before = inputs.names(config)
    (tmp_path / "public.nginx.conf").write_text("", encoding="utf-8")
    assert inputs.names(config) == before
    (tmp_path / "public").mkdir()
    assert inputs.names(config) == before
    (tmp_path / "facts.txt").write_text("", encoding="utf-8")
    assert inputs.names(config) == [*before, "facts.txt"]


_AFTERWARDS = {
    "allow": [{"pattern": "x", "reason": "y", "expires": "2999-12-31"}],
    "budget": {"elements": 90_000},
    "cache": False,
    "embed": ["https://app.example.org"],
    "external": {"timeout": 5},
    "levels": {"page-orphaned": "off"},
    "processes": 1,
    "translate": {"engine": "command", "command": ["cat"]},
}
"""Other values of the options that make no page another."""


def test_options_that_count_for_no_page_make_none_another(small: Project, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    assert _AFTERWARDS.keys() == keys._AFTERWARDS - {"crawl"}  # which reads what is written, and takes long
    pages = []
    for options in ({"cache": False}, _AFTERWARDS):
        settings = json.dumps({"extra": {"helpcentre": options}})
        (small.folder / "more.yml").write_text(f"INHERIT: mkdocs.yml\n{settings[1:-1]}\n", encoding="utf-8")
        build_site(small.folder / "more.yml", strict=False, site_dir=str(small.folder / "site"))
        site = files(small.folder / "site")
        pages.append({name: site[name] for name in site if name.endswith((".html", ".md"))})
    assert pages[0] == pages[1]
    assert len(pages[0]) > 20
