"""Of a word that very many passages have, those that are most about it: a champion list.

To rank all that have such a word takes a browser long, and a reader sees a few of them. So only its champions are
ranked where a query has no rarer word (Manning, Raghavan and Schütze, Introduction to Information Retrieval, 7.1.3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from helpcentre.search.vocabulary import plain

COMMON = 1200
"""A word is common if more passages than these have it."""

_LEADING = 100
"""So many passages lead for a common word."""


def champion_words(texts: Sequence[Sequence[str]], headings: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return for each passage, given by the words of its text and of its heading, the common words it leads for.

    Those lead that have the word in their heading, then those of whose text it makes up more.
    """
    found: list[list[str]] = [[] for _ in texts]
    if len(texts) <= COMMON:
        return found
    passages = Counter(word for text in texts for word in set(text))
    common = {word for word, count in passages.items() if count > COMMON}
    share: dict[str, list[tuple[bool, float, int]]] = {word: [] for word in common}
    for number, (text, heading) in enumerate(zip(texts, headings, strict=True)):
        counts = Counter(word for word in text if word in common)
        for word, count in counts.items():
            share[word].append((word not in heading, -count / len(text), number))
    for word, ranked in sorted(share.items()):
        for _, _, number in sorted(ranked)[:_LEADING]:
            found[number].append(plain(word))
    return found
