"""The site's languages, and the only reader of mkdocs-static-i18n's attributes."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from babel import UnknownLocaleError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs_static_i18n.folder import I18nFiles, create_i18n_file

from helpcentre.content.language import Language
from helpcentre.content.media_addresses import FILMS, SOUNDS
from helpcentre.content.reads import Reads
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.settings.config_files import key_lines
from helpcentre.settings.language_tags import require_tags_fit
from helpcentre.settings.reading import read_settings
from helpcentre.util import captions, film_metadata, picture_metadata, sound_metadata
from helpcentre.util.files import ending


def read_languages(config: MkDocsConfig) -> tuple[Language, ...]:
    """Return the languages that are built, the source language first.

    Raises HelpcentreError where static-i18n is absent or names a language that CLDR does not know, and where settings
    do not fit.
    """
    entries = _plugin(config).config.languages
    tags = _read_tags(config, [entry.locale for entry in entries])
    found = []
    for entry in entries:
        if entry.build:
            language = Language(entry.locale, entry.name, bool(entry.default), tags.get(entry.locale, ""))
            _require_known(language)
            found.append(language)
    return tuple(sorted(found, key=lambda language: not language.is_source))


def current_code(config: MkDocsConfig) -> str:
    """Return the code of the language that MkDocs is building right now."""
    plugin = _plugin(config)
    return str(plugin.current_language or plugin.default_language)


def is_nested(config: MkDocsConfig) -> bool:
    """Whether this is the build of one language as a part of that of the site, and not the one around them all."""
    return bool(_plugin(config).building)


def select(config: MkDocsConfig, code: str, *, is_nested: bool = False) -> None:
    """Let static-i18n build this language and no other; the loop over all of them is in ``shares.py``."""
    plugin = _plugin(config)
    plugin.building = is_nested
    plugin.current_language = code
    for entry in plugin.config.languages:
        entry.build = entry.locale == code


def shared_path(file: File) -> str:
    """Return the path that a page has below every language's folder, as in ``article/reasons.md``."""
    return str(file.norm_src_uri)  # type: ignore[attr-defined]  # set by static-i18n


def text_code(file: File) -> str:
    """Return the code of the language a page is written in, which for a fallback page is not the one it stands in."""
    return str(file.locale)  # type: ignore[attr-defined]  # set by static-i18n


def stand_in(file: File, *, code: str, text: File, config: MkDocsConfig) -> File:
    """Return the file that shows the page ``text``, of another language, in place of the fallback ``file``."""
    plugin = _plugin(config)
    found: File = create_i18n_file(text, code, plugin.default_language, plugin.all_languages, config)
    found.inclusion = file.inclusion
    return found


def move(file: File, dest: str, config: MkDocsConfig) -> None:
    """Let a page be written to ``dest``, relative to the site, and its address follow."""
    file.dest_uri = dest
    file.abs_dest_path = str(Path(config.site_dir, dest))
    file.url = file._get_url(config.use_directory_urls)


class AllLanguagesFiles(I18nFiles):  # type: ignore[misc]  # static-i18n has no types
    """The files of one language, found by links of pages in any language: a stand-in links to its own neighbours."""

    reads: Reads
    """The record of what pages are made from."""
    finished: Container[str] = ()
    """The pages, by their file below the site, that are not to be rendered any more."""

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> Sequence[File]:
        """Return the pages that are still to be rendered."""
        found: Sequence[File] = super().documentation_pages(inclusion=inclusion)
        return [file for file in found if file.dest_uri not in self.finished]

    def copy_static_files(
        self, dirty: bool = False, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> None:
        """Copy what is this language's own; what all share is copied once, with the source language.

        Raises PluginError for a picture that is none: what is hidden in one is not copied.
        """
        plugin = self.plugin
        is_source = plugin.current_language == plugin.default_language
        own = f"{plugin.current_language}/"
        files = Files(file for file in self if is_source or file.dest_uri.startswith(own))
        with self.reads.paused():  # that a file is copied makes no page depend on it
            for file in files.media_files():
                if file.abs_src_path and ending(file.src_uri) in picture_metadata.ENDINGS:
                    _clean(file)
                elif file.abs_src_path and ending(file.src_uri) == "vtt":
                    file.content_bytes = captions.without_notes(file.content_bytes)
                elif file.abs_src_path and ending(file.src_uri) in FILMS | SOUNDS:
                    _clean_film(file, Path(file.abs_src_path))
            files.copy_static_files(dirty, inclusion=inclusion)

    def get_file_from_path(self, path: str) -> File | None:
        """Return the file of this language for a path below any language's folder, or None."""
        code, _, rest = path.partition("/")
        found: File | None = self.src_uris.get(path) if code == self.plugin.current_language else None
        found = found or super().get_file_from_path(path)
        if found is None and code in self.plugin.all_languages:
            found = super().get_file_from_path(f"{self.plugin.current_language}/{rest}") or self._stand_in(rest)
        return found

    def _stand_in(self, path: str) -> File | None:
        """Return the page that stands in for one of this language, whichever language its text is of, or None."""
        if not path.endswith(".md"):
            return None
        found = (self.src_uris.get(f"{code}/{path}") for code in self.plugin.all_languages)
        return next((file for file in found if file), None)


def _clean(file: File) -> None:
    """Let MkDocs write a picture without what is hidden in it."""
    before = file.content_bytes
    try:
        after = picture_metadata.strip_metadata(before, file=f"{Path(file.src_dir or '').name}/{file.src_uri}")
    except HelpcentreError as error:
        raise PluginError(str(error)) from error
    if after != before:
        file.content_bytes = after


def _clean_film(file: File, place: Path) -> None:
    """Let MkDocs write a film or sound without what is hidden in it; one that has nothing is copied as it is."""
    made = film_metadata.strip_film(place) or sound_metadata.strip_sound(place)
    if made is not None:
        file.content_bytes = made


def linkable(files: Files, config: MkDocsConfig, reads: Reads) -> Files:
    """Return the files of the language being built in a collection that links of any language can be resolved with."""
    found = AllLanguagesFiles(_plugin(config), list(files))
    found.reads = reads
    return found


def finish_pages(files: Files, dests: Container[str]) -> None:
    """Let MkDocs render no page of the language being built whose file below the site is in ``dests``."""
    if not isinstance(files, AllLanguagesFiles):
        raise TypeError(f"another plugin replaced the files by {type(files).__name__}")
    files.finished = frozenset(file.dest_uri for file in files if file.dest_uri in dests)


def _plugin(config: MkDocsConfig) -> Any:
    if "i18n" not in config.plugins:
        raise HelpcentreError(
            "plugin i18n is not set up", fix="list mkdocs-static-i18n under plugins", file="mkdocs.yml"
        )
    return config.plugins["i18n"]


def _read_tags(config: MkDocsConfig, codes: list[str]) -> Mapping[str, str]:
    """Return the tags that settings declare for the languages ``codes``; raises HelpcentreError for an unfit one."""
    file = Path(config.config_file_path)
    tags = read_settings(config.extra, file=file.name).language_tags
    require_tags_fit(tags, codes, place=lambda name: key_lines(file, depth=4).get(name, (file.name, 0)))
    return tags


def _require_known(language: Language) -> None:
    try:
        _ = replace(language, declared="").locale
    except (UnknownLocaleError, ValueError) as error:
        message = f"plugins.i18n.languages: {language.code!r} is not a language"
        raise HelpcentreError(message, fix="use a code such as fr or pt-BR", file="mkdocs.yml") from error
