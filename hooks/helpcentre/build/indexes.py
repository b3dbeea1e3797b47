"""The search indexes of a build: one for each language, made of its pages once these are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpcentre.build import reuse, staging
from helpcentre.build.language_build import LanguageBuild
from helpcentre.build.preview import ShownIndex
from helpcentre.build.session import Session
from helpcentre.content.language import Language
from helpcentre.content.publishable_files import SYNONYMS
from helpcentre.content.related import MOST_ASKED, page_refs
from helpcentre.diagnostics.problem import Problem
from helpcentre.output import layout
from helpcentre.search import files as search_files
from helpcentre.search import index as search_index
from helpcentre.search.index import SearchPage
from helpcentre.search.scripts import script_names
from helpcentre.search.synonyms import Synonyms, read_synonyms
from helpcentre.util.text import wider_codes

_HOME = "index.md"


@dataclass(frozen=True)
class IndexContent:
    """The files of one language's index by their name, and the findings about its synonyms."""

    files: dict[str, bytes]
    findings: list[Problem]


def add(session: Session, build: LanguageBuild, folder: Path) -> None:
    """Add the index of a language, whose pages are written below ``folder``, to these and to its build.

    The live preview goes on with the index that it shows, unless the synonyms changed. Raises HelpcentreError for
    synonyms that cannot be read, and OSError for files that cannot be.
    """
    code = build.code
    shown = session.preview.indexes.get(code)
    if shown and shown.synonyms == synonyms_hash(session, code):
        session.previous.link_into(folder, dict.fromkeys(shown.files, ""))
        return
    content = _content(session, build, folder)
    build.findings += content.findings
    former = session.output.target_dir / layout.SEARCH
    staging.write_files(content.files, folder / layout.SEARCH, former=former)


def shown(session: Session) -> dict[str, ShownIndex]:
    """Return the indexes of the site that a session has put in place, by language."""
    return {
        code: ShownIndex(frozenset(reuse.index_files(build.files)), synonyms_hash(session, code))
        for code, build in session.languages.items()
    }


def synonyms_hash(session: Session, code: str) -> str | None:
    """Return the SHA-256 of a language's synonyms, or None where it has none."""
    return session.assets.get(_synonyms_name(session, code))


def _content(session: Session, build: LanguageBuild, folder: Path) -> IndexContent:
    code = build.code
    file = session.project.documents.docs_dir / _synonyms_name(session, code)
    synonyms = read_synonyms(file, session.project.relative(file))
    pages = search_index.read_pages(folder, build.pages.values(), session.results, code)
    others = dict(_others(session, build, folder, pages))
    tags = {each.code: each.tag for each in session.project.languages if _is_script_declared(each)}
    site = search_files.Site(_starts(session), tags, has_fine_print=search_files.FINE_PRINT in others)
    # What is known saves a ninth of a build after an edited source page.
    return session.results.of(_make, code, pages, others, synonyms, site)


def _others(
    session: Session, build: LanguageBuild, folder: Path, pages: Sequence[SearchPage]
) -> Iterator[tuple[str, list[SearchPage]]]:
    """Yield what is found by itself, beside the passages of articles, with the folder of its index."""
    code = build.code
    brief = {page.path for page in pages if page.passages[0].is_brief}
    own = [page for page in build.pages.values() if page.record.path in brief]
    if found := search_index.read_pages(folder, own, session.results, code, search_index.page_fine_print):
        yield search_files.FINE_PRINT, found
    if not session.project.is_public:  # the website has no replies
        own = [page for page in build.pages.values() if page.record.text_language in (code, *wider_codes(code))]
        found = search_index.read_pages(folder, own, session.results, code, search_index.page_replies)
        yield search_files.REPLIES, found


def _is_script_declared(language: Language) -> bool:
    """Whether a language is declared to be written in another script than its code says, as in ``sr: sr-Latn``."""
    return script_names(language.tag) != script_names(language.code)


def _synonyms_name(session: Session, code: str) -> str:
    """Return the file of a language's synonyms below ``docs``; a variant has those of its language."""
    names = [f"{each}/{SYNONYMS}" for each in (code, *wider_codes(code))]
    return next((name for name in names if name in session.assets), names[0])


def _starts(session: Session) -> list[tuple[str, str]]:
    """Return what is offered before anything is typed: what the home page says is most asked."""
    documents = session.project.documents
    with documents.reads.paused():  # no page depends on what the index offers
        has_home = _HOME in documents.paths(documents.source.code)
        return [(ref.path, ref.anchor) for ref in page_refs(documents, _HOME, MOST_ASKED)] if has_home else []


def _make(
    code: str,
    pages: Sequence[SearchPage],
    others: Mapping[str, Sequence[SearchPage]],
    synonyms: Synonyms,
    site: search_files.Site,
) -> IndexContent:
    index = search_index.make_index(code, pages, synonyms)
    files = search_files.index_files(code, index, pages, site)
    words, texts = set(index.postings), [passage.all_text for page in pages for passage in page.passages]
    for folder, found in others.items():
        index = search_index.make_index(code, found, synonyms)
        files |= search_files.index_files(code, index, found, folder=folder)
        words |= set(index.postings)
        texts += [passage.all_text for page in found for passage in page.passages]
    return IndexContent(files, list(synonyms.check(texts, words)))
