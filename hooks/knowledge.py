"""The site's knowledge as a file for other programs, in both editions."""

from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre.build.session import current_session
from helpcentre.content import operator
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import is_nested
from helpcentre.pages import corpus


@event_priority(-220)  # after the last language
def on_post_build(config: MkDocsConfig) -> None:
    """Write it once, for all languages; nobody asks the live preview for it."""
    session = current_session()
    if not (is_nested(config) or session.is_serving):
        with errors.clear_errors():
            fill = partial(
                operator.fill_fields, operator=operator.read_operator(session.project_dir / operator.OPERATOR)
            )
            with (session.site_dir / corpus.FILE).open("w", encoding="utf-8", newline="\n") as file:
                for language in session.languages:
                    file.writelines(
                        corpus.lines(
                            session.addresses,
                            language,
                            site_url=config.site_url or "",
                            fill=fill,
                            keys=session.page_keys(language.code),
                            cache=session.cache,
                        )
                    )
