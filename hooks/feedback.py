"""A form at the end of each article page that asks whether it helped, and what the search says of missed queries."""

from dataclasses import replace
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_language, current_session
from helpcentre.mkdocs_adapter.page_context import context_of
from helpcentre.pages import feedback
from helpcentre.pages.metadata import absolute


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Let every page's search say where a query goes that found nothing; in the bundle, it stays on the computer."""
    project, language = current_session().project, current_language(config)
    env.globals["missed"] = project.is_public and feedback.missed_query(
        project.settings.feedback,
        project.strings[language.code],
        language=language.name,
        fallback_email=project.settings.contact_email,
    )
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template of an article page its form."""
    session, about = current_session(), context_of(page)
    if not page.parent or page.meta.get("template"):
        return context
    strings, settings = session.project.strings[about.language.code], session.project.settings.feedback
    address = absolute(session.project.site_url, page.url)
    if not session.project.is_public:  # no network, no address
        settings = replace(settings, issue_url="", endpoint="")
        address = f"{strings('site_name')}, {strings('version', version=session.project.release.version)}"
    form = feedback.form(
        settings,
        strings,
        title=about.record.title,
        address=address,
        source=about.record.source,
        fallback_email=session.project.settings.contact_email,
    )
    context.update(feedback=form, feedback_address=address, feedback_reasons=feedback.REASONS)
    return context
