"""The beginning and the end of a session: settings, staging folders, report, and the swap."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from helpcentre.build import findings, indexes, recording, records, reuse, staging
from helpcentre.build.inputs import Inputs, programs
from helpcentre.build.new_session import make_session
from helpcentre.build.session import Session, current_session, runtime
from helpcentre.content.snippets import require_options
from helpcentre.mkdocs_adapter.errors import log
from helpcentre.mkdocs_adapter.i18n import is_nested
from helpcentre.settings.reading import read_settings
from helpcentre.settings.requirement import require_folders, require_site_url
from helpcentre.util import processes


def begin(config: MkDocsConfig, inputs: Inputs | None, *, is_serving: bool) -> None:
    """Start a session and point MkDocs at its staging folder, unless this is the build of one language within another.

    ``inputs`` are what the build is made of, if they were read before. Raises HelpcentreError for settings that do not
    fit.
    """
    if is_nested(config):
        return
    runtime.preview.checks.end()  # what the last session has left to check, this one checks
    config_file = Path(config.config_file_path)
    require_site_url(config.site_url, file=config_file.name)
    settings = read_settings(config.extra, file=config_file.name)
    require_folders(config.use_directory_urls, edition=settings.edition, file=config_file.name)
    require_options(config.mdx_configs.get("pymdownx.snippets") or {}, file=config_file.name)
    inputs = inputs or Inputs.read(config, is_serving=is_serving)
    opened: list[str] = []
    runtime.opened.tell(opened.append)
    session = make_session(config, settings, inputs)
    logging.getLogger("mkdocs").addHandler(session.warnings)
    runtime.session = session
    recording.begin(session, ignored=(*programs(config), session.output.target_dir), opened=opened)


def finish(config: MkDocsConfig) -> None:
    """Log every error as a warning, which strict mode counts, and put the site in place unless it will be refused.

    Where the site is shown first, the deferred checks are made while its author looks at it.
    """
    session = current_session()
    recording.end(session)
    if session.mode.checks_after_publish:
        _put_in_place(session, discard=session.obsolete_dirs.append)
    else:
        findings.report(session)
        if not (config.strict and session.warnings.get_counts()):
            _put_in_place(session, discard=staging.discard)
            _save_cache(session)
    config.site_dir = str(session.output.target_dir)
    abandon()
    if session.mode.checks_after_publish:
        session.output.site_dir = session.output.target_dir
        pieces: list[Callable[[], None]] = [
            partial(_remove_old_sites, session),
            *session.deferred_checks,
            partial(findings.report, session),
        ]
        session.preview.checks.begin(pieces)


def abandon() -> None:
    """End a session and remove what it wrote and did not put in place; the site before it stays as it was."""
    session = runtime.session
    if session is None or session.is_finished:
        return
    session.is_finished = True
    recording.end(session)
    logging.getLogger("mkdocs").removeHandler(session.warnings)
    for worker in session.workers:
        worker.stop()
    for path in session.output.staged:
        staging.discard(path)


def fail(error: Exception) -> None:
    """End a session that cannot go on.

    Raises Abort, with the reason logged, where a file cannot be written or read, or a template not be filled in.
    """
    if runtime.session and not runtime.session.is_nested:
        abandon()
    if isinstance(error, OSError):
        processes.log_reason(error)
        raise Abort("Aborted because a file could not be read or written") from error
    if isinstance(error, TemplateError):
        log.error(processes.template_reason(error))
        raise Abort("Aborted because of a template") from error


def _put_in_place(session: Session, *, discard: Callable[[Path], None]) -> None:
    output = session.output
    for staged, target in [(output.site_dir, output.target_dir), *output.artifacts]:
        if session.project.is_public and not session.mode.is_serving:  # web servers read it as another user
            staging.make_readable(staged)
        staging.swap_in(staged, target, discard=discard)
    if session.mode.is_serving:
        session.preview.builds, session.preview.indexes = {}, indexes.shown(session)


def _remove_old_sites(session: Session) -> None:
    for folder in session.obsolete_dirs:
        staging.discard(folder)
    _save_cache(session)
    gc.collect()  # what the session before left, while nobody waits


def _save_cache(session: Session) -> None:
    _save_record(session)
    session.cache.prune()


def _save_record(session: Session) -> None:
    """Record a build whose warnings we know, unless what it was made of has been written to since it began."""
    is_same = session.inputs.are_unchanged()
    if is_same and session.mode.is_serving:
        reuse.remember_preview(session)
    elif is_same:
        record = records.record_build(
            session.hashes,
            report=session.report,
            targets=session.output.targets,
            opened=[session.project.root / name for name in session.opened_files],
        )
        start = len(str(session.output.target_dir)) + 1
        files = {name[start:]: digest for name, digest in record.files}
        for build in session.languages.values():
            if build.is_new:
                reuse.save(session, build, files)
        if not session.other_warnings:
            session.cache.put(session.inputs.key, record)
    session.hashes.save()
