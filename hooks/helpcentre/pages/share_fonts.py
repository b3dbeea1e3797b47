"""Installed fonts that have the letters of a text, as fontconfig knows them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from helpcentre.util.hashes import file_hash

_BOLD, _UPRIGHT, _NORMAL = 200, 0, 100
"""Weight, slant and width as fontconfig counts them (https://fontconfig.pages.freedesktop.org/fontconfig/)."""
_PREFERRED = ("Noto Sans", "DejaVu Sans")
_UNFIT = ("Mono", "Serif", "Emoji", "Symbol", "Math", "Naskh", "Nastaliq")
"""Names of families that are not for headlines beside a sans-serif."""
_FORMAT = "%{file}\t%{index}\t%{family[0]}\t%{weight}\t%{slant}\t%{width}\t%{variable}\n"


@dataclass(frozen=True)
class InstalledFont:
    """A font: its file, its number in that, and a hash of the file, which counts wherever the file is."""

    file: str = field(compare=False)
    index: int
    digest: str


@cache
def find_font(letters: frozenset[str]) -> InstalledFont | None:
    """Return the best installed font that has all ``letters``, or None, as without fontconfig.

    Bold and sans-serif ones come first, then by name, so equal machines choose equally.
    """
    program = shutil.which("fc-list")
    if not program:
        return None
    charset = " ".join(f"{ord(letter):x}" for letter in sorted(letters))
    asked = [program, "--format", _FORMAT, f":charset={charset}"]
    done = subprocess.run(asked, check=False, capture_output=True, text=True, encoding="utf-8")
    found = sorted(_rated(line) for line in done.stdout.splitlines() if line.count("\t") == 6)
    return InstalledFont(found[0][-2], found[0][-1], file_hash(Path(found[0][-2]))) if found else None


def drawn_letters(texts: Iterable[str]) -> frozenset[str]:
    """Return the signs of texts that a font has to have."""
    return frozenset(sign for text in texts for sign in text if sign.isprintable() and not sign.isspace())


def _rated(line: str) -> tuple[bool, int, int, bool, int, str, str, int]:
    """Return how far a font is from a bold, upright sans-serif, then its name, file and number."""
    file, index, family, weight, slant, width, _ = line.split("\t")
    rank = next((place for place, name in enumerate(_PREFERRED) if family.startswith(name)), len(_PREFERRED))
    number = int(index) if index.isdecimal() else 0
    unfit = any(name in family for name in _UNFIT)
    off = abs(_number(weight) - _BOLD)
    return (unfit, abs(_number(width) - _NORMAL), off, slant != str(_UPRIGHT), rank, family, file, number)


def _number(text: str) -> int:
    """Return a number as fontconfig prints it; that of a range, as in ``[0 210]``, is taken for a bold one."""
    return int(float(text)) if text.replace(".", "", 1).isdecimal() else _BOLD
