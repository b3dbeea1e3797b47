"""Imprint, privacy and accessibility pages: the fields that operator.yml fills."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_session
from helpcentre.content.operator_fields import fill_fields
from helpcentre.mkdocs_adapter.i18n import text_code
from helpcentre.mkdocs_adapter.phases import AFTER_I18N
from helpcentre.pages.visitor_services import privacy_text


@event_priority(AFTER_I18N)  # what the public must not see is cut out by now
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill in the fields."""
    project = current_session().project
    words = project.strings[text_code(page.file)]
    visits = privacy_text(project.settings, words) if project.is_public else ""
    return fill_fields(markdown, project.operator, visits=visits)
