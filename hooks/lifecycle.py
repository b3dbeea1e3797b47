"""One build from its first language to its last: settings, staging folder, problems, and the swap at the end."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre.build import lifecycle
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import is_nested

_serving = False


def on_startup(command: str, dirty: bool) -> None:
    """Note whether this is the live preview, which writes into a folder of the server's own."""
    global _serving
    _serving = command == "serve"


@event_priority(100)  # before every other hook, which all read what is set up here
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Start a build, once for all languages."""
    with errors.clear_errors():
        if not is_nested(config):
            lifecycle.begin(config, serving=_serving)
    return config


@event_priority(-300)  # after every other hook's work on the whole site
def on_post_build(config: MkDocsConfig) -> None:
    """Report the problems and put the site in place."""
    if not is_nested(config):
        lifecycle.finish(config)


def on_build_error(error: Exception) -> None:
    """Leave the site as it was before this build."""
    lifecycle.fail(error)
