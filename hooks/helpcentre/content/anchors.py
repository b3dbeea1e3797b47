"""What the ids of a page lead to: headings, steps that keep the id they were published with, and what became of others.

Steps are known by what they say. A step whose text was published has the id of that text, wherever on the page it
stands by now; so has one that is like a published step of its section which is not there any more. Any other is new: in
a section that was published its id is made of its text, as every number may mean another step to somebody; elsewhere it
is its number. A translation has the ids of the source text that it was made from, in their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from helpcentre.content.former_ids import FormerIds
from helpcentre.content.frontmatter import Document
from helpcentre.content.page_ids import Notice, PageAnchors, Place, SourceAnchors
from helpcentre.content.published import Mark, PublishedSection
from helpcentre.content.published_sections import is_like, is_section, published_section, sections_by_id
from helpcentre.content.reads import recorded, remembered
from helpcentre.content.step_ids import LIKE, AssignedSteps, KnownStep, assign_steps, join_sections
from helpcentre.content.steps import Step, StepReader
from helpcentre.content.translation_record import recorded_fingerprints
from helpcentre.content.units import TOP, Unit, short, units


@dataclass(frozen=True)
class Anchors(FormerIds):
    """The ids of all pages of a project, as far as they are asked for; ``reader`` finds their steps."""

    reader: StepReader = field(default_factory=StepReader)

    @recorded
    @remembered  # kept for the next build: a quarter of one after an edit, at 404 pages
    def page(self, code: str, path: str) -> PageAnchors:
        """Return the ids of a page that shows the text of language ``code``; none where the source has no such page."""
        text, source = self.documents.get(code, path), self.documents.get(self.documents.source.code, path)
        if text is None or source is None:
            return PageAnchors()
        ours = self.source(path)
        own = self.own_sections_of(code, path)
        if text is source:
            steps = {(step.section, step.place): each for step, each in ours.steps}
        else:
            steps = self._steps_of_translation(ours, text, path, own)
        return self._described(ours, text, steps, own, returned=self.returned(path))

    @recorded
    def link_to(self, code: str, path: str, each: str) -> tuple[str, str]:
        """Return what leads to a place on its page in a language, and what the place is called.

        The first is empty where the page does not have the text yet. The place is called by the heading that is there
        or above the step, else as the page is.
        """
        text = self.addresses.text_code(code, path) or code
        document, shown = self.documents.get(text, path), self.page(text, path)
        steps = {name: step.section for step, name in self.source(path).steps}
        unit = units(document).get(steps.get(each, each)) if document else None
        targets = (other for others in shown.targets.values() for other in others)
        fragment = f"#{each}" if each in {*shown.fingerprints, *targets} else ""
        return fragment, unit.heading if unit else self.documents.title(code, path)

    @remembered
    def _steps(self, path: str) -> AssignedSteps:
        """Return the steps of a page of the source with their ids, and which published ones they are."""
        former, gone = self.former(path), frozenset(self.gone_of(path))
        alias = {each: heading for heading, ids in former.items() for each in ids}
        known = list(self._known(path, alias))
        sections = {alias.get(section.id, section.id) for section in self.sections_of(path)}
        sections |= {step.section for step in known}
        taken = {*units(self.text(path)), *alias, *gone}
        present = self.reader.read(self.text(path))
        return assign_steps(present, known, published=sections, taken=taken, gone=gone)

    def _known(self, path: str, alias: Mapping[str, str]) -> Iterator[KnownStep]:
        """Yield the published steps that may stand on a page, those of sections that came from other pages too."""
        yield from join_sections(self.sections_of(path), alias=alias)
        for heading, claims in self.claims().get(path, {}).items():
            for address, each in claims:
                if address is not None and self.path_of(address) != path:
                    came = self.sections_at(address, each)
                    found = join_sections(came, alias={section.id: heading for section in came})
                    yield from (replace(step, is_own=False) for step in found)

    @remembered
    def source(self, path: str) -> SourceAnchors:
        """Return the ids of a page of the source, which exists."""
        text, assigned, former = self.text(path), self._steps(path), self.former(path)
        sections = sections_by_id(text)
        answered = {
            *sections,
            *(each for ids in former.values() for each in ids),
            *(each for _, each in assigned.steps),
        }
        answered |= {step.section for step, _ in assigned.steps}
        gone, away = self.gone_of(path), self.taken_away().get(path, {})
        moved: dict[str, Place] = {}
        lost: dict[str, str] = {}
        told: dict[str, str] = {each: "" for each in gone if each not in answered}
        for section in self.sections_of(path):
            for each in section.ids:
                if each in answered:
                    continue
                if each in told:
                    told[each] = section.id
                elif place := self._moved(section, each, away):
                    moved[each] = place
                else:
                    lost[each] = section.id
        return SourceAnchors(sections, assigned.steps, assigned.arrived, former, moved, lost, told)

    def _moved(self, section: PublishedSection, each: str, away: Mapping[str, Place]) -> Place | None:
        """Return where a published id of a section is that another page has now."""
        place = away.get(section.id)
        if each == section.id or place is None:
            return away.get(each)
        arrived = self._steps(place.path).arrived.get((section.address, each))
        return Place(place.path, arrived) if arrived else None

    def _steps_of_translation(
        self, ours: SourceAnchors, text: Document, path: str, own: Sequence[PublishedSection]
    ) -> dict[tuple[str, int], str]:
        """Return the id of each step of a translation: that of the source step at its place, when it was translated.

        A step that was published by itself in this language keeps the id that it had; where nobody knows what the
        translation was made from, the others are like any new step.
        """
        groups = defaultdict[str, list[Step]](list)
        for step in self.reader.read(text):
            groups[step.section].append(step)
        known, found = list(join_sections(own, alias={})), dict[tuple[str, int], str]()
        for section, steps in groups.items():
            published = [section] if self.is_published(path, ours.named(section)) else []
            taken = {*ours.sections, *(each for _, each in ours.steps), *found.values()}
            assigned = assign_steps(steps, known, published=published, taken=taken, gone=frozenset())
            own_ids = {step.id for step in known}.intersection(each for _, each in assigned.steps)
            ids = self.source_ids(path, text, section)
            theirs = ids if ids is not None and len(ids) == len(steps) else [each for _, each in assigned.steps]
            for (step, each), their in zip(assigned.steps, theirs, strict=True):
                is_free = not step.own_id and each not in own_ids and their not in own_ids
                found[section, step.place] = their if is_free else each
        return found

    def is_published(self, path: str, name: str) -> bool:
        """Whether a section of a page of the source was published, by this id or a former one, or a step in it was."""
        ids = (name, *self.former(path).get(name, ()))
        known = {each for section in self.sections_of(path) for each in section.ids}
        known |= set(self._steps(path).arrived.values())
        return not known.isdisjoint((*ids, *self.source(path).steps_of(name)))

    def identify_former_steps(self, path: str, steps: Sequence[Step], section: str) -> tuple[tuple[Step, str], ...]:
        """Return the steps that a section of the source had earlier, with the ids of those that it has or had since."""
        now = published_section("", section, None, self.source(path).steps)
        sections = [now, *self.sections_of(path)]
        known = list(join_sections(sections, alias={each.id: section for each in sections}))
        taken = {each for _, each in self.source(path).steps}
        return assign_steps(steps, known, published=[section], taken=taken, gone=frozenset()).steps

    def source_ids(self, path: str, text: Document, section: str) -> list[str] | None:
        """Return the ids of the steps of a section when it was translated, or None where nobody knows that."""
        ours, recorded = self.source(path), recorded_fingerprints(text.meta)
        name = ours.named(section, recorded.get(section))
        unit, fingerprint = ours.sections.get(name), recorded.get(section or TOP) or recorded.get(name or TOP)
        if unit and unit.has_fingerprint(fingerprint):
            return ours.steps_of(name)
        then = self._ids_then(path, name, fingerprint)
        return then if then is not None or self.is_published(path, name) else ours.steps_of(name)

    def _ids_then(self, path: str, name: str, fingerprint: str | None) -> list[str] | None:
        """Return the ids of the steps that a section had when its text had this fingerprint, if it is on record."""
        for section in self.sections_of(path):
            if (
                fingerprint
                and section.fingerprint == short(fingerprint)
                and section.id in (name, *self.former(path).get(name, ()))
            ):
                return [each for each, _ in section.steps]
        return None

    def _described(
        self,
        ours: SourceAnchors,
        text: Document,
        steps: Mapping[tuple[str, int], str],
        own: Sequence[PublishedSection],
        *,
        returned: Iterable[str],
    ) -> PageAnchors:
        """Return the ids of a page whose steps have theirs: further ones for these, and what is told of others."""
        here = {each: unit for each, unit in units(text).items() if is_section(unit)}
        said = [(steps[step.section, step.place], step) for step in self.reader.read(text)]
        used, recorded = {*here, *steps.values()}, recorded_fingerprints(text.meta)
        targets = defaultdict[str, list[str]](list)
        for each in here:
            name = ours.named(each, recorded.get(each))
            wanted = (name, *ours.former.get(name, ()), *ours.steps_of(name))
            targets[each] += [other for other in dict.fromkeys(wanted) if other not in used]
            used.update(wanted)
        lost = {**ours.lost, **ours.gone}
        notices = {each: Notice(each, ours.named(section), None) for each, section in lost.items()}
        notices |= {each: Notice(each, "", place) for each, place in ours.moved.items()}
        for each, like in _found_again(own, here, said).items():
            if each not in used and like:
                targets[like].append(each)
                used.add(each)
            notices.setdefault(each, Notice(each, "", None))
        for each in returned:
            notices.setdefault(each, Notice(each, "", None))
        fingerprints = {each: short(unit.fingerprint) for each, unit in here.items()}
        fingerprints |= {each: step.fingerprint for each, step in said}
        told = (notice for each, notice in sorted(notices.items()) if each not in used)
        shown = tuple(replace(notice, after=notice.after if notice.after in here else "") for notice in told)
        return PageAnchors(steps, {each: tuple(ids) for each, ids in targets.items() if ids}, shown, fingerprints)


def _found_again(
    own: Iterable[PublishedSection], here: Mapping[str, Unit], said: Sequence[tuple[str, Step]]
) -> dict[str, str]:
    """Return for each id that a translation had by itself the id of the section or step that says the same; or none."""
    found: dict[str, str] = {}
    for section in own:
        if section.id:
            same = (each for each, unit in here.items() if is_like(unit, section, least=LIKE))
            found.setdefault(section.id, next(same, ""))
    marks = [(each, Mark.of(step.text, step.fingerprint)) for each, step in said] if own else []
    for known in join_sections(own, alias={}):
        alike = [(max(mark.likeness(other) for other in known.marks), each) for each, mark in marks]
        best, each = max(alike, default=(0.0, ""), key=lambda pair: pair[0])
        found[known.id] = each if best >= LIKE else ""
    return found
