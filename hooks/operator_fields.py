"""Imprint, privacy and accessibility pages: the fields that operator.yml fills."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_session
from helpcentre.content.operator_fields import fill_fields
from helpcentre.mkdocs_adapter.i18n import text_code
from helpcentre.mkdocs_adapter.phases import AFTER_I18N


@event_priority(AFTER_I18N)  # what the public must not see is cut out by now
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill in the fields."""
    session = current_session()
    return fill_fields(markdown, session.project.operator, visits=session.visits_text(text_code(page.file)))
