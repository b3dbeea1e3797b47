"""Comments in Markdown: what an author writes to authors, and no reader, of a twin or a data file either, is to get."""

from __future__ import annotations

import re

from helpcentre.diagnostics.problem import HelpcentreError

# Code, in which signs are only shown, or a comment, whichever comes first. A comment at the start of a line is one
# whatever backticks stand before it, and a fence that is never closed is none. Browsers take for comments, too, what
# HTML does not know, as of XML and PHP.
_FOUND = re.compile(
    r"""
    (?P<code>
      ^[ \t]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*\n .*?^[ \t]*(?P=fence)[`~]*[ \t]*$
      | (?<![\\`])(?P<ticks>`+)(?!`) (?: (?!\n[ \t]*(?:\n|<!--)). )+? (?<!`)(?P=ticks)(?!`)
    )
    | <!--.*?--!?> | <\?.*?\?> | <!\[CDATA\[.*?\]\]>
    | (?P<open> <!-- | <!\[CDATA\[ )
    | (?P<reference> ^[ ]{0,3}\[[^\]\n]*\]:[ \t]*(?:\#|<>)[ \t]*(?:["'(].*?)?$ )
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_SIGNS = ("<!", "<?", "]:")
_BUILT = re.compile(r"<!--.*?-->", re.DOTALL)


def cut(text: str) -> str:
    """Return a Markdown text without its comments; every line keeps its number."""
    if not any(sign in text for sign in _SIGNS):
        return text
    return _FOUND.sub(lambda match: match[0] if match["code"] else "\n" * match[0].count("\n"), text)


def cut_built(html: str) -> str:
    """Return the HTML that was made of a page's Markdown without comments."""
    return _BUILT.sub("", html) if "<!--" in html else html


def require_closed(text: str, *, file: str, line: int) -> None:
    """Raise HelpcentreError with the line of a comment that does not end; ``line`` is that of the text's first."""
    for match in _FOUND.finditer(text) if "<!" in text else ():
        if match["open"]:
            message = f"the comment {match[0]!r} is never closed"
            number = line + text.count("\n", 0, match.start())
            raise HelpcentreError(message, fix="write '-->' at its end", file=file, line=number)
