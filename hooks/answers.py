"""What agents paste: a script beside each page with its texts ready to be sent, and one with the words of the tools."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from helpcentre.agents import clipboard
from helpcentre.build.session import current_language, current_session
from helpcentre.mkdocs_adapter.i18n import shared_path, text_code
from helpcentre.pages.assets import is_for_agents


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave the agents' scripts and styles out of the public edition."""
    if current_session().settings.edition == "public":
        for file in [file for file in files if is_for_agents(file.src_uri)]:
            files.remove(file)
    return files


@event_priority(-100)  # when the templates' words are there
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Write what the tools say in a language: once, not into each page."""
    session, language = current_session(), current_language(config)
    if session.settings.edition == "agents":
        panels = env.get_template("partials/agents_panels.html").render()
        clipboard.write_words(
            session.strings[language.code], language, session.languages, panels, site_dir=config.site_dir
        )
    return env


@event_priority(-200)  # the text as every other hook left it
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave the page's texts to be written beside it, where it is written in its language."""
    session, language, path = current_session(), current_language(config), shared_path(page.file)
    if session.settings.edition == "agents" and text_code(page.file) == language.code:
        dest = page.file.dest_uri
        found = clipboard.page_answers(
            html,
            dest=dest,
            language=language,
            title=str(page.meta.get("title") or page.title),
            state=session.documents.state(language.code, path),
            site_url=config.site_url or "",
        )
        session.page_artifacts[dest].files[clipboard.script_file(dest)] = clipboard.script(dest, found)
    return html
