"""What a page shows beside what its source showed: every difference, with its reason and what to do about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import unquote

from helpcentre.importer.bodies.shown import Entry, Shown, Word

SHOWN = 80
"""Characters of a text that a difference quotes."""

_UNSAFE = re.compile(r"\s*(?:javascript|vbscript|data|file|blob):", re.IGNORECASE)


@dataclass(frozen=True)
class Difference:
    """One thing that a page does not show as its source did.

    ``under`` is the heading that it stands under, ``what`` names the kind of fact, ``why`` the reason, and ``fix`` is
    what a person can do.
    """

    under: str
    what: str
    words: str
    why: str
    fix: str


@dataclass(frozen=True)
class Targets:
    """Where the links and pictures of a source lead to on its page: ``links`` and ``pictures`` by address as written.

    An address that is not in them stays as it is; an empty text is one that was left out.
    """

    links: Mapping[str, str]
    pictures: Mapping[str, str]


NO_TARGETS = Targets({}, {})

_FIXES = {
    "text": ("the text was not rendered as it is written", "write it into the page"),
    "text added": ("the text was not in the source", "delete it from the page"),
    "emphasis": ("Markdown has no sign for it here", "set it in the page"),
    "list": ("Markdown numbers a list on its own, with 1, 2, 3", "look at the list in the page"),
    "heading": (
        "none can stand in a list, table or box",
        "make it a heading if it opens a section",
    ),
    "link": ("it leads nowhere that a page may lead to", "link to the right page, or leave it out"),
    "picture": ("its file was not found", "put the picture below docs and show it"),
    "video": ("it has no address that people could open", "link to the film"),
    "captions": ("a page takes them from a file beside the film", "save them below docs, as in film.en.vtt"),
    "frame": ("pages cannot show a part of another site", "link to it, or leave it out"),
    "table cell": ("Markdown has no such table here", "look at the table in the page"),
    "code": ("it holds signs that Markdown takes for its own", "look at the code in the page"),
    "folding part": ("it has no line to open it by", "give it one"),
    "unseen": ("pages have no programs, and readers did not see the text", "nothing, or write the text into the page"),
    "line": ("Markdown took it for something else", "put --- into the page"),
}


def compare_shown(source: Shown, page: Shown, targets: Targets = NO_TARGETS) -> list[Difference]:
    """Return how a page differs from its source, in the order of kinds, words first."""
    found = list(_words(source.words, page.words))
    for what, before, after in _kinds(source, page, targets):
        found += _entries(what, before, after)
    return list(dict.fromkeys(found))


def _kinds(source: Shown, page: Shown, targets: Targets) -> Iterator[tuple[str, Sequence[Entry], Sequence[Entry]]]:
    yield "list", source.items, page.items
    yield "heading", source.headings, page.headings
    yield "link", _mapped(source.links, _by(targets.links), _address), _mapped(page.links, None, _address)
    before = _mapped(source.pictures, _by(targets.pictures), _address)
    yield "picture", before, _mapped(page.pictures, None, _address)
    yield "video", _mapped(source.videos, _by(targets.links), _address), _mapped(page.videos, None, _address)
    yield "captions", source.captions, page.captions
    yield "unseen", source.unseen, page.unseen
    yield "frame", source.frames, page.frames
    yield "table cell", source.cells, page.cells
    yield "code", source.codes, page.codes
    yield "folding part", source.folds, page.folds
    yield "line", source.rules, page.rules


def _by(targets: Mapping[str, str]) -> Callable[[str], str]:
    return lambda address: targets.get(address, address)


def _mapped(entries: Sequence[Entry], change: Callable[[str], str] | None, normal: Callable[[str], str]) -> list[Entry]:
    found = []
    for entry in entries:
        address, _, text = entry.value.partition("\n")
        found.append(Entry(f"{normal(change(address) if change else address)}\n{text}", entry.under))
    return found


def _address(address: str) -> str:
    try:
        return unquote(address.strip(), errors="strict")
    except UnicodeDecodeError:
        return address.strip()


def _words(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Difference]:
    """Yield the words that differ, and those that are set in another style."""
    said = [word.text for word in before]
    shown = _with_colons(after, said)
    if said == shown:
        yield from _styles(before, after)
        return
    # Pages are alike but for a word or two: what they share at both ends is not for the matcher, which is slow.
    start = 0
    while start < min(len(said), len(shown)) and said[start] == shown[start]:
        start += 1
    end = 0
    while end < min(len(said), len(shown)) - start and said[-1 - end] == shown[-1 - end]:
        end += 1
    yield from _styles(before[:start], after[:start])
    stop, last = len(said) - end, len(shown) - end
    matcher = SequenceMatcher(None, said[start:stop], shown[start:last], autojunk=stop - start > 2000)
    for kind, a, b, c, d in matcher.get_opcodes():
        old, new = before[start + a : start + b], after[start + c : start + d]
        if kind == "equal":
            yield from _styles(old, new)
            continue
        if old:
            now = _quote(word.text for word in new)
            yield _difference("text", _quote(word.text for word in old), old[0].under, now)
        elif new:
            yield _difference("text added", _quote(word.text for word in new), new[0].under)
    yield from _styles(before[stop:], after[last:])


def _with_colons(words: Sequence[Word], said: Sequence[str]) -> list[str]:
    """Return the words of a page; the colon that a label lost when it became the title of a box is no difference.

    Words of titles get one as often as the source, ``said``, has more of such words with a colon than the page.
    """
    lost = Counter(said) - Counter(word.text for word in words)
    shown = []
    for word in words:
        written = (
            next((word.text + sign for sign in (":", "：") if lost[word.text + sign]), "") if word.is_title else ""
        )
        lost[written] -= 1
        shown.append(written or word.text)
    return shown


def _styles(before: Sequence[Word], after: Sequence[Word]) -> Iterator[Difference]:
    differing: list[tuple[Word, Word]] = []
    for old, new in zip(before, after, strict=True):
        if old.styles != new.styles and not (new.is_title or old.is_heading or new.is_heading):
            differing.append((old, new))
        elif differing:
            yield _style_difference(differing)
            differing = []
    if differing:
        yield _style_difference(differing)


def _style_difference(differing: Sequence[tuple[Word, Word]]) -> Difference:
    old, new = differing[0]
    quoted = _quote(word.text for word, _ in differing)
    return _difference("emphasis", f"{quoted} ({_styles_of(old)} in the source)", old.under, _styles_of(new))


def _styles_of(word: Word) -> str:
    return " and ".join(sorted(set(filter(None, word.styles)))) or "plain"


def _entries(what: str, before: Sequence[Entry], after: Sequence[Entry]) -> Iterator[Difference]:
    old, new = [entry.value for entry in before], [entry.value for entry in after]
    if old == new:
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for place in range(max(b - a, d - c)):
            was = before[a + place] if a + place < b else None
            now = after[c + place] if c + place < d else None
            quoted = _quote([(was or now or Entry("", "")).value.replace("\n", " ")])
            if was:
                yield _difference(what, quoted, was.under, _quote([now.value.replace("\n", " ")]) if now else "")
            elif now:
                yield Difference(now.under, f"{what} added", quoted, "it was not in the source", "look at the page")


def _difference(what: str, words: str, under: str, now: str = "") -> Difference:
    why, fix = _FIXES[what]
    if what == "link" and _UNSAFE.match(words):
        why, fix = "its address could run a program", "link to a page instead, or leave it out"
    shown = f"{words}, here {now}" if now else words
    return Difference(under, what, shown, why, fix)


def _quote(words: Iterable[str]) -> str:
    text = " ".join(words)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
