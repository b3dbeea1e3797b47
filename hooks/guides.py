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
from helpcentre.mkdocs_adapter.markdown import use_extension
from helpcentre.mkdocs_adapter.page_context import context_of
from helpcentre.mkdocs_adapter.phases import AFTER_I18N
from helpcentre.pages.choices import MarkedChoices

_TEMPLATE = "guide.html"


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates the path of the first page of each guide."""
    env.globals["guide_starts"] = guides.starts(current_session().project.documents)
    return env


@event_priority(AFTER_I18N)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let the page of a guide have the template of guides, and its choices marked."""
    is_guide = bool(guides.start_of(current_session().project.documents, shared_path(page.file)))
    use_extension(page, MarkedChoices(is_guide=is_guide))
    if is_guide:
        page.meta["template"] = _TEMPLATE
    return markdown


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template the page's place in its guide."""
    context["step"] = context_of(page).step
    return context
