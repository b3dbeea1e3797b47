"""What agents paste: a script beside each page with its texts ready to be sent, and one with the words of the tools."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from helpcentre.agents import clipboard
from helpcentre.build.session import current_language, current_session
from helpcentre.content.project import Project
from helpcentre.content.units import page_fingerprint
from helpcentre.mkdocs_adapter.i18n import shared_path
from helpcentre.mkdocs_adapter.page_context import artifacts_of
from helpcentre.mkdocs_adapter.phases import AFTER_CONTENT, AFTER_I18N
from helpcentre.pages.assets import is_for_agents
from helpcentre.pages.borrowed_words import label
from helpcentre.pages.metadata import page_alternates


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave the agents' scripts and styles out of the public edition."""
    if current_session().project.is_public:
        for file in [file for file in files if is_for_agents(file.src_uri)]:
            files.remove(file)
    return files


@event_priority(AFTER_I18N)  # when the templates' words are there
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Write what the tools say in a language: once, not into each page."""
    project, language = current_session().project, current_language(config)
    if not project.is_public:
        panels = label(env.get_template("partials/agents_panels.html").render())
        words = project.strings[language.code]
        clipboard.write_words(words, language, project.languages, panels, site_dir=config.site_dir)
    return env


@event_priority(AFTER_CONTENT)
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave the page's texts to be written beside it, where it is written in its language and readers have it, too."""
    session, language = current_session(), current_language(config)
    if session.project.is_public:
        return html
    pages = _pages_for_customers(session.project, shared_path(page.file))
    if language.code in pages:
        dest = page.file.dest_uri
        answers = clipboard.page_answers(
            html,
            dest=dest,
            pages=pages,
            language=language,
            title=str(page.meta.get("title") or page.title),
            state=session.states.of(language.code, shared_path(page.file)),
            site_url=session.project.site_url,
            fingerprint=page_fingerprint(session.project.documents.get(language.code, shared_path(page.file))),
        )
        artifacts_of(page).files[clipboard.script_file(dest)] = clipboard.script(dest, answers)
    return html


def _pages_for_customers(project: Project, path: str) -> dict[str, str]:
    """Return the file of a page, without its ending, in each language that has it in its own words for customers."""
    entries = page_alternates(project.addresses, path)
    codes = {entry.language.code for entry in entries if not project.documents.marks(entry.language.code, path)}
    return {
        entry.language.code: entry.stem for entry in entries if entry.language.code in codes and not entry.is_foreign
    }
