"""What search engines read of a page besides its text: schema.org data as JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from helpcentre.content.documents import KIND_KEY
from helpcentre.content.guides import GUIDE
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.output.page import PageRecord

HOW_TO, QUESTIONS = "how-to", "questions"
"""What a page may say it is: one where each second-level heading is a step, and one where each is a question."""

_SPACE = re.compile(r"[ \t\r\n]+")  # what browsers show as one space; a no-break space stays
_QUESTION_MARKS = ("?", "？", "؟", "՞", ";")


@dataclass(frozen=True)
class Section:
    """A second-level heading of a page with its id, and the text below it, as readers see them."""

    id: str
    heading: str
    text: str


def structured_data(
    page: PageRecord,
    *,
    versions: Mapping[str, str],
    source: str,
    tags: Mapping[str, str],
    trail: Sequence[tuple[str, str]],
    site_name: str,
    picture: str,
    parts: Sequence[Section] = (),
    kind: str | None = None,
    headline: str = "",
) -> dict[str, Any]:
    """Return the schema.org graph of ``page``, whose main heading is its ``headline``.

    ``versions`` has its public address for each language it exists in, ``source`` being the one it was written in, and
    ``tags`` those of the languages by their codes; ``trail`` is the way to it from the home page as pairs of name and
    public address, both ends included. ``kind`` and ``parts`` are needed where the page is more than an article. See
    https://schema.org/TechArticle and
    https://developers.google.com/search/docs/appearance/structured-data/article.
    """
    address, home = versions[page.language], trail[0][1]
    named = {"name": page.title, "inLanguage": tags[page.language]}
    work: dict[str, Any] = {"@type": _type(trail, page, kind), "@id": address, "url": address}
    work |= {"headline": headline or page.title, **named, "image": picture}
    if page.description:
        work["description"] = page.description
    if page.updated:
        work["dateModified"] = page.updated.isoformat()
    if address == home:
        work["name"] = site_name
    else:
        work["isPartOf"] = {"@type": "WebSite", "@id": home, "name": site_name, "url": home}
    work |= _translations(page.language, work["@type"], versions, source, tags)
    graph = [work]
    if len(trail) > 1:
        graph.append(_breadcrumb(trail))
    if kind in (HOW_TO, QUESTIONS) and parts:
        graph.append(_how_to(named, address, parts) if kind == HOW_TO else _questions(named, address, parts))
    return {"@context": "https://schema.org", "@graph": graph}


def _translations(
    language: str, kind: str, versions: Mapping[str, str], source: str, tags: Mapping[str, str]
) -> dict[str, Any]:
    """Return what a page in the source language is translated to, or which page another one is a translation of."""
    others = {
        code: {"@type": kind, "@id": other, "inLanguage": tags[code]}
        for code, other in versions.items()
        if code != language
    }
    if language == source and others:
        return {"workTranslation": list(others.values())}
    return {"translationOfWork": others[source]} if source in others else {}


def as_script(data: dict[str, Any]) -> str:
    """Return the data for a ``<script type="application/ld+json">``, which no text in it can end."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def page_sections(html: str) -> list[Section]:
    """Return the parts of a page's text ``html`` by its second-level headings."""
    body = LexborHTMLParser(html).body
    parts: list[Section] = []
    texts: list[str] = []
    for node in body.iter() if body else []:
        if node.tag == "h2":
            texts = []
            parts.append(Section(node.attributes.get("id") or "", _flat(node.text()), ""))
        elif parts:
            texts.append(node.text())
            parts[-1] = Section(parts[-1].id, parts[-1].heading, _flat("\n".join(texts)))
    return parts


def check_kind(kind: str | None, parts: Sequence[Section], *, file: str) -> list[Problem]:
    """Return a problem if the page is not visibly what its source page calls it: machines must not be told more."""
    if kind == HOW_TO and len(parts) < 2:
        message, fix = f"a how-to has at least two steps, this page has {len(parts)}", "write a '##' heading for each"
    elif kind == QUESTIONS and not (parts and all(part.heading.endswith(_QUESTION_MARKS) for part in parts)):
        other = next((part.heading for part in parts if not part.heading.endswith(_QUESTION_MARKS)), "")
        message = f"{other!r} is no question" if other else "the page has no questions"
        fix = "write each '##' heading as a question"
    else:
        return []
    return [problem(Rule.KIND_UNTRUE, file=file, message=message, fix=f"{fix}, or remove {KIND_KEY!r} from the source")]


def _type(trail: Sequence[tuple[str, str]], page: PageRecord, kind: str | None) -> str:
    if len(trail) == 1:
        return "WebSite"
    return "TechArticle" if "/" in page.path and kind != GUIDE else "WebPage"


def _breadcrumb(trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _how_to(named: Mapping[str, str], address: str, parts: Sequence[Section]) -> dict[str, Any]:
    steps = [
        {"@type": "HowToStep", "position": position, "name": each.heading, "text": each.text, "url": _at(address, each)}
        for position, each in enumerate(parts, start=1)
    ]
    return {"@type": "HowTo", **named, "step": steps}


def _questions(named: Mapping[str, str], address: str, parts: Sequence[Section]) -> dict[str, Any]:
    questions = [
        {
            "@type": "Question",
            "name": each.heading,
            "url": _at(address, each),
            "acceptedAnswer": {"@type": "Answer", "text": each.text},
        }
        for each in parts
    ]
    return {"@type": "FAQPage", **named, "mainEntity": questions}


def _at(address: str, part: Section) -> str:
    return f"{address}#{part.id}" if part.id else address


def _flat(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
