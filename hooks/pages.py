"""Pages whose HTML is known from an earlier build, and what is kept of each page that is written now."""

import hashlib
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build import reuse, staging
from helpcentre.build.session import current_language, current_session
from helpcentre.checks.page import check_page
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import finish_pages, shared_path, text_code
from helpcentre.output.page import BuiltPage, PageArtifacts
from helpcentre.output.scan import scan


@event_priority(-250)  # when the navigation is as templates will see it
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Put the pages whose HTML is known into the site; MkDocs renders the others."""
    session, code, folder = current_session(), current_language(config).code, Path(config.site_dir)
    keys = session.page_keys(code) if not session.is_reused(code) else {}
    there = reuse.take_over(session, code, keys)
    for page in nav.pages:
        dest = page.file.dest_uri
        if dest in there:
            session.pages[dest] = there[dest]
        elif dest in keys and (known := session.cache.get(keys[dest])):
            written, session.pages[dest] = known
            staging.write(written, folder, former=session.target_dir)
        else:
            continue
        page.meta = session.documents.meta(text_code(page.file), shared_path(page.file))
    finish_pages(files, session.reused_languages[code].pages if session.is_reused(code) else session.pages)
    return nav


@event_priority(-200)  # the page as every other hook left it
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Check the page and keep what the steps after the last language need of it, and the next build."""
    session, record = current_session(), page.record  # type: ignore[attr-defined]  # set by hooks/translation.py
    html, draft = (
        output.encode("utf-8", errors="xmlcharrefreplace"),
        session.page_artifacts.pop(record.dest, PageArtifacts()),
    )
    with errors.clear_errors():
        draft.problems += check_page(
            session.documents,
            record.path,
            code=record.language,
            glossary=session.glossary,
            placeholders=session.strings[record.language].placeholders,
        )
        digest, files = hashlib.sha256(html).hexdigest(), {record.dest: html, **draft.files}
        key = session.page_keys(record.language).get(record.dest, "")
        problems, scanned = tuple(draft.problems), scan(output, record.dest)
    session.pages[record.dest] = built = BuiltPage(record, problems, scanned, digest, tuple(files), key)
    staging.write(draft.files, Path(config.site_dir), former=session.target_dir)
    if key:
        session.cache.put(key, (files, built))
    page.content = None  # MkDocs would keep it until the language's last page is written
    return output
