"""LinkChecker's second opinion on the finished website, where it is asked for; never in the live preview."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre.build import pipeline
from helpcentre.build.session import current_session
from helpcentre.linkcheck import crawl
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import is_nested
from helpcentre.settings import CACHE_DIR


@event_priority(-240)  # after our own check of the links (-230), before the site is put in place (-300)
def on_post_build(config: MkDocsConfig) -> None:
    """Let LinkChecker crawl a website that is not, byte for byte, the last one it found no fault in."""
    session = current_session()
    is_wanted = session.settings.crawl and session.settings.edition == "public" and not session.is_serving
    note = session.project_dir / CACHE_DIR / "crawled"
    if is_nested(config) or not is_wanted or crawl.is_known_clean(session.site_dir, note):
        return
    with errors.clear_errors():
        found = crawl.crawl(session.site_dir, site_url=config.site_url or "")
    if found:
        session.problems += crawl.as_problems(found, pipeline.built_site(config))
    else:
        crawl.remember_clean(session.site_dir, note)
