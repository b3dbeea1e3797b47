"""The beginning and the end of a session: settings, staging folders, report, and the swap."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from helpcentre.brand.brand import Brand
from helpcentre.brand.material import check_ignored
from helpcentre.build import recording, records, reuse, staging
from helpcentre.build.keys import PageKeys, input_places, program_key, programs, settings_key, site_key
from helpcentre.build.language_build import LanguageBuild
from helpcentre.build.output_dirs import Output
from helpcentre.build.pages import require_pages
from helpcentre.build.previous_site import PreviousSite
from helpcentre.build.project import read_project, read_project_brand
from helpcentre.build.session import Mode, Session, current_session, log, runtime
from helpcentre.checks.brand import check_contrast, check_footer_links
from helpcentre.checks.visibility import check_dates, require_home
from helpcentre.content import internal_files, publishable_files
from helpcentre.content.project import Project
from helpcentre.content.published import PUBLISHED, read_published
from helpcentre.content.release import Release, build_day, read_release
from helpcentre.content.snippets import SNIPPETS, require_options
from helpcentre.content.ui_strings import check_strings
from helpcentre.diagnostics import report
from helpcentre.diagnostics.problem import Problem, Severity, reason
from helpcentre.diagnostics.severity import SeverityPolicy
from helpcentre.hosting.published import read_anchors
from helpcentre.mkdocs_adapter import quiet
from helpcentre.mkdocs_adapter.given_settings import read_given
from helpcentre.mkdocs_adapter.i18n import select
from helpcentre.mkdocs_adapter.markdown import step_reader
from helpcentre.settings.options import CACHE_DIR, Settings
from helpcentre.settings.reading import read_settings
from helpcentre.settings.requirement import require_folders, require_site_url
from helpcentre.translation.state import TranslationStates
from helpcentre.util import processes
from helpcentre.util.cache import Cache
from helpcentre.util.hashes import FileHashes


@contextmanager
def build_unchanged() -> Iterator[None]:
    """Let sites be built though nothing has changed: for who wants to know all of a build, and not only its site."""
    before, runtime.builds_unchanged = runtime.builds_unchanged, True
    try:
        yield
    finally:
        runtime.builds_unchanged = before


def begin(config: MkDocsConfig) -> None:
    """Start a session and point MkDocs at its staging folder; raises HelpcentreError for settings that do not fit.

    Raises UnchangedError where the same was built before and is still there.
    """
    runtime.preview.checks.end()  # what the last session has left to check, this one checks
    quiet.count_all()
    quiet.hide_notes()
    config_file = Path(config.config_file_path)
    require_site_url(config.site_url, file=config_file.name)
    if Path(config.site_dir).is_symlink():  # what it leads to is replaced, and the link stays
        config.site_dir = os.path.realpath(config.site_dir)
    settings = read_settings(config.extra, file=config_file.name)
    require_folders(config.use_directory_urls, edition=settings.edition, file=config_file.name)
    require_options(config.mdx_configs.get("pymdownx.snippets") or {}, file=config_file.name)
    release = read_release(config_file.parent, version=settings.bundle.version, valid_days=settings.bundle.valid_days)
    cache = Cache(config_file.parent / CACHE_DIR / "build" if settings.cache else None)
    docs_dir = Path(config.docs_dir)
    publishable_files.require_inside(docs_dir, name=os.path.relpath(docs_dir, config_file.parent))
    hashes = FileHashes(cache, name=f"{config_file} {config.site_dir}", linked=config.site_dir)
    inputs = records.Inputs.read(
        settings_key(config, more=(release, runtime.is_serving, build_day())),
        tuple(input_places(config, bundle=settings.bundle)),
        hashes,
    )
    if not (runtime.is_serving or runtime.builds_unchanged):
        _end_if_unchanged(cache, inputs, hashes, config)
    opened: list[str] = []
    runtime.opened.tell(opened.append)
    session = _new_session(config, settings, release, cache=cache, hashes=hashes, inputs=inputs)
    logging.getLogger("mkdocs").addHandler(session.warnings)
    runtime.session = session
    recording.begin(session, ignored=(*programs(config), session.output.target_dir), opened=opened)


def _new_session(
    config: MkDocsConfig,
    settings: Settings,
    release: Release,
    *,
    cache: Cache,
    hashes: FileHashes,
    inputs: records.Inputs,
) -> Session:
    """Return a session for what the project has now, with its staging folders made."""
    target_dir, texts = Path(config.site_dir), hashes.below(config.docs_dir)
    project, findings = _read_project(config, settings, release, texts)
    brand, about_brand = _read_brand(config, project)
    anchors = read_anchors(project.addresses, read_published(project.root / PUBLISHED), step_reader(config))
    more = (*settings.publish, *(f"/{name}" for name in brand.files))
    published, about_files = internal_files.classify_files(project.documents, more=more, is_public=project.is_public)
    output = Output(target_dir, staging.make_folder(target_dir), staging.make_folder(target_dir))
    program = program_key(config, hashes)
    key = site_key(config, project, program, more=(sorted(published), runtime.is_serving, brand))
    config.site_dir = str(output.site_dir)
    select(config, project.source.code)
    assets = {name: digest for name, digest in texts.items() if not name.endswith(".md") or SNIPPETS in name}
    return Session(
        project=project,
        brand=brand,
        anchors=anchors,
        states=TranslationStates(project.documents),
        output=output,
        mode=Mode(is_serving=runtime.is_serving, is_strict=bool(config.strict)),
        policy=SeverityPolicy(settings.levels, settings.allow, release.built, Path(config.config_file_path)),
        cache=cache,
        hashes=hashes,
        inputs=inputs,
        keys=PageKeys(program, key, project.documents.reads),
        previous=PreviousSite(target_dir, hashes),
        assets=assets,
        published_files=published,
        preview=runtime.preview,
        current=LanguageBuild(project.source.code),
        findings=[*findings, *about_brand, *about_files],
    )


def _read_project(
    config: MkDocsConfig, settings: Settings, release: Release, hashes: Mapping[str, str]
) -> tuple[Project, list[Problem]]:
    """Return the project, and the findings about its addresses and words; raises HelpcentreError for broken pages.

    ``hashes`` are those of the files below ``docs``.
    """
    project = read_project(config, settings, release, hashes, runtime.parsed, has_drafts=runtime.is_serving)
    findings = list(project.addresses.check_unique())  # reads every page and says which is broken, so it is first
    require_pages(project, config.theme.dirs)
    require_home(project.documents)
    findings += check_dates(project.documents, build_day())
    return project, [*findings, *check_strings(project.strings, project.documents)]


def _read_brand(config: MkDocsConfig, project: Project) -> tuple[Brand, list[Problem]]:
    """Return the brand, and the findings about it; raises HelpcentreError for settings that do not fit."""
    given, links = read_given(config), project.settings.footer_links
    brand = read_project_brand(given, project, config)
    place = given.place("extra.helpcentre.footer_links")
    about_links = check_footer_links(links, project.addresses.paths(), place=place)
    return brand, [*check_ignored(given), *check_contrast(brand.palette), *about_links]


def finish(config: MkDocsConfig) -> None:
    """Log every error as a warning, which strict mode counts, and put the site in place unless it will be refused.

    Where the site is shown first, the deferred checks are made while its author looks at it.
    """
    session = current_session()
    recording.end(session)
    if session.mode.checks_after_publish:
        _put_in_place(session, discard=session.obsolete_dirs.append)
    else:
        _apply_severities(session)
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
            partial(_apply_severities, session),
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
        log.error(reason(error))
        raise Abort("Aborted because a file could not be read or written") from error
    if isinstance(error, TemplateError):
        log.error(processes.template_reason(error))
        raise Abort("Aborted because of a template") from error


def _end_if_unchanged(cache: Cache, inputs: records.Inputs, hashes: FileHashes, config: MkDocsConfig) -> None:
    record = records.find_record(cache, inputs.key, hashes)
    if record is None or (config.strict and any(finding.severity is Severity.ERROR for finding in record.report)):
        return
    staging.remove_left(Path(config.site_dir))
    _log(record.report)
    log.info(f"Nothing has changed since the last build: {config.site_dir} stays as it is")
    raise records.UnchangedError(record)


def _put_in_place(session: Session, *, discard: Callable[[Path], None]) -> None:
    output = session.output
    staging.move_in(output.reused_files, output.target_dir, output.site_dir)
    try:
        for staged, target in [(output.site_dir, output.target_dir), *output.artifacts]:
            staging.swap_in(staged, target, discard=discard)
    except OSError:
        if output.site_dir.exists():  # the site before is in its place
            staging.move_in(output.reused_files, output.site_dir, output.target_dir)
        raise
    if session.mode.is_serving:
        session.preview.show_next()


def _remove_old_sites(session: Session) -> None:
    for folder in session.obsolete_dirs:
        staging.discard(folder)
    _save_cache(session)
    gc.collect()  # what the session before left, while nobody waits


def _apply_severities(session: Session) -> None:
    session.report = session.policy.apply(session.all_findings)
    if not session.mode.checks_after_publish:
        _log(session.report)
        return
    new = session.preview.take_new(session.report)
    _log(new)
    if known := len(session.report) - len(new):
        log.info(f"Still there: {known} {'problem' if known == 1 else 'problems'} named before")


def _save_cache(session: Session) -> None:
    _save_record(session)
    session.cache.prune()


def _save_record(session: Session) -> None:
    """Record a build whose warnings we know, unless what it was made of has been written to since it began."""
    is_same = session.inputs.is_unchanged(session.hashes)
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


def _log(findings: Sequence[Problem]) -> None:
    for finding in findings:
        level = logging.WARNING if finding.severity is Severity.ERROR else logging.INFO
        log.log(level, report.as_line(finding))
    for line in report.count_by_rule(findings):
        log.info(line)
    if findings:
        log.info(report.MORE)
