"""Canonical address and alternates of each page."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_session
from helpcentre.mkdocs_adapter.page_context import context_of
from helpcentre.pages import metadata


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template the page's language switch and its addresses."""
    about, site_url = context_of(page), current_session().project.site_url
    head = metadata.page_metadata(site_url, about.alternates, code=about.language.code)
    context.update(alternates=about.alternates, page_metadata=head)
    return context
