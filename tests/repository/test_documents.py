"""The documents of the repository: what they name exists, what they link to is there, and no sentence is too long."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import ROOT

PROGRAM = ROOT / "hooks" / "helpcentre"
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "benchmarks/README.md")),
    *sorted((ROOT / "manual").glob("*.md")),
]
RULE_PAGES = sorted((PROGRAM / "diagnostics" / "rules").glob("*.md"))
LONGEST_SENTENCE = 25
UPWARD = "content/documents.py imports helpcentre.translation.state"
"""The one import against the layers, as ARCHITECTURE.md says."""

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


def imports(file: Path) -> set[str]:
    """Return the modules that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def layer_lines() -> list[list[str]]:
    """Return the lines of the drawing of layers, from top to bottom."""
    drawn = re.search(r"## The layers.*?```text\n(.*?)```", ARCHITECTURE, re.DOTALL)
    assert drawn
    return [line.split(", ") for line in drawn[1].splitlines()]


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


def test_modules_import_from_their_package_and_lower_layers_only() -> None:
    lines = layer_lines()
    height = {name: len(lines) - number for number, line in enumerate(lines) for name in line}
    wrong = []
    for file in PROGRAM.glob("*/*.py"):
        own = file.parent.name
        for module in imports(file):
            other = module.split(".")[1] if module.startswith("helpcentre.") else own
            if other in height and other != own and height[other] >= height[own]:
                wrong.append(f"{own}/{file.name} imports {module}")
            is_builder = module.partition(".")[0] in ("mkdocs", "mkdocs_static_i18n", "material")
            if is_builder and own not in ("cli", "shards", "build", "mkdocs_adapter"):
                wrong.append(f"{own}/{file.name} imports {module}")
    assert [line for line in wrong if not line.startswith(UPWARD)] == []
    assert {file.parent.name for file in PROGRAM.glob("*/__init__.py")} <= set(height)


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
