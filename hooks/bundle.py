"""The agents' edition: a door to open it by, its lists of files, and the zip."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre.agents import portability
from helpcentre.agents.bundle import write_bundle
from helpcentre.agents.manifest import make_manifest
from helpcentre.build.session import current_language, current_session
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import is_nested
from helpcentre.output.site import files_of
from helpcentre.util.processes import worker_count

_DOOR = "START.html"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the door to the pages that are not Markdown."""
    if current_session().settings.edition == "agents":
        config.theme.static_templates.add(_DOOR)
    return config


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Keep the door as the source language made it; it leads into all of them."""
    is_source = current_language(config).is_source
    return output_content if template_name != _DOOR or is_source else ""


@event_priority(-250)  # after the last file of the site is written and checked
def on_post_build(config: MkDocsConfig) -> None:
    """List the files and pack the bundle; the zip is put in place together with its folder."""
    session = current_session()
    if is_nested(config) or session.settings.edition != "agents":
        return
    name = session.target_dir.name
    sources = {page.dest: page.source for page in session.page_records}
    session.problems += portability.check_names(files_of(session.site_dir), folder=name, sources=sources)
    made = session.site_dir.with_name(f"{session.site_dir.name}.zip")
    listed, workers = make_manifest(session.documents, session.release), worker_count(session.settings.processes)
    session.artifacts.append(
        (made, session.target_dir.with_name(f"{name}.zip"))
    )  # from now on it is removed, should this fail
    with errors.clear_errors():
        write_bundle(session.site_dir, made, listed, name=name, day=session.release.built, processes=workers)
    session.problems += portability.check_size(
        made, name=f"{name}.zip", megabytes=session.settings.bundle.max_megabytes
    )
