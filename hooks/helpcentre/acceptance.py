"""The translator's side of page states: a table of them, and recording that a translation is up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from helpcentre import frontmatter
from helpcentre.languages import read_languages
from helpcentre.problems import HelpcentreError
from helpcentre.translations import RECORD_KEY, PageState, Status, fingerprints, state


@dataclass(frozen=True)
class StatusRow:
    """What one page is worth in one language."""

    language: str
    path: str
    state: PageState

    @property
    def is_current(self) -> bool:
        """Whether nothing is left to translate."""
        return self.state.status is Status.CURRENT


def status_rows(config: MkDocsConfig) -> list[StatusRow]:
    """Return the state of each source page in each other language, sorted by language, then path."""
    docs_dir = Path(config.docs_dir)
    source, *others = read_languages(config)
    rows = []
    for path in sorted(file.relative_to(docs_dir / source.code) for file in (docs_dir / source.code).rglob("*.md")):
        original = _read(docs_dir / source.code / path)
        for language in others:
            file = docs_dir / language.code / path
            translation = _read(file) if file.is_file() else None
            rows.append(StatusRow(language.code, path.as_posix(), state(original, translation)))
    return sorted(rows, key=lambda row: (row.language, row.path))


def status_table(rows: Sequence[StatusRow]) -> str:
    """Return the rows that need work, one a line, and a line of totals for each language."""
    lines = [f"{row.language}/{row.path}  {_in_words(row.state)}" for row in rows if not row.is_current]
    for code in sorted({row.language for row in rows}):
        own = [row for row in rows if row.language == code]
        lines.append(f"{code}: {sum(row.is_current for row in own)} of {len(own)} pages current")
    return "\n".join(lines)


def accept(config: MkDocsConfig, pages: Iterable[str]) -> Iterator[Path]:
    """Record today's source fingerprints in each translated page, named below the docs folder; yield its file.

    Raises HelpcentreError, before any file is written, where a page, its source or its language does not exist.
    """
    docs_dir = Path(config.docs_dir)
    source, *others = read_languages(config)
    codes = {language.code for language in others}
    changes = [(docs_dir / page, _recorded(docs_dir, page, source.code, codes)) for page in pages]
    for file, text in changes:
        if text != file.read_text(encoding="utf-8"):
            file.write_text(text, encoding="utf-8", newline="\n")
        yield file


def _in_words(page_state: PageState) -> str:
    sections = ", ".join(unit.id for unit in page_state.changed)
    return f"{page_state.status.value}: {sections}" if sections else page_state.status.value


def _recorded(docs_dir: Path, page: str, source: str, codes: set[str]) -> str:
    code, _, path = page.partition("/")
    if code not in codes:
        fix = f"name it below {docs_dir.name}, with one of the languages {', '.join(sorted(codes))} first"
        raise HelpcentreError("not a translated page", fix=fix, file=page)
    for file in (docs_dir / page, docs_dir / source / path):
        if not file.is_file():
            raise HelpcentreError("no such page", fix="name a page as in en/article/reasons.md", file=str(file))
    text = (docs_dir / page).read_text(encoding="utf-8")
    return frontmatter.with_key(text, RECORD_KEY, fingerprints(_read(docs_dir / source / path)))


def _read(file: Path) -> frontmatter.Document:
    return frontmatter.parse(file.read_text(encoding="utf-8"), file=str(file))
