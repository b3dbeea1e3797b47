"""The further languages, built after the source language or beside it in other processes."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre import build, shares
from helpcentre.languages import is_nested


def on_pre_build(config: MkDocsConfig) -> None:
    """Let other processes begin with their share of the languages; this one goes on with the source."""
    if not is_nested(config):
        shares.share_out(config)


@event_priority(-150)  # the source language is written; work on the whole site begins at -200
def on_post_build(config: MkDocsConfig) -> None:
    """Build this process's share of the further languages and put all of them together."""
    if not is_nested(config) and not build.current().is_joined:
        shares.join(config)
