"""What extensions of Markdown read: how to tell their syntax in a text, whether they are on or not."""

from __future__ import annotations

import re
from typing import NamedTuple

_ICON_SETS = ("fontawesome", "material", "octicons", "simple")
"""What the names of the theme's icons begin with."""

BUNDLES = {
    "extra": ("abbr", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables"),
    "pymdownx.extra": ("abbr", "attr_list", "def_list", "footnotes", "md_in_html", "pymdownx.superfences", "tables"),
}
"""Extensions that are several others."""

_WORD = r"[\w-]+(?:[ ][\w -]+)?"


class Syntax(NamedTuple):
    """What an extension reads: in words, a sign without which there is none, and a pattern."""

    extension: str
    what: str
    sign: str
    pattern: re.Pattern[str]

    @property
    def about(self) -> str:
        """What a problem says of it."""
        return f"it is {self.what}, which the extension {self.extension} reads, and it is not on"

    @property
    def fix(self) -> str:
        """What can be done about it."""
        return f"add {self.extension} to markdown_extensions in mkdocs.yml, or write it another way"


def _syntax(extension: str, what: str, sign: str, pattern: str) -> Syntax:
    return Syntax(extension, what, sign, re.compile(pattern, re.MULTILINE))


_TRACKED = r"\+\+[^{}\n]+\+\+|--[^{}\n]+--|==[^{}\n]+==|>>[^{}\n]+<<|~~(?=[^{}\n]+~>)[^{}\n]+~~"
"""A change within braces, in which no further ones stand."""

KNOWN = (
    _syntax("abbr", "an abbreviation", "*[", r"^[ ]{0,3}\*\[[^\]\n]+\]:[ \t]*\S"),
    _syntax("admonition", "a box", "!!!", rf"^[ \t]*!!![ ]?{_WORD}(?:[ ]+\"[^\n]*\")?[ ]*$"),
    _syntax("attr_list", "attributes in braces", "{", r"(?<=[)\]*_ \n])\{:?[ ]*[#.][\w-]+(?:[ ][^{}\n]*)?\}[ ]*$"),
    _syntax("def_list", "a definition", ":", r"^(?![ \t#>*+|-])[^\n]+\n\n?[ ]{0,3}:[ ]{1,3}\S"),
    _syntax("footnotes", "a footnote", "[^", r"\[\^[^\[\]\s]+\]"),
    _syntax("md_in_html", "Markdown in HTML", "markdown", r"<\w+(?=[^<>]*?\smarkdown[\s>=])[^<>]*>"),
    _syntax("pymdownx.blocks.caption", "a caption", "/// caption", r"^[ \t]*///[ ]caption[ ]*$"),
    _syntax("pymdownx.caret", "inserted text", "^^", r"\^\^(?=\S)[^^\n]+?(?<=\S)\^\^"),
    _syntax("pymdownx.caret", "superscript", "^", r"(?<=[\w)])\^[\w+-]{1,10}\^"),
    _syntax("pymdownx.critic", "a tracked change", "{", rf"\{{(?:{_TRACKED})\}}"),
    _syntax("pymdownx.details", "a box that opens", "???", rf"^[ \t]*\?\?\?\+?[ ](?:{_WORD})?(?:[ ]*\"[^\n]*\")?[ ]*$"),
    _syntax("pymdownx.emoji", "an icon", ":", rf":(?:{'|'.join(_ICON_SETS)})-[\w-]+:"),
    _syntax("pymdownx.keys", "a key", "++", r"\+\+(?:[\w-]+|\"[^\"\n]+\")(?:\+(?:[\w-]+|\"[^\"\n]+\"))*\+\+"),
    _syntax("pymdownx.mark", "marked text", "==", r"(?<![=\w])==(?=[^\s=])[^=\n]+?(?<=\S)==(?![=\w])"),
    _syntax("pymdownx.snippets", "an included text", "-8<-", r"^[ \t]*-+8<-+(?:[ ].*)?$"),
    _syntax(
        "pymdownx.superfences", "code with a title", "title=", r"^[ \t]*(?:`{3,}|~{3,})[ ]*[\w.#+-]+[ ].*title=.*$"
    ),
    _syntax("pymdownx.tabbed", "a tab", "===", r"^[ \t]*===(?:\+!?|!\+?)?[ ]+\"[^\n]*\"[ ]*$"),
    _syntax("pymdownx.tasklist", "a task", "] ", r"^[ \t]*(?:[-*+]|\d+\.)[ ]+\[[ xX]\][ ]"),
    _syntax("pymdownx.tilde", "deleted text", "~~", r"~~(?=\S)[^~\n]+?(?<=\S)~~"),
    _syntax("pymdownx.tilde", "subscript", "~", r"(?<=[\w)])~[\w+-]{1,10}~"),
)
ICON = next(each.pattern for each in KNOWN if each.what == "an icon")
EMOJI = re.compile(r"(?<![\w:/.\\]):(?P<name>[a-z][a-z0-9_+-]{2,}):(?![\w:/.])")
"""What may be the name of an emoji, unless it stands in a longer name, such as one of a program's parts."""
DIAGRAM = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[ ]*\{?[ ]*\.?mermaid\b")
_OPEN, _CLOSE = r"(?<![$\w\\])\$", r"\$(?![$\w])"
MATHS = re.compile(
    rf"{_OPEN}\$(?=[^$\s]|[ \t]*\n)[^$]*?\${_CLOSE}"
    rf"|{_OPEN}[^$\n]*\\[a-z]+[^$\n]*\$(?!\w)"
    rf"|{_OPEN}(?:[A-Za-z]|(?=\S)[^$\n]*[\^=<>+][^$\n]*(?<=\S)){_CLOSE}"
)
"""A formula between dollars: its signs tell it from prices, and from variables of programs."""
