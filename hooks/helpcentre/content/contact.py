"""``contact.yml``: when and how readers reach people. One file; the contact box and the contact page both show it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from babel.core import get_global
from yaml.nodes import MappingNode, Node, ScalarNode

from helpcentre.content.operator_fields import NONE
from helpcentre.util.text import wider_codes
from helpcentre.util.yaml import YamlReader, read_yaml

FILE_NAME = "contact.yml"

Span: TypeAlias = tuple[time, time]
"""From when until when, on one day."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EMAIL, PHONE, CHAT = "email", "phone", "chat"

_SPAN = re.compile(r"(?P<start>\d\d?:\d\d)\s*[-–]\s*(?P<end>\d\d?:\d\d)")
_WAIT = re.compile(r"(?P<count>[1-9]\d*) (?P<unit>minute|hour|day)s?")
_LONGEST_WAIT = 1_000
_NUMBER = re.compile(r"\+?\d[\d ()/.-]{3,}\d")
_ADDRESS = re.compile(r"https://[^\s\"<>]+")
_SORTS = {
    PHONE: ("number", _NUMBER, "a telephone number, as in '+49 30 5550123'"),
    CHAT: ("url", _ADDRESS, "an address that starts with https://"),
}


@dataclass(frozen=True)
class Channel:
    """A way to reach people: ``email``, ``phone`` or ``chat``, and how long they usually take to answer.

    ``targets`` has its number or address by language code, or one for all under an empty code. That of e-mail is an
    option in mkdocs.yml, as it differs between a project's sites.
    """

    kind: str
    targets: Mapping[str, str] = field(default_factory=dict)
    wait: timedelta | None = None
    asks: str = ""
    """The id of the heading of the contact page whose list an e-mail begins with."""

    @property
    def wait_name(self) -> str:
        """What the entry of the waiting time is called where it is left blank."""
        return f"{self.kind}: wait"

    def target(self, code: str) -> str:
        """Return its number or address for readers of a language, empty where there is none."""
        return next((self.targets[each] for each in (code, *wider_codes(code), "") if each in self.targets), "")


@dataclass(frozen=True)
class Contact:
    """When people answer, in hours of ``zone`` for each day from Monday; in which languages; and on which channels.

    ``blanks`` are the lines of the entries that are there but empty: readers see them as blanks of the legal pages.
    """

    zone: str = ""
    hours: tuple[tuple[Span, ...], ...] = ()
    languages: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = (Channel(EMAIL),)
    blanks: Mapping[str, int] = field(default_factory=dict)


def read_contact(file: Path, codes: Collection[str]) -> Contact:
    """Return what ``file`` says, and e-mail alone where it does not exist; ``codes`` are the site's languages.

    Raises HelpcentreError with the line where it cannot be read.
    """
    root = read_yaml(file)
    return _Reader(file.name, codes).contact(root) if root else Contact()


class _Reader(YamlReader):
    """Turns the nodes of the file into what they say."""

    def __init__(self, file: str, codes: Collection[str]) -> None:
        super().__init__(file)
        self.codes = codes
        self.blanks: dict[str, int] = {}

    def contact(self, root: Node) -> Contact:
        entries = self.mapping(root, FILE_NAME, allowed=("time_zone", "hours", "languages", "channels"))
        hours, languages = self.filled(entries, "hours"), self.filled(entries, "languages")
        zone = entries["time_zone"] if "time_zone" in entries and not _is_empty(entries["time_zone"]) else None
        if hours and not zone:
            raise self.error(hours, "hours without a time zone", "add time_zone: Europe/Berlin, say")
        channels = self.mapping(entries["channels"], "channels", (EMAIL, *_SORTS)) if "channels" in entries else None
        return Contact(
            zone=self.zone(zone) if zone else "",
            hours=self.hours(hours) if hours else (),
            languages=self.languages(languages) if languages else (),
            channels=Contact.channels if channels is None else tuple(self.channel(*each) for each in channels.items()),
            blanks=self.blanks,
        )

    def filled(self, entries: Mapping[str, Node], key: str, name: str = "") -> Node | None:
        """Return an entry; None where there is none, where it does not apply, and where it is a blank."""
        node = entries.get(key)
        if node is None or (isinstance(node, ScalarNode) and node.value == NONE):
            return None
        if _is_empty(node):
            self.blanks[name or key] = node.start_mark.line + 1
            return None
        return node

    def zone(self, node: Node) -> str:
        name = self.text(node, "time_zone")
        if name not in get_global("zone_territories"):
            raise self.error(node, f"time_zone: {name!r} is not known", "use a name such as Europe/Berlin")
        return name

    def hours(self, node: Node) -> tuple[tuple[Span, ...], ...]:
        entries = self.mapping(node, "hours", DAYS)
        return tuple(self.spans(entries[day], day) if day in entries else () for day in DAYS)

    def spans(self, node: Node, day: str) -> tuple[Span, ...]:
        spans = tuple(self.span(node, text, day) for text in self.texts(node, day))
        if any(before[1] > after[0] for before, after in pairwise(spans)):
            raise self.error(node, f"{day}: hours overlap", "write the earlier ones first")
        return spans

    def span(self, node: Node, text: str, day: str) -> Span:
        match = _SPAN.fullmatch(text)
        try:
            start, end = (
                (time.fromisoformat(match[name].zfill(5)) for name in ("start", "end")) if match else (None, None)
            )
        except ValueError:
            start = end = None
        if start is None or end is None or start >= end:
            raise self.error(node, f"{day}: {text!r} are no hours of a day", "write 09:00-17:00; leave out closed days")
        return start, end

    def languages(self, node: Node) -> tuple[str, ...]:
        codes = self.texts(node, "languages")
        for code in codes:
            self.known(code, node, "languages")
        return codes

    def channel(self, kind: str, node: Node) -> Channel:
        name, pattern, expected = _SORTS.get(kind, ("", re.compile(""), ""))
        entries = self.mapping(node, kind, allowed=(name, "wait") if name else ("wait", "asks"))
        if name and name not in entries:
            raise self.error(node, f"{kind} has no {name!r}", f"write {expected}, or remove {kind}")
        wait = self.filled(entries, "wait", Channel(kind).wait_name)
        return Channel(
            kind,
            targets=self.targets(entries[name], f"{kind}: {name}", pattern, expected) if name else {},
            wait=self.wait(wait, kind) if wait else None,
            asks=self.text(entries["asks"], f"{kind}: asks") if "asks" in entries else "",
        )

    def targets(self, node: Node, where: str, pattern: re.Pattern[str], expected: str) -> dict[str, str]:
        nodes = self.mapping(node, where) if isinstance(node, MappingNode) else {"": node}
        for code, each in nodes.items():
            if code:
                self.known(code, each, where)
            if not pattern.fullmatch(self.text(each, where)):
                raise self.error(each, f"{where}: {self.text(each, where)!r} cannot be used", f"write {expected}")
        return {code: self.text(each, where) for code, each in nodes.items()}

    def wait(self, node: Node, kind: str) -> timedelta:
        text = self.text(node, f"{kind}: wait")
        match = _WAIT.fullmatch(text)
        if not match or int(match["count"]) > _LONGEST_WAIT:
            raise self.error(node, f"{kind}: wait: {text!r} is no time", "write 5 minutes, 4 hours or 1 day, say")
        return timedelta(**{f"{match['unit']}s": int(match["count"])})

    def known(self, code: str, node: Node, where: str) -> None:
        if code not in self.codes:
            raise self.error(node, f"{where}: the site has no language {code!r}", f"use {', '.join(self.codes)}")


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.value.strip()
