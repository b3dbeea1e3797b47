"""Changes that mean the same to readers: the source language is copied, as far as it is text that ends."""

from pathlib import Path

import pytest

from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.rewriting import with_records

LANGUAGES = (Language("en", "English", is_source=True), Language("fr", "Français", is_source=False))


def documents(folder: Path) -> Documents:
    place = folder / "docs" / "en"
    (place / "_snippets").mkdir(parents=True)
    (place / "a.md").write_text('# A {#a}\n\n--8<-- "_snippets/x.txt"\n', encoding="utf-8")
    (place / "_snippets" / "x.txt").write_text("Text.\n", encoding="utf-8")
    return Documents(folder, folder / "docs", LANGUAGES)


@pytest.mark.parametrize("name", ["b.md", "_snippets/y.txt"])
def test_device_in_place_of_a_text_is_told_and_not_copied(name: str, tmp_path: Path) -> None:
    found = documents(tmp_path)
    (tmp_path / "docs" / "en" / name).symlink_to("/dev/zero")
    with pytest.raises(HelpcentreError, match=rf"^docs/en/{name}: is a pipe or device"):
        with_records(found, {})


def test_what_is_no_text_is_not_copied(tmp_path: Path) -> None:
    found = documents(tmp_path)
    (tmp_path / "docs" / "en" / "film.mp4").symlink_to("/dev/zero")
    text = '# A {#a}\n\nSo:\n\n--8<-- "_snippets/x.txt"\n'
    assert with_records(found, {found.file("en", "a.md"): text}) == {found.file("en", "a.md"): text}
