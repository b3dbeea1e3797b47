"""The review of drafts: which there are, beside their source, and what a person decides of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from helpcentre.content.frontmatter import with_key, without_key
from helpcentre.content.glossary import Glossary
from helpcentre.content.translation_record import (
    RECORD_KEY,
    end_drafts,
    machine_drafts,
    recorded_fingerprints,
)
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.drafts.open_units import read_page
from helpcentre.drafts.proposals import Proposals
from helpcentre.translation.acceptance import accept
from helpcentre.translation.page_edits import with_meta, with_part
from helpcentre.translation.segments import META_KEYS, Page, segment_text
from helpcentre.translation.state import Status, TranslationStates
from helpcentre.util.files import write_texts


@dataclass(frozen=True)
class Draft:
    """A draft as its reviewer sees it: the source and the draft, and for a proposal what people wrote before."""

    path: str
    unit: str
    engine: str
    day: str
    source: str
    text: str
    present: str = ""
    is_stale: bool = False
    """Whether the source has changed since, so that the draft is that of another text."""


class Review:
    """The drafts of a language; each decision is written at once."""

    def __init__(self, states: TranslationStates, code: str, proposals: Proposals) -> None:
        self.states, self.code, self.proposals = states, code, proposals

    def drafts(self, pages: Collection[str] = ()) -> Iterator[Draft]:
        """Yield the drafts of all pages, or of some, in the order of the source; raises HelpcentreError as pages do."""
        documents = self.states.documents
        known = documents.paths(documents.source.code)
        for path in pages:
            if path not in known:
                raise HelpcentreError("no such page", fix="name it as in article/reasons.md", file=path)
        for path in pages or known:
            source, own = read_page(self.states, documents.source.code, path), self._page(path)
            if source:
                yield from self._of_page(path, source, own)

    def accept(self, draft: Draft) -> None:
        """Make a draft a translation; raises HelpcentreError where the source has changed since it was made."""
        if draft.is_stale:
            message, fix = "the source has changed since the draft was made", "run helpcentre translate again"
            raise HelpcentreError(message, fix=fix, file=f"{draft.path}#{draft.unit}")
        if self._is_proposal(draft):
            self._write(draft.path, self._with_unit(draft, draft.text))
            self._drop_proposal(draft)
        accept(replace(self.states.documents), [draft.path], code=self.code, only=[draft.unit])

    def edit(self, draft: Draft, text: str) -> Draft:
        """Put a person's text in place of a draft, which stays one until it is accepted; return it with that text.

        Raises HelpcentreError where the page, or its sections, would not be the same any more.
        """
        if self._is_proposal(draft):
            self._with_unit(draft, text)
            own = self.proposals.pages[draft.path]
            own[draft.unit] = replace(own[draft.unit], text=text)
            self.proposals.write()
        else:
            self._write(draft.path, self._with_unit(draft, text))
        return replace(draft, text=text)

    def reject(self, draft: Draft) -> None:
        """Remove a draft: its section from the page, the page if nothing else is in it, or the proposal."""
        if self._is_proposal(draft):
            self._drop_proposal(draft)
            return
        page = self._page(draft.path)
        if page is None:
            return
        meta = page.document.meta
        gone = {unit for unit in page.parts if unit == draft.unit or unit.startswith(f"{draft.unit}.")}
        if people := gone - machine_drafts(meta).keys():
            message, fix = f"{min(people)} in it was written by people", "move or remove that first"
            raise HelpcentreError(message, fix=fix, file=f"{draft.path}#{draft.unit}")
        if gone == page.parts.keys():
            self.states.documents.file(self.code, draft.path).unlink()
            return
        text = end_drafts(_without_units(page, gone), meta, gone)
        recorded = {unit: value for unit, value in recorded_fingerprints(meta).items() if unit not in gone}
        self._write(draft.path, with_key(text, RECORD_KEY, recorded))

    def _of_page(self, path: str, source: Page, own: Page | None) -> Iterator[Draft]:
        known = machine_drafts(own.document.meta) if own else {}
        state = self.states.of(self.code, path)
        current, done = state.units_of(Status.MACHINE), state.units_of(Status.CURRENT)
        for unit, part in source.parts.items():
            wanted = source.text[part.start : part.end].strip()
            present = _written(own, unit) if own else ""
            found = self.proposals.get(path, unit)
            if found and unit not in done:  # an import may have brought what was proposed
                is_stale = not part.unit.has_fingerprint(found.source)
                yield Draft(path, unit, found.engine, found.day, wanted, found.text, present, is_stale=is_stale)
            elif unit in known and present:
                made = known[unit]
                is_stale = unit not in current
                yield Draft(path, unit, made.engine, made.day.isoformat(), wanted, present, is_stale=is_stale)

    def _is_proposal(self, draft: Draft) -> bool:
        return self.proposals.get(draft.path, draft.unit) is not None and bool(draft.present)

    def _drop_proposal(self, draft: Draft) -> None:
        self.proposals.remove(draft.path, draft.unit)
        self.proposals.write()

    def _page(self, path: str) -> Page | None:
        return read_page(self.states, self.code, path)

    def _with_unit(self, draft: Draft, text: str) -> str:
        """Return the page with ``text`` as its unit; raises HelpcentreError where other units would change by that."""
        page = self._page(draft.path)
        if page is None or draft.unit not in page.parts:
            raise HelpcentreError(
                "the section is not on the page any more", fix="run the review again", file=draft.path
            )
        if draft.unit in META_KEYS:
            made = with_meta(page, META_KEYS[draft.unit], " ".join(text.split()))
        else:
            made = with_part(page, draft.unit, text, before=[])
        parts = segment_text(made, file=f"{self.code}/{draft.path}", dialect=page.document.dialect).parts
        if list(parts) != list(page.parts):
            fix = "leave the heading, its id and the lines with /// as they are"
            raise HelpcentreError("the text has other sections than before", fix=fix, file=f"{draft.path}#{draft.unit}")
        return made

    def _write(self, path: str, text: str) -> None:
        documents = self.states.documents
        write_texts({documents.file(self.code, path): text}, folder=documents.docs_dir)


def glossary_hits(glossary: Glossary, code: str, source: str) -> list[str]:
    """Return what the glossary says of a source text: names that are kept, and words for terms in a language."""
    folded = source.casefold()
    hits = [" / ".join(dict.fromkeys(name.spellings_in(code))) for name in glossary.keep if name.name in source]
    for term, rules in glossary.terms.items():
        rule = rules.get(code)
        if rule and term.casefold() in folded:
            avoided = f", not {', '.join(rule.avoid)}" if rule.avoid else ""
            hits.append(f"{term}: {' or '.join(rule.require) or 'another word'}{avoided}")
    return hits


def _written(page: Page, unit: str) -> str:
    part = page.parts.get(unit)
    if part is None:
        return ""
    return part.messages[0].text if unit in META_KEYS else page.text[part.start : part.end].strip()


def _without_units(page: Page, gone: Collection[str]) -> str:
    """Return a page's text without some units."""
    text = page.text
    below = [page.parts[unit] for unit in gone if unit not in META_KEYS]
    for part in sorted(below, key=lambda part: -part.start):
        text = text[: part.start] + text[part.end :]
    for unit in gone:
        text = without_key(text, META_KEYS[unit]) if unit in META_KEYS else text
    return text
