"""The texts of a page as agents paste them into chats, e-mails and ticket systems, in scripts that load from disk.

Internal notes are not among them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from helpcentre.agents.pasted_html import ASIDE, HEADINGS, PastedHtml, public_address
from helpcentre.content.addresses import ANSWERS, stem_of
from helpcentre.content.language import Language
from helpcentre.content.ui_strings import Strings
from helpcentre.translation.state import PageState, Status
from helpcentre.util.files import make_folder

FOLDER = "assets/agents"
"""Where the agents' scripts and styles are, below the site."""

_FOOTNOTES = "footnote"
"""The class of the notes below a page, whose numbers begin there."""
_FINGERPRINT = "data-fingerprint"


def page_answers(
    html: str,
    *,
    dest: str,
    pages: Mapping[str, str],
    language: Language,
    title: str,
    state: PageState,
    site_url: str,
    fingerprint: str,
) -> dict[str, Any]:
    """Return what can be pasted of a page, as its script holds it.

    ``html`` is the page's text as it was rendered, ``dest`` its file below the bundle, and ``pages`` has that of each
    language, without its ending. Each of ``parts`` is a heading with what stands below it, and each of ``replies``
    belongs to the part with the id ``part``. What no customer should be sent, for its source says something else by
    now, is ``outdated``; what a machine wrote and nobody reviewed is that, and a ``draft``. ``seen`` is the fingerprint
    of a part, of the first that of the page, ``fingerprint``; ``steps`` has that of each step by its id.
    """
    tree = LexborHTMLParser(html)
    found = _Answers(
        public_address("", dest=dest, site_url=site_url),
        fingerprint,
        {changed.unit.id: changed.status for changed in state.changed},
        PastedHtml(dest, site_url),
    )
    for node in tree.body.iter() if tree.body else ():
        found.add(node)
    found.add_footnotes({note.attributes.get("id"): note for note in tree.css(f".{_FOOTNOTES} li[id]")})
    return {
        "language": language.code,
        "direction": language.direction,
        "title": title,
        "pages": dict(pages),
        "parts": found.parts,
        "replies": found.replies,
        **({"outdated": True} if state.status in (Status.OUTDATED, Status.MACHINE) else {}),
    }


@dataclass
class _Answers:
    """What was found of a page: its public address and fingerprint, and which of its parts are outdated."""

    address: str
    fingerprint: str
    outdated: Mapping[str, Status]
    cleaner: PastedHtml
    parts: list[dict[str, Any]] = field(default_factory=list)
    replies: list[dict[str, Any]] = field(default_factory=list)

    def add(self, node: LexborNode) -> None:
        """Add what stands next on the page: a heading, a note or reply, or what belongs to the heading above it."""
        is_note = node.tag == "details" and node.attributes.get("id") and self.parts
        kind = node.attributes.get(ASIDE) if is_note else None  # a page may write the attribute, too
        if node.attributes.get("class") == _FOOTNOTES:
            return
        if node.tag in HEADINGS and node.attributes.get("id"):
            self._add_heading(node)
        elif kind and kind != "internal":
            place, text = {"part": self.parts[-1]["id"], "kind": kind}, self.cleaner.reply(node)
            self.replies.append(_entry(str(node.attributes["id"]), self.outdated, **place, html=text))
        elif self.parts and not kind:
            self._add_text(node)

    def add_footnotes(self, footnotes: Mapping[str | None, LexborNode]) -> None:
        """Add below each part the notes that it refers to."""
        for part in self.parts:
            for anchor, number in part.pop("notes", {}).items():
                part["html"] += (
                    f"<p>[{number}] {self.cleaner.note(footnotes[anchor])}</p>" if anchor in footnotes else ""
                )

    def _add_heading(self, node: LexborNode) -> None:
        anchor, is_first = str(node.attributes["id"]), not self.parts
        place = self.address if is_first else f"{self.address}#{anchor}"
        heading = " ".join(node.text().split())
        seen = self.fingerprint if is_first else node.attributes.get(_FINGERPRINT) or ""
        given = {"level": int(str(node.tag)[1]), "heading": heading, "address": place, "html": ""}
        self.parts.append(_entry(anchor, self.outdated, **given, **({"seen": seen} if seen else {})))

    def _add_text(self, node: LexborNode) -> None:
        part = self.parts[-1]
        part["html"] += self.cleaner.clean(node)
        part.setdefault("notes", {}).update(self.cleaner.take_notes())
        if steps := {str(step.id): step.attributes[_FINGERPRINT] for step in node.css(f"li[{_FINGERPRINT}]")}:
            part["steps"] = {**part.get("steps", {}), **steps}


def script_file(dest: str) -> str:
    """Return the file of the script with the texts of the page that is written to ``dest``."""
    return stem_of(dest) + ANSWERS


def script(dest: str, found: dict[str, Any]) -> bytes:
    """Return a script that hands a page's texts to the one that asked for them (``files.js``)."""
    data = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    name = script_file(dest).removesuffix(".js")
    return f"helpcentre.deliver({json.dumps(name)}, {data});\n".encode()


def write_words(
    strings: Strings, language: Language, languages: Iterable[Language], panels: str, *, site_dir: str
) -> None:
    """Write the script with the words and ``panels`` of the agents' tools, as a language puts them."""
    words = {key.removeprefix("agents_"): text for key, text in strings.starting_with("agents_").items()}
    names = {key: text for prefix in ("aside_", "do_not_send") for key, text in strings.starting_with(prefix).items()}
    others = {
        each.code: {"name": language.name_of(each), "tag": each.tag, "direction": each.direction} for each in languages
    }
    data = {"words": {**words, **names}, "placeholders": strings.placeholders, "languages": others, "panels": panels}
    file = Path(site_dir, FOLDER, f"words.{language.code}.js")
    make_folder(file.parent)
    text = f"helpcentre.agents = {json.dumps(data, ensure_ascii=False, sort_keys=True)};\n"
    file.write_text(text, encoding="utf-8", newline="\n")


def _entry(unit_id: str, outdated: Mapping[str, Status], **fields: Any) -> dict[str, Any]:
    told = {"outdated": True} if unit_id in outdated else {}
    told |= {"draft": True} if outdated.get(unit_id) is Status.MACHINE else {}
    return {"id": unit_id, **fields, **told}
