"""The site's security policy, and files that tell a web server how to deliver it."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from helpcentre.build.session import current_session
from helpcentre.hosting import csp, server_config
from helpcentre.mkdocs_adapter.i18n import is_nested
from helpcentre.pages.feedback import policy_source


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Let each page declare the policy of its edition; the live preview has a script of its own in every page."""
    session = current_session()
    is_public = session.settings.edition == "public"
    declared = csp.for_page(policy_source(session.settings.feedback)) if is_public else csp.for_disk()
    env.globals["policy"] = "" if session.is_serving else declared
    env.globals["policy_below_head"] = "" if session.is_serving or is_public else csp.for_disk_below_head()
    return env


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep styles out of tables, and out of the text what acts by itself."""
    text = csp.without_active(csp.without_styles(html))
    return text if current_session().settings.edition == "public" else csp.without_preloads(text)


@event_priority(-220)  # before the links are checked (-230)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the servers' files: one into the site, and one beside it, which is not for readers."""
    session = current_session()
    if is_nested(config) or session.settings.edition != "public" or session.is_serving:
        return
    site_url, endpoint = config.site_url or "", policy_source(session.settings.feedback)
    headers, nginx = (
        server_config.headers_file(site_url, endpoint),
        server_config.nginx_file(site_url, session.languages, endpoint),
    )
    (session.site_dir / server_config.HEADERS_FILE).write_text(headers, encoding="utf-8", newline="\n")
    made = session.site_dir.with_name(f"{session.site_dir.name}.nginx.conf")
    target = session.target_dir.with_name(f"{session.target_dir.name}.nginx.conf")
    session.artifacts.append((made, target))  # from now on it is removed, should the build fail
    made.write_text(nginx, encoding="utf-8", newline="\n")
