"""Links, anchors, assets, metadata, language labels, weight and security policy of the site as it was written."""

from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre import build, csp_check, errors, indexing, pipeline, search, weights
from helpcentre.guides import led_pages
from helpcentre.languages import is_nested
from helpcentre.sitecheck import check_results, check_site


@event_priority(-230)  # after everything that writes pages
def on_post_build(config: MkDocsConfig) -> None:
    """Check the whole site once."""
    if not is_nested(config):
        pipeline.check(partial(_check, config))


def _check(config: MkDocsConfig) -> None:
    here = build.current()
    site = pipeline.built_site(config)
    led = led_pages(here.documents)
    # What a page's addresses are is in its HTML; in which lines they stand, in what it is made of.
    made_of = {dest: key for language in here.languages for dest, key in here.page_keys(language.code).items()}
    keys = {dest: f"{made_of[dest]} {page.digest}" for dest, page in here.built.items() if dest in made_of}
    found = check_site(site, here.site_dir, source=here.source.code, cache=here.cache, keys=keys, led=led)
    here.problems += found.problems
    here.external += found.external
    here.problems += csp_check.check_policy(site.scanned, here.pages, project_dir=here.project_dir)
    if here.settings.edition == "public":
        budget = here.settings.budget
        weighed = weights.weigh(here.site_dir, site.scanned, site_url=site.root, light=budget.first_view_kb * 1024)
        here.problems += weights.check_budget(weighed, budget, pages=here.pages)
    with errors.clear_errors():
        indexing.finish_all(here)  # they were made beside all this
    here.problems += check_results(site, search.results(here.site_dir, here.cache))
