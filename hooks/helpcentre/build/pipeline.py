"""Checks of the whole site, made now or after the preview is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.build.session import current
from helpcentre.output.site import BuiltSite, read_site


def built_site(config: MkDocsConfig) -> BuiltSite:
    """Return the site of the build in progress as it was written; of its pages, what was found when they were."""
    here = current()
    return read_site(
        here.site_dir,
        here.pages,
        project_dir=here.project_dir,
        docs=here.documents.docs_dir / here.source.code,
        overrides=Path(config.theme.custom_dir or here.project_dir / "overrides"),
        site_url=(config.site_url or "") if here.settings.edition == "public" else "",
        known={dest: page.scanned for dest, page in here.built.items()},
    )


def check(work: Callable[[], None]) -> None:
    """Make a check of the whole site now, or once it is shown."""
    if current().is_shown_first:
        current().left.append(work)
    else:
        work()
