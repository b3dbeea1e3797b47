"""schema.org data: what a page is, for search engines."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_session
from helpcentre.content.guides import GUIDE
from helpcentre.content.language import tags_of
from helpcentre.content.titles import heading_of
from helpcentre.mkdocs_adapter.navigation import breadcrumb
from helpcentre.mkdocs_adapter.page_context import artifacts_of, context_of
from helpcentre.pages import schema_org
from helpcentre.pages.metadata import absolute, public_versions
from helpcentre.pages.share_titles import share_picture


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template the data of a page that stands for itself; a fallback page has none."""
    project, about = current_session().project, context_of(page)
    if not project.is_public or about.record.is_fallback:
        return context
    words = project.strings[about.language.code]
    kind = GUIDE if about.step else project.documents.kind(about.record.path)
    document = project.documents.get(about.record.text_language, about.record.path)
    sections = schema_org.page_sections(page.content or "") if kind else []
    artifacts_of(page).problems += schema_org.check_kind(kind, sections, file=about.record.source)
    data = schema_org.structured_data(
        about.record,
        versions={each.code: url for each, url in public_versions(project.site_url, about.alternates).items()},
        source=project.source.code,
        tags=tags_of(project.languages),
        trail=[(name, absolute(project.site_url, url)) for name, url in breadcrumb(page, nav, home=words("home"))],
        site_name=words("site_name"),
        picture=absolute(
            project.site_url,
            share_picture(about.record, about.language, has_titles=project.settings.share_titles),
        ),
        kind=kind,
        parts=sections,
        headline=heading_of(document, about.record.path) if document else "",
    )
    context["structured_data"] = schema_org.as_script(data)
    return context
