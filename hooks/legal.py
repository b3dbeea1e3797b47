"""Imprint, privacy and accessibility pages: what operator.yml says stands in them, and a real site lacks none of it."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_session
from helpcentre.checks import operator as checks_operator
from helpcentre.content import operator as content_operator
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import is_nested

_operator = content_operator.Operator()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read who runs the help centre."""
    global _operator
    with errors.clear_errors():
        _operator = content_operator.read_operator(current_session().project_dir / content_operator.OPERATOR)
    return config


@event_priority(-50)  # what the public must not see is cut out by now
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill in the blanks."""
    return content_operator.fill_fields(markdown, _operator)


@event_priority(-230)  # with the other checks of the whole site
def on_post_build(config: MkDocsConfig) -> None:
    """Look once for blanks that are still blank."""
    if not is_nested(config):
        session = current_session()
        session.problems += checks_operator.check_filled(session.documents, _operator, site_url=config.site_url or "")
        session.problems += checks_operator.check_translated(session.documents)
