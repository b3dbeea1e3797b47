"""Fragments of HTML with one quirk each: what they become, which differences are reported, and that no more is lost."""

import pytest

from cases import parametrize_from_file
from helpcentre.importer.bodies.compare import compare_shown
from helpcentre.importer.bodies.convert import convert
from helpcentre.importer.bodies.dom import parse_html
from helpcentre.importer.bodies.shown_reader import read_shown
from importing import markdown, render


@parametrize_from_file
def test_fragment_is_written_and_reported(html: str, expected: str, losses: list[str]) -> None:
    done = convert(html, render=render, dialect=markdown()[1])
    assert f"{done.markdown}\n" == expected
    assert [f"{difference.what}: {difference.words}" for difference in done.differences] == losses


@pytest.mark.parametrize(
    ("html", "rendered", "what"),
    [
        ("<p>one two</p>", "<p>one</p>", "text"),
        ("<p>one</p>", "<p>one two</p>", "text added"),
        ("<p>one two</p>", "<p>onetwo</p>", "text"),
        ("<p><b>one</b></p>", "<p>one</p>", "emphasis"),
        ("<p>o<b>n</b>e</p>", "<p>on<b>e</b></p>", "emphasis"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a</li><li>b</li></ul>", "list"),
        ("<ol start='3'><li>a</li></ol>", "<ol><li>a</li></ol>", "list"),
        ("<ul><li>a</li></ul>", "<ol><li>a</li></ol>", "list"),
        ("<h2>a</h2><h3>b</h3>", "<h2>a</h2><h2>b</h2>", "heading"),
        ("<p><a href='x'>a</a></p>", "<p>a</p>", "link"),
        ("<p><a href='x'>a</a></p>", "<p><a href='y'>a</a></p>", "link"),
        ("<p>a<img src='x'></p>", "<p>a</p>", "picture"),
        ("<p>a<img src='x' alt='b'></p>", "<p>a<img src='x' alt='c'></p>", "picture"),
        ("<iframe src='https://e.org/v'></iframe>", "<p></p>", "video"),
        ("<video src='a.mp4'><track src='a.vtt'></video>", "<img src='a.mp4'>", "captions"),
        ("<iframe srcdoc='a'></iframe>", "<p></p>", "frame"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "<p>a b</p>", "table cell"),
        ("<pre>a\n  b</pre>", "<pre>a\nb</pre>", "code"),
        ("<details><summary>a</summary>b</details>", "<p>a</p><p>b</p>", "folding part"),
        ("<hr>", "<p></p>", "line"),
    ],
)  # fmt: skip
def test_comparer_finds_each_kind_of_difference(html: str, rendered: str, what: str) -> None:
    found = compare_shown(read_shown(parse_html(html)), read_shown(parse_html(rendered)))
    assert what in [difference.what for difference in found]
    assert compare_shown(read_shown(parse_html(html)), read_shown(parse_html(html))) == []
