"""Ids for steps, and links to copy beside steps and headings."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_language, current_session
from helpcentre.mkdocs_adapter.markdown import use_extension
from helpcentre.pages.anchors import DeepLinks


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let Markdown add them, worded in the language of the site around the text."""
    use_extension(config, DeepLinks(current_session().project.strings[current_language(config).code]))
    return markdown
