"""Random histories of a small help centre, in memory and on disk, with all that was ever published of it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from helpcentre.content.addresses import Addresses, file_of
from helpcentre.content.anchors import Anchors
from helpcentre.content.documents import Documents
from helpcentre.content.former_ids import former_ids
from helpcentre.content.language import Language
from helpcentre.content.losses import LossKind, find_losses
from helpcentre.content.places import PUBLISHED
from helpcentre.content.published import read_published
from helpcentre.content.steps import StepReader
from helpcentre.content.units import units
from helpcentre.hosting.keep import keep
from helpcentre.hosting.published import publish, read_anchors, remember_texts
from helpcentre.hosting.redirects import read_redirects
from helpcentre.translation.acceptance import accept

LANGUAGES = (
    Language("de", "Deutsch", is_source=True),
    Language("en", "English", is_source=False),
    Language("fr", "Français", is_source=False),
)
WORDS = """\
Konto Telefon Nummer Taste Bild Ordner Datei Fenster Menü Knopf öffnen schließen tippen wählen senden prüfen warten
Antwort Anfrage Sperre Regel Frist Adresse Sprache Farbe Kamera Tastatur Speicher Netz Karte Rechnung Preis Vertrag
Kündigung Lieferung Paket Filiale Stunde Woche Monat Jahr Daten Schutz Hilfe Seite Liste Zeile Spalte Tabelle
""".split()  # noqa: SIM905  # a page of quotes otherwise


@dataclass(eq=False)
class Item:
    """A section or step: ``name`` never changes, whatever it says."""

    name: int
    words: list[str]


@dataclass(eq=False)
class Section(Item):
    """A section with its steps; ``braces`` is what stands behind its heading."""

    braces: str = ""
    heading: list[str] = field(default_factory=list)
    steps: list[Item] = field(default_factory=list)

    def copy(self) -> Section:
        """Return the section as it is now, with the same names."""
        steps = [Item(step.name, list(step.words)) for step in self.steps]
        return Section(self.name, list(self.words), self.braces, list(self.heading), steps)

    @property
    def id(self) -> str:
        """The present id."""
        return self.braces.split()[0].strip("{#}")


@dataclass(eq=False)
class Page:
    """A page of the source, and its translation as it was when it was made."""

    path: str
    name: int
    sections: list[Section]
    meta: list[str] = field(default_factory=list)
    english: list[Section] | None = None
    english_meta: str = ""


class History:
    """A help centre that somebody works on; ``kept`` is what readers have: language, address and id of each item."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.random = folder, random.Random(seed)
        self.kept: dict[tuple[str, str, str], int] = {}
        self.told = 0
        """How often readers were told that something is gone that is still there."""
        self._last = 0
        self.pages = [self._page(f"topic/p{number}.md") for number in range(self.random.randint(1, 3))]
        self.log: list[str] = []
        self.write()

    def run(self, count: int) -> Iterator[str]:
        """Do ``count`` things at random and yield what was lost; the author answers for what a build would refuse."""
        ways: list[Callable[[], str]] = [
            self._edit_step, self._edit_step, self._insert_step, self._insert_step, self._remove_step, self._swap_steps,
            self._move_step, self._edit_section, self._edit_heading, self._rename_section, self._move_section,
            self._insert_section, self._remove_section, self._turn_sections, self._rename_page, self._translate,
            self._translate, self._publish, self._publish,
        ]  # fmt: skip
        for _ in range(count):
            self.log.append(self.random.choice(ways)())
            self.write()
            self._answer()
            yield from self.broken()

    # What an author does.

    def _edit_step(self) -> str:
        step = self._step()
        if step:
            for _ in range(max(1, len(step.words) // 6)):
                step.words[self.random.randrange(len(step.words))] = self.random.choice(WORDS)
        return f"edit step {step.name if step else ''}"

    def _insert_step(self) -> str:
        section = self._section()
        section.steps.insert(self.random.randint(0, len(section.steps)), self._item())
        return f"insert step {section.id}"

    def _remove_step(self) -> str:
        section = self._section()
        gone = section.steps.pop(self.random.randrange(len(section.steps))) if section.steps else None
        return f"remove step {gone.name if gone else ''}"

    def _swap_steps(self) -> str:
        section = self._section()
        self.random.shuffle(section.steps)
        return f"swap steps {section.id}"

    def _move_step(self) -> str:
        page = self.random.choice(self.pages)
        one, other = self.random.choice(page.sections), self.random.choice(page.sections)
        if one.steps:
            step = one.steps.pop(self.random.randrange(len(one.steps)))
            other.steps.insert(self.random.randint(0, len(other.steps)), step)
        return f"move step {one.id} {other.id}"

    def _edit_section(self) -> str:
        section = self._section()
        section.words[self.random.randrange(len(section.words))] = self.random.choice(WORDS)
        return f"edit section {section.id}"

    def _edit_heading(self) -> str:
        section = self._section()
        section.heading = self._words(2, 4)
        return f"edit heading {section.id}"

    def _rename_section(self) -> str:
        section, old = self._section(), ""
        old = section.id
        section.braces = section.braces.replace(f"#{old}", f"#s{self._next()}", 1)
        return f"rename {old} {section.id}"

    def _move_section(self) -> str:
        one, other = self.random.choice(self.pages), self.random.choice(self.pages)
        if one is not other and len(one.sections) > 1:
            section = one.sections.pop(self.random.randrange(len(one.sections)))
            other.sections.insert(self.random.randint(0, len(other.sections)), section)
            return f"move section {section.id} {one.path} {other.path}"
        return "nothing"

    def _insert_section(self) -> str:
        page = self.random.choice(self.pages)
        page.sections.insert(self.random.randint(0, len(page.sections)), self._new_section())
        return f"insert section {page.path}"

    def _remove_section(self) -> str:
        page = self.random.choice(self.pages)
        if len(page.sections) > 1:
            return f"remove section {page.sections.pop(self.random.randrange(len(page.sections))).id}"
        return "nothing"

    def _turn_sections(self) -> str:
        self.random.shuffle(self.random.choice(self.pages).sections)
        return "turn sections"

    def _rename_page(self) -> str:
        page = self.random.choice(self.pages)
        old = page.path
        page.path = f"topic/p{self._next()}.md"
        page.meta.append(f"/{old.removesuffix('.md')}/")
        for code in ("de", "en"):
            file = self.folder / "docs" / code / old
            if file.exists():
                file.rename(self.folder / "docs" / code / page.path)
        return f"rename page {old} {page.path}"

    def _translate(self) -> str:
        page = self.random.choice(self.pages)
        page.english = [section.copy() for section in page.sections]
        self.write()
        accept(self._documents(), [page.path], code="en")
        remember_texts(self.folder / PUBLISHED, self.anchors(), [page.path])
        page.english_meta = self._front("en", page)
        return f"translate {page.path}"

    def _publish(self) -> str:
        self._answer()
        publish(self.folder / PUBLISHED, self.anchors())
        anchors = self.anchors()
        for language, path, page in self._shown():
            address = anchors.addresses.url(language, path)
            for each, name in self._items(anchors, language, page):
                self.kept[language.code, address, each] = name
        return "publish"

    def _answer(self) -> None:
        """Do what a refused build asks for: the author knows what is the same and what is gone."""
        self._follow_headings()
        for _ in range(3):
            anchors = self.anchors()
            losses = list(find_losses(anchors))
            if not losses:
                return
            gone: list[str] = []
            same: list[str] = []
            for loss in losses:
                name = self._name_of(loss)
                if loss.kind is LossKind.STEP_GONE:
                    is_same = loss.step is not None and name == self._step_name(
                        loss.path, loss.step.section, loss.step.place
                    )
                    (same if is_same else gone).append(loss.name)
                elif loss.kind is LossKind.REUSED:
                    same.append(loss.name)
                elif loss.kind is LossKind.GONE or not self._is_same_section(loss.now, name):
                    gone.append(loss.name)
            keep(anchors, gone=gone, same=same)
            self._read_back()
        raise AssertionError([(loss.kind, loss.name) for loss in find_losses(self.anchors())])

    def _follow_headings(self) -> None:
        """Give headings of translations the ids of their source, as ``heading-differs`` asks for."""
        for page in self.pages:
            known = {each for section in page.sections for each in (section.id, *former_ids(section.braces))}
            for section in page.english or []:
                ours = next((other for other in page.sections if other.name == section.name), None)
                if ours and section.id not in known:
                    page.english_meta = page.english_meta.replace(f"  {section.id}:", f"  {ours.id}:")
                    section.braces = ours.braces
        self.write()

    # What readers find.

    def broken(self) -> Iterator[str]:
        """Yield each kept address and id that leads to something else without a word, or nowhere."""
        anchors = self.anchors()
        leads = {former: each.dest for former, each in read_redirects(anchors.addresses).redirects.items()}
        pages = {anchors.addresses.dest(language, path): (language, page) for language, path, page in self._shown()}
        for (code, address, each), name in self.kept.items():
            file = file_of(address)
            place = pages.get(leads.get(file, file))
            problem = self._what_is_wrong(anchors, *place, each, name) if place else "is on no page"
            if problem:
                yield f"{code} {address}#{each} ({name}): {problem}"

    def _what_is_wrong(self, anchors: Anchors, language: Language, page: Page, each: str, name: int) -> str:
        text = "en" if language.code == "en" and page.english is not None else "de"
        here = dict(self._items(anchors, language, page))
        if each in here:
            return "" if here[each] == name else f"leads to {here[each]}"
        shown = anchors.page(text, page.path)
        for heading, others in shown.targets.items():
            if each in others:  # the part that a step stood in, or its own
                return (
                    ""
                    if here.get(heading) == name or "step" in each
                    else f"leads to the heading of {here.get(heading)}"
                )
        notice = next((notice for notice in shown.notices if notice.id == each), None)
        if notice is None:
            return "is not on the page"
        if notice.moved_to:
            other = next(found for found in self.pages if found.path == notice.moved_to.path)
            there = dict(self._items(anchors, LANGUAGES[0], other))
            return "" if there.get(notice.moved_to.id) == name else f"is said to be {there.get(notice.moved_to.id)}"
        self.told += name in here.values()
        return ""

    def _items(self, anchors: Anchors, language: Language, page: Page) -> Iterator[tuple[str, int]]:
        """Yield the id and name of each section and step that readers see on a page."""
        is_english = language.code == "en" and page.english is not None
        sections = (page.english if is_english else page.sections) or []
        shown = anchors.page("en" if is_english else "de", page.path)
        for section in sections:
            yield section.id, section.name
            for place, step in enumerate(section.steps, start=1):
                yield shown.steps[section.id, place], step.name

    def _shown(self) -> Iterator[tuple[Language, str, Page]]:
        for language in LANGUAGES:
            for page in self.pages:
                yield language, page.path, page

    # The files.

    def anchors(self) -> Anchors:
        """Return the ids of all pages as they are on disk now."""
        addresses = Addresses(self._documents(), as_folders=True, chains={"de": (), "en": ("de",), "fr": ("de",)})
        return read_anchors(addresses, read_published(self.folder / PUBLISHED), StepReader())

    def write(self) -> None:
        """Write all pages."""
        for code in ("de", "en"):
            shutil.rmtree(self.folder / "docs" / code, ignore_errors=True)
        for page in self.pages:
            former = f"former: [{', '.join(page.meta)}]\n" if page.meta else ""
            self._write("de", page.path, f"---\ntitle: T{page.name}\n{former}---\n", page.name, page.sections)
            if page.english is not None:
                front = page.english_meta or f"---\ntitle: E{page.name}\n---\n"
                self._write("en", page.path, front, page.name, page.english)

    def _write(self, code: str, path: str, front: str, name: int, sections: list[Section]) -> None:
        lines = [front, f"# Seite {name} {{#page}}\n"]
        for section in sections:
            lines.append(f"## {' '.join(section.heading)} {section.braces}\n\n{self._said(code, section.words)}\n")
            lines += [f"{place}. {self._said(code, step.words)}\n" for place, step in enumerate(section.steps, start=1)]
        file = self.folder / "docs" / code / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines), encoding="utf-8")

    def _said(self, code: str, words: list[str]) -> str:
        return " ".join(word[::-1] if code == "en" else word for word in words)

    def _read_back(self) -> None:
        """Take over what ``keep`` wrote into the pages."""
        documents = self._documents()
        for page in self.pages:
            for code, sections in (("de", page.sections), ("en", page.english or [])):
                document = documents.get(code, page.path)
                heads = [unit.head for unit in units(document).values() if unit.head] if document else []
                for section, head in zip(sections, heads[1:], strict=True):
                    line = document.scan.lines[head.start] if document else ""
                    section.braces = line[line.rindex("{") :]
            if page.english is not None:
                page.english_meta = self._front("en", page)

    def _front(self, code: str, page: Page) -> str:
        text = (self.folder / "docs" / code / page.path).read_text(encoding="utf-8")
        return text[: text.index("---\n", 4) + 4]

    def _documents(self) -> Documents:
        return Documents(self.folder, self.folder / "docs", LANGUAGES, has_asides=False)

    # Names.

    def _name_of(self, loss: object) -> int:
        address, each = loss.section.address, loss.id  # type: ignore[attr-defined]
        return self.kept.get(("de", address, each), -1)

    def _is_same_section(self, place: object, name: int) -> bool:
        page = next(page for page in self.pages if page.path == place.path)  # type: ignore[attr-defined]
        return any(section.id == place.id and section.name == name for section in page.sections)  # type: ignore[attr-defined]

    def _step_name(self, path: str, section: str, place: int) -> int:
        page = next(page for page in self.pages if page.path == path)
        return next(found.steps[place - 1].name for found in page.sections if found.id == section)

    def _page(self, path: str) -> Page:
        return Page(path, self._next(), [self._new_section() for _ in range(self.random.randint(1, 3))])

    def _new_section(self) -> Section:
        name = self._next()
        steps = [self._item() for _ in range(self.random.randint(0, 4))]
        return Section(name, self._words(12, 30), f"{{#s{name}}}", self._words(2, 4), steps)

    def _item(self) -> Item:
        return Item(self._next(), self._words(6, 14))

    def _words(self, least: int, most: int) -> list[str]:
        return [self.random.choice(WORDS) for _ in range(self.random.randint(least, most))]

    def _section(self) -> Section:
        return self.random.choice(self.random.choice(self.pages).sections)

    def _step(self) -> Item | None:
        steps = [step for page in self.pages for section in page.sections for step in section.steps]
        return self.random.choice(steps) if steps else None

    def _next(self) -> int:
        self._last += 1
        return self._last
