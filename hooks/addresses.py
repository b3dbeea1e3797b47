"""Where pages stand: readable addresses in each language, and stand-ins for missing pages."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files

from helpcentre.build.session import current_language, current_session
from helpcentre.mkdocs_adapter import errors
from helpcentre.mkdocs_adapter.i18n import linkable, move, shared_path, stand_in, text_code


@event_priority(50)  # before static-i18n (-100), whose work grows with the square of the languages it gets to see
def _candidates(files: Files, config: MkDocsConfig) -> Files:
    """Leave out the pages of languages that have no part in this one's build."""
    documents, language = current_session().documents, current_language(config)
    own = set(documents.paths(language.code))
    for file in list(files.documentation_pages()):
        code, _, path = file.src_uri.partition("/")
        is_known = any(code == other.code for other in documents.languages)
        if is_known and code != language.code and (code != documents.source.code or path in own):
            files.remove(file)
    return files


@event_priority(-150)  # after static-i18n (-100), which puts the source's page in place of a missing one
def _stand(files: Files, config: MkDocsConfig) -> Files:
    """Let the language's own chain of fallbacks decide, and each page's slug."""
    addresses, language = current_session().addresses, current_language(config)
    with errors.clear_errors():
        for file in list(files.documentation_pages()):
            path = shared_path(file)
            text = addresses.text_code(language.code, path)
            if text is None:  # in no language's folder, which is reported as a problem
                files.remove(file)
                continue
            shown = file
            if text != text_code(file):
                other = File(f"{text}/{path}", config.docs_dir, config.site_dir, config.use_directory_urls)
                shown = stand_in(file, code=language.code, text=other, config=config)
                files.remove(file)
                files.append(shown)
            move(shown, addresses.dest(language, path), config)
    return linkable(files, config)


on_files = CombinedEvent(_candidates, _stand)
