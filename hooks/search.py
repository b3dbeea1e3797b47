"""One search index for each language, of the pages that are written in it."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre import build, search
from helpcentre.languages import is_nested


@event_priority(-200)  # after static-i18n (-100) has built the last language
def on_post_build(config: MkDocsConfig) -> None:
    """Index all languages; in the bundle, for browsers that may not fetch."""
    if is_nested(config):
        return
    here = build.current()
    with build.clear_errors():
        search.write_index(here.site_dir, keep_index_names=not config.use_directory_urls)
    if here.settings.edition == "agents":
        search.wrap_for_disk(here.site_dir)
