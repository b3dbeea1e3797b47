"""New pages held against those on disk, and against what the last import wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from helpcentre.content.markdown.fences import Dialect
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.media import digests
from helpcentre.importer.merge import Merged, merge
from helpcentre.importer.model import Remark, note
from helpcentre.importer.record import ImportRecord, hashes, join_page, split_page
from helpcentre.util.files import read_text

GONE = "gone from the export"


@dataclass(frozen=True)
class MergedPages:
    """What is to be written below ``docs``, what the next import is to know, and how many pages stay as they are."""

    texts: dict[str, str]
    contents: dict[str, bytes | Path]
    record: dict[str, dict[str, str]]
    files: dict[str, str]
    unchanged: int
    remarks: list[Remark]


@dataclass
class PageMerger:
    """Merges into one project; ``before`` is the record of the last import."""

    docs_dir: Path
    dialect: Dialect
    before: ImportRecord
    overwrite: bool
    remarks: list[Remark] = field(default_factory=list, init=False)

    def merge(self, pages: Mapping[str, str], files: Mapping[str, bytes | Path]) -> MergedPages:
        """Return the texts to write of new ``pages`` and the contents to write of ``files``.

        Raises HelpcentreError where a page or file stands in the way that no import has written.
        """
        texts: dict[str, str] = {}
        record: dict[str, dict[str, str]] = {}
        for name, text in pages.items():
            parts = split_page(text, file=name, dialect=self.dialect)
            kept, record[name] = self._page(name, text, parts)
            if kept is not None:
                texts[name] = kept
        for name in sorted(self.before.pages.keys() - pages.keys()):
            record[name] = self.before.pages[name]
            if (self.docs_dir / name).is_file():
                fix = "delete the page, with a redirect, if it is not needed here"
                self._remark(GONE, name, why="the page stays as it is", fix=fix)
        contents = self._contents(files)
        digested = {**self.before.files, **digests(files)}
        return MergedPages(texts, contents, record, digested, len(pages) - len(texts), self.remarks)

    def _page(self, name: str, text: str, parts: dict[str, str]) -> tuple[str | None, dict[str, str]]:
        """Return the text to write, None to leave the page alone, and the hashes to remember."""
        file, base = self.docs_dir / name, self.before.pages.get(name)
        there = hashes(parts)
        if not file.exists():
            if base is not None and not self.overwrite:
                why = "the page was imported before and is gone"
                self._remark("deleted here", name, why=why, fix="nothing: it stays so")
                return None, base
            return text, there
        here = read_text(file, name=name)
        if here == text:
            return None, there
        if self.overwrite:
            return text, there
        if base is None:
            raise _in_the_way(file)
        found = merge(base, split_page(here, file=name, dialect=self.dialect), parts)
        self._report_conflicts(name, found)
        unsettled = {conflict.part for conflict in found.conflicts}
        known = {key: value for key, value in there.items() if key not in unsettled}
        known |= {key: value for key, value in base.items() if key in unsettled}
        return self._unless_same(join_page(found.parts), here), known

    def _report_conflicts(self, name: str, found: Merged) -> None:
        for conflict in found.conflicts:
            here, there = (text.strip() or "(deleted)" for text in (conflict.here, conflict.there))
            words = f"here:\n{here}\nin the export:\n{there}"
            why, fix = "both were changed, so the page stays as it is", "put the export's change into the page"
            said = Remark("", _language(name), "conflict", words, why, fix, page=name, under=conflict.part)
            self.remarks.append(replace(said, is_loss=False))

    def _unless_same(self, text: str, here: str) -> str | None:
        parts = split_page(here, file="", dialect=self.dialect)
        return None if split_page(text, file="", dialect=self.dialect) == parts or text == join_page(parts) else text

    def _contents(self, files: Mapping[str, bytes | Path]) -> dict[str, bytes | Path]:
        """Return the files to write: those that are not there, or not as they are wanted."""
        wanted, contents = digests(files), {}
        for name, content in files.items():
            file = self.docs_dir / name
            if file.is_file():
                if digests({name: file}) == {name: wanted[name]}:
                    continue
                if name not in self.before.files and not self.overwrite:
                    raise _in_the_way(file)
            contents[name] = content
        return contents

    def _remark(self, kind: str, name: str, *, why: str, fix: str) -> None:
        self.remarks.append(replace(note("", _language(name), kind, name, why=why, fix=fix), page=name))


def _language(name: str) -> str:
    return name.partition("/")[0]


def _in_the_way(file: Path) -> HelpcentreError:
    return HelpcentreError("already there, and no import has written it", fix="move it, or use --force", file=str(file))
