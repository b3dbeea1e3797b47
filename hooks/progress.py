"""How far the build is, for those who wait for it."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_session
from helpcentre.mkdocs_adapter.i18n import current_code


@event_priority(-300)  # the pages that are known (-250) are done
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Note what there is to do in a language."""
    session = current_session()
    session.progress.begin(current_code(config), total=len(nav.pages), done=len(session.pages))
    return nav


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Count a page."""
    current_session().progress.add(current_code(config))
    return output
