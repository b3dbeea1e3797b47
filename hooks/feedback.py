"""A form at the end of each article page that asks whether it helped."""

from dataclasses import replace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_session
from helpcentre.mkdocs_adapter.i18n import current_code
from helpcentre.pages import feedback
from helpcentre.pages.metadata import absolute


@event_priority(-50)  # after hooks/translation.py has made the page's record
def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template of an article page its form."""
    session, record = current_session(), context["record"]
    if not page.parent or page.meta.get("template"):
        return context
    strings, settings = session.strings[current_code(config)], session.settings.feedback
    address = absolute(config.site_url or "", page.url)
    if session.settings.edition == "agents":  # no network, no address
        settings = replace(settings, issue_url="", endpoint="")
        address = f"{strings('site_name')}, {strings('version', version=session.release.version)}"
    context["feedback_reasons"] = feedback.REASONS
    context["feedback_address"] = address
    context["feedback"] = feedback.form(
        settings,
        strings,
        title=record.title,
        address=address,
        source=record.source,
        fallback_email=session.settings.contact_email,
    )
    return context
