"""The same Markdown in a plain site of Material and in ours: each page has the same words, or it is said why not."""

import json
import re
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from helpcentre.mkdocs_adapter.defaults import FILE
from lamp import lamp_project, picture
from support import Project, small_project

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
OTHER_TITLES = {"Failure": "Failed"}
"""Titles of boxes are words of readers, in Material the names of types. Japanese and Hebrew have English ones here."""
WITHHELD = {"care/recall": "a draft", "care/campaign": "it has expired"}
"""Pages that only Material publishes."""
EMOJI = "☀"
"""A character, in Material a picture."""
COMMENT = re.compile(r"#\s*\(\d+\)!")
PAGES = [
    *(("lamp", "en", page, page) for page in ("app", "app/pair", "app/reference", "app/media")),
    *(("rice", "ja", page, page) for page in ("cook", "cook/start", "care")),
    *(("rice", "en", page, f"en/{page.replace('cook', 'cooking')}") for page in ("cook", "cook/start", "care")),
    *(("rice", "he", page, f"he/{page}") for page in ("cook", "cook/start", "care")),
]
"""Site, language, page in Material's site and in ours."""

_SETTINGS = """\
site_name: Plain
theme: { name: material, font: false }
docs_dir: %s
exclude_docs: /index.md # its template is ours
plugins: []
markdown_extensions: %s
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], tuple[Path, Path]]:
    """Our sites by example and language, each with the same language as a site of Material with the same extensions."""
    made = tmp_path_factory.mktemp("beside")
    lamp = lamp_project(made / "lamp")
    rice = small_project(made / "rice", "rice", ("ja", "en", "he"))
    (rice.folder / "docs/ja/cook/panel.jpg").write_bytes(picture(1600, 900, "JPEG"))
    built = {}
    for ours, codes in ((lamp, ("en",)), (rice, ("ja", "en", "he"))):
        run = ours.build()
        assert run.status == 0, run.output
        for code in codes:
            built[ours.folder.name, code] = ours.folder / "site", plain_site(ours.folder / "docs" / code, made)
    return built


def plain_site(docs: Path, folder: Path) -> Path:
    """Return the pages as a site of Material with the same extensions."""
    plain = Project(folder / f"plain-{docs.parent.parent.name}-{docs.name}")
    plain.folder.mkdir()
    extensions = yaml.unsafe_load(FILE.read_text(encoding="utf-8").replace("!ENV", ""))["markdown_extensions"]
    icons = "!!python/name:material.extensions.emoji."
    written = json.dumps([each for each in extensions if each != "pymdownx.emoji"])[:-1]
    written += f', {{"pymdownx.emoji": {{emoji_index: {icons}twemoji , emoji_generator: {icons}to_svg }}}}]'
    (plain.folder / "mkdocs.yml").write_text(_SETTINGS % (docs, written), encoding="utf-8")
    run = plain.mkdocs("build")
    assert run.status == 0, run.output
    return plain.folder / "site"


Sites = dict[tuple[str, str], tuple[Path, Path]]


def tree_of(site: Path, page: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / page / "index.html").read_text(encoding="utf-8"))


def words(site: Path, page: str, left_out: dict[str, str]) -> list[str]:
    """Return the words that readers see in the text of a page, without elements that are not compared."""
    article = tree_of(site, page).css_first("article")
    assert article is not None
    for selector in (*left_out, "script", "style", "svg"):
        for node in article.css(selector):
            node.decompose()
    if left_out is ONLY_MATERIALS:
        for node in article.css(".admonition-title, summary"):
            node.replace_with(OTHER_TITLES.get(node.text(), node.text()))
    text = COMMENT.sub("", article.text(separator="")) if left_out is ONLY_MATERIALS else article.text(separator="")
    return text.replace(EMOJI, "").split()


@pytest.mark.parametrize(("site", "code", "page", "own"), PAGES)
def test_visible_words_are_those_of_material(site: str, code: str, page: str, own: str, sites: Sites) -> None:
    ours, plain = sites[site, code]
    found = words(ours, own, ONLY_OURS)
    assert len(found) > 1
    assert found == words(plain, page, ONLY_MATERIALS)


def test_no_page_is_left_out(sites: Sites) -> None:
    for (site, code), (_, plain) in sites.items():
        built = {file.parent.relative_to(plain).as_posix() for file in plain.rglob("index.html")}
        assert built - WITHHELD.keys() == {page for *of, page, _ in PAGES if of == [site, code]}
    assert all((sites["rice", "ja"][1] / page / "index.html").is_file() for page in WITHHELD)


@pytest.mark.parametrize(
    ("site", "code", "page", "own"), [each for each in PAGES if each[2] in {"app/pair", "cook/start"}]
)
def test_labels_of_tabs_are_those_of_material(site: str, code: str, page: str, own: str, sites: Sites) -> None:
    ours, plain = sites[site, code]
    labels = [node.text().strip() for node in tree_of(ours, own).css(".hc-tab-label")]
    assert labels == [node.text().strip() for node in tree_of(plain, page).css(".tabbed-labels > label")] != []


def test_abbreviations_are_those_of_material_but_for_scripts_without_spaces(sites: Sites) -> None:
    for site, code, page, own in PAGES:
        ours, plain = (
            [node.text() for node in tree_of(root, name).css("article abbr")]
            for root, name in zip(sites[site, code], (own, page), strict=True)
        )
        assert (ours, plain) == ((["IH"], []) if (code, page) == ("ja", "cook/start") else (plain, plain))


def test_each_reason_for_a_difference_is_needed(sites: Sites) -> None:
    pages = [tree_of(sites["lamp", "en"][0], f"app/{name}") for name in ("pair", "reference", "media")]
    assert [each for each in ONLY_OURS if not any(page.css(each) for page in pages)] == []
