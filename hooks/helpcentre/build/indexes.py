"""The search indexes of a build: one for each language, made beside the rest and added to the site last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from helpcentre.build import reuse, staging
from helpcentre.build.language_build import LanguageBuild
from helpcentre.build.pending_index import IndexContent, IndexResult, PendingIndex
from helpcentre.build.preview import ShownIndex
from helpcentre.build.session import Session
from helpcentre.content.language import Language
from helpcentre.content.publishable_files import SYNONYMS
from helpcentre.content.related import MOST_ASKED, page_refs
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.output import layout
from helpcentre.search import files as search_files
from helpcentre.search import index as search_index
from helpcentre.search.index import SearchPage
from helpcentre.search.passages import fine_print as find_fine_print
from helpcentre.search.passages import replies as find_replies
from helpcentre.search.scripts import script_names
from helpcentre.search.synonyms import Synonyms, read_synonyms
from helpcentre.util.cache import digest
from helpcentre.util.processes import Outcome, run
from helpcentre.util.text import wider_codes

_HOME = "index.md"


def begin(session: Session, build: LanguageBuild, folder: Path) -> None:
    """Begin with the index of a language whose pages are written below ``folder``; one at a time is made.

    Raises HelpcentreError for synonyms that cannot be read.
    """
    for other in session.indexes.values():
        other.wait()
    code = build.code
    file = session.project.documents.docs_dir / _synonyms_name(session, code)
    synonyms = read_synonyms(file, session.project.relative(file))
    shown = _shown(session, code)
    if shown:
        session.indexes[code] = PendingIndex("", shown)
        return
    target_dir = session.output.target_dir
    places = {dest: (target_dir if dest in build.reused_files else folder) / dest for dest in build.pages}
    passages_key = digest("passages", session.keys.program, code)
    pages = search_index.read_pages(places, build.pages.values(), session.cache, passages_key)
    others = dict(_others(session, build, places, pages))
    tags = {each.code: each.tag for each in session.project.languages if _is_script_declared(each)}
    site = search_files.Site(_starts(session), tags, has_fine_print=search_files.FINE_PRINT in others)
    key = digest("index", session.keys.program, code, synonyms, pages, others, site)
    if known := session.cache.get(key, IndexContent):  # a ninth of a build after an edited source page
        session.indexes[code] = PendingIndex("", _content=known)
        return
    session.indexes[code] = pending = PendingIndex(key)
    pending.begin(partial(_make, code, pages, others, synonyms, site))


def _others(
    session: Session, build: LanguageBuild, places: Mapping[str, Path], pages: Sequence[SearchPage]
) -> Iterator[tuple[str, list[SearchPage]]]:
    """Yield what is found by itself, beside the passages of articles, with the folder of its index."""
    code, program = build.code, session.keys.program
    brief = {page.path for page in pages if page.passages[0].is_brief}
    own = [page for page in build.pages.values() if page.record.path in brief]
    key = digest("fine print", program, code)
    if found := search_index.read_pages(places, own, session.cache, key, find_fine_print):
        yield search_files.FINE_PRINT, found
    if not session.project.is_public:  # the website has no replies
        own = [page for page in build.pages.values() if page.record.text_language in (code, *wider_codes(code))]
        key = digest("replies", program, code)
        yield search_files.REPLIES, search_index.read_pages(places, own, session.cache, key, find_replies)


def _is_script_declared(language: Language) -> bool:
    """Whether a language is declared to be written in another script than its code says, as in ``sr: sr-Latn``."""
    return script_names(language.tag) != script_names(language.code)


def finish_own(session: Session) -> dict[str, Outcome[IndexResult]]:
    """Write the indexes that this process has begun, each into a folder of its own, and return how they ended."""
    return {code: run(partial(_finish, session, code)) for code in list(session.indexes)}


def finish_each(session: Session) -> dict[str, Outcome[IndexResult]]:
    """Return how the indexes ended, by language, that this process and the others have begun.

    Raises HelpcentreError where a process was killed.
    """
    outcomes = finish_own(session)
    for task in session.workers:
        others: dict[str, Outcome[IndexResult]] | None = task.rest()
        if others is None:
            raise HelpcentreError("a search index was not finished", fix="build again")
        outcomes |= others
    session.workers.clear()
    return outcomes


def add_to(folder: Path, session: Session, code: str) -> None:
    """Put the finished index of a language into ``folder``, where those of others may be."""
    staging.merge_in(session.output.index_dir(code), folder)


def finish_all(session: Session) -> None:
    """Add all indexes to the site, whose languages have been joined; raises HelpcentreError where one failed."""
    preview, output = session.preview, session.output
    preview.next_indexes = {
        code: ShownIndex(_reused_index(build), _synonyms_hash(session, code))
        for code, build in session.reused_languages.items()
    }
    for code, outcome in finish_each(session).items():
        result = outcome.replay()
        if result is None:
            raise HelpcentreError(f"{code}: there is no search index", fix="see the line above")
        preview.next_indexes[code] = ShownIndex(result, _synonyms_hash(session, code))
        build = session.languages[code]
        build.findings = build.findings + result.findings
        if build.is_new:
            build.files = build.files | result.files
        if result.is_shown:
            output.reused_files |= result.files
        add_to(output.site_dir, session, code)
    reuse.link_files(session)


def _finish(session: Session, code: str) -> IndexResult:
    pending, output = session.indexes.pop(code), session.output
    if pending.shown:
        return pending.shown
    content = pending.content()
    if pending.key:
        session.cache.put(pending.key, content)
    folder, former = (place / layout.SEARCH for place in (output.index_dir(code), output.target_dir))
    staging.write_files(content.files, folder, former=former)
    return IndexResult(content.findings, {f"{layout.SEARCH}/{name}": "" for name in content.files})


def _shown(session: Session, code: str) -> IndexResult | None:
    """Return the index of a language as the live preview has it, unless the language's synonyms changed."""
    shown = session.preview.indexes.get(code)
    is_usable = shown and shown.synonyms == _synonyms_hash(session, code)
    return replace(shown.result, is_shown=True) if shown and is_usable else None


def _synonyms_hash(session: Session, code: str) -> str | None:
    return session.assets.get(_synonyms_name(session, code))


def _synonyms_name(session: Session, code: str) -> str:
    """Return the file of a language's synonyms below ``docs``; a variant has those of its language."""
    names = [f"{each}/{SYNONYMS}" for each in (code, *wider_codes(code))]
    return next((name for name in names if name in session.assets), names[0])


def _reused_index(build: LanguageBuild) -> IndexResult:
    return IndexResult([], dict.fromkeys(reuse.index_files(build.files), ""))


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
