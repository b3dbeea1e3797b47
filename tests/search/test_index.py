"""The index on disk: one for each language, what is in it beside the text, and the same bytes each time."""

import base64
import gzip
import json
import re
from pathlib import Path
from typing import Any

from support import Project, files


def fragments(site: Path, code: str) -> list[dict[str, Any]]:
    """Return what the browser gets for each passage of a language's index."""
    found = []
    for file in sorted((site / "pagefind" / "fragment").glob(f"{code}_*")):
        content = gzip.decompress(file.read_bytes())
        found.append(json.loads(content.removeprefix(b"pagefind_dcd")))
    return found


def test_each_language_has_its_own_index_and_fallback_pages_are_labelled(small_site: Project) -> None:
    entry = json.loads(small_site.read("site/pagefind/pagefind-entry.json"))
    assert set(entry["languages"]) == {"de", "en", "ar"}
    for code in entry["languages"]:
        found = fragments(small_site.folder / "site", code)
        folders = {fragment["url"].partition("/")[0] for fragment in found} & entry["languages"].keys()
        assert folders == ({code} - {"de"})
        texts = {fragment["url"].split("#")[0]: fragment["filters"].get("text", [code]) for fragment in found}
        assert {url for url, text in texts.items() if text != [code]} == (
            {"ar/topic/second/"} if code == "ar" else set()
        )


def test_passage_is_found_by_parts_of_compounds_that_it_does_not_show(small: Project) -> None:
    text = "# Backen {#baking}\n\nDer Kirschkuchen steht hier. Kirschen sind gut.\n\nEin Kuchen auch.\n"
    small.write({"de/topic/cake.md": f"---\ntitle: Backen\n---\n\n{text}"})
    small.build()
    found = next(each for each in fragments(small.folder / "site", "de") if each["url"].startswith("topic/cake/"))
    assert "kirsch" in found["meta"]["parts"].split()
    assert found["content"] == "Der Kirschkuchen steht hier. Kirschen sind gut. Ein Kuchen auch."


def test_real_index_and_site_show_no_word_that_only_readers_type(project: Project) -> None:
    site = project.folder / "site"
    for code in ("de", "uk", "zh"):
        typed = json.loads((site / "pagefind" / f"words.{code}.json").read_text(encoding="utf-8"))["typed"]
        shown = " ".join(fragment["content"] for fragment in fragments(site, code)).lower()
        pages = " ".join(file.read_text(encoding="utf-8") for file in site.rglob("*.html")).lower()
        absent = [word for word in typed if " " not in word and len(word) > 5 and f" {word}" not in pages]
        assert len(absent) > 8
        assert [word for word in absent if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", shown)] == []


def test_synonyms_stand_in_the_list_for_queries_and_nowhere_else(small: Project) -> None:
    small.write({"de/synonyms.yml": "Kirschkuchen: [obsttorte]\n"})
    built = small.build()
    assert built.status == 0, built.output
    holders = [
        file.relative_to(small.folder / "site").as_posix()
        for file in (small.folder / "site").rglob("*")
        if file.is_file() and b"obsttorte" in _bytes(file)
    ]
    assert holders == ["pagefind/words.de.json"]


def test_a_synonym_for_a_word_that_no_page_has_fails_a_strict_build(small: Project) -> None:
    small.write({"de/synonyms.yml": "# Words\nMauerwerk: [wand]\n"})
    built = small.build()
    assert built.status == 1
    assert [line for line in built.warnings if "docs/de/synonyms.yml:2" in line and "mauerwerk" in line]


def test_a_list_of_synonyms_that_cannot_be_read_is_one_clear_line(small: Project) -> None:
    small.write({"de/synonyms.yml": "a: [b\n"})
    built = small.build()
    assert built.status == 1
    assert "docs/de/synonyms.yml:1: not a YAML file" in built.output
    assert "Traceback" not in built.output


def test_equal_pages_give_equal_bytes(small_site: Project, small: Project) -> None:
    assert small.build_apart().status == 0
    assert files(small.folder / "site" / "pagefind") == files(small_site.folder / "site" / "pagefind")


def test_index_for_disk_has_scripts_only(project: Project) -> None:
    folder = project.folder / "dist" / "helpcentre-agents" / "pagefind"
    names = [file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()]
    assert names
    assert all(name.endswith(".js") for name in names)
    script = (folder / "pagefind-entry.json.js").read_text(encoding="utf-8")
    match = re.fullmatch(r'helpcentre\.deliver\("pagefind/pagefind-entry\.json", "(.+)"\);\n', script)
    assert match
    assert set(json.loads(base64.b64decode(match[1]))["languages"]) >= {"de", "en", "tr", "ar"}


def test_pagefinds_own_interfaces_are_not_published(project: Project) -> None:
    assert list((project.folder / "site" / "pagefind").glob("*ui*")) == []


def _bytes(file: Path) -> bytes:
    content = file.read_bytes()
    return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


def test_page_without_text_of_its_own_is_found_by_its_name(small: Project) -> None:
    text = "---\ntitle: Impressum\ndescription: Wir.\ntemplate: legal.html\n---\n\n# Wir {#us}\n\nGeheimwort.\n"
    small.write({"de/imprint.md": text})
    assert small.build().status == 0
    (found,) = (each for each in fragments(small.folder / "site", "de") if each["url"].startswith("imprint/"))
    assert found["meta"]["title"] == "Impressum"
    assert "Geheimwort" not in found["content"]
