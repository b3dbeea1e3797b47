"""The documents of the repository: what they name exists, what they link to is there, and no sentence is too long."""

import ast
import inspect
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from helpcentre.build.pipeline import SITE_STEPS, Step
from helpcentre.content.publishable_files import ENDINGS
from support import ROOT

PROGRAM = ROOT / "hooks" / "helpcentre"
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "benchmarks/README.md")),
    *sorted((ROOT / "manual").glob("*.md")),
]
RULE_PAGES = sorted((PROGRAM / "diagnostics" / "rules").glob("*.md"))
LONGEST_SENTENCE = 25
_EDITIONS = {frozenset({"public", "agents"}): "both", frozenset({"public"}): "website", frozenset({"agents"}): "bundle"}

_FENCE = re.compile(r"^[ ]*```.*?^[ ]*```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
_FILE = re.compile(r"`(?P<name>[\w./-]+/[\w.-]+\.(?:py|yml|html|css|md)|[\w-]+/(?:[\w-]+/)*)`")
_HEADING = re.compile(r"^#+ (?P<text>.+)$", re.MULTILINE)
_BUILT = ("site/", "dist/", "docs/", "expected/", ".cache/", ".venv/", "_snippets/", "topic/", ".github/")


def prose(text: str) -> Iterator[str]:
    """Yield the paragraphs, list items and table cells of a Markdown text, each on one line."""
    text = re.sub(r"<!--.*?-->", "", _FENCE.sub("\n", text), flags=re.DOTALL)
    text = re.sub(r"^---\n.*?^---\n", "", text, flags=re.MULTILINE | re.DOTALL)
    for block in re.split(r"\n[ ]*\n|\n[ ]*(?:[-*]|\d+\.) |^[ ]*(?:[-*]|\d+\.) |^#+ ", text, flags=re.MULTILINE):
        cells = block.split("|") if block.lstrip().startswith("|") else [block]
        yield from (" ".join(cell.split()) for cell in cells)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a Markdown text; what is in backticks counts as one word."""
    for paragraph in prose(text):
        plain = re.sub(r"`[^`]*`", "CODE", _LINK.sub("]", paragraph))
        yield from re.split(r"(?<=[.!?:;])[*)”\"]*\s+", plain)


def anchors(text: str) -> set[str]:
    """Return the anchors that code hosts give the headings of a Markdown text."""
    plain = (match["text"].lower().replace("`", "") for match in _HEADING.finditer(_FENCE.sub("", text)))
    return {re.sub(r"[^\w -]", "", heading).replace(" ", "-") for heading in plain}


def step_rows(steps: Iterable[Step]) -> str:
    """Return the rows of the table of steps, without its head."""
    return "".join(
        f"| `{step.run.__name__}` | {_EDITIONS[step.editions]} | {in_preview(step)} | {first_line(step.run)} |\n"
        for step in steps
    )


def in_preview(step: Step) -> str:
    """Return whether the live preview runs a step, in a word."""
    if not step.in_preview:
        return "no"
    return "later" if step.is_deferrable else "yes"


def first_line(function: Callable[..., object]) -> str:
    """Return the first line of a function's docstring."""
    return (inspect.getdoc(function) or "").splitlines()[0]


def layer_lines() -> list[list[str]]:
    """Return the lines of the drawing of layers, from top to bottom."""
    drawn = re.search(r"## The layers.*?```text\n(.*?)```", ARCHITECTURE, re.DOTALL)
    assert drawn
    return [sorted(line.split(", ")) for line in drawn[1].splitlines()]


def test_the_manual_lists_the_kinds_of_files_that_are_published() -> None:
    text = (ROOT / "manual" / "write.md").read_text(encoding="utf-8")
    table = re.search(r"^\| kind \| endings \|\n(?P<rows>(?:\|.*\n)+)", text, re.MULTILINE)
    assert table
    assert set(re.findall(r"`(\w+)`", table["rows"])) == ENDINGS


def test_each_package_has_its_sentence_in_the_tree() -> None:
    packages = sorted(file.parent for file in PROGRAM.glob("*/__init__.py"))
    missing = [
        row
        for package in packages
        for text in [ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8"))) or ""]
        for row in [f"| `{package.name}` | {text.splitlines()[0].replace('``', '`')} |"]
        if row not in ARCHITECTURE
    ]
    assert missing == [], "copy these rows to the tree in ARCHITECTURE.md"


def test_the_layers_are_those_that_are_held() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert layer_lines() == [["hooks"], *(sorted(layer.split(" | ")) for layer in layers)]


def test_the_steps_of_the_whole_site_are_those_of_the_pipeline_in_its_order() -> None:
    assert step_rows(SITE_STEPS) in ARCHITECTURE, f"copy these rows to ARCHITECTURE.md:\n{step_rows(SITE_STEPS)}"


def test_a_step_that_is_missing_or_out_of_order_is_found() -> None:
    assert step_rows(SITE_STEPS[::-1]) not in ARCHITECTURE
    assert step_rows([*SITE_STEPS, Step(step_rows)]) not in ARCHITECTURE  # type: ignore[arg-type]  # any function will do


@pytest.mark.parametrize("document", [*DOCUMENTS, *RULE_PAGES], ids=lambda file: file.stem)
def test_files_that_a_document_names_are_there(document: Path) -> None:
    text = _FENCE.sub("", document.read_text(encoding="utf-8"))
    names = {match["name"] for match in _FILE.finditer(text)}
    places = (ROOT, ROOT / "hooks", PROGRAM, ROOT / "overrides", document.parent)
    missing = [name for name in sorted(names) if not name.startswith(_BUILT)]
    assert [name for name in missing if not any((place / name).exists() for place in places)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.stem)
def test_links_of_a_document_lead_somewhere(document: Path) -> None:
    text = _FENCE.sub("", document.read_text(encoding="utf-8"))
    text = re.sub(r"`[^`]*`", "", text)
    for match in _LINK.finditer(text):
        name, _, anchor = match["target"].partition("#")
        if "://" in name:
            continue
        target = (document.parent / name).resolve() if name else document
        assert target.exists(), match["target"]
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), match["target"]


@pytest.mark.parametrize("document", [*DOCUMENTS, *RULE_PAGES], ids=lambda file: file.stem)
def test_no_sentence_of_a_document_is_long(document: Path) -> None:
    found = [
        sentence
        for sentence in sentences(document.read_text(encoding="utf-8"))
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    assert found == [], f"say it in sentences of at most {LONGEST_SENTENCE} words"


def test_long_sentences_are_found_wherever_they_stand() -> None:
    long = " ".join(["word"] * 26) + "."
    for text in (long, f"- {long}", f"1. Short.\n2. {long}", f"| a | {long} |", f"Short. {long}\n\nShort."):
        assert [len(each.split()) for each in sentences(text) if len(each.split()) > LONGEST_SENTENCE] == [26]
    assert max(len(each.split()) for each in sentences(f"```text\n{long}\n```\n`{long}`")) == 1
