"""Checks of the whole site, made now or after the preview is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.build.session import current_session
from helpcentre.output.site import BuiltSite, read_site


def built_site(config: MkDocsConfig) -> BuiltSite:
    """Return the site of the build in progress as it was written; of its pages, what was found when they were."""
    session = current_session()
    return read_site(
        session.site_dir,
        session.page_records,
        project_dir=session.project_dir,
        docs=session.documents.docs_dir / session.source.code,
        overrides=Path(config.theme.custom_dir or session.project_dir / "overrides"),
        site_url=(config.site_url or "") if session.settings.edition == "public" else "",
        known={dest: page.scanned for dest, page in session.pages.items()},
    )


def check(work: Callable[[], None]) -> None:
    """Make a check of the whole site now, or once it is shown."""
    if current_session().checks_after_publish:
        current_session().deferred_checks.append(work)
    else:
        work()
