"""What is known of each language: the data files, what they may say, and that no module has such a table."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from babel import Locale
from babel.localedata import locale_identifiers

from helpcentre.content import linguistics as module
from helpcentre.content.linguistics import FOLDER, Linguistics, all_linguistics, linguistics, read_language_data
from helpcentre.diagnostics.problem import HelpcentreError
from support import ROOT

FILES = sorted(FOLDER.glob("*.yml"))
CODES = {code.replace("_", "-") for code in locale_identifiers()}
_KEY = re.compile(r"^(?:# (?P<comment>.+)\n)?(?P<key>\w+):", re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of data files, instead of the program's."""
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    linguistics.cache_clear()
    yield tmp_path
    linguistics.cache_clear()


def patterns(language: Linguistics) -> list[str]:
    return [*language.number_words, *(word for words in language.sign_words.values() for word in words)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_data_file_is_of_a_language_and_says_nothing_twice(file: Path) -> None:
    assert file.stem in CODES
    language = linguistics(file.stem)
    assert language != Linguistics()
    assert set(language.shared_words) <= {each.stem for each in FILES} - {file.stem}
    for base, words in language.shared_words.items():
        assert words <= linguistics(base).frequent_words, base
    assert set(language.sign_words) <= set("%‰°€$£")
    for pattern in patterns(language):
        assert pattern == pattern.strip().lower()
        re.compile(pattern)
    for listed in (language.edit_marks, language.edit_mark_adverbs, language.page_words):
        assert len(set(listed)) == len(listed)
        assert all(word and word == word.strip().lower() for word in listed)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_data_file_says_what_each_key_is_for_as_other_files_do(file: Path) -> None:
    comments = {
        match["key"]: match["comment"] for match in _KEY.finditer((FOLDER / "de.yml").read_text(encoding="utf-8"))
    }
    text = file.read_text(encoding="utf-8")
    assert text.startswith(f"# {Locale.parse(file.stem).english_name}".partition(" Bok")[0])
    for match in _KEY.finditer(text):
        assert match["comment"], match["key"]
        assert match["comment"] == comments.get(match["key"], match["comment"])
        assert match["key"] in Linguistics.__struct_fields__


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_data_file_has_no_text_that_yaml_reads_as_something_else(file: Path) -> None:
    def scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
        if isinstance(node, yaml.ScalarNode):
            yield node
        elif isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert len(set(keys)) == len(keys)
        for child in node.value if not isinstance(node, yaml.ScalarNode) else ():
            for each in child if isinstance(child, tuple) else (child,):
                yield from scalars(each)

    root = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert root is not None
    kinds = {node.tag.rpartition(":")[2] for node in scalars(root)}
    assert kinds <= {"str", "bool"}


def test_a_language_without_a_file_has_defaults() -> None:
    assert linguistics("eo") == linguistics("xx-YY") == linguistics("") == Linguistics()


def test_a_language_with_a_region_has_its_own_keys_and_then_its_languages(folder: Path) -> None:
    (folder / "pt.yml").write_text("quotation_marks: “”\nhas_dual: true\n", encoding="utf-8")
    (folder / "pt-BR.yml").write_text("quotation_marks: «»\n", encoding="utf-8")
    found = [(known.quotation_marks, known.has_dual) for known in map(linguistics, ("pt", "pt-BR", "pt_BR", "pt-AO"))]
    assert found == [("“”", True), ("«»", True), ("«»", True), ("“”", True)]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("has_dual: true\ndual: true\n", 2, "'dual' is not known"),
        ("has_dual: true\nhas_dual: true\n", 2, "'has_dual' is there twice"),
        ("\nhas_dual: 3\n", 2, "has_dual: Expected `bool`, got `int`"),
        ("frequent_words: [yes, no]\n", 1, "frequent_words: Expected words"),
        ("number_words: [one, two]\n", 1, "number_words: Expected `array` of length"),
        ("edit_marks: [on]\n", 1, "edit_marks: Expected `str`, got `bool`"),
        ("shared_words: { de: [die] }\n", 1, "shared_words: Expected words"),
        ("- has_dual\n", 1, "not a list of 'key: value'"),
        ("has_dual: [\n", 2, "not a YAML file"),
    ],
)
def test_a_data_file_that_cannot_be_read_is_named_with_its_line(
    folder: Path, text: str, line: int, message: str
) -> None:
    (folder / "xx.yml").write_text(text, encoding="utf-8")
    name = f"{folder.parent.name}/{folder.name}/xx.yml"
    with pytest.raises(HelpcentreError, match=f"^{re.escape(name)}:{line}: .*{re.escape(message)}"):
        linguistics("xx-YY")


def test_empty_data_file_has_defaults(tmp_path: Path) -> None:
    file = tmp_path / "xx.yml"
    file.write_text("# nothing yet\n", encoding="utf-8")
    assert read_language_data(file) == {}


def test_every_language_with_a_file_is_among_all() -> None:
    assert len(all_linguistics()) == len(FILES)


def test_data_files_are_a_part_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["helpcentre"]
    listed = {file for pattern in patterns for file in FOLDER.parent.glob(pattern)}
    assert {*FILES, *FOLDER.parent.glob("*.yml"), *FOLDER.parent.glob("*/*.yml")} == listed


def test_no_module_has_a_table_by_language() -> None:
    places = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in sorted((ROOT / "hooks").rglob("*.py"))
        for line in tables(file.read_text(encoding="utf-8"))
    ]
    assert places == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('A = {"de": 1, "en": 2, "fr": 3, "pt-BR": 4}', [1]),
        ("A = 1\nB = dict(de=1, en=2, fr=3, es=4)", [2]),
        ('A = frozenset({"de", "nl", "sv"})', [1]),
        ('A = ["bg", "cs", "sk"]', [1]),
        ('A = {"de": 1, "en": 2, "id": 3, "title": 4}', []),
        ('A = ("", "s", "es", "en")', []),
        ('A = {"de": 1}', []),
    ],
)
def test_table_by_language_in_a_module_is_found(text: str, lines: list[int]) -> None:
    assert list(tables(text)) == lines


def tables(text: str) -> Iterator[int]:
    """Yield the lines of a module where four keys of a table, or three of a list, are all codes of languages."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Dict):
            keys, fewest = [getattr(key, "value", None) for key in node.keys], 4
        elif isinstance(node, ast.Call):
            keys, fewest = [keyword.arg for keyword in node.keywords], 4
        elif isinstance(node, (ast.Set, ast.List, ast.Tuple)):
            keys, fewest = [getattr(each, "value", None) for each in node.elts], 3
        else:
            continue
        if len(keys) >= fewest and all(key in CODES for key in keys):
            yield node.lineno
