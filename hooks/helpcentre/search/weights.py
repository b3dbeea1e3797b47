"""What counts how much in the ranking; ``search-ranking.js`` has the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """What words, their places and their likeness count."""

    heading: float = 3
    page_heading: float = 2
    title: float = 10
    topic: float = 2
    page: float = 1
    """A page's score beside that of its passage."""
    length: float = 0.7
    page_length: float = 0.2
    """How much longer texts count less (the b of BM25)."""
    saturation: float = 4
    page_saturation: float = 4
    """The k1 of BM25."""
    coverage: float = 0.4
    """The exponent of the share of the query that a page has."""
    plain: float = 0.7
    """What that share counts where all words count alike: on a site of one subject its own words are not rare."""
    own: float = 0.7
    """How much of that is the share that the passage has itself."""
    name: float = 3
    """What a page's name adds that is the query, as a share of the score."""
    name_asked: float = 0.7
    name_said: float = 0.5
    """The exponents of the share of the query that a name has, and of the share of a name that the query has."""
    synonym: float = 1.3
    phrase: float = 1
    """What each further word adds that is typed for a synonym."""
    partly: float = 0.35
    """What a synonym of several words counts of which one is typed that nothing else has."""
    together: float = 4
    together_least: float = 0.2
    """The exponent of the share of a synonym's words that stand together, and the least that counts."""
    aside: float = 0.45
    alike: float = 0.5
    """The least likeness of a word."""
    alike_power: float = 1.5
    alike_weight: float = 0.85
    prefix: float = 1
    part: float = 0.6
    inner: float = 0.5
    """What a word counts that begins otherwise than one that is there itself."""
    mistyped: float = 0.6
    """The likeness of a word that differs by an error or two."""
    first: float = 0.5
    """What a word counts that begins with another letter: few errors are in the first one (Pollock and Zamora 1984)."""
    sign: float = 0.3
    """What a pair of signs counts that has one sign in common."""
    unknown_pair: float = 0.5
    """What a pair of signs counts that no page has: it mostly spans two words, which other pairs tell."""
    consonants: float = 0.4
    """The likeness of a word with the same consonants in a script that leaves vowels out."""
    clumping: float = 0.5
    """The exponent of how much a word clumps: the pages that it would be on by chance, by those that it is on."""
    short: float = 4
    shortest: float = 0.2
    """Words of fewer letters than ``short`` + 1 count less, if they are no abbreviations: they mostly hold a sentence
    together."""
    kana: float = 0.4
    section: float = 0.85
    """Further sections of a page are shown whose score is so near to its best."""


WEIGHTS = Weights()
