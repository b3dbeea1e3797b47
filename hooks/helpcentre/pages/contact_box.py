"""When and how people are reached, as the readers of one language write it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from babel import Locale
from babel.core import get_global
from babel.dates import format_interval, format_timedelta
from babel.lists import format_list

from helpcentre.content.contact import CHAT, EMAIL, FILE_NAME, PHONE, Contact, Span
from helpcentre.content.frontmatter import Document
from helpcentre.content.guides import ChosenStep
from helpcentre.content.language import Language
from helpcentre.content.prose import ITEMS, STEPS, blocks
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.addresses import with_letters

_ICONS = {EMAIL: "material/email-outline", PHONE: "material/phone-outline", CHAT: "material/chat-outline"}


_LEFT_OF_LINKS = re.compile(r"[\[\]`]")

_LONGEST = 2000
"""How long an address may be that browsers hand to a mail program: Windows takes 2,048 characters."""


@dataclass(frozen=True)
class ContactOption:
    """A channel as it is shown: ``url`` starts it, ``text`` is the address or number to read, ``wait`` is in words.

    ``is_wait_blank``: the operator has yet to say how long it takes. ``asks`` are the facts that an e-mail asks for.
    """

    kind: str
    icon: str
    url: str
    text: str
    wait: str
    is_wait_blank: bool = False
    asks: tuple[str, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether somebody answers at once, within the opening hours."""
        return self.kind != EMAIL


def contact_options(
    contact: Contact, language: Language, *, email: str, page: Document | None = None
) -> list[ContactOption]:
    """Return the channels that readers of ``language`` have, in the order of the file.

    ``page`` is the contact page that they read. Raises HelpcentreError where it has no list of the facts to ask for.
    """
    found = []
    for channel in contact.channels:
        target = email if channel.kind == EMAIL else channel.target(language.code)
        if target:
            wait = format_timedelta(channel.wait, threshold=1, locale=language.locale) if channel.wait else ""
            found.append(
                ContactOption(
                    channel.kind,
                    _ICONS[channel.kind],
                    _url(channel.kind, target),
                    _shown(channel.kind, target),
                    wait,
                    is_wait_blank=channel.wait_name in contact.blanks,
                    asks=_asked(page, channel.asks) if channel.asks else (),
                )
            )
    return found


def contact_url(
    option: ContactOption, *, title: str, address: str, language: Language, trail: Sequence[ChosenStep] = ()
) -> str:
    """Return what starts a channel from a page.

    An e-mail asks for the facts that the contact page names, and says which page it is about, in which language, and
    what was answered in a guide (``trail``). Facts that would make the address too long for mail programs are left out,
    from the last.
    """
    if option.kind != EMAIL:
        return option.url
    given = [f"{step.question} {step.choice}" for step in trail]
    end = ["--", *given, address, f"{language.name} ({language.code})"]
    for count in range(len(option.asks), -1, -1):
        lines = [line for fact in option.asks[:count] for line in (f"• {fact}:", "", "")]
        text = "\r\n".join([*(lines or ["", ""]), *end])
        url = f"{option.url}?subject={quote(title, safe='')}&body={quote(text, safe='')}"
        if len(url) <= _LONGEST:
            break
    return with_letters(url)


def opening_hours(contact: Contact, language: Language) -> list[tuple[str, list[str]]]:
    """Return pairs of days and their spans, neighbouring days with the same hours in one; closed days are left out."""
    names = language.locale.days["stand-alone"]["wide"]
    found = []
    for spans, group in groupby(enumerate(contact.hours), key=lambda entry: entry[1]):
        days = [names[day] for day, _ in group]
        if spans:
            found.append(("–".join(dict.fromkeys((days[0], days[-1]))), [_span(span, language) for span in spans]))
    return found


def zone_name(contact: Contact, language: Language) -> str:
    """Return what the time zone is called, as in *Central European Time*, or else the city it is named after."""
    known = language.locale.meta_zones.get(get_global("meta_zones").get(contact.zone, ""), {}).get("long", {})
    return str(known.get("generic") or known.get("standard") or contact.zone.rpartition("/")[2].replace("_", " "))


def timetable(contact: Contact) -> str:
    """Return the hours for a script: ``1 09:00 17:00`` for each span, 1 being Monday, with semicolons between."""
    return ";".join(
        f"{day} {start:%H:%M} {end:%H:%M}" for day, spans in enumerate(contact.hours, 1) for start, end in spans
    )


def spoken(contact: Contact, language: Language, languages: Sequence[Language]) -> str:
    """Return the names, in ``language``, of the languages that people answer in; empty where the file names none."""
    names = [language.name_of(other) for other in languages if other.code in contact.languages]
    return format_list(names, locale=language.locale) if names else ""


def _asked(page: Document | None, heading: str) -> tuple[str, ...]:
    unit = units(page).get(heading) if page else None
    items = [block.flat for block in blocks(unit) if block.kind in (ITEMS, STEPS)] if unit else []
    found = [_LEFT_OF_LINKS.sub("", item).strip(" .,;:") for item in items]
    if not found:
        message = f"email: asks: the contact page has no list below a heading with the id {heading!r}"
        raise HelpcentreError(message, fix="write the id of another heading, or remove asks", file=FILE_NAME)
    return tuple(found)


def _url(kind: str, target: str) -> str:
    if kind == PHONE:
        return "tel:" + "".join(sign for sign in target if sign.isdigit() or sign == "+")
    return f"mailto:{quote(target, safe='@+')}" if kind == EMAIL else target


def _shown(kind: str, target: str) -> str:
    return "" if kind == CHAT else target


def _span(span: Span, language: Language) -> str:
    return str(format_interval(*span, skeleton=_skeleton(language.locale), locale=language.locale))


def _skeleton(locale: Locale) -> str:
    return "Hm" if "H" in locale.time_formats["short"].pattern else "hm"
