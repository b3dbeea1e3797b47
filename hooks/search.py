"""One search index for each language, of all pages that stand in it."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from helpcentre import build, search
from helpcentre.languages import is_nested
from helpcentre.synonyms import FILE_NAME, read_synonyms


@event_priority(-200)  # after static-i18n (-100) has built the last language
def on_post_build(config: MkDocsConfig) -> None:
    """Index all languages; in the bundle, for browsers that may not fetch."""
    if is_nested(config):
        return
    here = build.current()
    with build.clear_errors():
        files = {language.code: here.documents.docs_dir / language.code / FILE_NAME for language in here.languages}
        synonyms = {code: read_synonyms(file, here.relative(file)) for code, file in files.items()}
        entries = search.read_entries(here.site_dir, here.pages)
        search.write_index(here.site_dir, entries, synonyms)
    for code, found in entries.items():
        here.problems += synonyms[code].check([entry.passage.all_text for entry in found])
    if here.settings.edition == "agents":
        search.wrap_for_disk(here.site_dir)
