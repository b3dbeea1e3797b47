"""The pages of a language: known ones are taken over, the others are described, checked and noted when written."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build import recording, staging
from helpcentre.build.keys import LanguageReads
from helpcentre.build.session import Session, current_language
from helpcentre.checks.page import check_page
from helpcentre.content import editions, snippets
from helpcentre.content.guides import step_of
from helpcentre.content.markdown.links import require_addresses
from helpcentre.content.project import Project
from helpcentre.diagnostics.problem import ErrorList
from helpcentre.elements.icons import has_icon
from helpcentre.mkdocs_adapter.i18n import finish_pages, shared_path, text_code
from helpcentre.mkdocs_adapter.markdown import extension_names
from helpcentre.mkdocs_adapter.page_context import PageContext, artifacts_of, context_of
from helpcentre.output.page import BuiltPage, CachedPage, PageRecord
from helpcentre.output.scan import scan
from helpcentre.pages.assets import require_in_theme
from helpcentre.pages.hints import with_hints
from helpcentre.pages.metadata import page_alternates
from helpcentre.util.text import as_date
from helpcentre.util.time_limit import in_time

_THEME_FILES = {"template": "{}", "icon": ".icons/{}.svg"}
"""The keys of front matter that name a file of the theme."""


def restore_known_pages(session: Session, nav: Navigation, files: Files, config: MkDocsConfig) -> None:
    """Put the pages whose HTML is known into the site, and let MkDocs render only the others."""
    build, folder = session.current, Path(config.site_dir)
    if build.code in session.reused_languages:
        finish_pages(files, session.reused_languages[build.code].pages)
        return
    last = session.known_reads.get(build.code, LanguageReads())
    build.reads.files |= last.files  # a file that was opened once counts, whichever language is built before this one
    asked = session.project.documents.reads
    keys = last.page_keys(asked, build.reads.key(asked, build.code, last.late))
    for page in nav.pages:
        dest = page.file.dest_uri
        known = session.cache.get(keys[dest], CachedPage) if dest in keys else None
        if known:
            build.pages[dest] = known.page
            staging.write_files(known.files, folder, former=session.output.target_dir)
            build.reads.pages[dest] = last.pages[dest]
    if build.pages:
        build.reads.late |= last.late
    finish_pages(files, build.pages)
    recording.end_page(session)


def begin_page(session: Session, page: Page, markdown: str, config: MkDocsConfig) -> None:
    """Give a page the front matter that counts for it, and its includes the folder of the text's own language.

    Raises HelpcentreError where the text, with what it includes, or the front matter is none that can be built.
    """
    documents, path, code = session.project.documents, shared_path(page.file), text_code(page.file)
    folder, file, dialect = documents.docs_dir / code, documents.name(documents.file(code, path)), documents.dialect
    config.mdx_configs["pymdownx.snippets"] = snippets.settings(folder)
    page.meta = documents.shown_meta(code, path)
    with in_time(lambda: markdown, file=file):
        if written := documents.get(code, path):
            require_addresses(written.body, file=file, line=written.body_line, dialect=dialect)
        expanded = snippets.expand(markdown, folder, file=file, dialect=dialect)
        editions.refuse_notes(expanded, file=file, dialect=dialect)
        require_addresses(expanded, file=file, line=1, dialect=dialect)
    for key in _THEME_FILES.keys() & page.meta.keys():
        require_in_theme(config.theme.dirs, _THEME_FILES[key].format(page.meta[key]), file=file, line=1)


def require_pages(project: Project, theme_dirs: Sequence[str]) -> None:
    """Raise HelpcentreError that tells of every page what :func:`begin_page` would end at, each with its file."""
    documents, errors = project.documents, ErrorList()
    for language, path in project.addresses.each():
        code, own = language.code, documents.get(language.code, path)
        if own is None:
            continue
        file, folder = documents.name(documents.file(code, path)), documents.docs_dir / code
        with errors.collecting(), own.in_time():
            require_addresses(own.body, file=file, line=own.body_line, dialect=documents.dialect)
        with errors.collecting(), own.in_time():
            snippets.expand(own.body, folder, file=file, line=own.body_line, dialect=documents.dialect)
        if code != documents.source.code and documents.get(documents.source.code, path):
            continue  # it has the template and icon of its source page
        for key in sorted(_THEME_FILES.keys() & own.meta.keys()):
            with errors.collecting():
                name, line = _THEME_FILES[key].format(own.meta[key]), own.key_lines.get(key, 1)
                require_in_theme(theme_dirs, name, file=file, line=line)
    errors.raise_all()


def explained_text(project: Project, html: str, code: str) -> str:
    """Return the text of a page in a language with hints on terms of the glossary, if the project wants them."""
    if not project.settings.hints:
        return html
    return with_hints(html, project.glossary.hints_in(code), project.strings[code])


def describe_page(session: Session, page: Page, config: MkDocsConfig) -> PageContext:
    """Return the context of a page; raises HelpcentreError where its translation cannot be read."""
    recording.begin_page(session, page.file.dest_uri)
    project, language, path = session.project, current_language(config), shared_path(page.file)
    documents, code = project.documents, text_code(page.file)
    step = step_of(project.addresses, language.code, path)
    record = PageRecord(
        language=language.code,
        text_language=code,
        path=path,
        url=page.url,
        dest=page.file.dest_uri,
        source=documents.name(documents.file(code, path)),
        title=str(page.title),
        updated=as_date(page.meta.get("updated")),
        description=str(page.meta.get("description") or ""),
        is_listed=not (documents.is_draft(code, path) or (step and step.trail)),
    )
    return PageContext(
        language=language,
        record=record,
        state=session.states.of(language.code, path),
        alternates=page_alternates(project.addresses, path),
        step=step,
        marks=tuple(documents.marks(code, path)),
    )


def finish_page(session: Session, page: Page, output: str, config: MkDocsConfig) -> None:
    """Check a rendered page and note what the steps of the site, and the next build, need of it.

    Raises HelpcentreError where its source or translation cannot be read.
    """
    project, record, artifacts = session.project, context_of(page).record, artifacts_of(page)
    html = output.encode("utf-8", errors="xmlcharrefreplace")
    own = project.documents.get(record.language, record.path)
    with own.in_time() if own else nullcontext():
        artifacts.problems += check_page(
            session.states,
            record.path,
            code=record.language,
            glossary=project.glossary,
            labels=project.labels,
            placeholders=project.strings[record.language].placeholders,
            extensions=extension_names(config),
            has_icon=partial(has_icon, folders=config.theme.dirs),
        )
    files = {record.dest: html, **artifacts.files}
    asked, reads = project.documents.reads, session.current.reads
    key = asked.key(reads.pages[record.dest], reads.key(asked, record.language), record.dest)
    digest = hashlib.sha256(html).hexdigest()
    built = BuiltPage(record, tuple(artifacts.problems), scan(output, record.dest), digest, tuple(files), key)
    session.current.pages[record.dest] = built
    staging.write_files(artifacts.files, Path(config.site_dir), former=session.output.target_dir)
    session.cache.put(key, CachedPage(files, built))
    recording.leave_page(session)
    page.content = None  # MkDocs would keep it until the language's last page is written
