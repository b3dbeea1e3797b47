"""One search index for each language, of all pages that stand in it."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority

from helpcentre import build, search, staging
from helpcentre.cache import key_of
from helpcentre.languages import is_nested
from helpcentre.problems import Problem
from helpcentre.synonyms import FILE_NAME, read_synonyms

_served: dict[str, tuple[dict[str, bytes], list[Problem]]] = {}
"""The index of each language that the live preview made when it started: to make it for every edit takes too long."""


@event_priority(-140)  # one language is written; all of them are put together at -150
def _index(config: MkDocsConfig) -> None:
    """Index the language that was built, unless nothing in it changed."""
    here, code = build.current(), build.language_now(config).code
    if here.is_joined or here.is_kept(code):  # each language brings its own
        return
    file = here.documents.docs_dir / code / FILE_NAME
    with build.clear_errors():
        synonyms = read_synonyms(file, here.relative(file))
        key = key_of(here.key, code, synonyms, sorted((dest, page.digest) for dest, page in here.built.items()))
        known = here.cache.get(key) or (_served.get(code) if here.is_serving else None)
        if known is None:
            entries = search.read_entries(Path(config.site_dir), here.pages)
            problems = list(synonyms.check([entry.passage.all_text for entry in entries]))
            known = search.make_index(code, entries, synonyms) if entries else {}, problems
            here.cache.put(key, known)
    _served[code] = files, problems = known
    if here.settings.edition == "agents":
        files = search.for_disk(files)
    staging.write(files, Path(config.site_dir, search.FOLDER), former=here.target_dir / search.FOLDER)
    here.problems += problems


@event_priority(-200)  # the index is complete
def _wrap(config: MkDocsConfig) -> None:
    """Let browsers that may not fetch load the index, in the bundle."""
    here = build.current()
    if not is_nested(config) and here.settings.edition == "agents":
        search.wrap_for_disk(here.site_dir)


on_post_build = CombinedEvent(_index, _wrap)
