"""Planted words: in every note, reply and stray file of a copy, and found in every byte of what has them."""

import gzip
import os
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.sitetest.canaries import Canaries, copy_project, leaked_canaries, missing_canaries, plant_canaries
from support import files

PAGE = """---
title: A
---

# A {#a}

Shown.

/// internal
One.
///

/// reply | chat
- Two.
///
"""


def planted(folder: Path) -> tuple[Documents, Canaries]:
    (folder / "docs" / "en").mkdir(parents=True)
    (folder / "docs" / "en" / "index.md").write_text(PAGE, encoding="utf-8")
    language = Language("en", "en", is_source=True)
    documents = Documents(folder, folder / "docs", (language,))
    canaries = plant_canaries(documents)
    return Documents(folder, folder / "docs", (language,)), canaries


def test_words_stand_in_each_note_and_reply_and_in_nothing_that_is_shown(tmp_path: Path) -> None:
    documents, canaries = planted(tmp_path)
    page = documents.get("en", "index.md")
    assert page
    assert ["hccanary" in aside.text for aside in page.asides] == [True, True, True]
    assert "hccanary" not in page.scan.text
    strays = [name for name in files(tmp_path) if not name.endswith(".md")]
    assert len(canaries.places) == 3 + len(strays)


def test_words_are_found_in_names_and_in_packed_content(tmp_path: Path) -> None:
    canaries, site = Canaries(), tmp_path / "site"
    site.mkdir()
    plain, packed, zipped, named = (canaries.at(place) for place in ("plain", "packed", "zipped", "named"))
    canaries.at("nowhere")
    (site / "a.html").write_text(f"x{plain}x", encoding="utf-8")
    (site / "b").write_bytes(gzip.compress(packed.encode()))
    with ZipFile(site / "c.zip", "w", ZIP_DEFLATED) as archive:
        archive.writestr("d", zipped * 9)
    (site / f"{named}.png").touch()
    assert dict(leaked_canaries(site, canaries)) == {
        "plain": "a.html", "packed": "b", "zipped": "c.zip: d", "named": f"{named}.png"
    }  # fmt: skip
    assert list(missing_canaries(site, canaries).values()) == ["nowhere"]


def test_copy_of_a_project_has_no_built_or_installed_files(tmp_path: Path) -> None:
    for name in ("p/docs/a.md", "p/site/x", "p/.venv/x", "p/.cache/x", "p/dist/x", "p/scratch/x", "p/docs/site/x"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    copy_project(tmp_path / "p", tmp_path / "copy", without=tmp_path / "p" / "scratch")
    assert sorted(files(tmp_path / "copy")) == ["docs/a.md", "docs/site/x"]


def test_copy_leaves_out_what_no_build_reads(tmp_path: Path) -> None:
    project = tmp_path / "p"
    (project / "docs").mkdir(parents=True)
    (project / "docs" / "a.md").touch()
    os.mkfifo(project / "pipe")
    (project / "docs" / ".#a.md").symlink_to("somebody@example.org")
    (project / "docs" / "around").symlink_to("..")
    (project / "docs" / "b.md").symlink_to("a.md")
    copy_project(project, tmp_path / "copy", without=project / "scratch")
    assert sorted(files(tmp_path / "copy")) == ["docs/a.md", "docs/b.md"]
