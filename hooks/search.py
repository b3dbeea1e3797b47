"""One search index for each language, of all pages that stand in it."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority

from helpcentre.build import indexes
from helpcentre.build.session import current_language, current_session
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import is_nested
from helpcentre.search import files


@event_priority(-140)  # one language is written; all of them are put together at -150
def _begin(config: MkDocsConfig) -> None:
    """Begin with the index of the language that was built, unless nothing in it changed."""
    session, code = current_session(), current_language(config).code
    if not (session.is_joining or session.is_reused(code)):  # each language brings its own
        with errors.clear_errors():
            indexes.begin(session, code, Path(config.site_dir))


@event_priority(-200)  # all languages are put together
def _finish(config: MkDocsConfig) -> None:
    """Wait for the index where it is needed at once; else links.py does, when all but it is checked."""
    session = current_session()
    if not is_nested(config) and (session.is_serving or session.settings.edition == "agents"):
        with errors.clear_errors():
            indexes.finish_all(session)
        if session.settings.edition == "agents":  # browsers may not fetch from disk
            files.wrap_for_disk(session.site_dir)


on_post_build = CombinedEvent(_begin, _finish)
