"""The site's knowledge as a file for other programs, in both editions."""

from dataclasses import replace

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre import articles, blanks, build
from helpcentre.blanks import Operator
from helpcentre.cache import key_of
from helpcentre.languages import Language, is_nested


@event_priority(-220)  # after the last language
def on_post_build(config: MkDocsConfig) -> None:
    """Write it once, for all languages; nobody asks the live preview for it."""
    here = build.current()
    if not (is_nested(config) or here.is_serving):
        with build.clear_errors():
            operator = blanks.read_operator(here.project_dir / blanks.OPERATOR)
            with (here.site_dir / articles.FILE).open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(_lines(language, operator, config.site_url or "") for language in here.languages)


def _lines(language: Language, operator: Operator, site_url: str) -> str:
    here = build.current()
    key = key_of("articles", here.language_key(language.code))
    known: str | None = here.cache.get(key)
    if known is None:
        found = articles.article_units(here.addresses, language, site_url=site_url)
        known = articles.as_lines(replace(row, text=blanks.fill(row.text, operator)) for row in found)
        here.cache.put(key, known)
    return known
