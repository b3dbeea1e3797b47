"""Each built HTML file read once: its ids, the addresses it uses, how it labels its language, and what it weighs."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

_ATTRIBUTES = ("href", "src", "srcset", "poster", "data", "action", "cite", "content")
_SELECTOR = (
    ",".join(f"[{name}]" for name in _ATTRIBUTES if name not in ("data", "content"))
    + ",object[data],meta[http-equiv=refresh i]"
)
_LEADING_TAGS = frozenset({"a", "area", "form", "meta", "q", "blockquote", "del", "ins"})
_LEADING_RELS = frozenset({"canonical", "alternate", "prev", "next"})
_STYLE_URL = re.compile(r"url\(\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\"')\s]*))\s*\)", re.I)
_HANDLER = re.compile(r"\son[a-z]+\s*=", re.I)
_SCRIPT_TYPES = re.compile(r"|module|(?:text|application)/(?:x-)?(?:java|ecma)script", re.I)
_REFRESH = re.compile(r"^\s*\d+\s*;\s*url\s*=\s*['\"]?(?P<url>[^'\"]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Use:
    """An address as it stands in a page; ``leads`` tells a link from something that is loaded."""

    url: str
    leads: bool


@dataclass(frozen=True)
class ScannedPage:
    """What a built page holds: ``dest`` is its file relative to the site, ``text_language`` that of its main text.

    ``size`` is its bytes, ``gzipped`` those that go over the wire, ``elements`` the nodes that a browser makes of it;
    ``inline`` has the start of each script, style and event handler that stands in the page itself.
    """

    dest: str
    ids: frozenset[str]
    uses: tuple[Use, ...]
    text_language: str
    has_fallback_notice: bool
    is_redirect: bool
    size: int
    gzipped: int
    elements: int
    inline: tuple[str, ...]


def scan_site(site_dir: Path) -> dict[str, ScannedPage]:
    """Return every HTML page below ``site_dir`` by its file's path."""
    return {dest: scan(file.read_text(encoding="utf-8"), dest) for file, dest in _named("*.html", site_dir)}


def scan_styles(site_dir: Path) -> dict[str, tuple[Use, ...]]:
    """Return what every style sheet below ``site_dir`` loads, by its file's path."""
    return {dest: tuple(_loaded(file.read_text(encoding="utf-8"))) for file, dest in _named("*.css", site_dir)}


def scan(html: str, dest: str) -> ScannedPage:
    """Return what the page ``html`` holds."""
    tree = LexborHTMLParser(html)
    ids = {value for node in tree.css("[id],a[name]") for value in (node.attributes.get("id"), _name(node)) if value}
    main = tree.css_first("article[lang]") or tree.css_first("html")
    return ScannedPage(
        dest=dest,
        ids=frozenset(ids),
        uses=tuple(dict.fromkeys([*_all_uses(tree), *_style_uses(tree)])),
        text_language=(main.attributes.get("lang") if main else None) or "",
        has_fallback_notice=tree.css_first("[data-notice=fallback]") is not None,
        is_redirect=tree.css_first("meta[http-equiv=refresh i]") is not None,
        size=len(html.encode()),
        gzipped=gzipped_size(html.encode()),
        elements=len(tree.css("*")),
        inline=tuple(dict.fromkeys(_inline(tree, html))),
    )


def gzipped_size(content: bytes) -> int:
    """Return how many bytes ``content`` has over the wire, compressed as servers do by default."""
    return len(gzip.compress(content, compresslevel=6, mtime=0))


def _all_uses(tree: LexborHTMLParser) -> Iterator[Use]:
    return (use for node in tree.css(_SELECTOR) for use in _uses(node))


def _style_uses(tree: LexborHTMLParser) -> Iterator[Use]:
    for node in tree.css("[style],style"):
        yield from _loaded(node.attributes.get("style") or node.text())


def _inline(tree: LexborHTMLParser, html: str) -> Iterator[str]:
    """Yield what a Content-Security-Policy without ``unsafe-inline`` keeps browsers from using."""
    scripts = tree.css("script:not([src])")
    yield from ("<script>" for node in scripts if _SCRIPT_TYPES.fullmatch(node.attributes.get("type") or ""))
    yield from ("<style>" for _ in tree.css("style"))
    yield from (f'style="{node.attributes["style"]}"' for node in tree.css("[style]"))
    yield from (f'href="{node.attributes["href"]}"' for node in tree.css("[href^='javascript:' i]"))
    if _HANDLER.search(html):
        names = (name for node in tree.css("*") for name in node.attributes)
        yield from (f"{name}=" for name in names if name.startswith("on"))


def _named(pattern: str, site_dir: Path) -> Iterator[tuple[Path, str]]:
    return ((file, file.relative_to(site_dir).as_posix()) for file in sorted(site_dir.rglob(pattern)))


def _loaded(style: str) -> Iterator[Use]:
    return (
        Use((match["double"] or match["single"] or match["bare"] or "").strip(), leads=False)
        for match in _STYLE_URL.finditer(style)
    )


def _name(node: LexborNode) -> str | None:
    return node.attributes.get("name") if node.tag == "a" else None


def _uses(node: LexborNode) -> Iterator[Use]:
    leads = node.tag in _LEADING_TAGS or (node.tag == "link" and _leads(node.attributes.get("rel") or ""))
    for name in _ATTRIBUTES:
        value = node.attributes.get(name)
        if value is None or (name == "content" and node.tag != "meta") or (name == "data" and node.tag != "object"):
            continue
        if name == "content":
            match = _REFRESH.match(value)
            urls = [match["url"]] if match else []
        elif name == "srcset":
            urls = [part.split()[0] for part in value.split(",") if part.strip()]
        else:
            urls = [value]
        yield from (Use(url.strip(), leads) for url in urls)


def _leads(rel: str) -> bool:
    return bool(_LEADING_RELS.intersection(rel.lower().split()))
