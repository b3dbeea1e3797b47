"""From something in a built page back to the line that wrote it: of its Markdown, of a template, of a copied file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from helpcentre.content.markdown.links import ids_in, links_in
from helpcentre.content.snippets import included_files
from helpcentre.diagnostics.finding import Location
from helpcentre.output.page import PageRecord
from helpcentre.output.scan import Reference
from helpcentre.output.site import BuiltSite
from helpcentre.util.line_count import LineCount

BACK_TO_NOTE = "#fnref:"
"""What the address begins with that leads from a footnote back to its mark in the text."""

_WORD = re.compile(r"[^\"'(),\s]+")
_ENDS_WORDS = re.compile(r"[\"'(),\s]")


@dataclass(frozen=True)
class SourceMap:
    """Finds the places in a project that the parts of its built site come from; each file is read once."""

    site: BuiltSite
    _texts: dict[Path, str] = field(default_factory=dict)
    _targets: dict[Path, dict[str, list[int]]] = field(default_factory=dict)
    _words: dict[Path, dict[str, list[int]]] = field(default_factory=dict)
    _included: dict[Path, list[Path]] = field(default_factory=dict)
    _addresses: dict[tuple[Path, str], dict[str, list[int]]] = field(default_factory=dict)
    _ids: dict[Path, dict[str, list[int]]] = field(default_factory=dict)
    _written: dict[str, Location | None] = field(default_factory=dict)

    def of_use(self, use: Reference, dest: str) -> list[Location]:
        """Return the places that wrote an address which the built file ``dest`` uses."""
        record = self.site.by_dest.get(dest)
        if record is None:
            copied = self._copied(use.url, dest) or Location(dest)
            return [copied if copied.line else self._template(use) or copied]
        found = self._in(self._file(record), use, record)
        return found or self._snippet(use, record) or [self._template(use) or Location(record.source, is_shared=True)]

    def of_id(self, name: str, dest: str) -> list[Location]:
        """Return the places that gave the id ``name`` to a second and further elements of the built file ``dest``."""
        record = self.site.by_dest.get(dest)
        lines = self._ids_in(self._file(record)).get(name, []) if record else []
        source = record.source if record else dest
        return [Location(source, line) for line in lines[1:] or lines] or [
            Location(source, is_shared=record is not None)
        ]

    def of_file(self, dest: str) -> Location:
        """Return what the built file ``dest`` was made from, or the file itself."""
        record = self.site.by_dest.get(dest)
        return Location(record.source) if record else self._copied("", dest) or Location(dest)

    def _file(self, record: PageRecord) -> Path:
        return self.site.project_dir / record.source

    def _in(self, file: Path, use: Reference, record: PageRecord) -> list[Location]:
        """Return the lines of a Markdown file whose links became ``use`` in the page of ``record``."""
        lines = self._targets_in(file).get(use.url, [])
        if not lines:
            address = self.site.resolve(self.site.address(record.dest), use.url).address
            lines = self._addresses_in(file, record).get(address, [])
        if not lines and use.url.startswith(BACK_TO_NOTE):  # the way back that a footnote ends with
            name = re.escape(unquote(use.url.removeprefix(BACK_TO_NOTE)))
            count = LineCount(text := self._text(file))
            lines = [count.above(match.start()) + 1 for match in re.finditer(rf"(?m)^ {{0,3}}\[\^{name}\]:", text)]
        if not lines and len(use.url) > 2:  # in an attribute of HTML that is not looked for in Markdown
            lines = self._words_in(file).get(use.url, []) or self._attributes(file, use.url)
        return [Location(self._name(file), line) for line in lines]

    def _words_in(self, file: Path) -> dict[str, list[int]]:
        """Return the lines of a file that have each word, as values of attributes are: each is looked for once."""
        if file not in self._words:
            text = self._text(file)
            count = LineCount(text)
            self._words[file] = _grouped((word[0], count.above(word.start()) + 1) for word in _WORD.finditer(text))
        return self._words[file]

    def _attributes(self, file: Path, url: str) -> list[int]:
        """Return the lines of a file that have an address with signs in it that end words."""
        if not _ENDS_WORDS.search(url):
            return []
        text = self._text(file)
        count = LineCount(text)
        attribute = re.compile(rf"[\"'(,\s]{re.escape(url)}[\"'),\s]")
        return [count.above(match.start() + 1) + 1 for match in attribute.finditer(text)]

    def _targets_in(self, file: Path) -> dict[str, list[int]]:
        """Return the lines of a Markdown file that have each target of a link."""
        if file not in self._targets:
            found = links_in(self._text(file), line=1, dialect=self.site.dialect)
            self._targets[file] = _grouped((link.target, link.line) for link in found)
        return self._targets[file]

    def _addresses_in(self, file: Path, record: PageRecord) -> dict[str, list[int]]:
        """Return the lines of a Markdown file that have each address that a link target was built to."""
        key = file, record.dest
        if key not in self._addresses:
            found = ((self._built(target, record), lines) for target, lines in self._targets_in(file).items())
            self._addresses[key] = {
                address: sorted(lines)
                for address, lines in _grouped((address, line) for address, lines in found for line in lines).items()
            }
        return self._addresses[key]

    def _ids_in(self, file: Path) -> dict[str, list[int]]:
        """Return the lines of a Markdown file that give each id."""
        if file not in self._ids:
            self._ids[file] = _grouped(ids_in(self._text(file), line=1, dialect=self.site.dialect))
        return self._ids[file]

    def _built(self, target: str, record: PageRecord) -> str:
        """Return the absolute address that a link target in the page's Markdown file was built to."""
        path, hash_sign, anchor = target.partition("#")
        page = self.site.by_path.get((record.language, page_path(path, record.path))) if path.endswith(".md") else None
        if page:
            return self.site.address(page.dest) + hash_sign + anchor
        return self.site.resolve(self.site.address(record.dest), target).address

    def _snippet(self, use: Reference, record: PageRecord) -> list[Location]:
        file = self._file(record)
        folder = Path(str(file).removesuffix(record.path))
        if file not in self._included:
            self._included[file] = list(included_files(self._text(file), folder))
        return [place for each in self._included[file] for place in self._in(each, use, record)]

    def _copied(self, text: str, dest: str) -> Location | None:
        """Return the first place of ``text`` in a file that was copied into the site as it is."""
        for file in (folder / dest for folder in self.site.origins):
            if file.is_file():
                return next(self._lines(file, text), Location(self._name(file)))
        return None

    def _template(self, use: Reference) -> Location | None:
        """Return the one place in the templates that has the address written out, if there is just one."""
        text = use.url.lstrip("./")
        if text not in self._written:  # a template's address is asked about once for each page
            found = [place for file in self._templates for place in self._lines(file, text)] if len(text) > 1 else []
            self._written[text] = Location(found[0].file, found[0].line, is_shared=True) if len(found) == 1 else None
        return self._written[text]

    @cached_property
    def _templates(self) -> list[Path]:
        found = (file for folder in self.site.templates for file in folder.rglob("*"))
        return sorted(file for file in found if file.suffix in (".html", ".css"))

    def _lines(self, file: Path, text: str) -> Iterator[Location]:
        lines = self._text(file).splitlines() if text in self._text(file) else []
        return (Location(self._name(file), number) for number, line in enumerate(lines, start=1) if text in line)

    def _text(self, file: Path) -> str:
        if file not in self._texts:
            self._texts[file] = file.read_text(encoding="utf-8")
        return self._texts[file]

    def _name(self, file: Path) -> str:
        return Path(os.path.relpath(file, self.site.project_dir)).as_posix()


def _grouped(found: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    grouped: dict[str, list[int]] = {}
    for name, line in found:
        grouped.setdefault(name, []).append(line)
    return grouped


def page_path(target: str, path: str) -> str:
    """Return the path of the page that a Markdown link means, ``path`` being that of the page it stands in."""
    return normpath(join(dirname(path), target.partition("#")[0]))
