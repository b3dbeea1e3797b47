"""Links, assets, language labels, weight and security policy of the site as it was written."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre import build, links, parity, policy, weights
from helpcentre.languages import is_nested
from helpcentre.scan import scan_site, scan_styles


@event_priority(-230)  # after everything that writes pages
def on_post_build(config: MkDocsConfig) -> None:
    """Check the whole site once."""
    if is_nested(config):
        return
    here = build.current()
    site = links.BuiltSite(
        project_dir=here.project_dir,
        site_url=(config.site_url or "") if config.use_directory_urls else "",
        files=links.files_of(here.site_dir),
        scanned=scan_site(here.site_dir),
        pages=tuple(here.pages),
        styles=scan_styles(here.site_dir),
    )
    found = links.check_links(site)
    here.problems += found.problems
    here.external += found.external
    for page in here.pages:
        here.problems += parity.check_label(page, site.scanned[page.dest])
    if here.settings.edition == "public":
        here.problems += policy.check_policy(site.scanned, here.pages, site_url=site.root, project_dir=here.project_dir)
        weighed = weights.weigh(here.site_dir, site.scanned, site_url=site.root)
        here.problems += weights.check_budget(weighed, here.settings.budget, pages=here.pages)
