"""What pages and folders are called."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from helpcentre.content.frontmatter import parse
from helpcentre.content.titles import heading_of, main_heading, name_of, page_title


@pytest.mark.parametrize(
    ("body", "heading"),
    [
        ("# Rad {#a}", "Rad"),
        ("#Rad", "Rad"),
        ("# Rad #", "Rad"),
        ("# *Rad* & `x_y` [fahren](a.md) {: #a .b }", "Rad & x_y fahren"),
        ("# 1\\. &amp; &lt;b&gt; \\*", "1. & <b> *"),
        ("# :material-bike: Rad", "Rad"),
        ("# ![Rad](x.svg)", "Rad"),
        ("Erst ein Satz.\n\n# Rad", "Rad"),
        ("## Teil {#b}\n\n# Rad", "Rad"),
        ("Rad\n===", "Rad"),
        ("<h1 id='a'>Das <b>Rad</b></h1>", "Das Rad"),
        ("#\n\n# Rad", "Rad"),
        ("```sh\n# Befehl\n```\n\n# Rad", "Rad"),
        ("<!-- # Alt -->\n\n# Rad", "Rad"),
        ("    # eingerückt\n\n## Teil", ""),
        ("## Teil", ""),
        ("Satz.\n\n===", ""),
        ("Satz\nzwei\n===", ""),
        ("# # ", "#"),
        ("# C # \nText.", "C #"),
        ("", ""),
    ],
)
def test_the_main_heading_is_the_first_of_the_first_level_as_readers_see_it(body: str, heading: str) -> None:
    assert main_heading(parse(body)) == heading


@given(st.text(st.sampled_from("aé中 1.,;%'\"()?-_*`&<[#\t"), min_size=1, max_size=12))
def test_a_heading_is_called_as_markdown_renders_it(heading: str) -> None:
    element = LexborHTMLParser(Markdown(extensions=["attr_list"]).convert(f"# {heading}")).css_first("h1")
    shown = " ".join(element.text().split()) if element else ""
    assert main_heading(parse(f"# {heading}")) == shown


def test_a_main_heading_may_be_included(tmp_path: Path) -> None:
    (tmp_path / "_snippets").mkdir()
    (tmp_path / "_snippets" / "head.md").write_text("# Rad {#a}\n", encoding="utf-8")
    assert main_heading(parse('--8<-- "_snippets/head.md"\n', folder=tmp_path)) == "Rad"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("client/client-android.md", "Client android"),
        ("a/two_words.md", "Two words"),
        ("a/FAQ.md", "FAQ"),
        ("a/docker-compose/index.md", "Docker compose"),
        ("a/docker-compose/README.md", "Docker compose"),
        ("repair-shop", "Repair shop"),
        ("a/opening-hours", "Opening hours"),
        ("index.md", ""),
    ],
)
def test_a_file_or_folder_gives_a_name_as_in_menus(path: str, name: str) -> None:
    assert name_of(path) == name


@pytest.mark.parametrize(
    ("text", "title", "heading"),
    [
        ("---\ntitle: T\n---\n\n# H\n", "T", "H"),
        ("---\ntitle: T\n---\n\n## B\n", "T", "T"),
        ("# H\n", "H", "H"),
        ("Satz.\n\n## B\n", "Front lamp", "Front lamp"),
    ],
)
def test_a_title_names_a_page_before_its_heading_and_that_before_its_file(text: str, title: str, heading: str) -> None:
    document = parse(text)
    assert (page_title(document, "a/front-lamp.md"), heading_of(document, "a/front-lamp.md")) == (title, heading)
