"""Languages in which nothing changed, and such pages of others: they are taken over from an earlier build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from helpcentre.build.keys import LanguageReads
from helpcentre.build.language_build import LanguageBuild
from helpcentre.build.session import Session
from helpcentre.output import layout
from helpcentre.output.page import BuiltPage
from helpcentre.util.cache import digest


def load(session: Session, code: str) -> LanguageBuild | None:
    """Return the build of a language in which nothing changed, unless a file of it is not any more what it was."""
    shown = session.preview.builds.get(code)
    last = shown.reads if shown else session.cache.get(_reads_key(session, code), LanguageReads)
    if last is not None:
        session.keys.reads.expect(last.answers)
    if last is None or not session.keys.reads.are_known(last.all):
        return None
    session.known_reads[code] = last
    key = _key(session, code, last)
    if session.mode.is_serving:
        return session.preview.load(code, key)
    build = _whole(session, session.cache.get(key, LanguageBuild)) if key else None
    if build is None and session.cache.get(_latest_key(session, code), str) is not None:
        session.previous.files()  # other processes, which begin after this, need them too
    return build


def restore(session: Session, build: LanguageBuild) -> LanguageBuild:
    """Put the files of a language into the site, but for those that are there, and return its build.

    Large ones are only noted in the build that is returned. Raises OSError where files cannot be written, and
    HelpcentreError where another build has put another site in place since the files were read.
    """
    shared = dict(build.files)
    large = {name for page in build.pages.values() for name in page.files} | index_files(shared)
    later = {name: shared.pop(name) for name in large}
    session.previous.link_into(session.output.site_dir, shared)  # few, and for some of them others look
    session.cache.used |= build.cache_keys
    return replace(build, reused_files=later, is_new=False)


def index_files(names: Iterable[str]) -> set[str]:
    """Return those of a site's files that are in a search index."""
    return {name for name in names if name.startswith(f"{layout.SEARCH}/")}


def take_over_pages(session: Session, code: str, keys: Mapping[str, str]) -> dict[str, BuiltPage]:
    """Return the unchanged pages of a language in which something changed, by their file below the site.

    Their files, which the previous site has, are noted in the language's build. ``keys`` are the present keys of pages.
    """
    build = _latest(session, code) if keys else None
    if build is None or not session.previous.is_in_place():
        return {}
    same = {dest: page for dest, page in build.pages.items() if page.key and page.key == keys.get(dest)}
    files = {dest: {name: build.files[name] for name in page.files} for dest, page in same.items()}
    pages = {dest: page for dest, page in same.items() if _has_files(session, files[dest])}
    for dest in pages:
        session.current.reused_files |= files[dest]
    session.cache.used.update(page.key for page in pages.values())
    return pages


def link_files(session: Session) -> None:
    """Let the site have the files of the previous one that it goes on with.

    Where it is shown before it is checked, it gets them only when it is put in place. Raises HelpcentreError as
    :meth:`~helpcentre.build.previous_site.PreviousSite.link_into` does.
    """
    if not session.mode.checks_after_publish:
        session.previous.link_into(session.output.site_dir, session.output.reused_files)
        session.output.reused_files.clear()


def seal(session: Session, build: LanguageBuild) -> LanguageBuild:
    """Return the build of a language that is written, with its key, and save what it asked, for the next build."""
    build.reads.answers = session.keys.reads.kept(build.reads.all)
    session.cache.put(_reads_key(session, build.code), build.reads)
    return replace(build, cache_keys=set(session.cache.used), key=_key(session, build.code, build.reads))


def save(session: Session, build: LanguageBuild, hashes: Mapping[str, str]) -> None:
    """Save the build of a language for the next one; ``hashes`` are those of the files of the finished site."""
    key = build.key or _key(session, build.code, build.reads)  # it came from another machine
    if key and build.files.keys() <= hashes.keys():
        session.cache.put(key, replace(build, files={name: hashes[name] for name in build.files}))
        session.cache.put(_latest_key(session, build.code), key)


def remember_preview(session: Session) -> None:
    """Remember the builds of the languages that the live preview shows now."""
    for code, build in session.languages.items():
        if build.is_new and build.key:
            session.preview.builds[code] = build


def _latest(session: Session, code: str) -> LanguageBuild | None:
    """Return the build of a language that was saved last."""
    if session.mode.is_serving:
        return session.preview.outdated_builds.pop(code, None)
    key = session.cache.get(_latest_key(session, code), str)
    return session.cache.get(key, LanguageBuild) if key else None


def _latest_key(session: Session, code: str) -> str:
    return digest("latest", session.keys.site, code, str(session.output.target_dir))


def _has_files(session: Session, files: Mapping[str, str]) -> bool:
    """Whether the previous site has these files, each with its SHA-256."""
    return session.mode.is_serving or files.items() <= session.previous.files().items()


def _whole(session: Session, build: LanguageBuild | None) -> LanguageBuild | None:
    if build is None:
        return None
    files = session.previous.files()
    is_whole = all(files.get(name) == digest for name, digest in build.files.items())
    return build if is_whole else None


def _reads_key(session: Session, code: str) -> str:
    """Return where it is kept what a language asked when it was built last, in any folder."""
    return digest("reads", session.keys.program, session.project.settings.edition, session.mode.is_serving, code)


def _key(session: Session, code: str, reads: LanguageReads) -> str:
    """Return the key of everything that the files of a language depend on; empty where it cannot be kept.

    In the bundle the files of the index are written anew once it is complete.
    """
    if not (session.project.is_public and reads.early and session.keys.reads.are_known(reads.all)):
        return ""
    pages = session.keys.of_pages(session.keys.of_language(code, reads.common), reads)
    return digest("kept", sorted(pages.items()), session.assets, sorted(session.published_files))
