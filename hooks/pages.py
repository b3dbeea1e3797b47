"""Each page: what the source page says for all languages, its main heading, and its record and state."""

from collections.abc import Callable
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build import pages
from helpcentre.build.session import current_session
from helpcentre.content.headings import has_main_heading, split_opening
from helpcentre.editor.configuration import edit_address
from helpcentre.mkdocs_adapter.errors import clear_errors
from helpcentre.mkdocs_adapter.i18n import shared_path
from helpcentre.mkdocs_adapter.page_context import set_context
from helpcentre.mkdocs_adapter.phases import BEFORE_I18N, FIRST
from helpcentre.pages.hints import HINT
from helpcentre.pages.notices import Notice, draft_notice, page_notice


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Take over what the source page says for all languages, and look for snippets in the text's own language."""
    with clear_errors():
        pages.begin_page(current_session(), page, markdown, config)
    return markdown


@event_priority(BEFORE_I18N)  # the others look for headings
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let the title of a page be its main heading where its text has none, as Material does."""
    return html if has_main_heading(html) else f"<h1>{escape(str(page.title))}</h1>\n{html}"


@event_priority(FIRST)
def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Describe the page for the handlers that follow, and give the template its record, its notice and its text."""
    session = current_session()
    with clear_errors():
        about = pages.describe_page(session, page, config)
    set_context(page, about)
    words, source_words = (session.project.strings[each.code] for each in (about.language, session.project.source))
    opening, sections = split_opening(
        pages.explained_text(session.project, page.content or "", about.record.text_language)
    )
    source_name = about.language.name_of(session.project.source)

    def told(make_notice: Callable[..., Notice | None]) -> Notice | None:
        return make_notice(
            about.state, about.alternates, words=words, source_words=source_words, source_name=source_name
        )

    context.update(
        record=about.record,
        notice=told(page_notice),
        draft_notice=told(draft_notice),
        marks=about.marks,
        edit_url=edit_address(session.project.settings, shared_path(page.file)),
        opening=opening,
        sections=sections,
        has_hints=HINT in opening + sections,
    )
    return context
