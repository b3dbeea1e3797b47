"""The option ``language_tags``: which variant of a language a text is in whose code is more general."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.diagnostics.suggest import did_you_mean
from helpcentre.util.text import base_language

OPTION = "extra.helpcentre.language_tags"

# https://www.rfc-editor.org/rfc/rfc5646#section-2.1, without extensions and private use: scripts add their own.
_TAG = re.compile(
    r"[a-z]{2,8}(-[a-z]{3}){0,3}(-[a-z]{4})?(-(?P<region>[a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*",
    re.IGNORECASE,
)


def require_tags_fit(
    given: Mapping[str, str], codes: Sequence[str], *, place: Callable[[str], tuple[str, int]]
) -> None:
    """Raise HelpcentreError for a tag that cannot be that of its language's text.

    ``codes`` are those of all languages of the site. ``place`` returns the file and line of a setting by its name.
    """
    for code, tag in given.items():
        if fault := _fault(code, tag, given, codes):
            message, fix = fault
            file, line = place(f"{OPTION}.{code}")
            raise HelpcentreError(f"{OPTION}.{code}: {message}", fix=fix, file=file, line=line)


def _fault(code: str, tag: str, given: Mapping[str, str], codes: Sequence[str]) -> tuple[str, str] | None:
    """Return what is wrong with the tag of a language, and the fix, or None."""
    if code not in codes:
        fix = did_you_mean(code, frozenset(codes), f"use one of {', '.join(codes)}")
        return f"{code!r} is no language of the site", fix
    found = _TAG.fullmatch(tag)
    if not found:
        return f"{tag!r} is no language tag", "write one as in pt-BR or zh-Hans"
    region = _region(code)
    if base_language(tag).lower() != base_language(code).lower() or (region and region != _region(tag)):
        return f"{tag!r} is no variant of {code!r}", f"write the tag of a text in {code}, or remove it"
    others = {other: given.get(other, other) for other in codes if other != code}
    same = next((other for other, theirs in others.items() if theirs.lower() == tag.lower()), "")
    if same:
        return f"{tag!r} is the tag of {same!r}, too", "give one of them the variant that its text is in"
    return None


def _region(tag: str) -> str:
    found = _TAG.fullmatch(tag.replace("_", "-"))
    return ((found and found["region"]) or "").upper()
