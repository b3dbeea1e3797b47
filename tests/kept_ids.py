"""A small help centre on disk whose published ids are looked after, without a build."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from addressed_pages import ENGLISH, GERMAN
from helpcentre.content.addresses import Addresses
from helpcentre.content.anchors import Anchors
from helpcentre.content.documents import Documents
from helpcentre.content.places import PUBLISHED
from helpcentre.content.published import read_published
from helpcentre.content.steps import StepReader
from helpcentre.content.units import units
from helpcentre.hosting.published import publish, read_anchors, remember_texts
from helpcentre.translation.acceptance import accept


@dataclass(frozen=True)
class KeptIds:
    """Pages in German, the source, and English, below a folder."""

    folder: Path

    def write(self, name: str, text: str) -> None:
        """Write a page, as in ``de/a.md``; one without front matter gets a title."""
        file = self.folder / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text if text.startswith("---") else f"---\ntitle: T\n---\n\n{text}", encoding="utf-8")

    def read(self, name: str) -> str:
        """Return the text of a page, or of ``published.txt``."""
        return (self.folder / name if name == PUBLISHED else self.folder / "docs" / name).read_text(encoding="utf-8")

    @property
    def documents(self) -> Documents:
        """The pages as they are on disk now."""
        return Documents(self.folder, self.folder / "docs", (GERMAN, ENGLISH), has_asides=False)

    @property
    def anchors(self) -> Anchors:
        """The ids of the pages as they are on disk now."""
        addresses = Addresses(self.documents, as_folders=True, chains={"de": (), "en": ("de",)})
        return read_anchors(addresses, read_published(self.folder / PUBLISHED), StepReader())

    def publish(self) -> None:
        """Do what ``helpcentre publish`` does."""
        publish(self.folder / PUBLISHED, self.anchors)

    def accept(self, path: str) -> None:
        """Do what ``helpcentre accept --lang en`` does."""
        accept(self.documents, [path], code="en")
        remember_texts(self.folder / PUBLISHED, self.anchors, [path])

    def steps(self, code: str, path: str) -> dict[str, str]:
        """Return what each step of a page says, by its id."""
        anchors, document = self.anchors, self.documents.get(code, path)
        shown = anchors.page(code, path)
        read = anchors.reader.read(document) if document else ()
        return {shown.steps[step.section, step.place]: step.text for step in read}

    def said_at(self, code: str, path: str, each: str) -> str:
        """Return what readers find at an id of a page: a step, a heading, or a sentence in brackets."""
        shown, document = self.anchors.page(code, path), self.documents.get(code, path)
        for notice in shown.notices:
            if notice.id == each:
                return f"[moved to {notice.moved_to.path}#{notice.moved_to.id}]" if notice.moved_to else "[gone]"
        name = next((own for own, others in shown.targets.items() if each in others), each)
        headings = {own: unit.heading for own, unit in units(document).items()} if document else {}
        return self.steps(code, path).get(name) or headings.get(name, "nothing")
