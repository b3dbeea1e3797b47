"""Pages and sections that authors point to in front matter: what is most asked, and what else helps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from helpcentre.content.documents import ALSO_IN, Documents
from helpcentre.content.former_ids import claims_in
from helpcentre.content.frontmatter import Document
from helpcentre.content.prose import Block
from helpcentre.content.reads import recorded
from helpcentre.content.titles import heading_of, page_title
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.diagnostics.suggest import did_you_mean

MOST_ASKED, RELATED = "most_asked", "related"
"""Front matter keys of a source page, for all languages: lists of ``path.md`` or ``path.md#heading``."""


@dataclass(frozen=True)
class PageRef:
    """An entry of such a list: the page's path, the id of one of its headings or nothing, and the entry's line."""

    path: str
    anchor: str
    line: int

    def fragment(self, document: Document) -> str:
        """Return what leads to the heading, as in ``#heading``; nothing where ``document`` does not have it."""
        return f"#{self.anchor}" if self.anchor in units(document) else ""

    def title(self, document: Document) -> str:
        """Return the heading that it leads to, as the page ``document`` has it: without an id, that of the page."""
        unit = units(document).get(self.anchor)
        if unit and unit.heading:
            return Block("heading", 0, unit.heading).flat
        return page_title(document, self.path) if self.anchor else heading_of(document, self.path)


def page_refs(documents: Documents, path: str, key: str) -> list[PageRef]:
    """Return what the source page at ``path`` lists under ``key``."""
    source = documents.get(documents.source.code, path)
    given = source.meta.get(key, []) if source else []
    listed = [given] if isinstance(given, str) else given
    file = documents.file(documents.source.code, path)
    lines = file.read_text(encoding="utf-8").splitlines() if listed else []
    found = []
    for entry in map(str, listed):
        line = next((number for number, text in enumerate(lines, start=1) if entry in text), 1)
        found.append(PageRef(entry.partition("#")[0], entry.partition("#")[2], line))
    return found


@recorded
def shown_target(documents: Documents, code: str, path: str, anchor: str) -> tuple[str, str] | None:
    """Return what leads to the heading of an entry, and its title, in a language that may have no such page."""
    document, ref = documents.get(code, path), PageRef(path, anchor, 0)
    return (ref.fragment(document), ref.title(document)) if document else None


@recorded
def heading_ids(documents: Documents, code: str, path: str) -> frozenset[str] | None:
    """Return the ids of a page's units, None where there is no such page."""
    document = documents.get(code, path)
    return frozenset(units(document)) if document else None


def check_also_in(documents: Documents) -> Iterator[Problem]:
    """Yield a problem for each topic in which a source page says that it is to be listed, and that is not there."""
    code = documents.source.code
    paths = documents.paths(code)
    folders = frozenset(str(folder) for path in paths for folder in PurePosixPath(path).parents if folder.name)
    for path in paths:
        for folder in documents.also_in(path):
            if folder not in folders:
                file = documents.file(code, path)
                lines = enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
                line = next((number for number, text in lines if folder in text), 1)
                fix = did_you_mean(folder, folders, "write the path of a folder of pages")
                message = f"{ALSO_IN}: {folder}: there is no such topic"
                yield problem(Rule.LINK_TARGET_MISSING, file=documents.name(file), line=line, message=message, fix=fix)


def check_page_refs(documents: Documents, path: str) -> Iterator[Problem]:
    """Yield a problem for each entry of the source page at ``path`` that names a page or heading which is not there.

    Pages that are not for the audience are only left out of the lists: they come, or were there.
    """
    code = documents.source.code
    file = documents.name(documents.file(code, path))
    for each in [each for key in (MOST_ASKED, RELATED) for each in page_refs(documents, path, key)]:
        ids = heading_ids(documents, code, each.path)
        if ids is None and (code, each.path) in documents.hidden():
            continue
        if ids is None:
            message = f"{each.path}: there is no such page"
            fix = did_you_mean(each.path, frozenset(documents.paths(code)), f"write its path below docs/{code}")
            yield problem(Rule.LINK_TARGET_MISSING, file=file, line=each.line, message=message, fix=fix)
        elif each.anchor and each.anchor not in ids:
            message = f"{each.path}#{each.anchor}: the page has no such heading"
            renamed = _heading_that_was(documents.get(code, each.path), each.anchor)
            fix = did_you_mean(renamed or each.anchor, ids, "write the id of one of its headings")
            yield problem(Rule.ANCHOR_MISSING, file=file, line=each.line, message=message, fix=fix)


def _heading_that_was(document: Document | None, anchor: str) -> str:
    """Return the id of the heading of a page that lists ``anchor`` as a former one, or nothing."""
    claims = claims_in(document) if document else ()
    return next((heading for heading, former in claims if (None, anchor) in former), "")
