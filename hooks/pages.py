"""Pages whose HTML is known from an earlier build, and what is kept of each page that is written now."""

import hashlib
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from helpcentre import build, staging
from helpcentre.languages import finish_pages, shared_path, text_code
from helpcentre.pages import BuiltPage, Draft
from helpcentre.parity_check import check_page
from helpcentre.scan import scan


@event_priority(-250)  # when the navigation is as templates will see it
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Write the pages whose HTML is known; MkDocs renders the others."""
    here, code = build.current(), build.language_now(config).code
    keys = here.page_keys(code) if not here.is_kept(code) else {}
    for page in nav.pages:
        known = here.cache.get(keys[dest]) if (dest := page.file.dest_uri) in keys else None
        if known:
            written, here.built[dest] = known
            staging.write(written, Path(config.site_dir), former=here.target_dir)
            page.meta = here.documents.meta(text_code(page.file), shared_path(page.file))
            page.title = page.meta.get("title")
    finish_pages(files, here.kept[code].pages if here.is_kept(code) else here.built)
    return nav


@event_priority(-200)  # the page as every other hook left it
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Check the page and keep what the steps after the last language need of it, and the next build."""
    here, record = build.current(), page.record  # type: ignore[attr-defined]  # set by hooks/translation.py
    html, draft = output.encode("utf-8", errors="xmlcharrefreplace"), here.drafts.pop(record.dest, Draft())
    with build.clear_errors():
        draft.problems += check_page(
            here.documents,
            record.path,
            code=record.language,
            glossary=here.glossary,
            placeholders=here.strings[record.language].placeholders,
        )
        digest = hashlib.sha256(html).hexdigest()
        built = BuiltPage(record, tuple(draft.problems), scan(output, record.dest), digest)
    here.built[record.dest] = built
    staging.write(draft.files, Path(config.site_dir), former=here.target_dir)
    key = here.page_keys(record.language).get(record.dest)
    if key and "title" in page.meta:  # any other title is known only once the page is rendered
        here.cache.put(key, ({record.dest: html, **draft.files}, built))
    page.content = None  # MkDocs would keep it until the language's last page is written
    return output
