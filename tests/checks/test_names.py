"""Pages with one name: where readers see both, they are told; where topics keep them apart, they are not."""

from pathlib import Path

import pytest

from helpcentre.checks.names import check_names
from helpcentre.content.documents import Documents
from helpcentre.content.language import Language


def told(tmp_path: Path, pages: dict[str, str]) -> list[str]:
    for path, text in pages.items():
        file = tmp_path / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    languages = tuple(Language(code, code, is_source=code == "en") for code in ("en", "de"))
    return [f"{each.file} as {each.message}" for each in check_names(Documents(tmp_path, tmp_path / "docs", languages))]


def page(title: str, heading: str = "") -> str:
    return f"---\ntitle: {title}\n---\n\n# {heading or title}\n\nText.\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (page("Reset it"), page("Reset it")),
        (page("Reset it"), page("Restart", "reset it!")),
        (page("Restart", "Réset it"), page("Reset it", "Another way")),
        ("# Reset it\n\nText.\n", page("Reset it")),
        (page("重启 设备"), page("重启 设备？")),
    ],
)
def test_the_name_of_another_page_is_told_once(first: str, second: str, tmp_path: Path) -> None:
    pages = {"en/topic/first.md": first, "en/topic/second.md": second}
    (found,) = told(tmp_path, pages)
    assert found.startswith("docs/en/topic/second.md as ")
    assert found.endswith("docs/en/topic/first.md")


def test_a_topic_shares_its_list_with_its_pages_and_with_the_topic_around_it(tmp_path: Path) -> None:
    pages = {"en/a/index.md": page("Set up"), "en/a/first.md": page("Set up"), "en/b.md": page("Set up")}
    assert len(told(tmp_path, pages)) == 2


@pytest.mark.parametrize(
    "pages",
    [
        {"en/a.md": page("Reset it", "Reset it")},
        {"en/a.md": page("Sign in"), "en/b.md": page("Sign out")},
        {"en/a/first.md": page("Overview"), "en/b/first.md": page("Overview")},
        {"en/a.md": page("Status"), "de/a.md": page("Status"), "de/b.md": page("Zustand")},
        {"en/a.md": page('"…"'), "en/b.md": page('"?"')},
    ],
)
def test_names_that_readers_can_tell_apart_are_left_alone(pages: dict[str, str], tmp_path: Path) -> None:
    assert told(tmp_path, pages) == []
