"""The PDFs of a built website: which pages each has, and where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from posixpath import basename

from helpcentre.brand.colours import WHITE, readable
from helpcentre.brand.fonts import font_css
from helpcentre.build.session import Session
from helpcentre.content.addresses import url_of
from helpcentre.content.language import Language
from helpcentre.content.navigation import Topic, topic_tree
from helpcentre.content.titles import INDEXES, name_of
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.diagnostics.suggest import nearest
from helpcentre.pdf.document import DEEPEST, Cover, PdfPage, make_document
from helpcentre.pdf.writer import MadePdf, make_pdf

_HOME, _LEGAL = "index.md", "legal.html"


@dataclass(frozen=True)
class PdfFile:
    """A PDF to be made: its language, the folder of its topic, empty for all pages, and its name."""

    language: Language
    topic: str
    name: str


def planned_pdfs(session: Session, codes: Sequence[str], topics: Sequence[str]) -> list[PdfFile]:
    """Return the PDFs of languages, by default all, with each topic, by default all pages.

    Raises HelpcentreError for a language or topic that is not there.
    """
    languages = {language.code: language for language in session.project.languages}
    _require_known("language", codes, languages)
    planned = []
    for code, language in languages.items():
        if not codes or code in codes:
            _require_known("topic", topics, _topics(_tree(session, language)))
            names = {topic: f"{code}-{topic.replace('/', '-')}.pdf" for topic in topics} or {"": f"{code}.pdf"}
            planned += [PdfFile(language, topic, name) for topic, name in names.items()]
    return planned


def _require_known(what: str, wanted: Sequence[str], known: Iterable[str]) -> None:
    for name in wanted:
        if name not in known:
            close = nearest(name, frozenset(known))
            message = f"there is no {what} {name!r}"
            raise HelpcentreError(
                message, fix=f"did you mean {close}?" if close else f"one of: {', '.join(sorted(known))}"
            )


def make_planned(session: Session, planned: PdfFile) -> MadePdf:
    """Return a PDF of pages as the session's website has them; raises HelpcentreError where WeasyPrint is missing."""
    project, language = session.project, planned.language
    words = project.strings[language.code]
    site_dir = session.output.target_dir
    topic = _topics(_tree(session, language))[planned.topic]
    pages = list(_pages(session, topic, language, depth=1 if planned.topic else 0))
    name = _title(session, topic, language) if planned.topic else words("site_name")
    cover = Cover(
        title=name,
        site=words("site_name"),
        address=project.site_url + language.prefix,
        day=language.format_date(project.release.built),
        logo=(site_dir / session.brand.logo).as_uri() if session.brand.logo else "",
    )
    html = make_document(
        pages,
        cover,
        language=language,
        words=words,
        css=_css(session),
        site_url=project.site_url,
        files=f"{site_dir.as_uri()}/",
    )
    return make_pdf(html, site_dir=site_dir)


def _tree(session: Session, language: Language) -> Topic:
    outline = session.project.addresses.outline(language.code)
    return topic_tree((path, page.order) for path, page in outline.items())


def _topics(topic: Topic) -> dict[str, Topic]:
    """Return a topic and all below it by their folders."""
    return {topic.folder: topic, **{name: each for below in topic.topics for name, each in _topics(below).items()}}


def _title(session: Session, topic: Topic, language: Language) -> str:
    front = topic.pages[0] if topic.pages and basename(topic.pages[0]) in INDEXES else ""
    return _page_title(session, language, front) if front else name_of(basename(topic.folder))


def _page_title(session: Session, language: Language, path: str) -> str:
    return session.project.documents.title(session.project.addresses.outline(language.code)[path].text, path)


def _pages(session: Session, topic: Topic, language: Language, depth: int) -> Iterator[PdfPage]:
    """Yield the pages of a topic and of those below it; at the top topics come first, without home and legal pages."""
    below = [page for each in topic.topics for page in _pages(session, each, language, depth + 1)]
    own = [
        _page(session, language, path, depth if basename(path) in INDEXES else depth + 1)
        for path in topic.pages
        if path != _HOME and not _is_legal(session, language, path)
    ]
    yield from (*below, *own) if not topic.folder else (*own, *below)


def _is_legal(session: Session, language: Language, path: str) -> bool:
    text = session.project.addresses.outline(language.code)[path].text
    return session.project.documents.shown_meta(text, path).get("template") == _LEGAL


def _page(session: Session, language: Language, path: str, depth: int) -> PdfPage:
    project = session.project
    dest = project.addresses.dest(language, path)
    address = project.site_url + url_of(dest, as_folders=project.addresses.as_folders)
    html = (session.output.target_dir / dest).read_text(encoding="utf-8")
    return PdfPage(address, _page_title(session, language, path), html, min(max(depth, 1), DEEPEST))


def _css(session: Session) -> str:
    """Return the style sheet of PDFs in the colour and fonts of the brand."""
    brand = readable(session.brand.palette.colour("hc-brand"), [WHITE])
    fonts = font_css(session.brand.fonts, up="")
    return f":root {{ --pdf-brand: {brand}; }}{fonts}{files('helpcentre.pdf').joinpath('pdf.css').read_text('utf-8')}"
