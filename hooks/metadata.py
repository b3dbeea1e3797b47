"""Canonical and hreflang for each page; 404 pages, sitemap and robots.txt for the site."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_language, current_session
from helpcentre.mkdocs_adapter.i18n import current_code, is_nested, shared_path
from helpcentre.output import static_pages
from helpcentre.pages import metadata


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template the page's language switch and its addresses."""
    alternates = metadata.page_alternates(current_session().addresses, shared_path(page.file))
    head = metadata.page_metadata(config.site_url or "", alternates, code=current_code(config))
    context.update(alternates=alternates, page_metadata=head)
    return context


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Give a page that is not Markdown the languages' home pages for its language switch."""
    context["alternates"] = metadata.page_alternates(current_session().addresses, "index.md")
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Write each language's 404 page to its own place; the bundle needs none."""
    session = current_session()
    if template_name != "404.html":
        return output_content
    if session.settings.edition != "public":
        return ""
    return static_pages.write(
        output_content, template_name, language=current_language(config), site_dir=config.site_dir
    )


@event_priority(-210)  # after the last language
def on_post_build(config: MkDocsConfig) -> None:
    """Write what speaks of the whole site."""
    session = current_session()
    if is_nested(config) or session.settings.edition != "public":
        return
    site_url = config.site_url or ""
    found = metadata.sitemap(site_url, session.page_records, source=session.source.code)
    (session.site_dir / "sitemap.xml").write_text(found, encoding="utf-8", newline="\n")
    (session.site_dir / "robots.txt").write_text(metadata.robots(site_url), encoding="utf-8", newline="\n")
