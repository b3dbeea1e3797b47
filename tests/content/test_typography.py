"""Marks and spaces of a language, written into its pages; what is code or Markdown stays."""

import pytest

from helpcentre.content.fingerprints import has_same_words
from helpcentre.content.frontmatter import parse
from helpcentre.content.linguistics import FOLDER, linguistics
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.typography import typeset
from helpcentre.content.units import units

_DIALECT = Dialect(has_superfences=True, has_tabs=True)
_KNOWN = sorted(file.stem for file in FOLDER.glob("*.yml") if linguistics(file.stem).quotation_marks)


def written(text: str, code: str) -> str:
    page = f'---\ntitle: "T"\n---\n\n# A {{#a}}\n\n{text}\n'
    return typeset(parse(page, dialect=_DIALECT), code).partition("{#a}\n\n")[2].removesuffix("\n")


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("de", 'Er sagte "Hallo" und ging.', "Er sagte „Hallo“ und ging."),
        ("en", "He said „hello“, «so» and “yes”.", "He said “hello”, “so” and “yes”."),
        ("en", 'A "text\nover lines" ends', "A “text\nover lines” ends"),
        ("fr", 'Dites "oui" : merci !', "Dites «\u00a0oui\u00a0»\u00a0: merci\u202f!"),
        ("fr", "Dites « oui ».", "Dites «\u00a0oui\u00a0»."),
        ("uk", 'Слово "так".', "Слово «так»."),
        ("de", '| "a" | b |\n|---|---|\n| "c" | `"d"` |', '| „a“ | b |\n|---|---|\n| „c“ | `"d"` |'),
    ],
)
def test_quotations_get_the_marks_of_the_language(code: str, before: str, after: str) -> None:
    assert written(before, code) == after
    assert written(after, code) == after


@pytest.mark.parametrize(
    "text",
    [
        'Tippe `"x"`.\n\n```\n"code"\n```',
        '!!! note "Titel"\n\n    Text',
        '=== "iOS"\n\n    Text',
        '[a](b.md "Titel") <span title="x">y</span>',
        'Ein 5" Rohr und ein 6" Rohr',
        "Datei » Öffnen » Neu",
        'Eins "zwei\n\ndrei" vier',
        "„richtig“ »auch«",
        'x[^1]\n\n<!-- "so" -->',
    ],
)
def test_what_is_no_foreign_quotation_stays(text: str) -> None:
    assert written(text, "de") == text


def test_headings_and_sections_below_each_other_are_set() -> None:
    page = '# A "b" {#a}\n\nSay "this".\n\n## "C" {#c}\n\n- Or "that".\n\n/// internal\nNo "more".\n///\n'
    assert typeset(parse(page), "en") == page.replace('"b"', "“b”").replace('"this"', "“this”").replace(
        '"C"', "“C”"
    ).replace('"that"', "“that”").replace('"more"', "“more”")


@pytest.mark.parametrize("code", _KNOWN)
def test_translations_stay_current(code: str) -> None:
    before = parse('# A {#a}\n\nSay "this" now, or "that" later.\n')
    after = parse(typeset(before, code))
    assert after.body != before.body
    now, then = units(after)["a"].fingerprint, units(before)["a"].fingerprint
    assert now == then or (linguistics(code).unparted_after and has_same_words(now, then))
