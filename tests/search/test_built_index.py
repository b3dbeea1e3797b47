"""The indexes of a site as they are read again: other languages, fine print, and tried synonyms; in browsers alike."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import playwright
import pytest

from helpcentre.output.layout import SEARCH
from helpcentre.search.built_index import BuiltSearch
from helpcentre.search.files import FINE_PRINT, Site, index_files
from helpcentre.search.index import SearchPage, make_index
from helpcentre.search.passages import Passage
from helpcentre.search.synonyms import Synonym, Synonyms

CLIENT = Path(__file__).with_name("client.test.mjs")
OWN = Path(playwright.__file__).with_name("driver") / ("node.exe" if os.name == "nt" else "node")
TEXTS = {
    "de": {"mail": ("Post", "Briefe und Pakete."), "account": ("Konto", "Dein Konto und dein Geld.")},
    "sr": {"mail": ("Pošta", "Pisma i paketi."), "account": ("Nalog", "Tvoj nalog i tvoj novac, i kost.")},
    "uk": {"mail": ("Пошта", "Листи й посилки."), "account": ("Рахунок", "Твої гроші.")},
}
SMALL = {"law": ("Recht", "Wir setzen keine Cookies.")}


def write_site(site: Path, tags: Mapping[str, str], *, has_fine_print: bool = False) -> None:
    """Write the indexes of a site in German, Serbian and Ukrainian."""
    for code, texts in TEXTS.items():
        indexes = {"": texts} | ({FINE_PRINT: SMALL} if has_fine_print and code == "de" else {})
        about = Site((), tags, has_fine_print=len(indexes) > 1)
        for folder, own in indexes.items():
            pages = [
                SearchPage(f"{code}/{name}", name, (Passage("", title, title, "", text, code),))
                for name, (title, text) in own.items()
            ]
            index = make_index(code, pages, Synonyms(""))
            for name, content in index_files(code, index, pages, about, folder=folder).items():
                file = site / SEARCH / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)


def found(site: Path, query: str, code: str = "de") -> list[str]:
    return [result.url for result in BuiltSearch(site).find(query, code).results]


@pytest.mark.parametrize(
    ("tags", "query", "expected"),
    [
        ({}, "nalog", []),  # which code alone says to be written in Cyrillic
        ({"sr": "sr-Latn"}, "nalog", ["de/account"]),
        ({"sr": "sr-Latn"}, "Рахунок", ["de/account"]),
    ],
)
def test_another_language_is_asked_by_the_script_of_its_tag(
    tags: Mapping[str, str], query: str, expected: list[str], tmp_path: Path
) -> None:
    write_site(tmp_path, tags)
    assert found(tmp_path, query) == expected


def test_fine_print_comes_first_where_it_has_more_of_the_query(tmp_path: Path) -> None:
    write_site(tmp_path, {}, has_fine_print=True)
    assert found(tmp_path, "Cookies") == ["de/law"]
    assert found(tmp_path, "Konto") == ["de/account"]
    assert found(tmp_path, "Cookies", "sr") == []


def test_a_function_word_more_does_not_put_fine_print_first(tmp_path: Path) -> None:
    write_site(tmp_path, {}, has_fine_print=True)
    assert found(tmp_path, "Geld wir setzen Fahrrad Garten") == ["de/account", "de/law"]


def test_synonyms_are_tried_in_one_language_and_leave_the_search_as_it_was(tmp_path: Path) -> None:
    write_site(tmp_path, {})
    search = BuiltSearch(tmp_path)
    tried = search.with_synonyms("de", Synonyms("", (Synonym("Konto", ("zugang",), 1),)))
    assert [result.url for result in tried.find("zugang", "de").results] == ["de/account"]
    assert [result.url for result in tried.find("zugang", "uk").results] == ["uk/account"]
    assert not search.find("zugang", "de").results


def test_browsers_find_the_same(tmp_path: Path) -> None:
    node = shutil.which("node") or shutil.which(OWN)
    if node is None:
        pytest.skip("no node, which is no part of the set-up: install it to run the unit tests of search-index.js")
    write_site(tmp_path, {"sr": "sr-Latn"}, has_fine_print=True)
    queries = (
        "nalog",
        "nalog i kost",
        "Рахунок",
        "Cookies",
        "Konto",
        "Briefe und Cookies",
        "Geld wir setzen Fahrrad Garten",
        "xyz",
    )
    asked = [
        {"query": query, "language": code, "others": [each for each in TEXTS if each != code], "found": results}
        for code in TEXTS
        for query in queries
        for results in [found(tmp_path, query, code)]
    ]
    assert [each for each in asked if each["found"]]
    (tmp_path / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    done = subprocess.run(
        [node, "--test", "--test-reporter=tap", CLIENT],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={name: value for name, value in os.environ.items() if name != "NODE_OPTIONS"} | {"SITE": str(tmp_path)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"# pass {len(asked)}" in done.stdout
