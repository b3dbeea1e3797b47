"""Pages that are made of a template alone: all articles, the states of translations, changes, 404, and START.html."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.build import static_pages
from helpcentre.build.session import current_language, current_session
from helpcentre.mkdocs_adapter.errors import clear_errors
from helpcentre.pages.borrowed_words import label


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add them to MkDocs' own."""
    config.theme.static_templates |= static_pages.template_names(current_session())
    return config


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Give each what it shows, and its place in the language's folder."""
    with clear_errors():
        static_pages.fill_context(current_session(), context, template_name, current_language(config))
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Write each to the language's own folder."""
    return static_pages.place_output(
        current_session(), label(output_content), template_name, current_language(config), site_dir=config.site_dir
    )
