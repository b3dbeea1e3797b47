"""The site's knowledge as a file for other programs, in both editions."""

from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre.build import session
from helpcentre.content import operator
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import is_nested
from helpcentre.pages import corpus


@event_priority(-220)  # after the last language
def on_post_build(config: MkDocsConfig) -> None:
    """Write it once, for all languages; nobody asks the live preview for it."""
    here = session.current()
    if not (is_nested(config) or here.is_serving):
        with errors.clear_errors():
            fill = partial(operator.fill, operator=operator.read_operator(here.project_dir / operator.OPERATOR))
            with (here.site_dir / corpus.FILE).open("w", encoding="utf-8", newline="\n") as file:
                for language in here.languages:
                    file.writelines(
                        corpus.lines(
                            here.addresses,
                            language,
                            site_url=config.site_url or "",
                            fill=fill,
                            keys=here.page_keys(language.code),
                            cache=here.cache,
                        )
                    )
