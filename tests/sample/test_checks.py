"""The checks over the pages of the sample, in all languages: no fault, and a slip in any of them is found."""

from pathlib import Path

import pytest

from compared_pages import GERMAN, compare_pages, read_page
from helpcentre.checks.comparison import Comparison
from helpcentre.checks.guides import check_guides
from helpcentre.checks.labels import check_labels
from helpcentre.checks.page import check_comparison
from helpcentre.content.documents import Documents
from helpcentre.content.frontmatter import parse
from helpcentre.content.glossary import read_glossary
from helpcentre.content.labels.bold import find_bold
from helpcentre.content.labels.file import read_labels
from helpcentre.content.language import Language
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.units import units
from helpcentre.translation.state import TranslationStates, state
from support import ROOT


def test_the_real_translations_say_what_their_source_says() -> None:
    assert [f"{problem.place} {problem.message}" for problem in compare_pages(ROOT)] == []


def test_the_real_translations_are_all_compared() -> None:
    translated = [
        file for file in (ROOT / "docs").glob("*/**/*.md") if file.relative_to(ROOT / "docs").parts[0] != "de"
    ]
    assert len(translated) >= 77
    assert not [file for file in translated if list(state(read_page(source_of(file)), read_page(file)).changed)]


def source_of(file: Path) -> Path:
    _, *path = file.relative_to(ROOT / "docs").parts
    return ROOT.joinpath("docs", "de", *path)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("48", "84", "number-differs"),
        ("WhatsApp", "Whatsapp", "term-changed"),
        ("\n2. ", " ", "structure-differs"),
        ("{#read-the-notice}", "{#read}", "heading-differs"),
        ("https://business.facebook.com/)", "https://business.facebook.com/latest)", "link-differs"),
    ],
)
def test_a_slip_in_any_real_translation_is_found(old: str, new: str, code: str) -> None:
    glossary = read_glossary(ROOT / "glossary.yml")
    source = read_page(ROOT / "docs" / "de" / "whatsapp-account-blocked" / "request-unblocking.md")
    for file in sorted((ROOT / "docs").glob("*/whatsapp-account-blocked/request-unblocking.md")):
        language = file.relative_to(ROOT / "docs").parts[0]
        text = file.read_text(encoding="utf-8").replace("واتساب", "WhatsApp").replace(old, new)
        found = check_comparison(
            Comparison(
                source=source,
                translation=parse(text),
                source_language=GERMAN,
                current=set(units(source)),
                code=language,
                file=file.name,
                glossary=glossary,
            )
        )
        assert language == "de" or code in {problem.code for problem in found}, language


def test_the_real_guide_is_without_a_fault_in_every_language() -> None:
    codes = sorted(folder.name for folder in (ROOT / "docs").iterdir() if (folder / "index.md").is_file())
    languages = (
        Language("de", "de", is_source=True),
        *(Language(code, code, is_source=False) for code in codes if code != "de"),
    )
    assert list(check_guides(TranslationStates(Documents(ROOT, ROOT / "docs", languages)))) == []


def test_the_real_pages_write_what_the_app_shows() -> None:
    codes = sorted(folder.name for folder in (ROOT / "docs").iterdir() if (folder / "index.md").is_file())
    languages = [Language(code, code, is_source=code == "de") for code in sorted(codes, key=lambda code: code != "de")]
    documents = Documents(ROOT, ROOT / "docs", tuple(languages), dialect=Dialect(has_superfences=True))
    labels, glossary = read_labels(ROOT, codes), read_glossary(ROOT / "glossary.yml")
    bold = 0
    for language, path in ((each, path) for each in languages for path in documents.paths(each.code)):
        own, source = documents.get(language.code, path), documents.get("de", path)
        assert own is not None
        bold += sum(bool(labels.ids(each.text, language.code)) for each in find_bold(own.scan))
        found = check_labels(
            own,
            source,
            labels=labels,
            language=language,
            source_language=languages[0],
            current=set(units(source)) if source else (),
            glossary=glossary,
            file=documents.name(documents.file(language.code, path)),
        )
        assert list(found) == []
    assert bold >= len(codes) * 4
