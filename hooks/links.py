"""Links, anchors, assets, metadata, language labels, weight and security policy of the site as it was written."""

from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre.build import indexes, pipeline, session
from helpcentre.checks import csp, performance_budget
from helpcentre.checks.site import check_results, check_site
from helpcentre.content.guides import led_pages
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import is_nested
from helpcentre.search import index


@event_priority(-230)  # after everything that writes pages
def on_post_build(config: MkDocsConfig) -> None:
    """Check the whole site once."""
    if not is_nested(config):
        pipeline.check(partial(_check, config))


def _check(config: MkDocsConfig) -> None:
    here = session.current()
    site = pipeline.built_site(config)
    led = led_pages(here.documents)
    # What a page's addresses are is in its HTML; in which lines they stand, in what it is made of.
    made_of = {dest: key for language in here.languages for dest, key in here.page_keys(language.code).items()}
    keys = {dest: f"{made_of[dest]} {page.digest}" for dest, page in here.built.items() if dest in made_of}
    found = check_site(site, here.site_dir, source=here.source.code, cache=here.cache, keys=keys, led=led)
    here.problems += found.problems
    here.external += found.external
    here.problems += csp.check_policy(site.scanned, here.pages, project_dir=here.project_dir)
    if here.settings.edition == "public":
        budget = here.settings.budget
        weighed = performance_budget.weigh(
            here.site_dir, site.scanned, site_url=site.root, light=budget.first_view_kb * 1024
        )
        here.problems += performance_budget.check_budget(weighed, budget, pages=here.pages)
    with errors.clear_errors():
        indexes.finish_all(here)  # they were made beside all this
    here.problems += check_results(site, index.results(here.site_dir, here.cache))
