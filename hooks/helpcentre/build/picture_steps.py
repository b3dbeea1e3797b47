"""The steps after the last language that make pictures: copies in the widths of pages, and pictures for chats."""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import basename
from urllib.parse import unquote

from helpcentre.build.session import Session
from helpcentre.content.language import Language
from helpcentre.elements import pictures
from helpcentre.mkdocs_adapter.errors import log
from helpcentre.pages import open_graph, share_titles
from helpcentre.pages.open_graph import ShareLook
from helpcentre.util.results import KnownFile


def write_picture_copies(session: Session) -> None:
    """Write the copies of pictures that pages show, in the widths that they name."""
    used = (use.url for page in session.pages.values() for use in page.scan.uses)
    needed = pictures.needed_copies(used, session.assets)
    for name, (path, sha256, width) in sorted(needed.items()):
        picture = KnownFile(sha256, session.project.documents.docs_dir / path)
        session.output.write(name, session.results.of(pictures.make_copy, picture, width))
    if not session.project.is_public:
        _leave_out_originals(session, {path for path, _, _ in needed.values()})


def _leave_out_originals(session: Session, paths: Iterable[str]) -> None:
    """Remove pictures from a bundle of whose copies alone its pages know."""
    named = {basename(unquote(use.url)) for page in session.pages.values() for use in page.scan.uses}
    for path in paths:
        if basename(path) not in named:
            for place in (path, path.partition("/")[2]):
                (session.output.site_dir / place).unlink(missing_ok=True)


def draw_share_pictures(session: Session) -> None:
    """Draw the picture of each language, and of each page if it has one, that the project does not bring itself."""
    project = session.project
    look = open_graph.share_look(session.brand, project.documents.docs_dir, session.assets)
    open_graph.write_pictures(session.output.site_dir, project.languages, look, session.results)
    if project.settings.share_titles:
        for language in project.languages:
            _draw_share_titles(session, language, look)


def _draw_share_titles(session: Session, language: Language, look: ShareLook) -> None:
    """Draw the pictures with the titles of a language's pages; without a font that of the language stands there."""
    site_name = session.project.strings[language.code]("site_name")
    pages = [page for page in session.page_records if page.language == language.code and not page.is_fallback]
    every = share_titles.fonts_for([site_name, *(page.title for page in pages)], language)
    instead = (session.output.site_dir / open_graph.picture_file(language)).read_bytes()
    for page in pages:
        name = share_titles.share_picture(page, language, has_titles=True)
        fonts = every if not isinstance(every, str) else share_titles.fonts_for([site_name, page.title], language)
        if isinstance(fonts, str):
            log.info(f"{page.source}: the picture for chats has no title: {fonts}")
            session.output.write(name, instead)
            continue
        drawn = session.results.of(
            share_titles.draw_title, page.title, site_name, language=language, fonts=fonts, look=look
        )
        session.output.write(name, drawn)
