"""Names that are kept, the glossary's words, and a glossary that cannot be read."""

from pathlib import Path

import pytest

from helpcentre.checks.glossary import check_terms
from helpcentre.content.frontmatter import parse
from helpcentre.content.glossary import Glossary, Name, TermRule, read_glossary
from helpcentre.content.language import Language
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import HelpcentreError

GERMAN = Language("de", "Deutsch", is_source=True)
GLOSSARY = """
keep: [Meta, { name: WhatsApp, ar: واتساب, zh: [微信, 威信] }]
terms:
  Sperre:
    en: { require: [ban, block], avoid: lockout }
    tr: { require: [izin] }
    ar: { require: [حظر], avoid: [قفل] }
"""


def read(folder: Path, text: str) -> Glossary:
    (folder / "glossary.yml").write_text(text, encoding="utf-8")
    return read_glossary(folder / "glossary.yml")


def codes(folder: Path, source: str, own: str, code: str) -> list[str]:
    source_unit, own_unit = (units(parse(f"# T {{#t}}\n\n{text}\n"))["t"] for text in (source, own))
    problems = check_terms(
        source_unit, own_unit, source_language=GERMAN, code=code, file="x.md", glossary=read(folder, GLOSSARY)
    )
    return [f"{problem.line} {problem.code}" for problem in problems]


def test_a_glossary_is_read_as_it_is_written(tmp_path: Path) -> None:
    glossary = read(tmp_path, GLOSSARY)
    assert glossary.keep == (Name("Meta"), Name("WhatsApp", {"ar": ("واتساب",), "zh": ("微信", "威信")}))
    assert glossary.terms["Sperre"]["en"] == TermRule(require=("ban", "block"), avoid=("lockout",))


def test_a_project_needs_no_glossary(tmp_path: Path) -> None:
    assert read_glossary(tmp_path / "glossary.yml") == Glossary() == read(tmp_path, "# nothing\n")


@pytest.mark.parametrize(
    ("source", "own", "code"),
    [
        ("Öffne WhatsApp und WhatsApp-Konten", "Open WhatsApp", "en"),
        ("Öffne WhatsApp", "WhatsApp'ı açın", "tr"),
        ("Metas Regeln", "Meta'nın kuralları", "tr"),
        ("Öffne WhatsApp", "افتح تطبيق وواتساب", "ar"),
        ("Öffne WhatsApp", "open WhatsApp", "ar"),
        ("Öffne WhatsApp", "打开微信吧", "zh"),
        ("Metadaten", "data", "en"),
        ("`WhatsApp` und [x](https://WhatsApp.com)", "it and [x](https://WhatsApp.com)", "en"),
        ("Die Sperren", "Being BLOCKED", "en"),
        ("Entsperrung, gesperrt", "freedom", "en"),
        ("Die Sperre", "İZİN verildi", "tr"),
        ("Die Sperre", "هذا الحظر", "ar"),
        ("Die Sperre", "urlop", "pl"),
        ("Frei", "the lockout", "en"),
        ("Die Sperre", "a ban, unlockouted", "en"),
    ],
)
def test_terms_used_as_agreed_are_no_problem(tmp_path: Path, source: str, own: str, code: str) -> None:
    assert codes(tmp_path, source, own, code) == []


@pytest.mark.parametrize(
    ("source", "own", "code", "expected"),
    [
        ("Öffne WhatsApp", "Open it", "en", ["1 term-changed"]),
        ("Öffne WhatsApp", "Open Watsapp", "en", ["1 term-changed"]),
        ("Öffne WhatsApp", "افتح واتس آب", "ar", ["1 term-changed"]),
        ("Die Sperre", "The stop", "en", ["1 glossary-term"]),
        ("Eine Kontensperre, eine Sperre", "The\nban and Lockouts", "en", ["4 glossary-term"]),
        ("Die Sperre", "هذا القفل حظر", "ar", ["3 glossary-term"]),
    ],
)
def test_term_in_other_words_is_a_problem(
    tmp_path: Path, source: str, own: str, code: str, expected: list[str]
) -> None:
    assert codes(tmp_path, source, own, code) == expected


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("keep: [a\nterms: b\n", 2, "not a YAML file"),
        ("- a\n", 1, "the glossary is not a list of 'key: value'"),
        ("keep: []\nkept: []\n", 2, "'kept' is not known (did you mean keep?)"),
        ("keep: Meta\n", 1, "keep is not a list"),
        ("keep:\n  - Meta\n  - {ar: x}\n", 3, "has no 'name'"),
        ("keep:\n  - ''\n", 2, "a name in keep is not a text"),
        ("terms:\n  A:\n    english: {}\n", 3, "'english' is not the code of a language"),
        ("terms:\n  A:\n    en: ban\n", 3, "A: en is not a list of 'key: value'"),
        ("terms:\n  A:\n    en:\n      requires: [x]\n", 4, "'requires' is not known"),
        ("terms:\n  A:\n    en:\n      require: [x, [y]]\n", 4, "A: en: require is not a text"),
        ("terms:\n  A: {}\n  A: {}\n", 3, "'A' is there twice"),
        ("terms:\n  A:\n", 2, "A is not a list of 'key: value'"),
    ],
)
def test_a_broken_glossary_is_answered_with_file_and_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(HelpcentreError) as caught:
        read(tmp_path, text)
    assert str(caught.value).startswith(f"glossary.yml:{line}: ")
    assert message in str(caught.value)


def test_glossary_key_no_is_norwegian_and_not_false(tmp_path: Path) -> None:
    assert list(read(tmp_path, "terms: {A: {no: {require: [x]}}}").terms["A"]) == ["no"]
