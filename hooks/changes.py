"""The page on what has changed since an earlier bundle."""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.agents import changes
from helpcentre.agents.manifest import make_manifest, read_manifest
from helpcentre.build.session import current_language, current_session
from helpcentre.mkdocs_adapter import errors
from helpcentre.output import static_pages

_PAGE = "changes.html"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the page to those that are not Markdown."""
    if current_session().settings.has_changes_page:
        config.theme.static_templates.add(_PAGE)
    return config


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Give the page the earlier bundle, and what is different."""
    if template_name == _PAGE:
        session = current_session()
        static_pages.place(context, _PAGE, language=current_language(config), languages=session.languages)
        with errors.clear_errors():
            earlier = read_manifest(session.project_dir / session.settings.bundle.since)
            today = make_manifest(session.documents, session.release)
            context.update(earlier=earlier, changes=changes.compare(earlier, today), addresses=session.addresses)
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Write each language's page to its own folder."""
    if template_name != _PAGE:
        return output_content
    return static_pages.write(output_content, _PAGE, language=current_language(config), site_dir=config.site_dir)
