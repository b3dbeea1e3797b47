"""Languages of a site that have no pages."""

from pathlib import Path

import pytest

from helpcentre.checks.translation import check_languages
from helpcentre.content.documents import Documents
from helpcentre.content.language import Language


@pytest.mark.parametrize(
    ("codes", "empty"),
    [
        (["en", "fr"], []),
        (["en", "fr", "es"], ["es"]),
        (["en", "fr", "en-GB", "fr-CA"], []),
        (["en", "es", "es-MX"], ["es", "es-MX"]),
    ],
)
def test_a_language_without_a_page_is_named(tmp_path: Path, codes: list[str], empty: list[str]) -> None:
    for code in ("en", "fr"):
        (tmp_path / "docs" / code).mkdir(parents=True)
        (tmp_path / "docs" / code / "index.md").write_text("# A {#a}\n", encoding="utf-8")
    languages = tuple(Language(code, code, is_source=code == codes[0]) for code in codes)
    found = list(check_languages(Documents(tmp_path, tmp_path / "docs", languages), file="mkdocs.yml"))
    assert [(each.file, each.message.split()[0], each.fix.split(",")[0]) for each in found] == [
        ("mkdocs.yml", f"{code!r}", f"write docs/{code}/index.md") for code in empty
    ]
