"""The files and the navigation of a language: its own addresses, stand-ins for missing pages, and topics in order."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_language, current_session
from helpcentre.mkdocs_adapter import navigation
from helpcentre.mkdocs_adapter.errors import clear_errors
from helpcentre.mkdocs_adapter.phases import AFTER_I18N, BEFORE_I18N


@event_priority(BEFORE_I18N)  # its work grows with the square of the languages it gets to see
def _leave_out_others(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the pages of languages that have no part in this one's build."""
    navigation.leave_out_others(files, current_session().project.documents, current_language(config))
    return files


@event_priority(AFTER_I18N)  # it puts the source's page in place of a missing one
def _place(files: Files, config: MkDocsConfig) -> Files:
    """Let the language's own chain of fallbacks decide, and each page's slug."""
    with clear_errors():
        return navigation.place_files(files, current_session().project.addresses, current_language(config), config)


on_files = CombinedEvent(_leave_out_others, _place)


@event_priority(BEFORE_I18N)  # it finds none where the code of a language has a region, as in pt-BR
def _find_home(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Name the home page of the language."""
    return navigation.with_home(nav)


@event_priority(AFTER_I18N)  # it leaves pages of two languages side by side as two topics
def _sort(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Return the pages of this language as topics; a topic is named by its index page."""
    with clear_errors():
        return navigation.sort_navigation(nav, current_session().project.addresses, current_language(config))


on_nav = CombinedEvent(_find_home, _sort)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template the contents of a page."""
    context["contents"] = navigation.page_contents(page)
    return context
