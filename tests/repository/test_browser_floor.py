"""Style sheets and scripts hold to the oldest browsers that we promise: see ``browser_floor.yml`` beside this file.

The versions are those of https://github.com/mdn/browser-compat-data.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from helpcentre.brand.custom_properties import spell_out_schemes
from helpcentre.pages.assets import STYLE_SHEET
from support import ROOT

TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("browser_floor.yml").read_text(encoding="utf-8"))
KNOWN = {kind: set(words.split()) for kind, words in TABLE["known"].items()}
NEWER: dict[str, dict[str, list[Any]]] = TABLE["newer"]
SHEETS = sorted(set((ROOT / "overrides").rglob("*.css")) - {ROOT / "overrides" / STYLE_SHEET})
SCRIPTS = sorted((ROOT / "overrides").rglob("*.js"))
PATTERNS = {re.compile(pattern, re.MULTILINE): versions for pattern, versions in TABLE["scripts"].items()}

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TEXT = re.compile(r"\"[^\"]*\"|'[^']*'")
_PART = re.compile(r"[^{};]*[{};]")
_PSEUDO = re.compile(r"::?(?!-)([a-z-]+)")
_FEATURE = re.compile(r"(?<=\()[a-z-]+|(?<=@)(?!media\b)[a-z-]+|print|screen")
_UNIT = re.compile(r"(?<![\w#-])[\d.]+([a-z]+)\b")


class Use(NamedTuple):
    """One thing that a style sheet asks of a browser: its kind in the table, its name, and the rule around it."""

    kind: str
    name: str
    around: str


def read_uses(sheet: str) -> Iterator[Use]:
    """Yield all that a style sheet asks of a browser."""
    head = ""
    for part in _PART.findall(_TEXT.sub('""', _COMMENT.sub("", sheet))):
        text = part[:-1].strip()
        if part.endswith("{"):
            head = text
            kind, names = ("features", _FEATURE) if text.startswith("@") else ("pseudo", _PSEUDO)
            yield from (Use(kind, name, text) for name in names.findall(text))
        elif ":" in text:
            name, value = (side.strip() for side in text.split(":", 1))
            if not name.startswith("-"):
                yield Use("properties", name, head)
            yield from (Use("functions", each, text) for each in re.findall(r"([a-z-]+)\(", value))
            yield from (Use("units", each, text) for each in _UNIT.findall(value.replace("url()", "")))
            yield from (Use("values", each, text) for each in NEWER["values"] if each == f"{name}: {value}")


def is_newer(versions: list[Any]) -> bool:
    """Whether a browser of the floor may lack what has these first versions; a dot stands for none."""
    return any(first == "." or first > floor for first, floor in zip(versions, TABLE["floor"], strict=False))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_style_sheet_asks_for_nothing_of_which_the_table_does_not_know(sheet: Path) -> None:
    uses = list(read_uses(sheet.read_text(encoding="utf-8")))
    assert uses
    strange = {use for use in uses if use.name not in KNOWN.get(use.kind, ()) and use.name not in NEWER[use.kind]}
    assert strange == set(), "say in browser_floor.yml which browsers know it, and what the others show"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_selector_that_older_browsers_do_not_know_takes_no_other_with_it(sheet: Path) -> None:
    """One unknown selector of a list makes a browser leave out the whole rule."""
    for use in read_uses(sheet.read_text(encoding="utf-8")):
        if use.kind == "pseudo" and use.name in NEWER["pseudo"]:
            selectors = re.split(r",\s*(?![^()]*\))", use.around)
            assert all(f":{use.name}" in selector for selector in selectors), use


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_value_that_older_browsers_do_not_know_has_a_plain_one_before_it(sheet: Path) -> None:
    text = spell_out_schemes(_COMMENT.sub("", sheet.read_text(encoding="utf-8")))
    assert "light-dark" not in text
    for name in ("mask", "appearance"):
        assert re.findall(rf"(?<![-\w]){name}:([^;]*);", text) == re.findall(rf"-webkit-{name}:([^;]*);", text)
    for rule in re.findall(r"\{([^{}]*)\}", text):
        declared = [line.split(":")[0].strip() for line in rule.split(";") if line.strip()]
        for line in rule.split(";"):
            if any(re.search(rf"\d{unit}\b", line) for unit in NEWER["units"]):
                assert declared.count(line.split(":")[0].strip()) > 1, line


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_script_asks_for_nothing_that_older_browsers_lack(script: Path) -> None:
    text = re.sub(r"^\s*//.*$", "", script.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for pattern, versions in PATTERNS.items():
        has_fallback = len(versions) > 3
        if is_newer(versions) and not has_fallback:
            assert not pattern.search(text), f"{pattern.pattern}: {versions}"


def test_what_has_a_fallback_in_older_js_has_one() -> None:
    fallbacks = (ROOT / "overrides/assets/javascripts/older.js").read_text(encoding="utf-8")
    asked = (ROOT / "overrides/assets/javascripts/theme.js").read_text(encoding="utf-8")
    for name in ("at", "findLast", "hasOwn", "timeout", "showModal"):
        assert f'"{name}"' in fallbacks or f".{name} = " in fallbacks
        assert re.search(rf"\b{name}\b", asked), f"theme.js does not load older.js where {name} is missing"


def test_table_has_only_what_its_own_words_mean() -> None:
    for kind, features in NEWER.items():
        for name, versions in features.items():
            assert len(versions) == 4, f"{name}: three versions, and what older browsers show"
            assert name not in KNOWN.get(kind, ()), name


def test_manual_names_the_floor() -> None:
    chrome, safari, firefox = TABLE["floor"]
    for document in ("README.md", "manual/it.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        assert all(name in text for name in (f"Chrome {chrome}", f"Safari {safari}", f"Firefox {firefox}")), document
