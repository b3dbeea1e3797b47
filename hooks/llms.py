"""The Markdown of each page beside it, for language models."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_language, current_session
from helpcentre.content import comments, headings, snippets
from helpcentre.mkdocs_adapter.i18n import text_code
from helpcentre.mkdocs_adapter.page_context import artifacts_of
from helpcentre.mkdocs_adapter.phases import AFTER_CONTENT
from helpcentre.pages import llms
from helpcentre.pages.metadata import absolute


@event_priority(AFTER_CONTENT)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave the page's Markdown to be written beside it: what a hook cut from the page is not in there either."""
    project, code = current_session().project, text_code(page.file)
    if project.is_public and code == current_language(config).code:
        dialect = project.documents.dialect
        has_heading = headings.has_main_heading(page.content or "")  # as Markdown made it
        expanded = snippets.expand(page.markdown or "", project.documents.docs_dir / code, dialect=dialect)
        text = llms.twin(
            comments.cut_comments(expanded, dialect),  # those of what is included
            path=page.file.src_uri,
            address=absolute(project.site_url, page.url),
            dialect=dialect,
            heading="" if has_heading else str(page.title),
            resolve=lambda path: (
                absolute(project.site_url, file.url) if (file := files.get_file_from_path(path)) else None
            ),
        )
        artifacts_of(page).files[llms.twin_file(page.file.dest_uri)] = text.encode("utf-8")
    return html


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template the address of the page's Markdown."""
    context["twin"] = absolute(current_session().project.site_url, llms.twin_file(page.file.dest_uri))
    return context
