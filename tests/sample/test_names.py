"""What the sample's pages are called: one name a page wherever it is written, and another for each page."""

from collections import Counter

import pytest

from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.content.titles import INDEXES, heading_of, page_title
from helpcentre.search.tokens import fold, tokens
from support import ROOT

LANGUAGES = tuple(
    Language(folder.name, folder.name, is_source=folder.name == "de")
    for folder in sorted((ROOT / "docs").iterdir())
    if folder.is_dir()
)
STEM = 5
"""As many letters of a word are enough to know it by, whatever its ending."""


@pytest.fixture(scope="module")
def documents() -> Documents:
    return Documents(ROOT, ROOT / "docs", LANGUAGES)


def stems(name: str) -> set[str]:
    return {token[:STEM] for token in tokens(fold(name))}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_a_heading_has_the_words_of_the_name_that_led_to_it(documents: Documents, language: Language) -> None:
    """Half of them at least; a guide is led to by its name and shows its first question, the home page a greeting."""
    apart = []
    for path in documents.paths(language.code):
        document, source = documents.get(language.code, path), documents.get("de", path)
        assert document is not None
        assert source is not None
        if path in INDEXES or source.meta.get("kind") == "guide":
            continue
        title, heading = page_title(document, path), heading_of(document, path)
        if len(stems(title) & stems(heading)) * 2 < len(stems(title)):
            apart.append(f"{path}: {title} | {heading}")
    assert apart == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: each.code)
def test_no_two_pages_have_the_words_of_one_name(documents: Documents, language: Language) -> None:
    names = {
        (path, frozenset(stems(name)))
        for path in documents.paths(language.code)
        if (document := documents.get(language.code, path))
        for name in (page_title(document, path), heading_of(document, path))
    }
    assert [words for words, count in Counter(words for _, words in names).items() if count > 1] == []
