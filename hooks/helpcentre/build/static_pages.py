"""The pages of a site that are made of a template alone: what each shows, and where it is written."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from helpcentre.agents import changes
from helpcentre.agents.changes import PageChange, UnitLink
from helpcentre.agents.manifest import make_manifest, read_manifest
from helpcentre.build.session import Session
from helpcentre.content.language import Language
from helpcentre.content.units import units
from helpcentre.output import static_pages
from helpcentre.output.static_pages import ARTICLES
from helpcentre.pages.metadata import page_alternates
from helpcentre.translation.status import matrix, status_rows

STATUS, CHANGES, NOT_FOUND, START = "status.html", "changes.html", "404.html", "START.html"
STAND_IN = "offline.html"
"""Shown in place of any page that cannot be had without a network; as in 404.html, addresses begin at the top."""


def is_offline(session: Session) -> bool:
    """Whether readers of this site have pages without a network; the preview shows what is there now."""
    return session.project.is_public and session.project.settings.offline and not session.mode.is_serving


def template_names(session: Session) -> set[str]:
    """Return the templates that are pages of this site, beside MkDocs' own."""
    settings = session.project.settings
    names = {ARTICLES}
    names |= {STATUS} if settings.has_status_page else set()
    names |= {CHANGES} if settings.has_changes_page else set()
    names |= set() if session.project.is_public else {START}
    names |= {STAND_IN} if is_offline(session) else set()
    return names


def fill_context(session: Session, context: dict[str, Any], name: str, language: Language) -> None:
    """Give a template what it shows, and its place in the language's folder.

    Raises HelpcentreError where the earlier bundle, for the page of changes, cannot be read.
    """
    project = session.project
    context["alternates"] = page_alternates(project.addresses, "index.md")
    if name in (ARTICLES, STATUS, CHANGES, START):
        static_pages.place(context, name, language=language, languages=project.languages)
    if name == STAND_IN:
        context["base_url"] = urlsplit(project.site_url).path
    if name == STATUS:
        context["matrix"] = matrix(status_rows(session.states), project.languages)
    if name == CHANGES:
        earlier = read_manifest(project.root / project.settings.bundle.since)
        found = changes.compare(earlier, make_manifest(session.states, project.release))
        links = {(each.language, each.path): _unit_links(session, each, language) for each in found}
        context.update(earlier=earlier, changes=found, unit_links=links, addresses=project.addresses)


def _unit_links(session: Session, change: PageChange, language: Language) -> dict[str, UnitLink]:
    page = session.project.documents.get(change.language, change.path)
    return changes.unit_links(change, units(page), session.project.strings[language.code]) if page else {}


def place_output(session: Session, html: str, name: str, language: Language, *, site_dir: str) -> str:
    """Write a page to its language's folder, and return what MkDocs is to write in its place, which may be nothing.

    The bundle needs no page for addresses that are not there.
    """
    if name == NOT_FOUND and not session.project.is_public:
        return ""
    if name in (ARTICLES, STATUS, CHANGES, NOT_FOUND, STAND_IN, START):
        return static_pages.write(html, name, language=language, site_dir=site_dir)
    return html
