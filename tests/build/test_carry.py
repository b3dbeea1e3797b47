"""Files that a site has in common with the one before, and the site before last that their folders come from."""

import hashlib
from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.files import read_same
from support import Project, files


def spare_of(project: Project) -> Path:
    """Return where the site before last is kept."""
    return next((project.folder / ".cache/helpcentre").glob("spare-*"))


def test_unchanged_folders_come_from_the_site_before_last(small: Project, tmp_path: Path) -> None:
    page = "docs/en/topic/second.md"
    assert small.build().status == 0
    folders = {name: (small.folder / "site" / name).stat().st_ino for name in ("topic/first", "en/topic/first")}
    small.edit(page, "apple strudel", "apple pie")
    assert small.build().status == 0
    assert "apple strudel" in (spare_of(small) / "en/topic/second/index.html").read_text(encoding="utf-8")
    small.edit(page, "apple pie", "apple cake")
    assert small.build().status == 0
    assert {name: (small.folder / "site" / name).stat().st_ino for name in folders} == folders

    spare = spare_of(small)
    (spare / "topic/first/strange.html").write_text("strange", encoding="utf-8")
    (spare / "ar/topic/first/index.html").unlink()
    (spare / "ar/topic/first/index.html").write_text("strange", encoding="utf-8")
    small.edit(page, "apple cake", "apple tart")
    assert small.build().status == 0
    assert "apple cake" in (spare_of(small) / "en/topic/second/index.html").read_text(encoding="utf-8")
    kept = files(small.folder / "site")
    fresh = small.build_apart("--site-dir", str(tmp_path / "site"), HELPCENTRE_CACHE="false")
    assert fresh.status == 0
    assert files(tmp_path / "site") == kept
    assert [path.name for path in small.folder.iterdir() if path.name.startswith(".site")] == []


def test_site_before_last_whose_place_is_taken_is_replaced(small: Project) -> None:
    page = "docs/en/topic/second.md"
    assert small.build().status == 0
    small.edit(page, "apple strudel", "apple pie")
    assert small.build().status == 0
    place = spare_of(small)
    place.rename(small.folder / "elsewhere")
    place.write_text("a file", encoding="utf-8")
    small.edit(page, "apple pie", "apple cake")
    assert small.build().status == 0
    assert "apple cake" in small.read("site/en/topic/second/index.html")
    assert "apple pie" in (place / "en/topic/second/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"other", None])
def test_file_that_another_build_replaced_is_not_read(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(b"page")
    digest = hashlib.sha256(b"page").hexdigest()
    assert read_same(file, digest) == b"page"
    file.unlink()
    if content:
        file.write_bytes(content)
    with pytest.raises(HelpcentreError, match="another build ended meanwhile"):
        read_same(file, digest)
