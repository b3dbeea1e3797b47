"""How much two texts have in common, told from a few characters that are kept of each.

A sketch is a MinHash by one permutation (Li, Owen and Zhang, https://arxiv.org/abs/1208.1259). The parts of
a text, of a few signs each, are shared out to buckets by a hash, and of each bucket the smallest hash is kept.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_BUCKETS = 12
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_EMPTY = "."
SHORT, LONG = 3, 7
"""How many signs the parts of a short text have, and of a long one: long texts of one language share short parts."""

_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts in which a few signs are many words."""


def sketch(text: str, part: int = SHORT) -> str:
    """Return 12 signs that a text of like words has in common with this one; markup and punctuation do not count."""
    smallest: dict[int, int] = {}
    for each in _parts(text, part):
        value = int.from_bytes(hashlib.blake2b(each.encode("utf-8"), digest_size=8).digest(), "big")
        value, bucket = divmod(value, _BUCKETS)
        smallest[bucket] = min(value, smallest.get(bucket, value))
    return "".join(_SIGNS[smallest[each] % 64] if each in smallest else _EMPTY for each in range(_BUCKETS))


def likeness(one: str, other: str) -> float:
    """Return from 0 to 1 which share of their parts two texts have in common, as their sketches tell."""
    pairs = [pair for pair in zip(one, other, strict=False) if pair != (_EMPTY, _EMPTY)]
    return sum(here == there for here, there in pairs) / len(pairs) if pairs else 0.0


def _parts(text: str, length: int) -> set[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = "".join(sign if sign.isalnum() or unicodedata.combining(sign) else " " for sign in plain)
    if not words.strip():
        return set()
    line = f" {' '.join(words.split())} "
    length = SHORT if 3 * len(_UNSPACED.findall(line)) > len(line) else length
    return {line[start : start + length] for start in range(max(1, len(line) - length + 1))}
