"""The one reader of Markdown against Python-Markdown itself: the same sections, the same ids, the same code."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from helpcentre.content.frontmatter import parse
from helpcentre.content.markdown.fences import Dialect, Fence
from helpcentre.content.markdown.line_kinds import is_reference, read_box
from helpcentre.content.markdown.scan import Scan
from helpcentre.content.prose import blocks
from helpcentre.content.units import units
from helpcentre.translation.page_edits import assemble_text
from helpcentre.translation.segments import segment_text

_EXTENSIONS = [
    "fenced_code", "admonition", "attr_list", "md_in_html", "sane_lists", "tables", "toc", "pymdownx.details"
]  # fmt: skip
"""Those of mkdocs.yml, and the one that MkDocs adds; snippets are put in before."""

_MORE = ["pymdownx.superfences", "pymdownx.tabbed", "footnotes", "def_list"]
_DIALECTS = {
    "ours": ([*_EXTENSIONS], Dialect.of(_EXTENSIONS)),
    "others": ([*_EXTENSIONS[1:], *_MORE], Dialect.of([*_EXTENSIONS, *_MORE])),
}
_NESTING = ("li", "blockquote", "dd", "details", "td", "th")
_NESTING_CLASSES = ("admonition", "footnote", "tabbed-set")

FENCE_IN_FENCE = "```text\n```python\n# not a heading\n```\n## B {#b}\n"


def test_a_fence_shown_in_a_fence_hides_no_section_below_it() -> None:
    assert list(units(parse(FENCE_IN_FENCE))) == ["_top", "b"]


_TITLED = '```py title="a.py"\n# no heading\n```\n\n## B {#b}\n\n- item\n\n    ```py\n    # no heading\n    ```\n'


def test_a_fence_with_a_title_is_code_only_where_superfences_is_on() -> None:
    with_titles = Dialect.of(["pymdownx.superfences"])
    assert list(units(parse(_TITLED, dialect=with_titles))) == ["_top", "b"]
    assert list(units(parse(_TITLED))) == ["_top", "no-heading", "b"]


@pytest.mark.parametrize(
    ("extensions", "dialect"),
    [
        (["toc", "tables"], Dialect()),
        (["pymdownx.superfences", "pymdownx.tabbed"], Dialect(has_superfences=True, has_tabs=True)),
        (["pymdownx.extra"], Dialect(has_superfences=True, has_footnotes=True, has_definitions=True)),
        (["markdown.extensions.footnotes", "def_list"], Dialect(has_footnotes=True, has_definitions=True)),
    ],
)
def test_the_extensions_of_a_project_say_how_it_is_read(extensions: list[str], dialect: Dialect) -> None:
    assert Dialect.of(extensions) == dialect


@pytest.mark.parametrize("name", ["ours", "others"])
@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("````\n```\n# a\n```\n````\n\n## B {#b}\n", ["b"]),
        ("```\n# a\n ```\n# c\n```\n# D {#d}\n", ["d"]),
        ("~~~ py\n# a\n```\n~~~\n# D {#d}\n", ["d"]),
        ("Title {#t}\n=====\n\nPart {#p}\n---\ntext\n", ["t", "p"]),
        ("<div>\n# raw {#r}\n</div>\n\n# A {#a}\n", ["a"]),
        ("<div markdown>\n\n# A {#a}\n\n</div>\n", ["a"]),
        ("text\n\n    # code {#c}\n\n#A {#a}\n", ["a"]),
        ("<!--\n# c {#c}\n```\n-->\n# A {#a}\n", ["a"]),
        ("!!! note\n    # box {#x}\n# A {#a}\n", ["a"]),
        ("| a | b |\n|---|---|\n# row | {#r}\n\n# A {#a}\n", ["a"]),
        ("# A {.x #a}\n# B {: #b } \n", ["a", "b"]),
        ("# A {#a}\u00a0\n\nB {#b}\u2003\n---\n\n# C { #c }\u3000\n", ["a", "b", "c"]),
    ],
)
def test_a_section_begins_where_a_heading_is_rendered(name: str, text: str, ids: list[str]) -> None:
    scan = Scan(text, _DIALECTS[name][1])
    html = Markdown(extensions=_DIALECTS[name][0]).convert("\n".join(scan.shown))
    assert [heading.id for heading in scan.headings] == ids
    assert all(f'id="{each}"' in html for each in ids)


@pytest.mark.parametrize(
    ("line", "kind", "title"),
    [
        ('!!! note "A b"', "note", "A b"),
        ("!!! note inline end", "note", ""),
        ('    ???+ tip "A"', "tip", "A"),
        ("??? tip", "tip", ""),
        ('??? "A"', "details", "A"),
        ('=== "A"', "tab", "A"),
        ('!!! note "A" b', None, ""),
        ("!!!  note", None, ""),
        ("===", None, ""),
    ],
)
def test_a_box_is_read_with_its_type_and_title(line: str, kind: str | None, title: str) -> None:
    box = read_box(line, Dialect(has_tabs=True))
    assert (box.type if box else None) == kind
    assert (line[box.start : box.end] if box else "") == title
    assert read_box('=== "A"') is None


def test_a_section_of_an_underlined_heading_keeps_the_lines_of_the_file() -> None:
    page = segment_text("Title {#t}\n=====\nText.\n\n- item\n")
    assert [(message.key, message.text, message.line) for message in page.messages()] == [
        ("t/0", "Title", 1),
        ("t/1", "Text.", 3),
        ("t/2", "item", 5),
    ]
    assert assemble_text(page, {"t/0": "Titel", "t/1": "Wort."}) == "Titel {#t}\n=====\nWort.\n\n- item\n"
    assert [block.line for block in blocks(page.parts["t"].unit)] == [1, 3, 5]


_LINES = st.sampled_from(
    r"""# w;## w {#id-w};#w;### w ### {#id-w};## w {: .x #id-w };## w {.x};## w{#id-w};## `w`;# w \#;####### w;w;w;  w
;- w;    - w;1. w;    1. w;* w;    w;        w;    # w;  ## w;- # w;> w;> # w;>w;| w | b |;|---|---|;| w | # |;w | b
;---|---;---;===;- - -;***;```;````;~~~;```python;``` python;``` {.py #x};``` {.py} x;```py title="w";~~~ w;    ```
;    ~~~;  ```;> ```;- ```;!!! note;!!! note "w";??? tip "w";???+ w;    !!! note;=== "w";===! "w";    === "w"
;/// note | w;///;<div>;</div>;<div markdown>;<p>w</p>;<b>w</b> w;<br>;w <div> w;<!-- w -->;<!--;-->;`<!--`;`
;[w]: https://example.org/;[^1]: w;[w][w] `w`;: w;:   w;\;w\;<?w?>;<pre>;</pre>;    <div>;<details><summary>w</summary>
;</details>;&nbsp;;{#id-w}""".replace("\n", "").split(";")
)
_TEXTS = st.lists(st.one_of(_LINES, st.just(""), st.just("")), max_size=18).map(
    lambda lines: "\n".join(re.sub(r"\bw\b", f"w{number}w", line) for number, line in enumerate(lines))
)


def _words(text: str) -> list[str]:
    return re.findall(r"w\d+w", text)


def _is_nested(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:
        classes = (parent.attributes.get("class") or "").split()
        if parent.tag in _NESTING or any(name in classes for name in _NESTING_CLASSES):
            return True
        parent = parent.parent
    return False


def _is_at_margin(fence: Fence, dialect: Dialect) -> bool:
    """Whether a fence stands in nothing: superfences reads one behind a few blanks, too."""
    return fence.prefix in (("", " ", "  ", "   ") if dialect.has_superfences else ("",))


def _compare(text: str, name: str) -> None:
    """Assert that a text is read as Python-Markdown renders it once its comments are cut."""
    extensions, dialect = _DIALECTS[name]
    scan = Scan(text, dialect)
    html = Markdown(extensions=extensions).convert("\n".join(scan.shown))
    tree = LexborHTMLParser(html)
    rendered = tree.css("h1,h2,h3,h4,h5,h6")
    ids = {_words(node.text())[0]: node.id or "" for node in rendered if _words(node.text())}
    at_margin = [_words(node.text())[0] for node in rendered if _words(node.text()) and not _is_nested(node)]
    found = {_words(heading.text)[0]: heading for heading in scan.headings if _words(heading.text)}
    assert [word for word in found if word in at_margin] == at_margin
    assert set(found) <= set(ids)
    explicit = {word: ids[word] for word in found if ids[word].startswith("id-")}
    assert {word: heading.id for word, heading in found.items() if heading.id} == explicit
    code = [(word, _is_nested(node)) for node in tree.css("pre > code") for word in _words(node.text())]
    top = [fence for fence in scan.fences if _is_at_margin(fence, dialect) or fence.start in scan.indented_code]
    fenced = (number for fence in top for number in range(fence.start + 1, fence.end - 1))
    own = [word for number in sorted({*fenced, *scan.indented_code}) for word in _words(scan.shown[number])]
    assert [word for word, is_nested in code if not is_nested or word in own] == own


@pytest.mark.parametrize("name", _DIALECTS)
@given(_TEXTS)
@example(FENCE_IN_FENCE)
@example("  ```\n  w1w\n  ````")
@example("  ```\n  w1w\n  ```")
def test_sections_and_code_are_those_that_are_rendered(name: str, text: str) -> None:
    _compare(text, name)


@pytest.mark.parametrize(
    ("lines", "headings"),
    [("# \n", 1), ("A\n=\n", 1), ("|a\n--\n", 1), ("***\n", 0), ("[a]: b\n", 0), ("!!! note\n", 0)],
)
def test_chunk_of_many_lines_that_each_mean_something_is_read_once(lines: str, headings: int) -> None:
    count = 100_000  # to look at all further lines for each would take hours
    assert len(Scan(lines * count, Dialect(has_footnotes=True)).headings) == count * headings


def test_page_of_many_sections_is_searched_for_code_once() -> None:
    text = (
        "## B\n\n    code\n\ntext\n\n```\nx\n```\n\n" * 10_000
    )  # to search all of it for each section would take hours
    found = units(parse(text))
    assert len(found) == 10_000
    assert [len(unit.scan.indented_code) for unit in found.values()] == [1] * len(found)
    assert [len(unit.scan.fences) for unit in found.values()] == [1] * len(found)


@pytest.mark.parametrize(
    "line",
    [
        "[a]: x",
        '[a]: x "T"',
        "[a]: x 'T'  ",
        "[a]: x (T)",
        '[a]:x"T"',
        '[a]: x ""',
        "   [a]: x",
        '[a]: x "T" T"',
        "[a]: ()",
    ],
)
def test_a_line_that_names_an_address_is_none_of_text(line: str) -> None:
    assert is_reference(line)


@pytest.mark.parametrize(
    "line", ["[a]:", "[a]: ", "[a]: x y", '[a]: x "', '[a]: x T"', "[a]: x (T]", "    [a]: x", "a: x"]
)
def test_a_line_that_names_no_address_is_text(line: str) -> None:
    assert not is_reference(line)


def test_a_long_line_that_is_nearly_a_named_address_is_read_once() -> None:
    assert not is_reference(
        "[a]: " + '"' * 1_000_000 + " x"
    )  # to try each as the beginning of a title would take hours


@pytest.mark.parametrize("scrap", ["    ```py\n", "> ```py\n> x\n", "\t~~~py\n"])
@pytest.mark.parametrize("dialect", [Dialect(), Dialect(has_superfences=True)])
def test_fences_within_others_that_never_end_are_read_once(scrap: str, dialect: Dialect) -> None:
    found = Scan(
        scrap * 50_000 + "\nlast\n", dialect
    )  # to look for the end of each in all that follows would take hours
    assert (found.fences, found.unclosed_fence is not None) == ([], True)


@pytest.mark.parametrize("end", ["b", "{#a}"])
def test_heading_with_thousands_of_blanks_is_read_once(end: str) -> None:
    (heading,) = Scan(f"# a{' ' * 200_000}{end}\n").headings  # each up to the end would take minutes
    assert heading.id == ("a" if end == "{#a}" else "")
