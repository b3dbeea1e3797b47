"""The elements of a page's text: what Markdown and its extensions make of it, completed."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_session
from helpcentre.content.linguistics import linguistics
from helpcentre.elements import extension
from helpcentre.elements.page_files import PageSurroundings
from helpcentre.mkdocs_adapter.i18n import text_code
from helpcentre.mkdocs_adapter.markdown import set_options, use_extension
from helpcentre.mkdocs_adapter.page_files import file_finder, path_to_root


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let Markdown complete them, worded in the language of the text."""
    project, code = current_session().project, text_code(page.file)
    around = PageSurroundings(
        words=project.strings[code],
        language=project.documents.language(code),
        languages=project.languages,
        find=file_finder(page, files, project.documents),
        root=path_to_root(page),
        is_public=project.is_public,
        labels=project.labels,
    )
    key_names = linguistics(code).key_names
    set_options(config, extension.options(around.words, config.theme.dirs, config.mdx_configs, key_names))
    use_extension(page, extension.PageElements(around))
    return markdown


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Tell the template whether the page has elements that a script makes more of."""
    context["has_widgets"] = extension.has_widgets(page.content or "")
    return context
