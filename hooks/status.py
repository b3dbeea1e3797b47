"""The page on the state of the translations, for people and as JSON."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre.build.session import current_language, current_session
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import is_nested
from helpcentre.output import static_pages
from helpcentre.translation.status import as_json, matrix, status_rows

_PAGE, _DATA = "status.html", "status.json"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the page to those that are not Markdown."""
    if current_session().settings.has_status_page:
        config.theme.static_templates.add(_PAGE)
    return config


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Give the page its matrix."""
    if template_name == _PAGE:
        documents = current_session().documents
        language = current_language(config)
        static_pages.place(context, _PAGE, language=language, languages=documents.languages)
        with errors.clear_errors():
            context["matrix"] = matrix(status_rows(documents), documents.languages)
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Write each language's page to its own folder."""
    if template_name != _PAGE:
        return output_content
    return static_pages.write(output_content, _PAGE, language=current_language(config), site_dir=config.site_dir)


@event_priority(-220)  # before the links are checked (-230)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the same figures for other tools."""
    session = current_session()
    if not is_nested(config) and session.settings.has_status_page:
        Path(session.site_dir, _DATA).write_text(
            as_json(status_rows(session.documents)), encoding="utf-8", newline="\n"
        )
