"""Comments in Markdown, which no reader gets, and signs of comments that are only shown."""

import pytest

from helpcentre.content.comments import cut_comments, cut_html_comments
from helpcentre.content.frontmatter import parse
from helpcentre.content.markdown.fences import PLAIN
from helpcentre.content.markdown.scan import Scan
from helpcentre.diagnostics.problem import HelpcentreError


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a <!-- x\ny --> b", "a \n b"),
        ("`<!-- a -->` <!-- b -->", "`<!-- a -->` "),
        ("```\n<!-- a -->\n```\nx <!-- b --!> y", "```\n<!-- a -->\n```\nx  y"),
        ("<!--\n```\nx\n```\n-->\ny", "\n\n\n\n\ny"),
        ("a ` b\n<!-- x ` --> c", "a ` b\n c"),
        ("- item\n    <!-- x -->\n", "- item\n    \n"),
        ("[//]: # (secret)\nx", "\nx"),
        ("[comment]: <> 'secret'\n", "\n"),
        ("<?php x ?> b <![CDATA[ x ]]>y", " b y"),
        ("[a]: #top\n[b]: https://example.org/ 'title'\n", "[a]: #top\n[b]: https://example.org/ 'title'\n"),
        ("a < b -> c <? d > e", "a < b -> c <? d > e"),
        ("``` x ``` <!-- a -->\n\n```x`y\n<!-- b -->\n```\n", "``` x ``` \n\n```x`y\n\n```\n"),
        ("~~~\n<!-- never closed -->\n", "~~~\n\n"),
        ("~~~ a\n<!-- shown -->\n~~~\n<!-- b -->", "~~~ a\n<!-- shown -->\n~~~\n"),
        ("~~~ `a`\n<!-- no code -->\n~~~\n", "~~~ `a`\n\n~~~\n"),
    ],
)
def test_comments_are_cut_and_lines_keep_their_numbers(text: str, left: str) -> None:
    assert cut_comments(text, PLAIN) == left


@pytest.mark.parametrize("opened", ["<!-- x", "<!-- x ->", "<![CDATA[ x ]>"])
def test_a_comment_without_an_end_is_refused_with_its_line(opened: str) -> None:
    with pytest.raises(HelpcentreError, match=r"^page\.md:6: the comment .* is never closed"):
        parse(f"---\ntitle: T\n---\n# A\n\n{opened}\n\nText.\n", file="page.md")


@pytest.mark.parametrize("begin", ["<!--", "<?", "<![CDATA["])
def test_text_that_begins_a_comment_again_and_again_is_read_once(begin: str) -> None:
    text = begin * 200_000  # to search the end of each alone would take hours
    scan = Scan(text)
    assert (scan.comments, scan.open_comment) == ((), None if begin == "<?" else 0)


def test_comments_that_markdown_makes_are_cut_from_html() -> None:
    assert (
        cut_html_comments("<p>a<!-- x\n --></p><code>&lt;!-- y --&gt;</code>")
        == "<p>a</p><code>&lt;!-- y --&gt;</code>"
    )
