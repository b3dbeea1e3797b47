"""The site's knowledge as a file for other programs, in both editions."""

from dataclasses import replace

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre import articles, blanks, build
from helpcentre.languages import is_nested


@event_priority(-220)  # after the last language
def on_post_build(config: MkDocsConfig) -> None:
    """Write it once, for all languages; nobody asks the live preview for it."""
    here = build.current()
    if not (is_nested(config) or here.is_serving):
        with build.clear_errors():
            operator = blanks.read_operator(here.project_dir / blanks.OPERATOR)
            found = articles.article_units(here.addresses, site_url=config.site_url or "")
            rows = (replace(row, text=blanks.fill(row.text, operator)) for row in found)
            articles.write_articles(here.site_dir, rows)
