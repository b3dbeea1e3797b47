"""Open Graph: what those see who share a link."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_session
from helpcentre.mkdocs_adapter.page_context import context_of
from helpcentre.pages import open_graph
from helpcentre.pages.metadata import absolute, public_versions
from helpcentre.pages.share_titles import share_picture


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template the properties of a page that stands for itself; a fallback page has none."""
    project, about = current_session().project, context_of(page)
    if project.is_public and not about.record.is_fallback:
        versions = public_versions(project.site_url, about.alternates)
        has_titles = project.settings.share_titles
        site_name = project.strings[about.language.code]("site_name")
        context["open_graph"] = open_graph.open_graph(
            about.record,
            language=about.language,
            others=[language for language in versions if language != about.language],
            address=versions[about.language],
            site_name=site_name,
            picture=absolute(project.site_url, share_picture(about.record, about.language, has_titles=has_titles)),
            picture_text=about.record.title if has_titles else site_name,
        )
    return context
