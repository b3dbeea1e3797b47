"""Pages as they are written: what is listed as one is read, or told."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.diagnostics.problem import HelpcentreError

LANGUAGES = (Language("en", "English", is_source=True), Language("fr", "Français", is_source=False))


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (os.mkfifo, "is a pipe or device and no file"),
        (lambda file: file.symlink_to("nowhere.md"), "cannot be read: No such file or directory"),
        (lambda file: file.symlink_to(file.name), "cannot be read: Too many levels of symbolic links"),
    ],
)
@pytest.mark.parametrize("code", ["en", "fr"])
def test_page_that_is_listed_and_cannot_be_read_is_told(
    make: Callable[[Path], None], why: str, code: str, tmp_path: Path
) -> None:
    file = tmp_path / "docs" / code / "a.md"
    file.parent.mkdir(parents=True)
    make(file)
    documents = Documents(tmp_path, tmp_path / "docs", LANGUAGES)
    assert list(documents.files_of(code)) == ["a.md"]
    with pytest.raises(HelpcentreError, match=rf"^docs/{code}/a\.md: {why} \("):
        documents.get(code, "a.md")


def test_folder_is_no_page_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "docs" / "en" / "a.md").mkdir(parents=True)
    assert Documents(tmp_path, tmp_path / "docs", LANGUAGES).get("en", "a.md") is None
