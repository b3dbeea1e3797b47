"""Files of the previous site are linked into the new one, and are what they were, whatever other builds do."""

from pathlib import Path

import pytest

from helpcentre.build.previous_site import PreviousSite
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.cache import Cache
from helpcentre.util.hashes import FileHashes
from support import files


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def previous(tmp_path: Path) -> PreviousSite:
    """A site of a page and a script, whose files were read."""
    site = PreviousSite(write(tmp_path / "site", page="page", script="small"), FileHashes(Cache(None), name="site"))
    assert sorted(site.files()) == ["page", "script"]
    return site


def replace_site(tmp_path: Path, **texts: str) -> None:
    """Do what another build does at its end."""
    (tmp_path / "site").rename(tmp_path / "old")
    write(tmp_path / "site", **texts)


def test_files_are_linked_but_for_those_that_are_there(previous: PreviousSite, tmp_path: Path) -> None:
    new = write(tmp_path / "new", script="as it is copied")
    previous.link_into(new, previous.files())
    assert files(new) == {"page": b"page", "script": b"as it is copied"}
    assert (new / "page").samefile(tmp_path / "site" / "page")


def test_an_equal_site_of_another_build_is_as_good(previous: PreviousSite, tmp_path: Path) -> None:
    new = write(tmp_path / "new", script="as it is copied")
    replace_site(tmp_path, page="page", script="small")
    previous.link_into(new, previous.files())
    assert files(new) == {"page": b"page", "script": b"as it is copied"}


@pytest.mark.parametrize("others", [{"page": "another", "script": "small"}, {"script": "small"}])
def test_another_site_is_an_error(others: dict[str, str], previous: PreviousSite, tmp_path: Path) -> None:
    replace_site(tmp_path, **others)
    with pytest.raises(HelpcentreError, match="page: is not what it was: another build ended meanwhile"):
        previous.link_into(write(tmp_path / "new"), previous.files())
