"""What a page is, for search engines and for those who share a link: schema.org data, Open Graph and its pictures."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_language, current_session
from helpcentre.content import guides
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import is_nested
from helpcentre.pages import open_graph, schema_org
from helpcentre.pages.metadata import absolute
from helpcentre.util.cache import key_of


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template the data of a page that stands for itself; a fallback page has none."""
    session, record = current_session(), context["record"]
    if session.settings.edition != "public" or record.is_fallback:
        return context
    language, site_url = current_language(config), config.site_url or ""
    words, picture = session.strings[language.code], absolute(site_url, open_graph.picture_file(language))
    versions = {each.language: absolute(site_url, each.url) for each in context["alternates"] if not each.is_fallback}
    kind = guides.GUIDE if context["step"] else session.documents.kind(record.path)
    parts = schema_org.page_sections(page.content or "") if kind else []
    session.page_artifacts[record.dest].problems += schema_org.check_kind(kind, parts, file=record.source)
    data = schema_org.structured_data(
        record,
        versions={each.code: address for each, address in versions.items()},
        source=session.source.code,
        trail=[(name, absolute(site_url, url)) for name, url in _trail(page, nav, home=words("home"))],
        site_name=words("site_name"),
        picture=picture,
        kind=kind,
        parts=parts,
    )
    properties = open_graph.open_graph(
        record,
        language=language,
        others=[each for each in versions if each != language],
        address=versions[language],
        site_name=words("site_name"),
        picture=picture,
    )
    context.update(structured_data=schema_org.as_script(data), open_graph=properties)
    return context


@event_priority(-220)  # after the last language has copied its files, before the links are checked (-230)
def on_post_build(config: MkDocsConfig) -> None:
    """Draw the pictures that the project does not bring itself."""
    session = current_session()
    if is_nested(config) or session.settings.edition != "public":
        return
    with errors.clear_errors():
        key = key_of("pictures", session.key)
        open_graph.write_pictures(session.site_dir, session.languages, session.cache, key)


def _trail(page: Page, nav: Navigation, *, home: str) -> list[tuple[str, str]]:
    """Return the way from the home page to ``page``, as its breadcrumb shows it: pairs of name and address."""
    fronts = [getattr(topic, "front", None) for topic in reversed(list(page.ancestors))]  # see hooks/nav.py
    steps = [front for front in fronts if front and front != page]
    if page == nav.homepage:
        return [(home, page.url)]
    root = [(home, nav.homepage.url)] if nav.homepage else []
    return root + [(str(step.title), step.url) for step in [*steps, page]]
