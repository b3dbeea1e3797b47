"""The security policy that each page declares."""

from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_session
from helpcentre.content.html_attributes import without_refused_attributes
from helpcentre.content.html_elements import without_refused
from helpcentre.elements.embeds import frame_hosts
from helpcentre.hosting import csp
from helpcentre.pages.feedback import policy_source
from helpcentre.pages.visitor_services import policy_sources


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Let each page declare the policy of its edition; the live preview has a script of its own in every page."""
    project, is_serving = current_session().project, current_session().mode.is_serving
    services = policy_sources(project.settings)
    own = (
        csp.for_page(policy_source(project.settings.feedback), services=services)
        if project.is_public
        else csp.for_disk()
    )
    env.globals["policy"] = "" if is_serving else own
    env.globals["policy_below_head"] = "" if is_serving or project.is_public else csp.for_disk_below_head()
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Let a page that plays films of another host declare that this host may show them there."""
    project, frames = current_session().project, frame_hosts(page.content or "")
    if frames and not current_session().mode.is_serving:
        services = policy_sources(project.settings)
        context["policy"] = csp.for_page(policy_source(project.settings.feedback), frames, services=services)
    return context


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep styles out of tables, and out of the text what is not on the lists of elements and attributes."""
    project = current_session().project
    elements, attributes = project.settings.allow_html, project.settings.allow_attributes
    text = without_refused(csp.without_styles(html), also_allowed=elements)
    text = without_refused_attributes(text, also_allowed=attributes, open_elements=elements)
    return text if project.is_public else csp.without_preloads(text)
