"""The same Markdown in a plain site of Material and in ours: each page has the same words, or it is said why not."""

import json
import re
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from helpcentre.mkdocs_adapter.defaults import FILE
from lamp import lamp_project
from support import Project

ONLY_OURS = {
    "nav.hc-contents": "the contents stand beside the text, in Material outside of it",
    ".hc-task": "a sign takes the place of a box to tick, which has no text",
    ".hc-tab-label": "labels stand above their panels, in Material in a row before all of them; compared below",
    ".hc-note-mark": "the number of a note on code takes the place of a comment",
    ".hc-film": "a film has a player and a title, in Material a broken picture",
    ".hc-embed": "a film of another host has a box, in Material a frame or a broken picture",
    ".hc-file": "a link to a file names kind and size",
}
ONLY_MATERIALS = {
    ".tabbed-labels": "as above",
    ".linenos": "numbers of lines are drawn by our style sheet, so that nobody copies them with the code",
}
OTHER_WORDS = {"Failed": "Failure"}
"""Titles of boxes are words of readers, in Material the names of types."""
EMOJI = "☀"
"""A character, in Material a picture."""
COMMENT = re.compile(r"#\s*\(\d+\)!")

_SETTINGS = """\
site_name: Plain
theme: { name: material, font: false }
docs_dir: %s
exclude_docs: /index.md # its template is ours
plugins: []
markdown_extensions: %s
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The pages of the example lamp as our site and as one of Material with the same extensions."""
    ours = lamp_project(tmp_path_factory.mktemp("ours") / "lamp")
    plain = Project(tmp_path_factory.mktemp("plain"))
    extensions = yaml.unsafe_load(FILE.read_text(encoding="utf-8").replace("!ENV", ""))["markdown_extensions"]
    icons = "!!python/name:material.extensions.emoji."
    written = json.dumps([each for each in extensions if each != "pymdownx.emoji"])[:-1]
    written += f', {{"pymdownx.emoji": {{emoji_index: {icons}twemoji , emoji_generator: {icons}to_svg }}}}]'
    (plain.folder / "mkdocs.yml").write_text(_SETTINGS % (ours.folder / "docs" / "en", written), encoding="utf-8")
    for project in (ours, plain):
        built = project.mkdocs("build")
        assert built.status == 0, built.output
    return ours.folder / "site", plain.folder / "site"


def words(site: Path, page: str, left_out: dict[str, str]) -> list[str]:
    """Return the words that readers see in the text of a page, without elements that are not compared."""
    tree = LexborHTMLParser((site / page / "index.html").read_text(encoding="utf-8"))
    article = tree.css_first("article")
    assert article is not None
    for selector in (*left_out, "script", "style", "svg"):
        for node in article.css(selector):
            node.decompose()
    text = COMMENT.sub("", article.text(separator="")) if left_out is ONLY_MATERIALS else article.text(separator="")
    return [OTHER_WORDS.get(word, word) for word in text.replace(EMOJI, "").split()]


@pytest.mark.parametrize("page", ["app", "app/pair", "app/reference", "app/media"])
def test_visible_words_are_those_of_material(page: str, sites: tuple[Path, Path]) -> None:
    ours, plain = sites
    own, theirs = words(ours, page, ONLY_OURS), words(plain, page, ONLY_MATERIALS)
    assert len(own) > 5
    assert own == theirs


def test_labels_of_tabs_are_those_of_material(sites: tuple[Path, Path]) -> None:
    def labels(site: Path, selector: str) -> list[str]:
        tree = LexborHTMLParser((site / "app" / "pair" / "index.html").read_text(encoding="utf-8"))
        return [node.text().strip() for node in tree.css(selector)]

    ours, plain = sites
    assert labels(ours, ".hc-tab-label") == labels(plain, ".tabbed-labels > label") != []


def test_each_reason_for_a_difference_is_needed(sites: tuple[Path, Path]) -> None:
    pages = [
        (sites[0] / "app" / name / "index.html").read_text(encoding="utf-8") for name in ("pair", "reference", "media")
    ]
    assert [each for each in ONLY_OURS if not any(LexborHTMLParser(page).css(each) for page in pages)] == []
