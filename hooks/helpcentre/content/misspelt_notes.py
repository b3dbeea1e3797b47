"""What was meant as a note or reply and is written as something else: it would be published as it stands."""

from __future__ import annotations

import re

# Fewer slashes, or an input method's wide ones, before a word of ours; elsewhere three slashes outside an address.
# Nothing is read twice (++), or a line of a hundred thousand slashes would take hours.
_LOOKS_OPEN = re.compile(r"^(?:[^\w/／\n]*+[/／]++)++[^\S\n]*+(?:internal|reply)\b", re.IGNORECASE)
_LOOKS_MARKED = re.compile(rf"{_LOOKS_OPEN.pattern}|(?<![:/／])[/／]{{3}}", re.IGNORECASE)
_COMMENT = re.compile(r"[ \t]*//[ \t]*(?:internal|reply)[ \t]+(?!(?:chat|email|phone)\b)\w", re.IGNORECASE)
"""A comment of code that begins with a word of ours and goes on: ``// Internal redirect``."""
_LOOKS_SOMEWHERE = re.compile(_LOOKS_MARKED.pattern, re.IGNORECASE | re.MULTILINE)

# Boxes of Markdown dialects: of this site, with an input method's wide signs, of other generators, of code hosts.
_BOX = re.compile(
    r"^(?:[^\w\n]*|[ \t>]*\d+[.)][ \t]*)(?:!!!|！！！|\?\?\?\+?|？？？\+?|:::+|\[!)(?P<rest>[^\n]*)", re.MULTILINE
)
_QUOTE = re.compile("[“”„«»]")
_WORD = re.compile(r"[^\W_]+")
_INTERNAL = re.compile(
    "internal|intern(?:e[nrs]?|[oaei]s?)?|wewnętrzn[yae]|dahili|внутрішн(?:ій|я|є)|داخلية?|内部",
)
_REPLY = re.compile(
    "reply|replies|antwort(?:en)?|r[ée]ponse|resp(?:uesta|osta)|risposta|antwoord|odpowied[źz]|yan[ıi]t|cevap|відповідь|رد|回复|答复"
)


def looks_open(line: str) -> bool:
    """Whether a line of a code block looks like the opening of a note or reply, so that the block may be a slip too."""
    return _LOOKS_OPEN.search(line) is not None and not _COMMENT.match(line)


def looks_marked(line: str) -> bool:
    """Whether a line looks like a mark of a note or reply, or as if it was meant as one."""
    return looks_slashed(line) or looks_boxed(line)


def looks_slashed(line: str) -> bool:
    """Whether a line has the signs of a mark, be they other slashes before a word of ours."""
    return _LOOKS_MARKED.search(line) is not None


def looks_boxed(line: str) -> bool:
    """Whether a line opens a box that names itself a note or reply, in a language of the site.

    Its type or one of its classes does, or its whole title calls it internal.
    """
    match = _BOX.match(line)
    if not match:
        return False
    names, _, rest = _QUOTE.sub('"', match["rest"]).partition('"')
    title = rest.partition('"')[0]
    words = _words(names) or _words(title)  # the type may be in quotes by mistake, as in !!! "internal"
    return any(map(_is_ours, words)) or _INTERNAL.fullmatch(_folded(title.strip())) is not None


def may_be_in(text: str) -> bool:
    """Whether a look at each line is worth while; Turkish has capitals and small letters of its own for i."""
    small = text.lower()
    has_signs = "///" in text or "／" in text or "nternal" in small or "reply" in small
    is_marked = has_signs and _LOOKS_SOMEWHERE.search(text) is not None
    return is_marked or any(looks_boxed(match[0]) for match in _BOX.finditer(text))


def _words(text: str) -> list[str]:
    return [_folded(word) for word in _WORD.findall(text)]


def _is_ours(word: str) -> bool:
    return bool(_INTERNAL.fullmatch(word) or _REPLY.fullmatch(word))


def _folded(word: str) -> str:
    """Return a word in small letters, so that Turkish capitals match, too."""
    return word.replace("İ", "i").casefold()
