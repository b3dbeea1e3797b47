"""A page in German, drafted in Czech by an engine that knows a few texts by heart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from helpcentre.content.documents import Documents
from helpcentre.content.frontmatter import dump, parse
from helpcentre.content.glossary import Glossary
from helpcentre.content.language import Language
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.translation_record import RECORD_KEY
from helpcentre.drafts.answers import Answers
from helpcentre.drafts.drafting import Drafter
from helpcentre.drafts.engines.engine import EngineError, Task
from helpcentre.drafts.memory import read_memory
from helpcentre.drafts.open_units import open_pages
from helpcentre.drafts.page_drafts import DraftedPage, PageWriter
from helpcentre.drafts.proof import Proof
from helpcentre.drafts.proposals import read_proposals
from helpcentre.translation.segments import segment_text
from helpcentre.translation.state import TranslationStates, fingerprints

GERMAN, CZECH = Language("de", "Deutsch", is_source=True), Language("cs", "Čeština", is_source=False)
DIALECT = Dialect()
SOURCE = """---
title: Gesperrt
description: Was jetzt hilft.
---

# Konto gesperrt {#blocked}

Warte bitte 24 Stunden.

## Prüfung anfordern {#review}

1. Tippe auf **Weiter**.
2. Lies [die Regeln](rules.md).

```sh
adb start
```

/// reply | chat
Hallo {name},

bitte warte 24 Stunden.
///

## Danach {#after}

Das Konto ist wieder frei.
"""
WORDS = {
    "Gesperrt": "Zablokováno",
    "Was jetzt hilft.": "Co teď pomůže.",
    "Konto gesperrt": "Účet zablokován",
    "Warte bitte 24 Stunden.": "Počkejte prosím 24 hodin.",
    "Prüfung anfordern": "Požádat o kontrolu",
    'Tippe auf <g id="1">Weiter</g>.': 'Klepněte na <g id="1">Další</g>.',
    'Lies <g id="1">die Regeln</g>.': 'Přečtěte si <g id="1">pravidla</g>.',
    'Hallo <x id="1"/>,': 'Dobrý den <x id="1"/>,',
    "bitte warte 24 Stunden.": "počkejte prosím 24 hodin.",
    "Danach": "Poté",
    "Das Konto ist wieder frei.": "Účet je znovu volný.",
    "Das Konto ist bald wieder frei.": "Účet bude brzy znovu volný.",
}


@dataclass
class Dictionary:
    """An engine that knows a few texts by heart, and notes what it was asked."""

    words: dict[str, str] = field(default_factory=lambda: dict(WORDS))
    fails_at: str | None = None
    asked: list[str] = field(default_factory=list)
    name: str = "dictionary"
    most_texts: int = 4

    def translate(self, texts: Sequence[str], task: Task) -> list[str]:
        """Return what is known of the texts; raises EngineError at one of them, or at all if that is empty."""
        assert task.target == "cs"
        self.asked += texts
        if self.fails_at == "" or self.fails_at in texts:
            raise EngineError("out of order")
        return [self.words.get(text, "") for text in texts]


class Site:
    """A project with one page in German and what there is of it in Czech."""

    def __init__(self, folder: Path, source: str = SOURCE, translation: str | None = None) -> None:
        self.folder = folder
        (folder / "de").mkdir(exist_ok=True)
        (folder / "cs").mkdir(exist_ok=True)
        (folder / "de" / "a.md").write_bytes(source.encode("utf-8"))
        if translation is not None:
            (folder / "cs" / "a.md").write_bytes(translation.encode("utf-8"))

    @property
    def states(self) -> TranslationStates:
        """The states of both languages' page, as they are now."""
        documents = Documents(self.folder, self.folder, (GERMAN, CZECH), dialect=DIALECT)
        return TranslationStates(documents)

    @property
    def text(self) -> str:
        """The page in Czech."""
        return (self.folder / "cs" / "a.md").read_bytes().decode("utf-8")

    def draft(self, engine: Dictionary | None = None) -> DraftedPage:
        """Draft the page and write it."""
        engine = engine or Dictionary()
        states = self.states
        pages, _ = open_pages(states, "cs")
        proof = Proof(GERMAN, CZECH, Glossary(), dialect=DIALECT)
        drafter = Drafter(
            engine=engine,
            task=Task("de", "cs"),
            proof=proof,
            memory=read_memory(states, "cs"),
            answers=Answers(self.folder / "answers.jsonl"),
        )
        drafter.ask(drafter.questions(pages), progress=lambda *_: None)
        writer = PageWriter(proof, folder=self.folder / "cs", day=date(2026, 11, 29))
        made = writer.write(pages[0], drafter.drafts(pages[0]))
        if made.text is not None:
            (self.folder / "cs" / "a.md").write_bytes(made.text.encode("utf-8"))
        return made

    def propose(self, made: DraftedPage) -> None:
        """Write the proposals that came of a page."""
        proposals = read_proposals(self.folder, "cs")
        proposals.add("a.md", made.proposals)
        proposals.write()


def translated(*, without: Sequence[str] = (), outdated: Sequence[str] = (), newline: str = "\n") -> str:
    """Return the page as people translated it, without some units, and with others from an earlier source."""
    text = SOURCE
    for german, czech in WORDS.items():
        strip = re.compile(r"<[^<>]*>")
        if "<" not in german:
            text = text.replace(strip.sub("", german), strip.sub("", czech))
    text = text.replace("Tippe auf **Weiter**", "Klepněte na **Další**").replace(
        "Lies [die Regeln]", "Čtěte [pravidla]"
    )
    page = segment_text(text.replace("Hallo {name}", "Dobrý den {name}"))
    body, meta = page.text, dict(page.document.meta)
    for unit in reversed([unit for unit in page.parts if unit in without and not unit.startswith("_")]):
        body = body[: page.parts[unit].start] + body[page.parts[unit].end :]
    for unit, key in (("_title", "title"), ("_description", "description")):
        if unit in without:
            del meta[key]
    recorded = {unit: value for unit, value in fingerprints(parse(SOURCE)).items() if unit not in without}
    recorded |= dict.fromkeys(outdated, "000000000000-00000000")
    return (dump({**meta, "order": 7, RECORD_KEY: recorded}) + parse(body).body).replace("\n", newline)
