"""Guided help: pages that ask, with the way to each."""

from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_session
from helpcentre.content import guides
from helpcentre.mkdocs_adapter.i18n import shared_path
from helpcentre.mkdocs_adapter.page_context import context_of
from helpcentre.mkdocs_adapter.phases import AFTER_I18N

_TEMPLATE = "guide.html"


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates the path of the first page of each guide."""
    env.globals["guide_starts"] = [guide.start for guide in guides.guides(current_session().project.documents)]
    return env


@event_priority(AFTER_I18N)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let the page of a guide have the template of guides."""
    if guides.guide_of(current_session().project.documents, shared_path(page.file)):
        page.meta["template"] = _TEMPLATE
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Mark the list that is the choices."""
    return guides.mark_choices(html) if page.meta.get("template") == _TEMPLATE else html


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template the page's place in its guide."""
    context["step"] = context_of(page).step
    return context
