"""An export becomes pages below ``docs``, all or none; and again later, without undoing what people have done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from helpcentre.content import frontmatter
from helpcentre.content.markdown.fences import Dialect
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.bodies.writer import Render
from helpcentre.importer.choice import choose_articles, in_no_topic, propose_synonyms
from helpcentre.importer.languages import match_locales, require_source
from helpcentre.importer.media import Media
from helpcentre.importer.model import Export, Remark
from helpcentre.importer.old_addresses import OldAddresses
from helpcentre.importer.page_merger import MergedPages, PageMerger
from helpcentre.importer.pages import Pages, outline_sections, write_article, write_topic
from helpcentre.importer.places import find_places
from helpcentre.importer.recognise import read_export
from helpcentre.importer.record import NAME, ImportRecord, dump_record, read_record
from helpcentre.importer.site import Site
from helpcentre.util.files import make_folder, names_below, read_text, write_files

Progress = Callable[[int, int], None]
"""What is told how many articles of how many are done."""


@dataclass(frozen=True)
class Destination:
    """The project that an export goes to: its ``docs``, its languages with the source first, and its Markdown."""

    docs_dir: Path
    codes: tuple[str, ...]
    render: Render
    dialect: Dialect


@dataclass(frozen=True)
class Outcome:
    """What an import wrote, or would write: pages and files below ``docs``, and the lines of its report."""

    system: str
    pages: list[str]
    files: list[str]
    unchanged: int
    remarks: list[Remark]


def move_in(
    source: Path,
    destination: Destination,
    *,
    system: str,
    languages: Mapping[str, str],
    has_drafts: bool = False,
    has_restricted: bool = False,
    overwrite: bool = False,
    is_dry: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Write the pages of an export and return what was done; with ``is_dry``, write nothing.

    Raises HelpcentreError, with nothing written, where the export cannot be read, has no language of the project, or
    a page stands in the way that no import has written.
    """
    export = read_export(source, system, languages=languages)
    remarks = list(export.remarks)
    locales = _require_locales(export, destination, source, remarks)
    export, more = choose_articles(export, has_restricted=has_restricted, has_drafts=has_drafts)
    remarks += more
    record_file = destination.docs_dir.resolve().parent / NAME
    before = read_record(record_file, system)
    site = _site(export, destination, locales, before, has_drafts=has_drafts)
    pages = _write_all(export, site, remarks, progress)
    merger = PageMerger(destination.docs_dir, destination.dialect, before, overwrite)
    result = merger.merge(pages.texts, site.media.contents)
    remarks += result.remarks
    after = ImportRecord(site.places, result.record, result.files, before.most_asked)
    _add_most_asked(export, site, destination, after, result.texts)
    remarks += [each for article in export.articles if (each := require_source(article, locales, site.source))]
    remarks += [each for article in export.articles if (each := in_no_topic(article, site))]
    remarks += propose_synonyms(export, site, pages)
    if not is_dry:
        _write(destination, record_file, dump_record(record_file, system, after), result)
    return Outcome(system, sorted(result.texts), sorted(result.contents), result.unchanged, remarks)


def _require_locales(export: Export, destination: Destination, source: Path, remarks: list[Remark]) -> dict[str, str]:
    """Return the project's languages by the locales of the export; raises HelpcentreError where they share none."""
    locales, more = match_locales(export.articles, destination.codes)
    remarks += more
    if not locales:
        found = ", ".join(sorted({locale for article in export.articles for locale in article.versions}))
        message = f"the export has {found}, the project {', '.join(destination.codes)}"
        raise HelpcentreError(message, fix="add the languages to mkdocs.yml", file=str(source))
    return locales


def _site(
    export: Export, destination: Destination, locales: Mapping[str, str], before: ImportRecord, *, has_drafts: bool
) -> Site:
    folder = destination.docs_dir / destination.codes[0]
    taken = [name for name in names_below(folder) if name.endswith(".md")] if before.pages else []
    places = find_places(export, known=before.places, taken=taken)
    source = destination.codes[0]
    sections = {
        article.id: outline_sections(article, locales, source=source, page=places.articles[article.id])
        for article in export.articles
    }
    media = Media(source)
    return Site(
        codes=destination.codes,
        locales=locales,
        render=destination.render,
        dialect=destination.dialect,
        addresses=OldAddresses.of(export),
        places=places,
        media=media,
        sections=sections,
        has_drafts=has_drafts,
    )


def _write_all(export: Export, site: Site, remarks: list[Remark], progress: Progress | None) -> Pages:
    pages = Pages()
    for topic in export.topics:
        if topic.id in site.places.topics:
            pages.texts |= write_topic(topic, site.places.topics[topic.id], site).texts
    for number, article in enumerate(export.articles, 1):
        found = write_article(article, site)
        pages.texts |= found.texts
        remarks += found.remarks
        if progress:
            progress(number, len(export.articles))
    return pages


def _add_most_asked(
    export: Export, site: Site, destination: Destination, record: ImportRecord, texts: dict[str, str]
) -> None:
    """Add what the export promotes to what the home page shows first; an entry that was taken out here stays out."""
    promoted = [site.places.articles[each.id] for each in export.articles if each.is_promoted]
    new = [path for path in promoted if path not in record.most_asked]
    name = f"{site.source}/index.md"
    home = destination.docs_dir / name
    if not new or not home.is_file():
        return
    text = read_text(home, name=name)
    given = frontmatter.parse(text, file=name, dialect=destination.dialect).meta.get("most_asked") or []
    listed = [given] if isinstance(given, str) else list(given)
    record.most_asked.extend(new)
    entries = [*listed, *(path for path in new if path not in listed)]
    if entries != listed:
        texts[name] = frontmatter.with_key(text, "most_asked", entries)


def _write(destination: Destination, record_file: Path, record: str, result: MergedPages) -> None:
    """Write pages, files and record, all or none."""
    docs_dir = destination.docs_dir.resolve()
    contents: dict[Path, str | bytes | Path] = {docs_dir / name: text for name, text in result.texts.items()}
    contents |= {docs_dir / name: content for name, content in result.contents.items()}
    if not record_file.is_file() or record_file.read_text(encoding="utf-8") != record:
        contents[record_file] = record
    try:
        make_folder(docs_dir)
    except OSError as error:
        raise HelpcentreError(
            f"cannot be made: {error.strerror}", fix="name another folder", file=str(docs_dir)
        ) from error
    write_files(contents, folder=docs_dir.parent)
