"""The site's knowledge as a file for other programs, in both editions."""

from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre import articles, blanks, build, errors
from helpcentre.languages import is_nested


@event_priority(-220)  # after the last language
def on_post_build(config: MkDocsConfig) -> None:
    """Write it once, for all languages; nobody asks the live preview for it."""
    here = build.current()
    if not (is_nested(config) or here.is_serving):
        with errors.clear_errors():
            fill = partial(blanks.fill, operator=blanks.read_operator(here.project_dir / blanks.OPERATOR))
            with (here.site_dir / articles.FILE).open("w", encoding="utf-8", newline="\n") as file:
                for language in here.languages:
                    file.writelines(
                        articles.lines(
                            here.addresses,
                            language,
                            site_url=config.site_url or "",
                            fill=fill,
                            keys=here.page_keys(language.code),
                            cache=here.cache,
                        )
                    )
