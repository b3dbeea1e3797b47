"""One build from its first event to its last page: the session, its workers, and the pages that are known."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre.build import languages, lifecycle, pages, recording
from helpcentre.build.session import current_session, runtime
from helpcentre.mkdocs_adapter.errors import clear_errors
from helpcentre.mkdocs_adapter.i18n import is_nested
from helpcentre.mkdocs_adapter.phases import AFTER_CONTENT, FIRST, LAST
from helpcentre.pages.assets import compact_page
from helpcentre.pages.borrowed_words import label

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


def on_pre_build(config: MkDocsConfig) -> None:
    """Let other processes begin with their share of the languages; this one goes on with the source."""
    if not is_nested(config):
        with clear_errors():
            languages.start_workers(current_session(), config)


@event_priority(FIRST)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the pages of a source language that is reused."""
    if not is_nested(config):
        languages.leave_out_source(current_session(), files, config)
    return files


@event_priority(FIRST)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Record what is read for all pages of the language."""
    recording.end_page(current_session())
    return env


@event_priority(FIRST)
def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Record what is read for a page, and let it be rendered with the Markdown of the one before it."""
    recording.begin_page(current_session(), page.file.dest_uri)
    current_session().markdown.use_for(page)
    return page


@event_priority(FIRST)
def on_pre_template(template: Template, template_name: str, config: MkDocsConfig) -> Template:
    """Record what is read for a page that is a template."""
    recording.begin_page(current_session(), template_name)
    return template


@event_priority(LAST)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Put the pages whose HTML is known into the site; MkDocs renders the others."""
    pages.restore_known_pages(current_session(), nav, files, config)
    return nav


@event_priority(AFTER_CONTENT)
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Check the page and note what the steps of the site, and the next build, need of it."""
    with clear_errors():
        shorter = compact_page(label(output))
        pages.finish_page(current_session(), page, shorter, config)
    return shorter


def on_build_error(error: Exception) -> None:
    """Leave the site as it was before this build."""
    lifecycle.fail(error)


def on_serve(server: "LiveReloadServer", config: MkDocsConfig, builder: Any) -> "LiveReloadServer":
    """Let the live preview look often, and at all that authors write, tell failures, and serve this machine only."""
    from helpcentre.mkdocs_adapter import failed_builds, livereload, preview_hosts  # noqa: PLC0415  # as above

    with clear_errors():
        livereload.require_free_port(server)
    livereload.watch(server, config)
    failed_builds.show_failures(server, Path(config.config_file_path), runtime.first_failure)
    preview_hosts.restrict_hosts(server)
    return server


def on_shutdown() -> None:
    """Wait until nothing is being checked any more: the server removes the site next."""
    runtime.preview.checks.end()
