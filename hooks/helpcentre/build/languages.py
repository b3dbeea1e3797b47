"""The languages of a site: shared out to processes, built, and joined."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TypeAlias

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

from helpcentre.build import recording, reuse, staging
from helpcentre.build.keys import LanguageReads
from helpcentre.build.language_build import LanguageBuild
from helpcentre.build.session import Session
from helpcentre.checks.site import HOME
from helpcentre.content.language import Language
from helpcentre.mkdocs_adapter.errors import log
from helpcentre.mkdocs_adapter.i18n import select
from helpcentre.util import processes

Outcomes: TypeAlias = "dict[str, processes.Outcome[LanguageBuild]]"
"""How the build of each language ended, by its code."""


def start_workers(session: Session, config: MkDocsConfig) -> None:
    """Share the languages in which something changed out to this process and, where processors are free, to copies."""
    loaded = {language.code: reuse.load(session, language.code) for language in session.project.languages}
    session.reused_languages = {code: build for code, build in loaded.items() if build}
    changed = [code for code in loaded if code not in session.reused_languages]
    # The source is what MkDocs builds by itself, as the first of this process's share.
    source = session.project.source.code
    session.own_languages = [code for code in _start(session, config, changed) if code != source]


def leave_out_source(session: Session, files: Files, config: MkDocsConfig) -> None:
    """Let MkDocs write nothing of a source language that is reused but the files that it copies.

    Its home page stays, for static-i18n warns where there is none, and counts as written.
    """
    source = session.project.source.code
    if source in session.reused_languages:
        for file in list(files.documentation_pages()):
            if file.src_uri != f"{source}/{HOME}":
                files.remove(file)
        session.source_templates, config.theme.static_templates = config.theme.static_templates, set()


def finish_source(session: Session, config: MkDocsConfig) -> None:
    """Note the build of the source language, which MkDocs has written, or put in the one that is reused."""
    source, site_dir = session.project.source.code, session.output.site_dir
    is_clean = not session.warnings.get_counts()
    if reused := session.reused_languages.get(source):
        config.theme.static_templates = session.source_templates
        build = reuse.restore(session, reused)
    else:
        build = reuse.seal(session, session.current)
    session.cache.settle(is_clean=is_clean)
    session.languages[source] = build if reused else build.snapshot(site_dir, is_new=is_clean)
    log.info(f"{source}: {len(build.pages)} pages")


def build_others(session: Session, config: MkDocsConfig) -> None:
    """Build this process's share of the further languages, wait for all, and join them to the source's site.

    Raises Abort, the reasons being logged, where one failed.
    """
    join(session, _collect(session, config), session.project.languages[1:])


def build_apart(session: Session, config: MkDocsConfig, codes: list[str]) -> Outcomes:
    """Build these languages, each into its own folder, and return how they ended; the source may be one of them."""
    session.own_languages = _start(session, config, codes)
    return _collect(session, config)


def join(session: Session, outcomes: Outcomes, languages: Iterable[Language]) -> None:
    """Let the site have these languages, whose files are each in a folder of its own.

    Raises Abort where one failed or is not there; what each logged is logged first.
    """
    output, languages = session.output, list(languages)
    there = [language for language in languages if language.code in outcomes]
    replayed = processes.replay(outcomes[language.code] for language in there)
    builds = {language: build for language, build in zip(there, replayed, strict=True) if build}
    if len(builds) < len(languages):  # what a failed one wrote is not to be read
        raise Abort("Aborted with an error in another language!")
    for language, build in builds.items():
        folder, is_clean = output.language_dir(language.code), not outcomes[language.code].records
        is_reused = language.code in session.reused_languages
        session.languages[language.code] = build if is_reused else build.snapshot(folder, is_new=is_clean)
        log.info(f"{language.code}: {len(build.pages)} pages")
        session.cache.used |= build.cache_keys
        staging.merge_in(folder, output.site_dir)


def _start(session: Session, config: MkDocsConfig, codes: list[str]) -> list[str]:
    """Let other processes begin with their share of these languages and return that of this one."""
    count = max(1, min(processes.worker_count(session.project.settings.processes), len(codes)))
    shares = [codes[start::count] for start in range(count)]
    for share in shares[1:]:
        work = partial(_build_share, session, config, share)
        session.workers.append(processes.Task(work, siblings=session.workers))
    return shares[0]


def _collect(session: Session, config: MkDocsConfig) -> Outcomes:
    """Build this process's share and return how it and those of the others ended."""
    outcomes = dict(_build_share(session, config, session.own_languages))
    for task in session.workers:
        outcomes.update(task.result() or [])
    session.workers.clear()
    further = [code for code in session.reused_languages if code != session.project.source.code]
    return outcomes | {code: processes.run(partial(_restore, session, code)) for code in further}


def _restore(session: Session, code: str) -> LanguageBuild:
    return reuse.restore(session, session.reused_languages[code])


def _build_share(
    session: Session, config: MkDocsConfig, codes: list[str]
) -> list[tuple[str, processes.Outcome[LanguageBuild]]]:
    """Build languages one after the other; what they log is kept until it is their turn."""
    outcomes = []
    for code in codes:
        outcome = processes.run(partial(_build_language, session, config, code))
        session.cache.settle(is_clean=not outcome.records)
        outcomes.append((code, outcome))
    return outcomes


def _build_language(session: Session, config: MkDocsConfig, code: str) -> LanguageBuild | None:
    """Build one language into its own folder and return its build, None where it failed with a reason it logged."""
    folder: Path = session.output.language_dir(code)
    settings = config.site_dir, config.strict
    config.site_dir, config.strict = str(folder), False
    files = set(session.current.reads.files)  # what was opened for one language may show in another
    session.current, session.is_nested = LanguageBuild(code, reads=LanguageReads(files=files)), True
    recording.begin_language(session)
    select(config, code, is_nested=True)
    try:
        mkdocs_build(config)
        return reuse.seal(session, session.current)
    except Abort:
        return None
    finally:
        config.site_dir, config.strict = settings
        session.is_nested = False
        recording.end_page(session)
        select(config, session.project.source.code)
