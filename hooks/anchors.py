"""Ids for steps, and links to copy beside steps and headings."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_language, current_session
from helpcentre.pages.anchors import with_deep_links


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Add them, worded in the language of the site around the text."""
    return with_deep_links(html, current_session().project.strings[current_language(config).code])
