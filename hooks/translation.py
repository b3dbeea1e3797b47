"""Each page's state in its language, and what the source page says for all languages."""

from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.pages import describe_page
from helpcentre.build.session import current_session
from helpcentre.content import editions, snippets
from helpcentre.content.headings import has_main_heading
from helpcentre.content.markdown.links import require_addresses
from helpcentre.mkdocs_adapter.errors import clear_errors
from helpcentre.mkdocs_adapter.i18n import shared_path, text_code
from helpcentre.mkdocs_adapter.page_context import set_context
from helpcentre.mkdocs_adapter.phases import BEFORE_I18N, FIRST
from helpcentre.pages.assets import require_in_theme

_THEME_FILES = {"template": "{}", "icon": ".icons/{}.svg"}


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Take over what the source page says for all languages, and look for snippets in the text's own language."""
    documents, path, code = current_session().project.documents, shared_path(page.file), text_code(page.file)
    folder, file, dialect = documents.docs_dir / code, documents.name(documents.file(code, path)), documents.dialect
    config.mdx_configs["pymdownx.snippets"] = snippets.settings(folder)
    with clear_errors():
        page.meta = documents.meta(code, path)
        if written := documents.get(code, path):
            require_addresses(written.body, file=file, line=written.body_line, dialect=dialect)
        expanded = snippets.expand(markdown, folder, file=file, dialect=dialect)
        editions.refuse_included(expanded, file=file, dialect=dialect)
        require_addresses(expanded, file=file, line=1, dialect=dialect)
        for key in _THEME_FILES.keys() & page.meta.keys():
            require_in_theme(config.theme.dirs, _THEME_FILES[key].format(page.meta[key]), file=file)
    return markdown


@event_priority(BEFORE_I18N)  # the others look for headings
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let the title of a page be its main heading where its text has none, as Material does."""
    return html if has_main_heading(html) else f"<h1>{escape(str(page.title))}</h1>\n{html}"


@event_priority(FIRST)
def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Describe the page for the handlers that follow, and give the template its record and state."""
    with clear_errors():
        about = describe_page(current_session(), page, config)
    set_context(page, about)
    context.update(record=about.record, state=about.state)
    return context
