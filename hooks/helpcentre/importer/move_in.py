"""An export becomes pages below ``docs``, all or none; and again later, without undoing what people have done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from helpcentre.content import frontmatter
from helpcentre.content.markdown.fences import Dialect
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.bodies.writer import Render
from helpcentre.importer.languages import match_locales, require_source
from helpcentre.importer.media import Media, digests
from helpcentre.importer.merge import merge
from helpcentre.importer.model import Article, Export, Remark, Topic, note
from helpcentre.importer.old_addresses import OldAddresses
from helpcentre.importer.pages import Pages, Site, outline_sections, write_article, write_topic
from helpcentre.importer.places import find_places
from helpcentre.importer.recognise import read_export
from helpcentre.importer.record import NAME, ImportRecord, dump_record, hashes, join_page, read_record, split_page
from helpcentre.util.files import names_below, read_text, write_files

Progress = Callable[[int, int], None]
"""What is told how many articles of how many are done."""

GONE = "gone from the export"


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
    locales, more = match_locales(export.articles, destination.codes)
    remarks += more
    if not locales:
        found = ", ".join(sorted({locale for article in export.articles for locale in article.versions}))
        message = f"the export has {found}, the project {', '.join(destination.codes)}"
        raise HelpcentreError(message, fix="add the languages to mkdocs.yml", file=str(source))
    export, more = _chosen(export, has_restricted=has_restricted, has_drafts=has_drafts)
    remarks += more
    record_file = destination.docs_dir.resolve().parent / NAME
    before = read_record(record_file, system)
    site = _site(export, destination, locales, before, has_drafts=has_drafts)
    pages = _write_all(export, site, remarks, progress)
    result = _Merger(destination, before, pages, site.media, remarks, overwrite=overwrite).merged()
    after = ImportRecord(site.places, result.record, result.files, before.most_asked)
    _add_most_asked(export, site, destination, after, result.texts)
    remarks += [each for article in export.articles if (each := require_source(article, locales, site.source))]
    remarks += [each for article in export.articles if (each := _without_topic(article, site))]
    remarks += _synonyms(export, site, pages)
    if not is_dry:
        _write(destination, record_file, dump_record(record_file, system, after), result)
    return Outcome(system, sorted(result.texts), sorted(result.contents), result.unchanged, remarks)


def _chosen(export: Export, *, has_restricted: bool, has_drafts: bool) -> tuple[Export, list[Remark]]:
    """Return the export without what is not to be published, and a line for each article that was left out."""
    remarks, articles = [], []
    for article in export.articles:
        texts = [version for version in article.versions.values() if has_drafts or not version.is_draft]
        if not article.is_public and not has_restricted:
            why = "not everybody was allowed to read it"
            fix = "import again with --restricted if the pages may be public"
            remarks.append(Remark(article.name, "", "article left out", article.name, why, fix))
        elif not texts:
            fix = "publish it there, or import again with --drafts"
            remarks.append(Remark(article.name, "", "draft left out", article.name, "it was not published", fix))
        elif not any(version.html.strip() for version in texts):
            why = "it has no text"
            remarks.append(Remark(article.name, "", "article left out", article.name, why, "write it, or forget it"))
        else:
            kept = {locale: v for locale, v in article.versions.items() if v.html.strip() or v.title.strip()}
            articles.append(replace(article, versions=kept))
    topics = _used_topics(export.topics, articles)
    return replace(export, articles=articles, topics=topics), remarks


def _used_topics(topics: Sequence[Topic], articles: Sequence[Article]) -> list[Topic]:
    """Return the topics that have articles, in themselves or below."""
    parents = {topic.id: topic.parent for topic in topics}
    used: set[str] = set()
    for article in articles:
        key = article.topic
        while key and key not in used:
            used.add(key)
            key = parents.get(key, "")
    return [topic for topic in topics if topic.id in used]


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


@dataclass(frozen=True)
class _Result:
    texts: dict[str, str]
    contents: dict[str, bytes | Path]
    record: dict[str, dict[str, str]]
    files: dict[str, str]
    unchanged: int


class _Merger:
    """Holds the new pages against those on disk, and against what the last import wrote."""

    def __init__(
        self,
        destination: Destination,
        before: ImportRecord,
        pages: Pages,
        media: Media,
        remarks: list[Remark],
        *,
        overwrite: bool,
    ) -> None:
        self.docs_dir, self.dialect = destination.docs_dir, destination.dialect
        self.before, self.pages, self.media, self.remarks, self.overwrite = before, pages, media, remarks, overwrite

    def merged(self) -> _Result:
        texts: dict[str, str] = {}
        record: dict[str, dict[str, str]] = {}
        for name, text in self.pages.texts.items():
            parts = split_page(text, file=name, dialect=self.dialect)
            kept, base = self._page(name, text, parts)
            record[name] = base
            if kept is not None:
                texts[name] = kept
        for name in sorted(self.before.pages.keys() - self.pages.texts.keys()):
            record[name] = self.before.pages[name]
            if (self.docs_dir / name).is_file():
                fix = "delete the page, with a redirect, if it is not needed here"
                said = note("", name.partition("/")[0], GONE, name, why="the page stays as it is", fix=fix)
                self.remarks.append(replace(said, page=name))
        contents, files = self._contents()
        return _Result(texts, contents, record, files, len(self.pages.texts) - len(texts))

    def _page(self, name: str, text: str, parts: dict[str, str]) -> tuple[str | None, dict[str, str]]:
        """Return the text to write, None to leave the page alone, and the hashes to remember."""
        file, base = self.docs_dir / name, self.before.pages.get(name)
        there = hashes(parts)
        if not file.exists():
            if base is not None and not self.overwrite:
                said = note(
                    "",
                    name.partition("/")[0],
                    "deleted here",
                    name,
                    why="the page was imported before and is gone",
                    fix="nothing: it stays so",
                )
                self.remarks.append(replace(said, page=name))
                return None, base
            return text, there
        here = read_text(file, name=name)
        if here == text:
            return None, there
        if self.overwrite:
            return text, there
        if base is None:
            raise HelpcentreError(
                "already there, and no import has written it", fix="move it, or use --force", file=str(file)
            )
        found = merge(base, split_page(here, file=name, dialect=self.dialect), parts)
        if found.conflicts:
            for conflict in found.conflicts:
                here_text, there_text = (text.strip() or "(deleted)" for text in (conflict.here, conflict.there))
                words = f"here:\n{here_text}\nin the export:\n{there_text}"
                why, fix = "both were changed, so the page stays as it is", "put the export's change into the page"
                said = Remark("", name.partition("/")[0], "conflict", words, why, fix, page=name, under=conflict.part)
                self.remarks.append(replace(said, is_loss=False))
            settled = {conflict.part for conflict in found.conflicts}
            kept = {key: value for key, value in there.items() if key not in settled}
            return self._unless_same(join_page(found.parts), here), kept | {
                k: v for k, v in base.items() if k in settled
            }
        return self._unless_same(join_page(found.parts), here), there

    def _unless_same(self, text: str, here: str) -> str | None:
        parts = split_page(here, file="", dialect=self.dialect)
        return None if split_page(text, file="", dialect=self.dialect) == parts or text == join_page(parts) else text

    def _contents(self) -> tuple[dict[str, bytes | Path], dict[str, str]]:
        wanted = digests(self.media.contents)
        contents = {}
        for name, content in self.media.contents.items():
            if (
                digests({name: self.docs_dir / name}) != {name: wanted[name]}
                if (self.docs_dir / name).is_file()
                else True
            ):
                is_ours = name not in self.before.files and (self.docs_dir / name).is_file()
                if is_ours and not self.overwrite:
                    fix = "move it, or use --force"
                    raise HelpcentreError(
                        "already there, and no import has written it", fix=fix, file=str(self.docs_dir / name)
                    )
                contents[name] = content
        return contents, {**self.before.files, **wanted}


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


def _without_topic(article: Article, site: Site) -> Remark | None:
    """Return a line for an article that no topic leads to."""
    path = site.places.articles[article.id]
    if "/" in path:
        return None
    why, fix = "the export has it in no topic", "link to the page, or move it into a topic's folder"
    return replace(note(article.name, "", "in no topic", path, why=why, fix=fix), page=f"{site.source}/{path}")


def _synonyms(export: Export, site: Site, pages: Pages) -> list[Remark]:
    """Return a line for each label that readers may type and its page does not say."""
    found = []
    for article in export.articles:
        code = site.locales.get(article.source_locale)
        path = site.places.articles[article.id]
        text = pages.texts.get(f"{code}/{path}", "").casefold()
        missing = [label for label in article.labels if label.casefold() not in text]
        if missing and code:
            why = "readers may type these words, and the page does not have them"
            fix = f"add them to {code}/synonyms.yml, at a word that the page has"
            said = note(article.name, code, "labels", ", ".join(missing), why=why, fix=fix)
            found.append(replace(said, page=f"{code}/{path}"))
    return found


def _write(destination: Destination, record_file: Path, record: str, result: _Result) -> None:
    """Write pages, files and record, all or none."""
    docs_dir = destination.docs_dir.resolve()
    contents: dict[Path, str | bytes | Path] = {docs_dir / name: text for name, text in result.texts.items()}
    contents |= {docs_dir / name: content for name, content in result.contents.items()}
    if not record_file.is_file() or record_file.read_text(encoding="utf-8") != record:
        contents[record_file] = record
    try:
        docs_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HelpcentreError(
            f"cannot be made: {error.strerror}", fix="name another folder", file=str(docs_dir)
        ) from error
    write_files(contents, folder=docs_dir.parent)
