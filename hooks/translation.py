"""Each page's state in its language: what its template shows, and what the checks after the build read."""

from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_session
from helpcentre.checks import translation
from helpcentre.content import editions, prose, snippets
from helpcentre.content.headings import has_main_heading
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import current_code, is_nested, shared_path, text_code
from helpcentre.output.page import PageRecord
from helpcentre.pages.assets import require_in_theme
from helpcentre.util.text import as_date

_THEME_FILES = {"template": "{}", "icon": ".icons/{}.svg"}


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Take over what the source page says for all languages, and look for snippets in the text's own language."""
    documents, path, code = current_session().documents, shared_path(page.file), text_code(page.file)
    folder, file = documents.docs_dir / code, documents.name(documents.file(code, path))
    config.mdx_configs["pymdownx.snippets"] = snippets.settings(folder)
    with errors.clear_errors():
        page.meta = documents.meta(code, path)
        if written := documents.get(code, path):
            prose.require_addresses(written.body, file=file, line=written.body_line)
        expanded = snippets.expand(markdown, folder, file=file)
        editions.refuse_included(expanded, file=file)
        prose.require_addresses(expanded, file=file, line=1)
        for key in _THEME_FILES.keys() & page.meta.keys():
            require_in_theme(config.theme.dirs, _THEME_FILES[key].format(page.meta[key]), file=file)
    return markdown


@event_priority(50)  # before the other hooks look for headings
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let the title of a page be its main heading where its text has none, as Material does."""
    return html if has_main_heading(html) else f"<h1>{escape(str(page.title))}</h1>\n{html}"


@event_priority(-230)  # after the last language
def on_post_build(config: MkDocsConfig) -> None:
    """Look for pages that no language will ever show, and for folders that no page stands for."""
    documents = current_session().documents
    if not is_nested(config):
        current_session().problems += [
            *translation.check_strays(documents),
            *translation.check_topics(documents),
        ]


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template the page's state, and the page's record to the steps after the last language too."""
    session, code, path = current_session(), current_code(config), shared_path(page.file)
    documents = session.documents
    with errors.clear_errors():
        page_state = documents.state(code, path)
    record = PageRecord(
        language=code,
        text_language=text_code(page.file),
        path=path,
        url=page.url,
        dest=page.file.dest_uri,
        source=documents.name(documents.file(text_code(page.file), path)),
        title=str(page.title),
        updated=as_date(page.meta.get("updated")),
        description=str(page.meta.get("description") or ""),
    )
    page.record = record  # type: ignore[attr-defined]  # read by hooks/pages.py
    context.update(record=record, state=page_state)
    return context
