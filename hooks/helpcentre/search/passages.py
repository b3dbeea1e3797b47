"""Built pages taken apart into passages, the grain at which readers find things: a heading and what stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from helpcentre.content.box_labels import is_box_label
from helpcentre.content.headings import shown_text

_ARTICLE = "article[data-search-text]"
_BRIEF, _ASIDE = "data-search-brief", "data-search-aside"
_HEADING = re.compile(r"h[1-6]")
_MAIN_HEADING = "h1"
_UNSEARCHED = (
    "nav,script,style,noscript,template,form,label,svg,iframe,footer,.hc-moved,"
    ".hc-embed > p,sup[id^=fnref],.footnote-backref"  # notices of films, and the signs of notes
)
_BOX_TITLE, _ANSWER = ".admonition-title,summary", "answer"
_FOR_CUSTOMERS = "[data-agents][data-page]"
_NOTE = "internal"
_PLACEHOLDER = "mark[data-placeholder]"

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>\"]*(?:\"[^\"]*\"[^>\"]*)*>")
_PARTING = re.compile(r"p|div|li|[ou]l|d[ltd]|table|t[rdh]|h[1-6]|pre|blockquote|details|summary|figure|figcaption|br")
"""Elements whose text is not one with what stands beside them."""

_UNENDED = frozenset("'\"$*)")
"""Signs other than letters and digits that end no sentence."""

_WIDE = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Signs of Chinese and Japanese: a sentence of these has a wide stop."""

_WIDE_GAP = re.compile(r"(?<=[\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f]) ")
"""The space after a wide sign, which has one of its own."""


@dataclass(frozen=True)
class Passage:
    """A part of a page: ``anchor`` is its heading's id, empty for the page's beginning; ``text`` is what stands below.

    ``excerpt`` is that text without the labels of boxes, such as *In short*, if it has some: readers may type them, but
    learn nothing from them.
    ``page`` is the page's name in menus and ``title`` the passage's heading, or that name where there is none, or an
    empty one; the page's beginning has its description for ``summary``. ``text_language`` is that of the words, which
    on a fallback page is not the page's. One that ``is_aside`` says in short what articles say too, and is to be found
    after these. One that ``is_brief`` stands for the page with nothing but its name and description.
    """

    anchor: str
    page: str
    title: str
    summary: str
    text: str
    text_language: str
    is_aside: bool = False
    is_brief: bool = False
    excerpt: str | None = None

    @property
    def name(self) -> str:
        """The page's name, if this is its beginning, else nothing."""
        return "" if self.anchor else self.page

    @property
    def heading(self) -> str:
        """What stands above it: the page's name, if this is its beginning, and its title."""
        return f"{self.name} {self.title}"

    @property
    def shown(self) -> str:
        """What excerpts are cut from: the text, after a description that it does not repeat."""
        text = self.text if self.excerpt is None else self.excerpt
        summary = "" if " ".join(self.summary.split()) in text else self.summary
        return _WIDE_GAP.sub("", f"{summary} {text}".strip())

    @property
    def all_text(self) -> str:
        """All words that it is found by."""
        return f"{self.page} {self.title} {self.summary} {self.text}"


def passages(html: str) -> Iterator[Passage]:
    """Yield the passages of a built page, in their order; a page whose template marks no text for search has none.

    Only headings that stand by themselves part a page: one inside a box or list belongs to its text. A page that is to
    be found by its name and description only has no other passage than its beginning, and no text.
    """
    tree = LexborHTMLParser(html)
    article = tree.css_first(_ARTICLE)
    if article is None:
        return
    if _BRIEF not in article.attributes:
        yield from _all_passages(tree, article)
        return
    page, is_aside = article.attributes.get("data-search-text") or "", _ASIDE in article.attributes
    yield Passage("", page, page, _summary(tree), "", _language(article), is_aside=is_aside, is_brief=True)


def fine_print(html: str) -> Iterator[Passage]:
    """Yield all passages of a page whose name and description alone stand among those of articles, as a legal page."""
    tree = LexborHTMLParser(html)
    article = tree.css_first(_ARTICLE)
    if article is not None and _BRIEF in article.attributes and _ASIDE not in article.attributes:
        yield from _all_passages(tree, article)


def _all_passages(tree: LexborHTMLParser, article: LexborNode) -> Iterator[Passage]:
    page, language, summary = article.attributes.get("data-search-text") or "", _language(article), _summary(tree)
    for number, (heading, all_nodes) in enumerate(_cut(article)):
        nodes = [node for node in all_nodes if not _is_reply(node)]  # which are found by themselves
        for unsearched in (found for node in nodes for found in node.css(_UNSEARCHED)):
            unsearched.decompose()
        yield Passage(
            anchor=(heading.attributes.get("id") or "") if heading and number else "",
            page=page,
            title=(shown_text(heading) if heading else "") or page,
            summary="" if number else summary,
            text=_sentences("".join(node.html or "" for node in nodes)),
            text_language=language,
            is_aside=_ASIDE in article.attributes,
            excerpt=_without_labels(nodes, language),
        )


def _without_labels(nodes: list[LexborNode], language: str) -> str | None:
    """Remove titles that only say what kind of box it is, and return the text that is left; None without any title."""
    titles = [title for node in nodes for title in node.css(_BOX_TITLE) if _is_label(title, language)]
    for title in titles:
        title.decompose()
    return _sentences("".join(node.html or "" for node in nodes)) if titles else None


def _is_label(title: LexborNode, language: str) -> bool:
    box = title.parent
    is_of_answer = box is not None and _ANSWER in (box.attributes.get("class") or "").split()
    return is_of_answer or is_box_label(title.text(), language)


def _summary(tree: LexborHTMLParser) -> str:
    description = tree.css_first("meta[name=description]")
    return (description.attributes.get("content") if description else None) or ""


def replies(html: str) -> Iterator[Passage]:
    """Yield what is to be found of the replies on a built page of the bundle: a passage for each section with some.

    Its text is that of all of them, for one is found like the other. A page that no customer gets has no replies.
    """
    tree = LexborHTMLParser(html)
    article = tree.css_first(_ARTICLE)
    if article is None or tree.css_first(_FOR_CUSTOMERS) is None:
        return
    page, language = article.attributes.get("data-search-text") or "", _language(article)
    for number, (heading, nodes) in enumerate(_cut(article)):
        found = [node for node in nodes if _is_reply(node)]
        for node in found:
            for title in node.css("summary"):
                title.decompose()
            for placeholder in node.css(_PLACEHOLDER):
                placeholder.replace_with("…")
        if found:
            yield Passage(
                anchor=(heading.attributes.get("id") or "") if heading and number else "",
                page=page,
                title=(shown_text(heading) if heading else "") or page,
                summary="",
                text=_sentences("".join(node.html or "" for node in found)),
                text_language=language,
                is_aside=_ASIDE in article.attributes,
            )


def _language(article: LexborNode) -> str:
    """Return the code of the language that a text is in; a template of a project may give it as ``lang`` alone."""
    return article.attributes.get("data-language") or article.attributes.get("lang") or ""


def _is_reply(node: LexborNode) -> bool:
    return node.attributes.get("data-aside") not in (None, _NOTE)


def _cut(article: LexborNode) -> Iterator[tuple[LexborNode | None, list[LexborNode]]]:
    """Yield each heading of an article with what stands below it, the page's beginning first.

    To that belongs what stands above a main heading; where another heading comes first, it has none.
    """
    heading, nodes, is_first = None, list[LexborNode](), True
    for node in article.iter():
        if not _HEADING.fullmatch(node.tag or ""):
            nodes.append(node)
            continue
        if not (is_first and node.tag == _MAIN_HEADING):
            yield heading, nodes
            nodes = []
        heading, is_first = node, False
    yield heading, nodes


def _sentences(html: str) -> str:
    """Return the text of HTML as lexbor writes it; a block that ends without a stop gets that of its script.

    Excerpts show it.
    """
    first, *others = _TAG.split(_COMMENT.sub("", html))
    found, last = [first], first[-1:]
    for slash, name, text in zip(others[::3], others[1::3], others[2::3], strict=True):
        if _PARTING.fullmatch(name):
            stop = "。" if _WIDE.match(last) else ". "
            found.append(stop if slash and (last.isalnum() or last in _UNENDED) else " ")
            last = " "
        found.append(text)
        last = text[-1:] or last
    return _WIDE_GAP.sub("", " ".join(unescape("".join(found)).split()))
