"""How the build in progress begins and ends: settings, staging folder, problems, and the swap."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from helpcentre.build import background, carry, indexes, project, records, reuse, staging
from helpcentre.build.keys import input_places, settings_key, site_key
from helpcentre.build.progress import Progress
from helpcentre.build.session import Session, current_session, has_session, log, set_session
from helpcentre.content import contact, glossary, internal_files, metas, publishable_files
from helpcentre.content.contact import read_contact
from helpcentre.content.glossary import read_glossary
from helpcentre.content.project_files import DATA_FILES
from helpcentre.content.release import Release, read_release
from helpcentre.content.snippets import SNIPPETS
from helpcentre.content.ui_strings import read_strings
from helpcentre.diagnostics import report
from helpcentre.diagnostics.problem import Problem, Severity, reason
from helpcentre.diagnostics.severity import SeverityPolicy
from helpcentre.mkdocs_adapter import quiet
from helpcentre.mkdocs_adapter.i18n import select
from helpcentre.settings import CACHE_DIR, Settings, read_settings, require_site_url
from helpcentre.util import processes
from helpcentre.util.cache import Cache
from helpcentre.util.hashes import FileHashes

_is_anew = False


@contextmanager
def built_anew() -> Iterator[None]:
    """Let builds be built though nothing has changed: whoever wants to know all of a build, and not only its site."""
    global _is_anew
    before, _is_anew = _is_anew, True
    try:
        yield
    finally:
        _is_anew = before


def begin(config: MkDocsConfig, *, serving: bool) -> None:
    """Start a build and point MkDocs at its staging folder; raises HelpcentreError for settings that do not fit.

    Raises UnchangedError where the same was built before and is still there.
    """
    background.end()  # what the last build has left to check, this one checks
    quiet.count_all()
    config_file = Path(config.config_file_path)
    project_dir, target_dir = config_file.parent, Path(config.site_dir)
    require_site_url(config.site_url, file=config_file.name)
    settings = read_settings(config.extra, file=config_file.name)
    release = read_release(project_dir, version=settings.bundle.version, valid_days=settings.bundle.valid_days)
    cache = Cache(project_dir / CACHE_DIR / "build" if settings.cache else None)
    publishable_files.require_inside(Path(config.docs_dir), name=os.path.relpath(config.docs_dir, project_dir))
    digests = FileHashes(cache, name=f"{config_file} {target_dir}")
    inputs = records.Inputs(
        settings_key(config, more=(release, serving)), tuple(input_places(config, since=settings.bundle.since))
    )
    inputs_key = inputs.key(digests)
    if not (serving or _is_anew):
        _end_if_known(cache, inputs_key, digests, config)
    session = _new_build(
        config, settings, release, digests, inputs, cache=cache, inputs_key=inputs_key, serving=serving
    )
    logging.getLogger("mkdocs").addHandler(session.warnings)
    session.progress.start()
    set_session(session)
    gc.freeze()  # what is known by now stays to the end: nobody need look for garbage in it, in copies of us neither


def _new_build(
    config: MkDocsConfig,
    settings: Settings,
    release: Release,
    digests: FileHashes,
    inputs: records.Inputs,
    *,
    cache: Cache,
    inputs_key: str,
    serving: bool,
) -> Session:
    """Return a build of what the project has now, with its staging folders made."""
    config_file = Path(config.config_file_path)
    docs_dir, target_dir = Path(config.docs_dir), Path(config.site_dir)
    metas.recall(cache)
    texts = digests.below(docs_dir)
    addresses = project.read_addresses(config, texts, drafts=serving)
    languages = addresses.documents.languages
    codes = [language.code for language in languages]
    strings = read_strings(docs_dir, languages)
    addresses.documents.site_names.update((code, words("site_name")) for code, words in strings.items())
    problems = list(addresses.check_unique())  # reads every page and says which is broken, so it is first
    is_public = settings.edition == "public"
    published, found = internal_files.judge_files(addresses.documents, more=settings.publish, is_public=is_public)
    site_dir = staging.make_folder(target_dir)
    config.site_dir = str(site_dir)
    select(config, codes[0])
    return Session(
        settings=settings,
        languages=languages,
        strings=strings,
        documents=addresses.documents,
        addresses=addresses,
        glossary=read_glossary(config_file.with_name(glossary.FILE_NAME)),
        contact=read_contact(config_file.with_name(contact.FILE_NAME), codes),
        project_dir=config_file.parent,
        target_dir=target_dir,
        site_dir=site_dir,
        parts_dir=staging.make_folder(target_dir),
        release=release,
        is_serving=serving,
        checks_after_publish=serving and not config.strict,
        cache=cache,
        digests=digests,
        inputs=inputs,
        inputs_key=inputs_key,
        assets={name: digest for name, digest in texts.items() if not name.endswith(".md") or SNIPPETS in name},
        key=site_key(
            config,
            files=[config_file.with_name(name) for name in DATA_FILES],
            digests=digests,
            more=(release if settings.edition == "agents" else None, strings, serving),
        ),
        severity_policy=SeverityPolicy(settings.levels, settings.allow, release.built, config_file),
        problems=[*problems, *found],
        progress=Progress(codes, pages=len(addresses.documents.paths(codes[0]))),
        published=published,
    )


def finish(config: MkDocsConfig) -> None:
    """Log every error as a warning, which strict mode counts, and put the site in place unless it will be refused.

    Where the site is shown first, what is left to check is checked while its author looks at it.
    """
    session = current_session()
    if session.checks_after_publish:
        _put_in_place(session, discard=session.obsolete_dirs.append)
    else:
        _judge(session)
        if not (config.strict and session.warnings.get_counts()):
            _put_in_place(session, discard=partial(carry.keep_spare, session))
            _remember(session)
    config.site_dir = str(session.target_dir)
    abandon()
    if session.checks_after_publish:
        session.site_dir = session.target_dir
        background.begin([partial(_tidy, session), *session.deferred_checks, partial(_judge, session)])


def abandon() -> None:
    """End a build and remove what it wrote and did not put in place; the site before it stays as it was."""
    if not has_session() or current_session().is_finished:
        return
    session = current_session()
    session.is_finished = True
    gc.unfreeze()
    logging.getLogger("mkdocs").removeHandler(session.warnings)
    session.progress.end()
    for task in session.workers:
        task.stop()
    for made in [session.parts_dir, session.site_dir, *(made for made, _ in session.artifacts)]:
        staging.discard(made)


def fail(error: Exception) -> None:
    """End a build that cannot go on.

    Raises Abort, with the reason logged, where a file cannot be written or read, or a template not be filled in.
    """
    if has_session() and not current_session().is_nested:
        abandon()
    if isinstance(error, OSError):
        log.error(reason(error))
        raise Abort("Aborted because a file could not be read or written") from error
    if isinstance(error, TemplateError):
        log.error(processes.template_reason(error))
        raise Abort("Aborted because of a template") from error


def _end_if_known(cache: Cache, key: str, digests: FileHashes, config: MkDocsConfig) -> None:
    receipt = records.find_record(cache, key, digests)
    if receipt is None or (config.strict and any(problem.severity is Severity.ERROR for problem in receipt.told)):
        return
    _tell(receipt.told)
    log.info(f"Nothing has changed since the last build: {config.site_dir} stays as it is")
    raise records.UnchangedError(receipt)


def _put_in_place(session: Session, *, discard: Callable[[Path], None] = staging.discard) -> None:
    staging.move_in(session.reused_files, session.target_dir, session.site_dir)
    try:
        for made, target in [(session.site_dir, session.target_dir), *session.artifacts]:
            staging.swap_in(made, target, discard=discard)
    except OSError:
        if session.site_dir.exists():  # the site before is in its place
            staging.move_in(session.reused_files, session.site_dir, session.target_dir)
        raise
    if session.is_serving:
        indexes.show()


def _tidy(session: Session) -> None:
    for folder in session.obsolete_dirs:
        staging.discard(folder)
    _remember(session)
    gc.collect()  # what the build before left, while nobody waits


def _judge(session: Session) -> None:
    session.report = session.severity_policy.apply(session.problems)
    _tell(session.report)


def _remember(session: Session) -> None:
    _leave_receipt(session)
    metas.keep(session.cache)
    session.cache.prune()


def _leave_receipt(session: Session) -> None:
    """Note a build whose warnings we know, unless what it was made of has been written to since it began."""
    is_same = session.inputs.key(session.digests) == session.inputs_key
    if is_same and session.is_serving:
        reuse.remember_preview(session)
    elif is_same:
        receipt = records.record_build(session.digests, told=session.report, written=session.written)
        start = len(str(session.target_dir)) + 1
        files = {name[start:]: digest for name, digest in receipt.files}
        for code, made in session.built_languages.items():
            reuse.save(session, code, made, files)
        if not session.other_warnings:
            session.cache.put(session.inputs_key, receipt)
    session.digests.save()


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        log.log(logging.WARNING if problem.severity is Severity.ERROR else logging.INFO, report.as_line(problem))
