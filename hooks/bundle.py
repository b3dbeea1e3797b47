"""The agents' edition: a door to open it by, its lists of files, and the zip."""

import shutil

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre import archive, build, fit, manifest, verify
from helpcentre.builtsite import files_of
from helpcentre.languages import is_nested

_DOOR = "START.html"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the door to the pages that are not Markdown."""
    if build.current().settings.edition == "agents":
        config.theme.static_templates.add(_DOOR)
    return config


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Keep the door as the source language made it; it leads into all of them."""
    is_source = build.language_now(config).is_source
    return output_content if template_name != _DOOR or is_source else ""


@event_priority(-250)  # after the last file of the site is written and checked
def on_post_build(config: MkDocsConfig) -> None:
    """List the files and pack the bundle; the zip is put in place together with its folder."""
    here = build.current()
    if is_nested(config) or here.settings.edition != "agents":
        return
    name = here.target_dir.name
    shutil.copyfile(verify.__file__, here.site_dir / "verify.py")
    manifest.write_manifest(manifest.make_manifest(here.documents, here.release), here.site_dir)
    sources = {page.dest: page.source for page in here.pages}
    here.problems += fit.check_names(files_of(here.site_dir), folder=name, sources=sources)
    made = here.site_dir.with_name(f"{here.site_dir.name}.zip")
    archive.write_zip(here.site_dir, made, name=name, day=here.release.built)
    here.problems += fit.check_size(made, name=f"{name}.zip", megabytes=here.settings.bundle.max_megabytes)
    here.files.append((made, here.target_dir.with_name(f"{name}.zip")))
