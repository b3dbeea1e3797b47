"""Files of HTML: the main text of each, also of those that Google's documents and Confluence export."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname

from selectolax.lexbor import LexborHTMLParser, LexborNode

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.export_files import other_files, read_limited
from helpcentre.importer.model import Article, Export, Topic, Version
from helpcentre.util.files import ending

MOST_BYTES = 20_000_000
"""The largest page that is read."""

ENDINGS = ("html", "htm", "xhtml")

_MAIN = ("main", "[role=main]", "#main-content", "article", ".article-body", "#content", ".content", "body")
_AROUND = (
    "nav, header, footer, aside, script, style, noscript, [role=navigation], .breadcrumbs, .breadcrumb-section, #footer"
)
_RULE = re.compile(r"\.(?P<name>[\w-]+)\s*\{(?P<rules>[^}]*)\}")
_SET = re.compile(r"(?:font-weight|font-style|text-decoration)\s*:\s*[^;]+")
_LEVEL = re.compile(r"lst-kix_\w+-(?P<level>\d)")
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*(?P<name>[\w-]+)""", re.IGNORECASE)
_CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


@dataclass(frozen=True)
class _Page:
    locale: str
    name: str
    version: Version


def read_export(source: Path, *, languages: Mapping[str, str]) -> Export:
    """Return the pages of a folder, or one file.

    The language of a page is the folder it is in, if that is named by a code, else what it says itself, else the one
    given for all. Pages of the same name in the folders of several languages are one article. Raises HelpcentreError
    for a file that cannot be read, and where no language is known.
    """
    export = Export("html")
    files = [source] if source.is_file() else other_files(source)
    root = source.parent if source.is_file() else source
    for file in files:
        if ending(file.name) not in (*ENDINGS, "css"):
            export.files[f"/{file.relative_to(root).as_posix()}"] = file
    pages = [_read(file, root, languages) for file in files if ending(file.name) in ENDINGS]
    if not pages:
        raise HelpcentreError("holds no file of HTML", fix="unpack it, and name the folder", file=str(source))
    groups: dict[str, dict[str, Version]] = {}
    for page in pages:
        groups.setdefault(page.name, {})[page.locale] = page.version
    default = languages.get("") or _most_used(pages)
    for order, (name, versions) in enumerate(groups.items()):
        origin = default if default in versions else next(iter(versions))
        export.articles.append(Article(name, origin, versions, topic=dirname(name), order=order))
    export.topics = list(_topics(groups, default))
    return export


def _most_used(pages: list[_Page]) -> str:
    locales = [page.locale for page in pages]
    return max(dict.fromkeys(locales), key=locales.count)


def _topics(groups: Mapping[str, Mapping[str, Version]], default: str) -> Iterator[Topic]:
    folders = dict.fromkeys(folder for name in groups for folder in _folders(dirname(name)))
    for order, folder in enumerate(folders):
        name = folder.rpartition("/")[2].replace("-", " ").replace("_", " ").strip()
        # A folder is called the same in each language, so its name is one of the source language.
        yield Topic(folder, default, {default: name[:1].upper() + name[1:]}, parent=dirname(folder), order=order)


def _folders(folder: str) -> Iterator[str]:
    if folder:
        yield from _folders(dirname(folder))
        yield folder


def _read(file: Path, root: Path, languages: Mapping[str, str]) -> _Page:
    name = file.relative_to(root).as_posix()
    html = _text(file)
    if "<ac:" in html:
        fix = "export the pages as HTML, or take body.export_view of the API"
        raise HelpcentreError(
            "is Confluence's storage format, which has macros in place of text", fix=fix, file=str(file)
        )
    tree = LexborHTMLParser(html)
    own = tree.root.attributes.get("lang") if tree.root else None
    first, _, rest = name.partition("/")
    has_folder = bool(rest) and bool(_CODE.fullmatch(first))
    locale = (first if has_folder else "") or own or languages.get("") or ""
    if not locale:
        fix = "add --language, as in --language en"
        raise HelpcentreError("the page does not say its language", fix=fix, file=str(file))
    title, main = _main(tree)
    key = (rest if has_folder else name).rpartition(".")[0]
    version = Version(locale.replace("_", "-"), title or key.rpartition("/")[2], main, url=f"/{name}")
    return _Page(version.locale, key, version)


def _text(file: Path) -> str:
    name = str(file)
    data = read_limited(file, most=MOST_BYTES, fix="name a file of HTML", fix_of_size="name a folder of pages")
    given = _CHARSET.search(data[:4000])
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig"]
    encodings += [given["name"].decode("ascii")] if given else []
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise HelpcentreError("is in an encoding that it does not name", fix="save the file as UTF-8", file=name)


def _main(tree: LexborHTMLParser) -> tuple[str, str]:
    """Return the title of a page and the HTML of its main text, without that title."""
    _set_styles(tree)
    _nest_lists(tree)
    title_node = tree.css_first("title")
    title = " ".join(title_node.text().split()) if title_node else ""
    main = next((found for selector in _MAIN if (found := tree.css_first(selector)) and found.text().strip()), None)
    if main is None:
        return title, ""
    for node in main.css(_AROUND):
        if not (node.tag == "header" and node.css_first("h1")):
            node.decompose()
    for selector in ("#title-text", "#title-heading", "p.title", "h1"):
        if heading := main.css_first(selector) or (tree.css_first(selector) if selector != "p.title" else None):
            title = " ".join(heading.text().split()) or title
            heading.decompose()
            break
    title = title.rpartition(" : ")[2]  # Confluence writes the name of the space before it
    return title, main.inner_html or ""


def _set_styles(tree: LexborHTMLParser) -> None:
    """Write into each element what the page's style sheet says of its text: Google's documents have it there only."""
    rules = {
        match["name"]: ";".join(_SET.findall(match["rules"]))
        for sheet in tree.css("style")
        for match in _RULE.finditer(sheet.text())
    }
    rules = {name: found for name, found in rules.items() if found}
    if not rules:
        return
    for node in tree.css("[class]"):
        found = [rules[name] for name in (node.attributes.get("class") or "").split() if name in rules]
        if found:
            node.attrs["style"] = ";".join([*found, node.attributes.get("style") or ""])


def _nest_lists(tree: LexborHTMLParser) -> None:
    """Put lists of Google's documents, whose class has their level, into the item that they stand below."""
    last: dict[int, LexborNode] = {}
    for node in tree.css("ul, ol"):
        match = next(
            (m for name in (node.attributes.get("class") or "").split() if (m := _LEVEL.fullmatch(name))), None
        )
        if not match:
            continue
        level = int(match["level"])
        parent = last.get(level - 1)
        items = parent.css("li") if parent is not None else []
        if level and items:
            items[-1].insert_child(node)  # a copy of it
            node.decompose()
            last[level] = items[-1].css(node.tag or "ul")[-1]
        else:
            last[level] = node
        for deeper in [each for each in last if each > level]:
            del last[deeper]
