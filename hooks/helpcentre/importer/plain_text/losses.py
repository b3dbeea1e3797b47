"""What an import could not carry over, so that an editor can put it right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from helpcentre.content.linguistics import all_linguistics
from helpcentre.importer.plain_text.parser import Article
from helpcentre.util.text import any_of


@dataclass(frozen=True, order=True)
class Loss:
    """One thing lost or doubtful: the export's line, what happened, and the words concerned."""

    line: int
    what: str
    words: str


def losses(article: Article, link_names: Mapping[str, str]) -> list[Loss]:
    """Return what the pages of an article lack, in the order of the export's lines.

    ``link_names`` are names of pages that exports drop the address of, with the address to suggest.
    """
    found = list(_lost_links(article, link_names))
    if article.edit_mark:
        found.append(Loss(article.edit_mark.line, "edit mark dropped", article.edit_mark.text))
    found += [Loss(p.line, "numbered line out of sequence, kept as text", p.text) for p in article.kept_as_text]
    if not article.sections:
        found.append(Loss(article.title_line, "no numbered section found, all text is on one page", article.title))
    return sorted(found)


def lost_link_names(article: Article, link_names: Mapping[str, str]) -> list[str]:
    """Return the names that were links before the export, each once."""
    return list(dict.fromkeys(loss.words for loss in sorted(_lost_links(article, link_names))))


def as_text(found: list[Loss], link_names: Mapping[str, str]) -> str:
    """Return the loss report, a line each, with the address to put back where one is known."""
    if not found:
        return "loss report: nothing lost"
    rows = []
    for loss in found:
        hint = f" (perhaps {link_names[loss.words]})" if loss.words in link_names else ""
        rows.append(f"  line {loss.line}: {loss.what}: {loss.words}{hint}")
    return "\n".join(["loss report:", *rows])


def _lost_links(article: Article, link_names: Mapping[str, str]) -> Iterator[Loss]:
    for block in article.blocks():
        names = {match["name"].strip() for match in [_named_page().fullmatch(block.text)] if match}
        names |= {name for name in link_names if _stands_alone(name, block.text)}
        yield from (Loss(block.line, "link lost its address", name) for name in sorted(names))


@cache
def _named_page() -> re.Pattern[str]:
    """Return a pattern of "…page: Name" at the end of a line, in any language: the name was a link."""
    words = any_of(word for language in all_linguistics() for word in language.page_words)
    return re.compile(rf"(?:.*\W)?{words}[^:.!?]{{0,40}}[:：]\s*(?P<name>[^\s.:!?][^.:!?]*)", re.IGNORECASE)


def _stands_alone(name: str, text: str) -> bool:
    """Whether ``text`` has ``name`` as words of its own, not as the start of a compound."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None
