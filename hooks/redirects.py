"""Former addresses lead on, and published ones are never lost."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre.build import session
from helpcentre.hosting import redirects
from helpcentre.hosting.published import PUBLISHED, check_published, read_published
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import is_nested
from helpcentre.output.site import files_of


@event_priority(-220)  # after all pages of all languages, before the links are checked (-230)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the redirects of the website and look for what was published and is gone; the bundle has no addresses."""
    here = session.current()
    if is_nested(config) or here.settings.edition != "public":
        return
    with errors.clear_errors():
        found = redirects.read_redirects(here.addresses)
        published = read_published(here.project_dir / PUBLISHED)
    here.problems += found.problems
    here.problems += redirects.write_redirects(
        here.site_dir, found, site_url=config.site_url or "", as_folders=config.use_directory_urls
    )
    pages = {page.url for page in here.pages}
    here.problems += check_published(published, files_of(here.site_dir) | here.carried.keys(), pages)
