"""What a page points to in its front matter, in the page's language."""

from typing import Any
from weakref import WeakKeyDictionary

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_language, current_session
from helpcentre.content import related
from helpcentre.content.related import MOST_ASKED, RELATED
from helpcentre.mkdocs_adapter.i18n import shared_path, text_code


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template the pages and titles of each list, and check the source page's."""
    session, path = current_session(), shared_path(page.file)
    language = current_language(config)
    by_path = _by_path(nav)
    for key in (MOST_ASKED, RELATED):
        context[key] = [
            {
                "page": target,
                "url": target.url + each.fragment(document),
                "title": each.title(document),
            }
            for each in related.page_refs(session.documents, path, key)
            if (target := by_path.get(each.path))
            and (document := session.documents.get(text_code(target.file), each.path))
        ]
    if language.is_source:
        session.page_artifacts[page.file.dest_uri].problems += related.check_page_refs(session.documents, path)
    return context


_known: WeakKeyDictionary[Navigation, dict[str, Page]] = WeakKeyDictionary()


def _by_path(nav: Navigation) -> dict[str, Page]:
    """Return the pages of the language being built by their path."""
    if nav not in _known:
        _known[nav] = {shared_path(each.file): each for each in nav.pages}
    return _known[nav]
