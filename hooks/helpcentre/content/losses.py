"""Published ids that lead nowhere, or to something else than they did, and where the text is that they led to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from helpcentre.content.anchors import Anchors
from helpcentre.content.likeness import LONG, likeness, sketch
from helpcentre.content.page_ids import Place
from helpcentre.content.published import PublishedSection
from helpcentre.content.published_sections import head_digits, is_like
from helpcentre.content.steps import Step
from helpcentre.content.units import Unit, short


class LossKind(Enum):
    """What became of a published id."""

    RENAMED = "the heading has another id"
    MOVED = "the section stands on another page"
    GONE = "the section is gone"
    REUSED = "the id stands above another text"
    STEP_GONE = "the step is gone"


@dataclass(frozen=True)
class Loss:
    """A published id of the page ``path``, of the section ``section`` as it was published.

    ``now`` is where its text is, if it is somewhere. ``step`` is a new step in the place of one that is gone, which may
    be the same one in quite other words.
    """

    kind: LossKind
    path: str
    id: str
    section: PublishedSection
    now: Place | None = None
    step: Step | None = None

    @property
    def name(self) -> str:
        """What the id is called on the command line."""
        return f"{self.path}#{self.id}"


def find_losses(anchors: Anchors) -> Iterator[Loss]:
    """Yield what the source has lost of all that was published, by page and id; pages that are gone are left out."""
    for path in anchors.documents.paths(anchors.documents.source.code):
        if anchors.sections_of(path):
            yield from sorted(_of_page(anchors, path), key=lambda loss: loss.id)


def _of_page(anchors: Anchors, path: str) -> Iterator[Loss]:
    ours = anchors.source(path)
    by_id: dict[str, list[PublishedSection]] = {}
    for section in anchors.sections_of(path):
        by_id.setdefault(section.id, []).append(section)
    for each, versions in by_id.items():
        unit = ours.sections.get(each)
        if each in ours.lost:
            yield _of_section(anchors, path, versions)
        elif each and unit and _is_other(unit, versions, list(ours.sections.values())):
            yield Loss(LossKind.REUSED, path, each, versions[-1], _find(anchors, path, versions))
    for each, name in ours.lost.items():
        if each not in by_id and name not in ours.lost:  # else it is lost with its section
            section = next(found for found in by_id[name] if each in found.ids)
            yield Loss(LossKind.STEP_GONE, path, each, section, step=_step_in_place(anchors, path, section, each))


def _of_section(anchors: Anchors, path: str, versions: list[PublishedSection]) -> Loss:
    now = _find(anchors, path, versions)
    kind = LossKind.GONE if now is None else LossKind.RENAMED if now.path == path else LossKind.MOVED
    return Loss(kind, path, versions[-1].id, versions[-1], now)


def _is_other(unit: Unit, versions: list[PublishedSection], units: list[Unit]) -> bool:
    """Whether a section says something else than it did: it is not like it, or another one is what it was."""
    if any(_has_text(unit, version) for version in versions):
        return False
    is_elsewhere = any(_is_same(other, version) for version in versions for other in units if other.id != unit.id)
    return is_elsewhere or not any(is_like(unit, version) for version in versions)


def _find(anchors: Anchors, path: str, versions: list[PublishedSection]) -> Place | None:
    """Return where the text of a section is now: a section that was not published, on its page before others.

    On its page the heading is enough; other pages may have one of the same words.
    """
    others = [other for other in anchors.documents.paths(anchors.documents.source.code) if other != path]
    ways = (([path], _is_same), ([path], is_like), (others, _has_text), (others, _has_much_text))
    for paths, is_it in ways:
        for other in paths:
            known = {section.id for section in anchors.sections_of(other)}
            for each, unit in anchors.source(other).sections.items():
                is_new = each and each not in known and unit.has_explicit_id
                if is_new and any(is_it(unit, version) for version in versions):
                    return Place(other, each)
    return None


def _is_same(unit: Unit, version: PublishedSection) -> bool:
    return _has_text(unit, version) or (bool(unit.heading) and head_digits(unit) == version.head)


def _has_text(unit: Unit, version: PublishedSection) -> bool:
    return short(unit.fingerprint) == version.fingerprint


def _has_much_text(unit: Unit, version: PublishedSection) -> bool:
    return likeness(sketch(unit.text, LONG), version.sketch) >= 0.5


def _step_in_place(anchors: Anchors, path: str, section: PublishedSection, lost: str) -> Step | None:
    """Return the new step of a section that stands behind the same step as a lost one did, if there is one."""
    known = {each for other in anchors.sections_of(path) for each in other.ids}
    name = next((h for h, ids in anchors.source(path).former.items() if section.id in ids), section.id)
    present = [(step, each) for step, each in anchors.source(path).steps if step.section == name]
    here = {each for _, each in present}
    order = [each for each, _ in section.steps]
    before = next((each for each in reversed(order[: order.index(lost)]) if each in here), "")
    names = [each for _, each in present]
    start = names.index(before) + 1 if before else 0
    step, each = present[start] if start < len(present) else (None, "")
    return step if each not in known else None
