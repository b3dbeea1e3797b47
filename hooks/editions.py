"""Internal notes and replies: boxes in the agents' edition, cut from the public one before anything is rendered."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_session
from helpcentre.content import comments, editions
from helpcentre.content.publishable_files import is_of_theme
from helpcentre.mkdocs_adapter.errors import clear_errors
from helpcentre.mkdocs_adapter.i18n import current_code, shared_path, text_code
from helpcentre.mkdocs_adapter.phases import FIRST
from helpcentre.translation.state import Status


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out whatever is neither a page nor published, though it came below ``docs`` or into the theme only now."""
    session = current_session()
    docs_dir, theme_dir = str(session.project.documents.docs_dir), config.theme.custom_dir
    for file in [file for file in files if file.src_dir in (docs_dir, theme_dir) and not file.is_documentation_page()]:
        of_theme = file.src_dir == theme_dir and is_of_theme(file.src_uri, session.project.settings.publish)
        if not of_theme and (file.src_dir == theme_dir or file.src_uri not in session.published_files):
            files.remove(file)
    return files


@event_priority(FIRST)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return what the edition shows of a page."""
    session, code, path = current_session(), text_code(page.file), shared_path(page.file)
    with clear_errors():
        markdown = session.project.documents.shown_text(code, path, markdown)
        if session.project.is_public:
            return editions.public_markdown(markdown, session.project.documents.dialect)
        state = session.states.of(current_code(config), path)
        outdated, drafts = (state.units_of(status) for status in (Status.OUTDATED, Status.MACHINE))
        words, dialect = session.project.strings[code], session.project.documents.dialect
        return editions.agents_markdown(markdown, words=words, outdated=outdated, drafts=drafts, dialect=dialect)


@event_priority(FIRST)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave out what Markdown has made a comment of only now, and mark what agents fill in."""
    html = comments.cut_html_comments(html)
    return html if current_session().project.is_public else editions.agents_html(html)
