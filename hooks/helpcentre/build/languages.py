"""The languages of a site, shared out to processes, built, and put together again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

from helpcentre.build import carry, indexes, reuse, staging
from helpcentre.build.session import current_session
from helpcentre.checks.site import HOME
from helpcentre.content.language import Language
from helpcentre.diagnostics.problem import Problem
from helpcentre.mkdocs_adapter.i18n import select
from helpcentre.output.page import BuiltPage
from helpcentre.search import files as search_files
from helpcentre.util import processes


@dataclass(frozen=True)
class LanguageResult:
    """What building one language gave: pages, problems, and the keys of what it had from the cache or put there.

    ``carried`` are its files that are still in the site before, each with its digest.
    """

    pages: dict[str, BuiltPage]
    problems: list[Problem]
    used: set[str]
    carried: dict[str, str] = field(default_factory=dict)


Parts: TypeAlias = "dict[str, processes.Outcome[LanguageResult]]"
"""How the build of each language ended, by its code."""


def start_workers(config: MkDocsConfig) -> None:
    """Share the further languages out to this process and, where processors are free, to copies of it."""
    session = current_session()
    found = {language.code: reuse.load(session, language.code) for language in session.languages}
    session.reused_languages = {code: known for code, known in found.items() if known}
    changed = [code for code in found if code not in session.reused_languages]
    # The source is what MkDocs builds by itself, as the first of this process's share.
    session.own_languages = [code for code in _shared_out(config, changed) if code != session.source.code]
    session.told_before = len(session.problems)


def collect(config: MkDocsConfig) -> None:
    """Wait for all languages and put them together; raises Abort, the reasons being logged, where one failed."""
    session = current_session()
    is_clean = not session.warnings.get_counts()
    session.cache.settle(is_clean=is_clean)
    if is_clean and not session.is_reused(session.source.code):
        problems = session.problems[session.told_before :]
        session.built_languages[session.source.code] = reuse.snapshot(
            session.site_dir, session.pages, problems, session.cache.used
        )
    put_together(_collected(config), session.languages[1:])


def leave_out_source(files: Files, config: MkDocsConfig) -> None:
    """Let MkDocs write nothing of a source language that is kept but the files that it copies.

    Its home page stays, for static-i18n warns where there is none, and counts as written.
    """
    session = current_session()
    if session.is_reused(session.source.code):
        for file in list(files.documentation_pages()):
            if file.src_uri != f"{session.source.code}/{HOME}":
                files.remove(file)
        session.templates, config.theme.static_templates = config.theme.static_templates, set()


def restore_source(config: MkDocsConfig) -> None:
    """Put what is kept of the source language into the site."""
    session = current_session()
    if known := session.reused_languages.get(session.source.code):
        config.theme.static_templates = session.templates
        reuse.restore(session, known, session.site_dir)
        session.pages |= known.pages
        session.problems += known.problems


def build_parts(config: MkDocsConfig, codes: list[str]) -> Parts:
    """Build these languages, each as a part for itself, and return them; the source may be one of them."""
    current_session().own_languages = _shared_out(config, codes)
    return _with_indexes(_collected(config))


def put_together(parts: Parts, languages: Iterable[Language]) -> None:
    """Let the site have these languages, whose files are each in a folder of its own.

    Raises Abort where one failed or is not there; what each logged is logged first.
    """
    session, languages = current_session(), list(languages)
    found = {language: parts[language.code].replay() for language in languages if language.code in parts}
    whole = {language: part for language, part in found.items() if part}
    if len(whole) < len(languages):  # what a failed one wrote is not to be read
        raise Abort("Aborted with an error in another language!")
    for language, part in whole.items():
        folder = session.parts_dir / language.code
        if not parts[language.code].records and not session.is_reused(language.code):
            session.built_languages[language.code] = reuse.snapshot(folder, part.pages, part.problems, part.used)
        session.pages |= part.pages
        session.problems += part.problems
        session.cache.used |= part.used
        session.reused_files |= part.carried
        if not language.is_source:
            search_files.join_entry(folder, session.site_dir)
        staging.merge_in(folder, session.site_dir)
    carry.materialize(session)
    session.problems += (problem for page in session.pages.values() for problem in page.problems)


def _shared_out(config: MkDocsConfig, codes: list[str]) -> list[str]:
    """Let other processes begin with their share of these languages and return that of this one."""
    session = current_session()
    count = max(1, min(processes.worker_count(session.settings.processes), len(codes)))
    shares = [codes[start::count] for start in range(count)]
    session.workers = [
        processes.Task(partial(_build_share, config, share), then=partial(indexes.finish_own, session))
        for share in shares[1:]
    ]
    return shares[0]


def _collected(config: MkDocsConfig) -> Parts:
    """Build this process's share and return it with those of the others."""
    session = current_session()
    parts = dict(_build_share(config, session.own_languages))
    for task in session.workers:
        parts.update(task.result(meanwhile=session.progress.show) or [])
    session.progress.show()
    return parts | {
        code: processes.run(partial(_restored, code))
        for code in session.reused_languages
        if code != session.source.code
    }


def _restored(code: str) -> LanguageResult:
    session = current_session()
    known = session.reused_languages[code]
    reuse.restore(session, known, session.parts_dir / code)
    return LanguageResult(known.pages, known.problems, known.used)


def _build_share(config: MkDocsConfig, codes: list[str]) -> list[tuple[str, processes.Outcome[LanguageResult]]]:
    """Build languages one after the other; what they log is kept until it is their turn."""
    parts = []
    for code in codes:
        current_session().progress.show()
        parts.append((code, processes.run(partial(_build_language, config, code))))
        current_session().cache.settle(is_clean=not parts[-1][1].records)
    return parts


def _with_indexes(parts: Parts) -> Parts:
    """Return the parts with their indexes, which are still being made in this process and the others."""
    session, found = current_session(), dict(parts)
    for code, done in indexes.finish_each(session).items():
        part, finished = parts[code].value, done.value
        if part and finished:
            carry.materialize_into(session.parts_dir / code, session, part.carried)
            indexes.add_to(session.parts_dir / code, session, code)
            part = replace(part, problems=part.problems + finished.problems)
        found[code] = processes.Outcome(part if finished else None, parts[code].records + done.records)
    return found


def _build_language(config: MkDocsConfig, code: str) -> LanguageResult | None:
    """Build one language into its own folder and return its pages, None where it failed with a reason it logged."""
    session = current_session()
    before = session.pages, session.problems, session.reused_files
    session.pages, session.problems, session.reused_files = {}, [], {}
    settings = config.site_dir, config.strict
    config.site_dir, config.strict = str(session.parts_dir / code), False
    session.is_nested = True
    select(config, code, is_nested=True)
    try:
        mkdocs_build(config)
        return LanguageResult(session.pages, session.problems, session.cache.used, session.reused_files)
    except Abort:
        return None
    finally:
        session.pages, session.problems, session.reused_files = before
        config.site_dir, config.strict = settings
        session.is_nested = False
        select(config, session.source.code)
