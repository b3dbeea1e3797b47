"""Ids for steps, links to copy beside steps and headings, and what became of ids that are not there any more."""

from posixpath import dirname, relpath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_language, current_session
from helpcentre.content.page_ids import Place
from helpcentre.content.units import page_fingerprint
from helpcentre.mkdocs_adapter.i18n import shared_path, text_code
from helpcentre.mkdocs_adapter.markdown import use_extension
from helpcentre.pages.anchors import DeepLinks


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let Markdown add them, worded in the language of the site around the text."""
    session, language, code = current_session(), current_language(config), text_code(page.file)
    addresses = session.project.addresses

    def link(place: Place) -> tuple[str, str]:
        url = relpath(addresses.dest(language, place.path), dirname(page.file.dest_uri) or ".")
        url = url.removesuffix("index.html") or "./" if addresses.as_folders else url
        fragment, title = session.anchors.link_to(language.code, place.path, place.id)
        return url + fragment, title

    words = session.project.strings[language.code]
    shown = session.anchors.page(code, shared_path(page.file))
    use_extension(page, DeepLinks(words, language, shown, link))
    return markdown


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template the fingerprint of the page."""
    document = current_session().project.documents.get(text_code(page.file), shared_path(page.file))
    context["fingerprint"] = page_fingerprint(document)
    return context
