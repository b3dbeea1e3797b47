"""Addresses in two languages: a translation may lead to the same thing, or its like, in the reader's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from babel import Locale

_LOCAL_FILE = re.compile(
    r"(?:[._-][a-z]{2,3}(?:-[A-Za-z]{2,4})?|(?<=[a-z])[A-Z]{2})(?=\.(?:md|png|jpe?g|gif|svg|webp|avif|pdf|mp4|webm|mp3)\b)"
)
_CODE = re.compile(r"(?P<language>[a-z]{2,3})(?:[-_](?:[a-z]{2}|[a-z]{4}|\d{3}))?", re.I)
_OF_PAGE = re.compile(r"(?<=[^._-])[._-](?P<code>[a-z]{2})(?:[_-][A-Z]{2})?(?=\.html?$|$)")
"""The language of a page at the end of its address, as in ``download-de.html``, ``deed.pl`` and ``deed.pt_BR``."""
_OF_WIKI = re.compile(r"(?P<code>[A-Za-z]{2,3}):\w")
"""The language of a page of a wiki, before its name: ``ES:Ayuda``."""
_LAST_SLASH = re.compile(r"(?<=[^./])/(?=$|[?#])")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif)$", re.I)
_PARAMETERS = frozenset({"hl", "lang", "language", "locale", "lc", "setlang", "uselang"})
"""The parameters of an address that ask for a language."""


def is_same_address(one: str, other: str) -> bool:
    """Whether two addresses lead to the same thing, perhaps in two languages.

    Where one of two addresses on a host, or on sister hosts, names another language than the other, they may lead to
    different pages there: translations of a page often have other names. So may hosts of different countries. Pictures
    on other hosts, as screenshots of an app in each language, have names of any kind.
    """
    return one == other or _is_same(one, other)


@lru_cache(maxsize=2**12)
def _is_same(one: str, other: str) -> bool:
    try:
        this, that = _Address.of(urlsplit(one)), _Address.of(urlsplit(other))
    except ValueError:  # no address at all
        return False
    if this.scheme != that.scheme or bool(this.host) != bool(that.host):
        return False
    is_localised = this.languages != that.languages
    if not this.host:
        is_same_file = _local(one) == _local(other)
        return is_same_file or (is_localised and this.path == that.path)
    if this.is_picture and that.is_picture:
        return True
    if this.domain != that.domain:
        return this.country != that.country
    return is_localised or (this.host, this.path, this.rest) == (that.host, that.path, that.rest)


def _local(address: str) -> str:
    """Return an address of the own site without the language in its name, a page's last slash and a first ``./``."""
    return _LAST_SLASH.sub("", _LOCAL_FILE.sub("", address.removeprefix("./")))


@dataclass(frozen=True)
class _Address:
    """An address without the ``languages`` that it names; ``rest`` is its query and fragment."""

    scheme: str
    host: str
    path: tuple[str, ...]
    rest: tuple[object, ...]
    languages: frozenset[str]

    @classmethod
    def of(cls, parts: SplitResult) -> _Address:
        labels = parts.netloc.casefold().removeprefix("www.").split(".")
        segments = [segment for segment in unquote(parts.path).split("/") if segment]
        query = parse_qsl(parts.query, keep_blank_values=True)
        is_named = _is_language(labels[0]) or labels[0] in _countries()
        named = labels[:1] if len(labels) > 2 and is_named else []
        host = ".".join(labels[len(named) :])
        ending = _OF_PAGE.search(segments[-1]) if segments else None
        named += [ending["code"]] if ending and _is_language(ending["code"]) else []
        named += [match["code"] for match in map(_OF_WIKI.match, segments) if match and _is_language(match["code"])]
        found = {*named, *filter(_is_language, segments), *(value for key, value in query if key in _PARAMETERS)}
        return cls(
            scheme=parts.scheme.casefold().replace("https", "http"),
            host=host,
            path=tuple(segment for segment in segments if not _is_language(segment)),
            rest=(tuple(pair for pair in query if pair[0] not in _PARAMETERS), parts.fragment),
            languages=frozenset(map(str.casefold, found)),
        )

    @property
    def is_picture(self) -> bool:
        """Whether the address is that of a picture, by its ending."""
        return bool(self.path) and _PICTURE.search(self.path[-1]) is not None

    @property
    def domain(self) -> str:
        """What the host shares with its sisters: its last labels, of which short ones are not enough."""
        labels = self.host.split(".")
        return ".".join(labels[-3 if len(labels) > 2 and len(labels[-2]) <= 3 else -2 :])

    @property
    def country(self) -> str:
        """The country that the host's name ends with, if it does with one."""
        last = self.host.rpartition(".")[2]
        return last if len(last) == 2 else ""


def _is_language(text: str) -> bool:
    match = _CODE.fullmatch(text)
    return match is not None and match["language"].casefold() in _codes()


@cache
def _codes() -> frozenset[str]:
    """Return the codes of two letters that CLDR has a language for: longer ones are words of addresses, too."""
    return frozenset(code for code in map(str, Locale("en").languages) if len(code) == 2)


@cache
def _countries() -> frozenset[str]:
    """Return the codes of countries: the first part of a host may be one in place of a language, as in ``cn.``."""
    return frozenset(
        code.casefold() for code in map(str, Locale("en").territories) if code.isalpha() and len(code) == 2
    )
