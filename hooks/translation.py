"""Each page's state in its language: what its template shows, and what the checks after the build read."""

from datetime import date
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre import build, parity
from helpcentre.languages import current_code, shared_path
from helpcentre.pages import PageRecord
from helpcentre.translations import PageState, Status, state

# Belong to a page in every language, so they are written once, in the source.
_SHARED_KEYS = ("template", "icon")


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Take over what the source page's front matter says for all languages."""
    here = build.current()
    with build.clear_errors():
        source = here.document(here.source.code, shared_path(page.file))
    for key in _SHARED_KEYS:
        if source and key in source.meta:
            page.meta.setdefault(key, source.meta[key])
    return markdown


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template the page's state and record the page for the steps after the last language."""
    here, code, path = build.current(), current_code(config), shared_path(page.file)
    with build.clear_errors():
        source, own = here.document(here.source.code, path), here.document(code, path)
    is_source = code == here.source.code
    page_state = PageState(Status.CURRENT) if is_source or source is None else state(source, own)
    file = here.relative(here.docs_dir / page.file.src_uri)
    if own is not None:
        here.problems += parity.check_headings(own, file=file)
        here.problems += () if is_source else parity.check_translation(source, own, file=file, code=code)
    updated = page.meta.get("updated")
    record = PageRecord(
        language=code, path=path, url=page.url, dest=page.file.dest_uri, source=file, title=str(page.title),
        updated=updated if isinstance(updated, date) else None, state=page_state,
    )  # fmt: skip
    here.pages.append(record)
    context.update(record=record, state=page_state)
    return context
