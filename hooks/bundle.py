"""The agents' edition: a door to open it by, its lists of files, and the zip."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre.agents import portability
from helpcentre.agents.bundle import write_bundle
from helpcentre.agents.manifest import make_manifest
from helpcentre.build import session
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import is_nested
from helpcentre.output.site import files_of
from helpcentre.util.processes import processes

_DOOR = "START.html"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the door to the pages that are not Markdown."""
    if session.current().settings.edition == "agents":
        config.theme.static_templates.add(_DOOR)
    return config


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Keep the door as the source language made it; it leads into all of them."""
    is_source = session.language_now(config).is_source
    return output_content if template_name != _DOOR or is_source else ""


@event_priority(-250)  # after the last file of the site is written and checked
def on_post_build(config: MkDocsConfig) -> None:
    """List the files and pack the bundle; the zip is put in place together with its folder."""
    here = session.current()
    if is_nested(config) or here.settings.edition != "agents":
        return
    name = here.target_dir.name
    sources = {page.dest: page.source for page in here.pages}
    here.problems += portability.check_names(files_of(here.site_dir), folder=name, sources=sources)
    made = here.site_dir.with_name(f"{here.site_dir.name}.zip")
    listed, workers = make_manifest(here.documents, here.release), processes(here.settings.processes)
    here.files.append((made, here.target_dir.with_name(f"{name}.zip")))  # from now on it is removed, should this fail
    with errors.clear_errors():
        write_bundle(here.site_dir, made, listed, name=name, day=here.release.built, processes=workers)
    here.problems += portability.check_size(made, name=f"{name}.zip", megabytes=here.settings.bundle.max_megabytes)
