"""The one reader of Markdown against Python-Markdown itself: the same sections, the same ids, the same code."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from helpcentre.content.frontmatter import parse
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.markdown.scan import Scan
from helpcentre.content.units import units

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
    fenced = (number for fence in scan.fences if not fence.prefix for number in range(fence.start + 1, fence.end - 1))
    own = [word for number in sorted({*fenced, *scan.indented_code}) for word in _words(scan.shown[number])]
    assert [word for word, is_nested in code if not is_nested or word in own] == own


@pytest.mark.parametrize("name", _DIALECTS)
@given(_TEXTS)
@example(FENCE_IN_FENCE)
def test_sections_and_code_are_those_that_are_rendered(name: str, text: str) -> None:
    _compare(text, name)
