"""Each page's state in its language: what its template shows, and what the checks after the build read."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre import build, parity, snippets
from helpcentre.assets import require_in_theme
from helpcentre.frontmatter import Document
from helpcentre.languages import current_code, is_nested, shared_path, text_code
from helpcentre.pages import PageRecord
from helpcentre.parity_check import check_all
from helpcentre.problems import Problem
from helpcentre.translations import PageState, Status
from helpcentre.typography import check_typography

# Belong to a page in every language, so they are written once, in the source; each names a file of the theme.
_SHARED_KEYS = {"template": "{}", "icon": ".icons/{}.svg"}


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Take over what the source page says for all languages, and look for snippets in the text's own language."""
    documents, path, code = build.current().documents, shared_path(page.file), text_code(page.file)
    folder = documents.docs_dir / code
    with build.clear_errors():
        source = documents.get(documents.source.code, path)
        snippets.expand(markdown, folder, file=documents.name(documents.file(code, path)))
    config.mdx_configs["pymdownx.snippets"] = snippets.settings(folder)
    for key, name in _SHARED_KEYS.items():
        if source and key in source.meta:
            page.meta.setdefault(key, source.meta[key])
        if key in page.meta:
            file = documents.name(documents.file(code, path))
            with build.clear_errors():
                require_in_theme(config.theme.dirs, name.format(page.meta[key]), file=file)
    return markdown


@event_priority(-230)  # after the last language
def on_post_build(config: MkDocsConfig) -> None:
    """Look for pages that no language will ever show."""
    if not is_nested(config):
        build.current().problems += parity.check_strays(build.current().documents)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give the template the page's state and record the page for the steps after the last language."""
    here, code, path = build.current(), current_code(config), shared_path(page.file)
    documents = here.documents
    file = documents.name(documents.file(text_code(page.file), path))
    is_source = code == documents.source.code
    with build.clear_errors():
        source, own = documents.get(documents.source.code, path), documents.get(code, path)
        page_state = PageState(Status.CURRENT) if is_source else documents.state(code, path)
        if own is not None:
            here.problems += parity.check_headings(own, file=file)
            here.problems += _check(source, own, state=page_state, code=code, file=file)
    updated = page.meta.get("updated")
    record = PageRecord(
        language=code,
        text_language=text_code(page.file),
        path=path,
        url=page.url,
        dest=page.file.dest_uri,
        source=file,
        title=str(page.title),
        updated=updated if isinstance(updated, date) else None,
        state=page_state,
    )
    here.pages.append(record)
    context.update(record=record, state=page_state)
    return context


def _check(source: Document | None, own: Document, *, state: PageState, code: str, file: str) -> Iterator[Problem]:
    """Yield what is wrong with a page by itself and, for a translation, beside its source."""
    here = build.current()
    if code == here.documents.source.code:
        yield from check_typography(own, code=code, file=file)
        return
    yield from parity.check_translation(source, own, file=file, code=code)
    if source is not None:
        current = [found.unit.id for found in state.units if found.status in (Status.CURRENT, Status.MINOR)]
        yield from check_all(source, own, current=current, code=code, file=file, glossary=here.glossary)
