"""One search index for each language, of all pages that stand in it."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority

from helpcentre import build, errors, indexing, searchfiles
from helpcentre.languages import is_nested


@event_priority(-140)  # one language is written; all of them are put together at -150
def _begin(config: MkDocsConfig) -> None:
    """Begin with the index of the language that was built, unless nothing in it changed."""
    here, code = build.current(), build.language_now(config).code
    if not (here.is_joined or here.is_kept(code)):  # each language brings its own
        with errors.clear_errors():
            indexing.begin(here, code, Path(config.site_dir))


@event_priority(-200)  # all languages are put together
def _finish(config: MkDocsConfig) -> None:
    """Wait for the index where it is needed at once; else links.py does, when all but it is checked."""
    here = build.current()
    if not is_nested(config) and (here.is_serving or here.settings.edition == "agents"):
        with errors.clear_errors():
            indexing.finish_all(here)
        if here.settings.edition == "agents":  # browsers may not fetch from disk
            searchfiles.wrap_for_disk(here.site_dir)


on_post_build = CombinedEvent(_begin, _finish)
