"""Documentation of others as passages: Markdown folders that a developer has, rendered as search needs it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

import yaml
from markdown import Markdown

from helpcentre.search.passages import Passage, passages

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_PART = re.compile(r"^## ", re.MULTILINE)
_EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"]
_EXTENSIONS += ["pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed"]
_HEADING = re.compile(r"(?<=<h)([1-6])( [^>]*)?>")
_ID = re.compile(r' id="([^"]*)"')
_OF_TRANSLATION = re.compile(r"[{](?!%)[*].*?[*][}]")  # an included file of code


@dataclass(frozen=True)
class Section:
    """A passage and the page that it is on, named by its file without ending, or by an id where a file has many."""

    page: str
    passage: Passage


@dataclass(frozen=True)
class Questions:
    """What a file of questions says: where the pages are, and for both halves and each language the targets of a query.

    ``ids_from`` is the language whose ids the headings of all have, by their place; then each ``##`` is a page.
    """

    name: str
    pages: str
    ids_from: str
    halves: Mapping[str, Mapping[str, Mapping[str, list[str]]]]

    @property
    def languages(self) -> list[str]:
        """The languages that something is asked in."""
        return list(dict.fromkeys(code for half in self.halves.values() for code in half))


def read_questions(file: Path) -> Questions:
    """Return the questions of a file."""
    found = yaml.safe_load(file.read_text(encoding="utf-8"))
    halves = {half: found[half] for half in ("seen", "unseen")}
    return Questions(file.stem, found["pages"], found.get("ids_from", ""), halves)


def read_sections(folder: Path, questions: Questions, language: str) -> list[Section]:
    """Return the sections of a language, in the order of their files."""
    if questions.ids_from:
        (own,), (ids,) = (list(_html(folder, questions, code).values()) for code in (language, questions.ids_from))
        return list(_split(_with_ids(own, _ID.findall(ids[ids.index("<h2") :]))))
    found = []
    for name, html in _html(folder, questions, language).items():
        found += [Section(name, passage) for passage in passages(html)]
    return found


def _html(folder: Path, questions: Questions, language: str) -> dict[str, str]:
    """Return what is on each page, by its name: the part of its path that the pattern leaves open, without ending."""
    pattern = questions.pages.format(language=language)
    start, is_open, end = pattern.partition("**/*")
    return {
        (file.relative_to(folder / start).as_posix() if is_open else file.name).removesuffix(end): _page(file)
        for file in sorted(folder.glob(pattern))
    }


def _page(file: Path) -> str:
    text = file.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    front = _FRONT.match(text)
    meta = yaml.safe_load(front[1]) if front else None
    text = _OF_TRANSLATION.sub("", text[front.end() :] if front else text)
    body = Markdown(extensions=_EXTENSIONS).convert(text)
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", body, re.DOTALL)
    title = (meta or {}).get("title") or (re.sub(r"<[^>]+>", "", heading[1]) if heading else file.stem)
    if heading is None:
        body = f"<h1>{escape(title)}</h1>{body}"
    description = escape((meta or {}).get("description") or "")
    return (
        f'<html><head><meta name="description" content="{description}"></head><body>'
        f'<article data-search-text="{escape(title)}" lang="">{body}</article></body></html>'
    )


def _with_ids(html: str, ids: list[str]) -> str:
    """Return ``html`` with the ids of its source: a heading that has one of them already says where both stand."""
    at = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal at
        if match[1] == "1":
            return match[0]
        own = _ID.search(match[2] or "")
        if own and own[1] in ids:
            at = ids.index(own[1])
        at += 1
        return f'{match[1]} id="{ids[at - 1] if at <= len(ids) else ""}">'

    return _HEADING.sub(replaced, html)


def _split(html: str) -> Iterator[Section]:
    """Yield the sections of one long page as if each of its ``h2`` were a page."""
    _, *parts = re.split(r"(?=<h2[ >])", html[html.index("<article") :].removesuffix("</article></body></html>"))
    for part in parts:
        title = re.sub(r"<[^>]+>", "", part.partition("</h2>")[0])
        name = _ID.search(part)
        page = part.replace("<h2", "<h1", 1).replace("</h2>", "</h1>", 1)
        made = f'<article data-search-text="{title}" lang="">{page}</article>'
        yield from (Section(name[1] if name else title, passage) for passage in passages(made))
