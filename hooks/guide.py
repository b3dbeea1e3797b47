"""Guided help: pages that ask, with the way to each, and checks that every way ends well."""

from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_language, current_session
from helpcentre.checks.guides import check_guides
from helpcentre.content import guides
from helpcentre.mkdocs_adapter.i18n import is_nested, shared_path

_TEMPLATE = "guide.html"


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates the path of the first page of each guide."""
    env.globals["guide_starts"] = [guide.start for guide in guides.guides(current_session().documents)]
    return env


@event_priority(-50)  # after hooks/translation.py has read the page's front matter
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let the page of a guide have the template of guides."""
    if guides.guide_of(current_session().documents, shared_path(page.file)):
        page.meta["template"] = _TEMPLATE
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Mark the list that is the answers."""
    return guides.mark_choices(html) if page.meta.get("template") == _TEMPLATE else html


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template where a page stands in its guide."""
    session = current_session()
    context["step"] = guides.step_of(session.addresses, current_language(config).code, shared_path(page.file))
    return context


@event_priority(-230)  # with the other checks of the whole site
def on_post_build(config: MkDocsConfig) -> None:
    """Check all guides once."""
    if not is_nested(config):
        current_session().problems += check_guides(current_session().documents)
