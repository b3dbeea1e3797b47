"""The languages: those that nothing changed in are kept, the others built one after the other or beside each other."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files

from helpcentre.build import languages
from helpcentre.build.session import current_session
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import is_nested


def on_pre_build(config: MkDocsConfig) -> None:
    """Let other processes begin with their share of the languages; this one goes on with the source."""
    if not is_nested(config):
        with errors.clear_errors():
            languages.start_workers(config)


@event_priority(60)  # before whatever looks at pages (50 and below)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the pages of a source language that is kept."""
    if not is_nested(config):
        languages.leave_out_source(files, config)
    return files


@event_priority(-130)  # before the language is indexed (-140)
def _restore(config: MkDocsConfig) -> None:
    """Put in what is kept of the source language."""
    if not is_nested(config):
        languages.restore_source(config)


@event_priority(-150)  # the source language is written; work on the whole site begins at -200
def _join(config: MkDocsConfig) -> None:
    """Build this process's share of the further languages and put all of them together."""
    if not is_nested(config) and not current_session().is_joining:
        with errors.clear_errors():
            languages.collect(config)


on_post_build = CombinedEvent(_restore, _join)
