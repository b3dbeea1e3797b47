"""Links, anchors, assets, metadata, language labels, weight and security policy of the site as it was written."""

from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre.build import indexes, pipeline
from helpcentre.build.session import current_session
from helpcentre.checks import csp, performance_budget
from helpcentre.checks.site import check_results, check_site
from helpcentre.content.guides import linked_pages
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import is_nested
from helpcentre.search import index


@event_priority(-230)  # after everything that writes pages
def on_post_build(config: MkDocsConfig) -> None:
    """Check the whole site once."""
    if not is_nested(config):
        pipeline.check(partial(_check, config))


def _check(config: MkDocsConfig) -> None:
    session = current_session()
    site = pipeline.built_site(config)
    led = linked_pages(session.documents)
    # What a page's addresses are is in its HTML; in which lines they stand, in what it is made of.
    made_of = {dest: key for language in session.languages for dest, key in session.page_keys(language.code).items()}
    keys = {dest: f"{made_of[dest]} {page.digest}" for dest, page in session.pages.items() if dest in made_of}
    found = check_site(site, session.site_dir, source=session.source.code, cache=session.cache, keys=keys, led=led)
    session.problems += found.problems
    session.external_references += found.external
    session.problems += csp.check_policy(site.scanned, session.page_records, project_dir=session.project_dir)
    if session.settings.edition == "public":
        budget = session.settings.budget
        weighed = performance_budget.weigh(
            session.site_dir, site.scanned, site_url=site.root, light=budget.first_view_kb * 1024
        )
        session.problems += performance_budget.check_budget(weighed, budget, pages=session.page_records)
    with errors.clear_errors():
        indexes.finish_all(session)  # they were made beside all this
    session.problems += check_results(site, index.results(session.site_dir, session.cache))
