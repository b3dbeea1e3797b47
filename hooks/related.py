"""Most asked and related pages, in the page's language."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_session
from helpcentre.content import related
from helpcentre.content.related import MOST_ASKED, RELATED
from helpcentre.mkdocs_adapter.i18n import text_code
from helpcentre.mkdocs_adapter.navigation import pages_by_path
from helpcentre.mkdocs_adapter.page_context import artifacts_of, context_of


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template the pages and titles of each list, and check the source page's."""
    documents, about = current_session().project.documents, context_of(page)
    pages = pages_by_path(nav)
    for key in (MOST_ASKED, RELATED):
        context[key] = [
            {"page": target, "url": target.url + shown[0], "title": shown[1]}
            for reference in related.page_refs(documents, about.record.path, key)
            if (target := pages.get(reference.path))
            and (shown := related.shown_target(documents, text_code(target.file), reference.path, reference.anchor))
        ]
    if about.language.is_source:
        artifacts_of(page).problems += related.check_page_refs(documents, about.record.path)
    return context
