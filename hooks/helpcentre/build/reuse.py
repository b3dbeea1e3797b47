"""Languages in which nothing changed: they are taken over from an earlier build, files and all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from helpcentre.build.keys import LanguageReads
from helpcentre.build.language_build import LanguageBuild
from helpcentre.build.session import Session
from helpcentre.output import layout
from helpcentre.util.cache import digest


def load(session: Session, code: str) -> LanguageBuild | None:
    """Return the build of a language in which nothing changed, unless a file of it is not any more what it was.

    What the others asked is noted in the session: pages of them may be known.
    """
    shown = session.preview.builds.get(code)
    last = shown or session.cache.get(_entry(session, code), LanguageBuild)
    if last is None:
        return None
    reads = session.project.documents.reads
    reads.expect(last.reads.answers)
    if not reads.are_known(last.reads.all):
        return None
    session.known_reads[code] = last.reads
    is_unchanged = last.key and last.key == _key(session, code, last.reads)
    return last if is_unchanged and _is_in_place(session, last) else None


def restore(session: Session, build: LanguageBuild) -> LanguageBuild:
    """Let the site have the files of a language, but for those that are there, and return its build.

    Raises OSError where files cannot be written, and HelpcentreError where another build has put another site in place
    since the files were read.
    """
    session.previous.link_into(session.output.site_dir, build.files)
    session.cache.used |= build.cache_keys
    return replace(build, is_new=False)


def index_files(names: Iterable[str]) -> set[str]:
    """Return those of a site's files that are in a search index."""
    return {name for name in names if name.startswith(f"{layout.SEARCH}/")}


def seal(session: Session, build: LanguageBuild) -> LanguageBuild:
    """Return the build of a language that is written, with its key, and save what it asked, for the next build."""
    build.reads.answers = session.project.documents.reads.kept(build.reads.all)
    session.cache.put(_entry(session, build.code), LanguageBuild(build.code, reads=build.reads))
    return replace(build, cache_keys=set(session.cache.used), key=_key(session, build.code, build.reads))


def save(session: Session, build: LanguageBuild, hashes: Mapping[str, str]) -> None:
    """Save the build of a language for the next one; ``hashes`` are those of the files of the finished site."""
    key = build.key or _key(session, build.code, build.reads)  # it came from another machine
    if key and build.files.keys() <= hashes.keys():
        files = {name: hashes[name] for name in build.files}
        session.cache.put(_entry(session, build.code), replace(build, key=key, files=files))


def remember_preview(session: Session) -> None:
    """Remember the builds of the languages that the live preview shows now."""
    session.preview.builds = {
        code: build
        for code, build in session.languages.items()
        if build.key and (build.is_new or code in session.reused_languages)
    }


def _is_in_place(session: Session, build: LanguageBuild) -> bool:
    """Whether the previous site has all files of a build as it left them."""
    if session.mode.is_serving:  # into a folder of its own, which nobody else writes to
        return session.preview.builds.get(build.code) is build
    return build.files.items() <= session.previous.files().items()


def _entry(session: Session, code: str) -> str:
    """Return where the last build of a language is kept, in whatever folder it was."""
    edition = session.project.settings.edition
    return digest("language", session.program, edition, session.mode.is_serving, code)


def _key(session: Session, code: str, reads: LanguageReads) -> str:
    """Return the key of everything that the files of a language depend on; empty where that is not known."""
    asked = session.project.documents.reads
    if not (reads.early and asked.are_known(reads.all)):
        return ""
    pages = reads.page_keys(asked, reads.key(asked, code))
    return asked.key((), "files", *sorted(pages.values()), digest(session.assets, sorted(session.published_files)))
