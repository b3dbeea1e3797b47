"""Former addresses lead on, and published ones are never lost."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre.build.session import current_session
from helpcentre.hosting import redirects
from helpcentre.hosting.published import PUBLISHED, check_published, read_published
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import is_nested
from helpcentre.output.site import files_of


@event_priority(-220)  # after all pages of all languages, before the links are checked (-230)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the redirects of the website and look for what was published and is gone; the bundle has no addresses."""
    session = current_session()
    if is_nested(config) or session.settings.edition != "public":
        return
    with errors.clear_errors():
        found = redirects.read_redirects(session.addresses)
        published = read_published(session.project_dir / PUBLISHED)
    session.problems += found.problems
    session.problems += redirects.write_redirects(
        session.site_dir, found, site_url=config.site_url or "", as_folders=config.use_directory_urls
    )
    pages = {page.url for page in session.page_records}
    session.problems += check_published(published, files_of(session.site_dir) | session.reused_files.keys(), pages)
