"""The index on disk: a language of its own for each page, and the same bytes each time."""

import base64
import json
import re

from support import Project


def test_each_language_has_its_own_index_without_fallback_pages(small: Project) -> None:
    assert small.build().status == 0
    entry = json.loads(small.read("site/pagefind/pagefind-entry.json"))
    assert {code: found["page_count"] for code, found in entry["languages"].items()} == {"de": 3, "en": 3, "ar": 2}


def test_for_disk_each_file_of_the_index_is_a_script(project: Project) -> None:
    folder = project.folder / "dist" / "helpcentre-agents" / "pagefind"
    names = [file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()]
    assert names
    assert all(name.endswith(".js") for name in names)
    script = (folder / "pagefind-entry.json.js").read_text(encoding="utf-8")
    match = re.fullmatch(r'helpcentreFile\("pagefind-entry\.json", "(.+)"\);\n', script)
    assert match
    assert set(json.loads(base64.b64decode(match[1]))["languages"]) >= {"de", "en", "tr", "ar"}


def test_pagefinds_own_interfaces_are_not_published(project: Project) -> None:
    assert list((project.folder / "site" / "pagefind").glob("*ui*")) == []
