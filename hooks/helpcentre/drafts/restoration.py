"""An engine's answer as Markdown again; what did not come back as it was sent is told."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from helpcentre.translation.tokens import TOKEN, Protected, Token

_SIGNS = ("*", "_", "`", "[", "]", "{", "}", "\\", "|", "~", "^", "==", "++", "--8<", "%s", "%d", "%(")
"""What Markdown, or what fills in a text, may read as more than text."""
_MARKUP = re.compile(r"</?[a-zA-Z!][^<>]*>?|<\?")
_ADDRESS = re.compile(r"://|\bwww\.|\w@\w")
_INVISIBLE = frozenset("\u200c\u200d\u200e\u200f\u00ad")
"""Signs without a picture of their own that languages need."""
_OPEN, _CLOSE = "\ue020", "\ue021"
_BREAK = re.compile(rf"[ \t]*{_OPEN}(.*?){_CLOSE}[ \t]*", re.DOTALL)
_LOST_SPACE = "\u0e00"
"""The first sign of the scripts that put no spaces between words."""


class AnswerError(Exception):
    """An answer that cannot be used; the text says why."""


@dataclass
class _Node:
    """A token of an answer with what is in it; the number 0 is the whole."""

    number: int
    children: list[str | _Node] = field(default_factory=list)

    def nodes(self) -> Iterator[tuple[_Node, int]]:
        """Yield each token within, and the number of the one around it."""
        for child in self.children:
            if isinstance(child, _Node):
                yield child, self.number
                yield from child.nodes()

    def literals(self) -> Iterator[str]:
        """Yield the texts between the tokens."""
        for child in self.children:
            yield from child.literals() if isinstance(child, _Node) else [child]


def restore(answer: str, sent: Protected) -> str:
    """Return the Markdown of an engine's answer to a text that was ``sent``.

    Spaces at the ends of an emphasis, which Markdown would show with its asterisks, are put around it. Raises
    AnswerError where a token is missing, doubled, or within another one than before, and for Markdown, markup,
    addresses and lines that were not sent.
    """
    answer = answer.strip()
    tree, wanted = _tree(answer, sent), _tree(sent.text, sent)
    _require_tokens(tree, wanted)
    _require_text("".join(tree.literals()), "".join(wanted.literals()))
    _require_gaps(tree, wanted)
    return _BREAK.sub(lambda match: match[1], "".join(_written(tree, sent.tokens))).strip()


def _tree(text: str, sent: Protected) -> _Node:
    root = _Node(0)
    stack, end = [root], 0
    is_after_alone = False
    for match in TOKEN.finditer(text):
        stack[-1].children.append(html.unescape(text[end : match.start()]))
        is_empty, end = end == match.start(), match.end()
        if match["end"]:
            if match["end"].lower() == "x" and is_empty and is_after_alone:  # <x id="1"></x>
                is_after_alone = False
                continue
            if match["end"].lower() == "x" or len(stack) == 1:
                raise AnswerError(f"{match[0]} closes nothing")
            stack.pop()
            continue
        number, is_pair = int(match["id"]), match["kind"].lower() == "g"
        known = sent.tokens[number - 1] if 0 < number <= len(sent.tokens) else None
        if known is None or is_pair != (known.closing is not None) or (is_pair and match["alone"]):
            raise AnswerError(f"{match[0]} was not sent")
        node = _Node(number)
        stack[-1].children.append(node)
        is_after_alone = not is_pair
        if is_pair:
            stack.append(node)
    if len(stack) > 1:
        raise AnswerError(f"the token {stack[-1].number} is not closed")
    root.children.append(html.unescape(text[end:]))
    return root


def _require_tokens(tree: _Node, wanted: _Node) -> None:
    found, sent = ([(node.number, around) for node, around in each.nodes()] for each in (tree, wanted))
    numbers = [number for number, _ in found]
    for number, around in sent:
        if numbers.count(number) != 1:
            raise AnswerError(f"the token {number} is {'doubled' if number in numbers else 'missing'}")
        if (number, around) not in found:
            raise AnswerError(f"the token {number} is in another place of the text's structure")
    if surplus := set(numbers) - {number for number, _ in sent}:
        raise AnswerError(f"the token {min(surplus)} was not sent")
    filled = {node.number for node, _ in wanted.nodes() if _has_content(node)}
    empty = next((node.number for node, _ in tree.nodes() if node.number in filled and not _has_content(node)), 0)
    if empty:
        raise AnswerError(f"the words in the token {empty} are missing")


def _has_content(node: _Node) -> bool:
    return any(sign.isalnum() for text in node.literals() for sign in text) or any(
        isinstance(child, _Node) for child in node.children
    )


def _require_text(text: str, sent: str) -> None:
    """Raise AnswerError for anything in the words of an answer that is more than words, and was not sent."""
    if not any(map(str.isalpha, text)):
        raise AnswerError("the answer is empty")
    if "\n" in text or "\r" in text:
        raise AnswerError("the answer has more lines than the text")
    if len(_MARKUP.findall(text)) > len(_MARKUP.findall(sent)):
        raise AnswerError("the answer has markup that was not sent")
    if len(_ADDRESS.findall(text)) > len(_ADDRESS.findall(sent)):
        raise AnswerError("the answer has an address that was not sent")
    for sign in _SIGNS:
        if text.count(sign) != sent.count(sign):
            raise AnswerError(f"the answer has {text.count(sign)} of {sign!r}, the text {sent.count(sign)}")
    for sign in set(text) - set(sent) - _INVISIBLE:
        if unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"):
            raise AnswerError(f"the answer has the sign U+{ord(sign):04X}, which nobody sees")


def _require_gaps(tree: _Node, wanted: _Node) -> None:
    """Raise AnswerError where an answer glues a token to words on both sides, and the text did so nowhere."""
    glued, sent = (sum(map(_is_glued, each.children, each.children[1:], each.children[2:])) for each in (tree, wanted))
    if glued > sent:
        raise AnswerError("the spaces around a token are missing")


def _is_glued(before: str | _Node, token: str | _Node, after: str | _Node) -> bool:
    if isinstance(before, _Node) or isinstance(after, _Node) or not isinstance(token, _Node):
        return False
    signs = (before[-1:], after[:1])
    return all(sign.isalpha() and sign < _LOST_SPACE for sign in signs)


def _written(node: _Node, tokens: tuple[Token, ...]) -> list[str]:
    """Return the Markdown of what is in a token in pieces, with single spaces between words."""
    pieces: list[str] = []
    for place, child in enumerate(node.children):
        if isinstance(child, str):
            text = re.sub(r"(?<=\w) (?=[.,](?:\s|$))", "", re.sub(r"[ \t]+", " ", child))
            text = re.sub(r"^ (?=[.,](?:\s|$))", "", text) if place else text
            _add(pieces, text)
            continue
        token = tokens[child.number - 1]
        if token.closing is None:
            pieces.append(f"{_OPEN}{token.opening}{_CLOSE}" if "\n" in token.opening else token.opening)
            continue
        inner = "".join(_written(child, tokens))
        _add(pieces, " " if inner[:1] == " " else "")
        pieces.append(f"{token.opening}{inner.strip(' ')}{token.closing}")
        _add(pieces, " " if inner[-1:] == " " else "")
    return pieces


def _add(pieces: list[str], text: str) -> None:
    """Add text, but no second space, and none before the end of a sentence."""
    has_space = bool(pieces) and pieces[-1].endswith(" ")
    if has_space and re.match(r"[.,](?:\s|$)", text):
        pieces[-1] = pieces[-1].rstrip(" ")
    if text:
        pieces.append(text.removeprefix(" ") if has_space else text)
