"""A page that lists all articles, for readers who browse and for search without scripts."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.build.session import current_language, current_session
from helpcentre.output import static_pages
from helpcentre.output.static_pages import ARTICLES


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the page to those that are not Markdown."""
    config.theme.static_templates.add(ARTICLES)
    return config


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Let the page stand in its language's folder."""
    if template_name == ARTICLES:
        static_pages.place(context, ARTICLES, language=current_language(config), languages=current_session().languages)
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Write each language's page to its own folder."""
    if template_name != ARTICLES:
        return output_content
    return static_pages.write(output_content, ARTICLES, language=current_language(config), site_dir=config.site_dir)
