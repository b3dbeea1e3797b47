"""What ``helpcentre keep`` writes, so that published ids lead on: former ids beside headings, and what is gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from helpcentre.content import frontmatter
from helpcentre.content.anchors import Anchors
from helpcentre.content.former_ids import FORMER, former_ids
from helpcentre.content.losses import Loss, LossKind, find_losses
from helpcentre.content.places import PUBLISHED
from helpcentre.content.published import Published, as_text
from helpcentre.content.published_sections import published_section
from helpcentre.content.translation_record import MACHINE_KEY, MINOR_KEY, RECORD_KEY
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.hosting.published import sections_now
from helpcentre.util.files import read_text, write_texts

ALL = "all"
"""What stands for every id that is left."""


def keep(anchors: Anchors, *, gone: Collection[str] = (), same: Collection[str] = ()) -> list[Path]:
    """Write what lets published ids lead on, and return the files.

    A heading with another id, or on another page, gets its former one, and its translations the new one. ``gone`` names
    ids, as in ``topic/page.md#rest``, of which readers are told that they are gone; ``same`` those whose text is the
    same in other words. Raises HelpcentreError for a name that stands for no loss.
    """
    losses = {loss.name: loss for loss in find_losses(anchors)}
    _require_known([*(set(gone) - {ALL}), *same], losses)
    published = anchors.published
    edits = _Edits(anchors)
    for name, loss in losses.items():
        if name in same:
            published = _as_same(anchors, published, loss)
        elif name in gone or (ALL in gone and loss.kind in (LossKind.GONE, LossKind.STEP_GONE)):
            published = _as_gone(anchors, published, loss)
        elif loss.kind in (LossKind.RENAMED, LossKind.MOVED):
            edits.add_former(loss)
    root = anchors.documents.project_dir
    texts = edits.texts
    if published != anchors.published:
        texts[root / PUBLISHED] = as_text(published)
    changed = {file: text for file, text in texts.items() if not file.exists() or read_text(file) != text}
    write_texts(changed, folder=root)
    return sorted(changed)


def _require_known(names: Iterable[str], losses: Mapping[str, Loss]) -> None:
    for name in names:
        if name not in losses:
            known = ", ".join(losses) or "none"
            raise HelpcentreError(f"{name!r} is no published id that needs a decision", fix=f"use one of: {known}")


def _as_same(anchors: Anchors, published: Published, loss: Loss) -> Published:
    """Return what was published, with the present text as another one of the same id."""
    if loss.kind is LossKind.REUSED:
        new = [section for section in sections_now(anchors, loss.path) if section.id == loss.id]
    elif loss.step:
        source, section = anchors.source(loss.path), loss.step.section
        steps = [(step, loss.id if step == loss.step else name) for step, name in source.steps]
        own = [(step, name) for step, name in steps if step.section == section]
        address = anchors.addresses.url(anchors.documents.source, loss.path).removeprefix("./")
        new = [published_section(address, section, source.sections.get(section), own)]
    else:
        fix = "name one whose step or heading stands there in other words"
        raise HelpcentreError(f"--same: there is nothing in the place of {loss.name}", fix=fix)
    return replace(published, sections=(*published.sections, *new))


def _as_gone(anchors: Anchors, published: Published, loss: Loss) -> Published:
    """Return what was published, with an id that is gone; with a section, the steps that nobody has any more."""
    lost = anchors.source(loss.path).lost
    ids = [loss.id, *(each for each, section in lost.items() if section == loss.id)]
    address = loss.section.address
    return replace(published, gone={**published.gone, **{(address, each): 0 for each in ids}})


class _Edits:
    """The Markdown files that are changed, with their new texts."""

    def __init__(self, anchors: Anchors) -> None:
        self.texts: dict[Path, str] = {}
        self._anchors, self._documents = anchors, anchors.documents

    def add_former(self, loss: Loss) -> None:
        """Let the heading that has a lost one's text list its id, and translations take the heading's id."""
        if loss.now is None:
            return
        is_here = loss.now.path == loss.path
        former = loss.id if is_here else f"/{loss.section.address}#{loss.id}"
        code = self._documents.source.code
        self._change_heading(code, loss.now.path, loss.now.id, lambda line: with_former(line, former))
        if is_here:
            self._rename_keys(code, loss.path, MINOR_KEY, loss.id, loss.now.id)
            for language in self._documents.languages[1:]:
                self._rename(language.code, loss.path, loss.id, loss.now.id)

    def _rename(self, code: str, path: str, old: str, new: str) -> None:
        document = self._documents.get(code, path)
        if document and old in units(document) and new not in units(document):
            pattern = re.compile(rf"(?<=[{{\s])#{re.escape(old)}(?=[\s}}])")
            self._change_heading(code, path, old, lambda line: pattern.sub(f"#{new}", line))
            self._rename_keys(code, path, RECORD_KEY, old, new)
            self._rename_keys(code, path, MACHINE_KEY, old, new)

    def _change_heading(self, code: str, path: str, unit: str, change: Callable[[str], str]) -> None:
        document = self._documents.get(code, path)
        if document:
            file = self._documents.file(code, path)
            before = read_text(file).count("\n") - self._text(file).count("\n")
            lines = self._text(file).splitlines(keepends=True)
            number = units(document)[unit].line - 1 - before
            lines[number] = change(lines[number])
            self.texts[file] = "".join(lines)

    def _rename_keys(self, code: str, path: str, key: str, old: str, new: str) -> None:
        document = self._documents.get(code, path)
        given = document.meta.get(key) if document else None
        if isinstance(given, dict):
            renamed = {_renamed(str(each), old, new): value for each, value in given.items()}
            if list(renamed) != list(given):
                file = self._documents.file(code, path)
                self.texts[file] = frontmatter.with_key(self._text(file), key, renamed)

    def _text(self, file: Path) -> str:
        return self.texts[file] if file in self.texts else read_text(file)


def with_former(line: str, former: str) -> str:
    """Return a heading's line with a further former id in its braces."""
    known = former_ids(line)
    if former in known:
        return line
    written = f"former={former}" if not known else f'former="{" ".join([*known, former])}"'
    if known:
        return FORMER.sub(lambda _: written, line, count=1)
    head, _, end = line.rpartition("}")
    return f"{head.rstrip()} {written}}}{end}"


def _renamed(unit: str, old: str, new: str) -> str:
    section, dot, rest = unit.partition(".")
    return f"{new}{dot}{rest}" if section == old else unit
