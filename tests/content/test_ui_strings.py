"""The catalogues of words: complete in every language, and no slip goes unseen."""

from pathlib import Path

import pytest

from helpcentre.content.language import Language
from helpcentre.content.ui_strings import Strings, read_strings
from helpcentre.diagnostics.problem import HelpcentreError

GERMAN = Language("de", "Deutsch", is_source=True)
ARABIC = Language("ar", "العربية", is_source=False)
SOURCE = 'hello: "Hallo {name}"\ncount:\n  one: "{n} Treffer"\n  other: "{n} Treffer"\n'
GOOD = 'hello: "{name} مرحبا"\ncount: {zero: a, one: b, two: c, few: d, many: e, other: f}\n'


def write(docs: Path, arabic: str | None) -> Path:
    (docs / "de").mkdir()
    (docs / "de" / "strings.yml").write_text(SOURCE, encoding="utf-8")
    if arabic is not None:
        (docs / "ar").mkdir()
        (docs / "ar" / "strings.yml").write_text(arabic, encoding="utf-8")
    return docs


def test_a_complete_catalogue_is_read(tmp_path: Path) -> None:
    strings = read_strings(write(tmp_path, GOOD), (GERMAN, ARABIC))
    assert strings["de"]("hello", name="{n}") == "Hallo {n}"
    assert strings["ar"].starting_with("cou") == {
        "count": {"zero": "a", "one": "b", "two": "c", "few": "d", "many": "e", "other": "f"}
    }


@pytest.mark.parametrize(
    ("arabic", "message"),
    [
        (None, "has no catalogue .copy the source"),
        ("hello: '{name}'\n", "'count' is missing"),
        (GOOD + "more: x\n", "'more' is not in the source"),
        (GOOD.replace("{name}", "{nom}"), "'hello' has other placeholders .use these: {name}"),
        (GOOD.replace("zero: a, ", ""), "'count' needs the forms zero, one, two, few, many, other"),
        (GOOD.replace('"{name} مرحبا"', "''"), "'hello' is not a text"),
        ("hello: [\n", r"strings\.yml:2: not a YAML"),
        ("- a\n", "not a list of 'key: text'"),
    ],
)
def test_a_faulty_catalogue_is_refused(arabic: str | None, message: str, tmp_path: Path) -> None:
    with pytest.raises(HelpcentreError, match=message):
        read_strings(write(tmp_path, arabic), (GERMAN, ARABIC))


def test_an_unknown_word_in_a_template_is_an_error() -> None:
    with pytest.raises(KeyError, match="nope"):
        Strings({})("nope")
