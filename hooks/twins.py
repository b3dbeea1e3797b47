"""The Markdown of each page beside it, and a list of these pages in each language."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_language, current_session
from helpcentre.content import headings, snippets
from helpcentre.content.navigation import topic_tree
from helpcentre.mkdocs_adapter.i18n import is_nested, text_code
from helpcentre.pages import llms
from helpcentre.pages.metadata import absolute


@event_priority(-200)  # after every change to the page's text
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave the page's Markdown to be written beside it: what a hook cut from the page is not in there either."""
    session, code, site_url = current_session(), text_code(page.file), config.site_url or ""
    if session.settings.edition == "public" and code == current_language(config).code:
        folder = session.documents.docs_dir / code
        is_headed = headings.has_main_heading(page.content or "")  # as Markdown made it
        text = llms.twin(
            snippets.expand(page.markdown or "", folder),
            path=page.file.src_uri,
            address=absolute(site_url, page.url),
            heading="" if is_headed else str(page.title),
            resolve=lambda path: absolute(site_url, file.url) if (file := files.get_file_from_path(path)) else None,
        )
        dest = page.file.dest_uri
        session.page_artifacts[dest].files[llms.twin_file(dest)] = text.encode("utf-8")
    return html


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template the address of the page's Markdown."""
    context["twin"] = absolute(config.site_url or "", llms.twin_file(page.file.dest_uri))
    return context


@event_priority(-220)  # after the last language, before the links are checked (-230)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the list of each language that has pages of its own."""
    session, site_url = current_session(), config.site_url or ""
    if is_nested(config) or session.settings.edition != "public":
        return
    own = {language: llms.own_pages(session.page_records, language.code) for language in session.languages}
    for language, pages in own.items():
        if pages:
            text = llms.llms_txt(
                topic_tree((path, session.documents.order(language.code, path)) for path in pages),
                pages,
                site_name=session.strings[language.code]("site_name"),
                absolute=lambda url: absolute(site_url, url),
                others=[other for other, theirs in own.items() if theirs and other != language],
                others_title=session.strings[language.code]("language"),
            )
            (session.site_dir / language.prefix / llms.LIST).write_text(text, encoding="utf-8", newline="\n")
