"""The end of each language, and of the site: one list of steps, see helpcentre/build/pipeline.py."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre.build import pipeline
from helpcentre.mkdocs_adapter.errors import clear_errors
from helpcentre.mkdocs_adapter.phases import LAST


@event_priority(LAST)
def on_post_build(config: MkDocsConfig) -> None:
    """Finish the language that was built, and after the source, which MkDocs itself builds, the site."""
    with clear_errors():
        pipeline.finish(config)
