"""A translated message beside its source: the same links, code, placeholders, keys, signs and elements, no slips."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from helpcentre.content.code_tokens import code_difference, code_spans, is_alike
from helpcentre.content.localised_links import is_same_address
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.markdown.links import links_of
from helpcentre.content.markdown.scan import Scan
from helpcentre.content.markdown.slips import slips, with_code_as_letters

_ID = re.compile(r"\{:?[ ]*#[^}\n]*\}")
_PLACEHOLDER = re.compile(r"(?<![\w{$])\{\w+\}|\[\[[ ]*[\w-]+|%\(\w+\)[sd]|%[sd]\b")
_KEYS = re.compile(r"\+\+[\w\"'+-]+?\+\+")
_SIGNS = {
    "placeholder": _PLACEHOLDER,
    "keys": _KEYS,
    "mark of a footnote": re.compile(r"\[\^[^\]\s]+\]"),
    "sign of a task": re.compile(r"^\[[ xX]\](?=[ ])"),
}
"""What a translation has as the source has it, by its name in messages."""
_TAG = re.compile(r"<(?P<name>[a-z\d]+)\b[^<>]*>", re.IGNORECASE)
_PICTURE = re.compile(r"!\[")
_STRONG = re.compile(r"(?<!\*)\*\*(?=\S)[^*\n]*(?:\n[^*\n]+)*?(?<=\S)\*\*(?!\*)")


def find_difference(source: str, own: str, dialect: Dialect) -> str:
    """Return what of the Markdown of ``own``, the translation of a message, is wrong, or nothing.

    An address may be that in the reader's language. Words, and the order of all that is compared, are the translator's.
    """
    if source == own:
        return ""
    theirs, ours = Scan(source, dialect), Scan(own, dialect)
    return next(filter(None, (*_slips(theirs, ours), *_differences(theirs, ours))), "")


def _slips(source: Scan, own: Scan) -> Iterator[str]:
    known = {slip.message for slip in slips(source)}
    yield from (slip.message for slip in slips(own) if slip.message not in known)
    yield from (f"{name} is an id that the source has not" for name in _found(_ID, own) - _found(_ID, source))


def _differences(source: Scan, own: Scan) -> Iterator[str]:
    yield _links(source, own)
    yield _code(source, own)
    for what, pattern in _SIGNS.items():
        wanted, has = _found(pattern, source), _found(pattern, own)
        yield from (f"the {what} {each} is missing" for each in wanted - has)
        yield from (f"the source has no {what} {each}" for each in has - wanted)
    yield _unequal("pictures", source, own, lambda scan: len(_PICTURE.findall(_shown(scan))))
    tags = [Counter(match["name"].lower() for match in _TAG.finditer(_shown(scan))) for scan in (source, own)]
    yield from (f"the element <{name}> is missing" for name in tags[0] - tags[1] if name != "br")
    yield from (f"the source has no element <{name}>" for name in tags[1] - tags[0] if name != "br")
    yield _unequal("texts in bold", source, own, lambda scan: len(_STRONG.findall(_shown(scan))))


def _links(source: Scan, own: Scan) -> str:
    wanted, has = ([link.target for link in links_of(scan, line=1)] for scan in (source, own))
    for target in has:
        if not any(is_same_address(each, target) for each in wanted):
            return f"the source has no link to {target}"
    missing = next((each for each in wanted if not any(is_same_address(each, target) for target in has)), "")
    return f"the link to {missing} is missing" if missing else ""


def _code(source: Scan, own: Scan) -> str:
    wanted, has = code_spans(source), code_spans(own)
    if len(wanted) != len(has):
        return f"{len(has)} pieces of code, in the source {len(wanted)}"
    for code in has:
        if code not in wanted:
            alike = (each for each in wanted if is_alike(each, code, is_word_enough=True))
            if right := next((each for each in alike if code_difference(each, code)), ""):
                return f"the code `{code}` is `{right}` in the source"
    theirs, ours = (["\n".join(scan.lines[each.start : each.end]) for each in scan.fences] for scan in (source, own))
    for one, other in zip(theirs, ours, strict=False):
        if found := code_difference(one, other):
            return f"the code has {found[1] or 'nothing'}, that of the source {found[0] or 'nothing'}"
    return ""


def _unequal(what: str, source: Scan, own: Scan, count: Callable[[Scan], int]) -> str:
    """Return a difference where one of the texts has some and the other none."""
    wanted, has = count(source), count(own)
    return f"{has} {what}, in the source {wanted}" if bool(wanted) != bool(has) else ""


def _shown(scan: Scan) -> str:
    return with_code_as_letters(scan)


def _found(pattern: re.Pattern[str], scan: Scan) -> Counter[str]:
    return Counter(match[0].replace("[X]", "[x]") for match in pattern.finditer(_shown(scan)))
