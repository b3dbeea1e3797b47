"""Former addresses: where each leads, the pages that stand there, and the same as rules for web servers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from posixpath import dirname, relpath
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape, quoteattr

from helpcentre.content.addresses import FORMER_KEY, Addresses, url_of
from helpcentre.diagnostics.problem import HelpcentreError, Problem, Rule, problem
from helpcentre.hosting import csp

SCRIPT = "assets/javascripts/redirect.js"
"""The script of the pages at former addresses, relative to the site."""

HOST_RULES, NGINX_MAP = "_redirects", "redirects.map"
"""The redirects as Netlify, Cloudflare Pages and GitLab Pages read them, and for a ``map`` of nginx."""

_FORMER = re.compile(r"(?:[\w-]+/)*(?:[\w-]+/|[\w-]+\.html)")
_WORD = re.compile(r"[^\s,\[\]'\"]+")
_REMOVE = f"remove it from {FORMER_KEY}"


@dataclass(frozen=True)
class Redirect:
    """A former address, ``former``, and where it leads, ``dest``, both files below the site.

    ``language`` is the code of the page's language; ``file`` and ``line`` are the place of the former address in the
    page's Markdown, relative to the project; ``line`` 0 where the page's file name gives it.
    """

    former: str
    dest: str
    language: str
    file: str
    line: int


@dataclass(frozen=True)
class Redirects:
    """The redirects by their former address, and the problems of those that cannot be."""

    redirects: Mapping[str, Redirect]
    problems: tuple[Problem, ...]


def read_redirects(addresses: Addresses) -> Redirects:
    """Return the redirects that all pages ask for.

    A page with a slug keeps the address that its file name gives. What a page of the source says of its former
    addresses holds below the prefix of every other language too, unless another page stands there. Raises
    HelpcentreError for an address of other signs.
    """
    pages = addresses.text_pages()
    found: dict[str, Redirect] = {}
    problems = []
    for each in _given(addresses):
        taken = pages.get(each.former)
        if each.former == each.dest:
            problems.append(_problem(Rule.REDIRECT_LOOP, each, f"{each.former} is the page's own address"))
        elif taken or found.setdefault(each.former, each).dest != each.dest:
            other = addresses.source(*taken) if taken else found[each.former].dest
            message = f"{each.former} is also the address of {other}"
            problems.append(_problem(Rule.REDIRECT_COLLISION, each, message))
    for each in _implied(addresses, list(found.values())):
        if each.former not in pages:
            found.setdefault(each.former, each)
    return Redirects(found, tuple(problems))


def write_redirects(site_dir: Path, redirects: Redirects, *, site_url: str, as_folders: bool) -> list[Problem]:
    """Write a page at each former address below ``site_dir``, and the rules for hosts; return those that are taken."""
    problems, rules = [], []
    root = urlsplit(site_url).path.rstrip("/") + "/"
    for each in sorted(redirects.redirects.values(), key=lambda each: each.former):
        file = site_dir / each.former
        if file.exists():
            problems.append(_problem(Rule.REDIRECT_COLLISION, each, f"{each.former} is a file of the site"))
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(redirect_page(each), encoding="utf-8", newline="\n")
        rules.append(
            [root + url_of(dest, as_folders=as_folders).removeprefix("./") for dest in (each.former, each.dest)]
        )
    for name, rule in ((HOST_RULES, "{} {} 301\n"), (NGINX_MAP, "{} {};\n")):
        text = "".join(rule.format(old if name == NGINX_MAP else quote(old), quote(new)) for old, new in rules)
        (site_dir / name).write_text(text, encoding="utf-8", newline="\n")
    return problems


def redirect_page(redirect: Redirect) -> str:
    """Return the page that leads on from the former address; its script keeps the heading, where scripts run.

    Like every page it declares the policy itself; it talks to no endpoint.
    """
    session = dirname(redirect.former) or "."
    url = relpath(redirect.dest, session).removesuffix("index.html") or "./"
    to, script = quoteattr(url), quoteattr(relpath(SCRIPT, session))
    declared = f'<meta http-equiv="Content-Security-Policy" content={quoteattr(csp.for_page())}>'
    head = f'<meta charset="utf-8">{declared}<meta name="robots" content="noindex"><title>{escape(url)}</title>'
    return (
        f"<!doctype html>\n<html lang={quoteattr(redirect.language)}><head>{head}<script src={script}></script>"
        f'<meta http-equiv="refresh" content={quoteattr("0; url=" + url)}><link rel="canonical" href={to}></head>'
        f"<body><p><a href={to}>{escape(url)}</a></p></body></html>\n"
    )


def _given(addresses: Addresses) -> Iterator[Redirect]:
    """Yield what file names and front matter give."""
    documents = addresses.documents
    for language, path in addresses.each():
        dest, plain = addresses.dest(language, path), addresses.plain_dest(language, path)
        document = documents.get(language.code, path)
        given = document.meta.get(FORMER_KEY) or [] if document else []
        if plain == dest and not given:  # nearly all
            continue
        file, name = documents.file(language.code, path), addresses.source(language, path)
        if plain != dest:
            yield Redirect(plain, dest, language.code, name, 0)
        lines = _lines(file.read_text(encoding="utf-8")) if given else {}
        for address in [given] if isinstance(given, str) else given:
            line = lines.get(str(address), 1)
            yield Redirect(_dest_of(str(address), name, line), dest, language.code, name, line)


def _lines(text: str) -> dict[str, int]:
    """Return the first line of each word of a text, signs of YAML around it left out."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        for word in _WORD.findall(line):
            found.setdefault(word, number)
    return found


def _implied(addresses: Addresses, given: list[Redirect]) -> Iterator[Redirect]:
    """Yield for each former address of a page of the source the same one in every other language."""
    documents = addresses.documents
    sources = documents.paths(documents.source.code) if given else []
    paths = {addresses.source(documents.source, path): path for path in sources}
    for each in given:
        for language in documents.languages[1:] if each.line and each.file in paths else ():
            dest = addresses.dest(language, paths[each.file])
            yield replace(each, former=language.prefix + each.former, dest=dest, language=language.code)


def _dest_of(address: str, file: str, line: int) -> str:
    former = address.removeprefix("/")
    if not _FORMER.fullmatch(former):
        message = f"{FORMER_KEY}: {address!r} is no address of a page"
        raise HelpcentreError(message, fix="write it as in /old/address/ or /old/page.html", file=file, line=line)
    return former + ("index.html" if former.endswith("/") else "")


def _problem(kind: Rule, redirect: Redirect, message: str) -> Problem:
    return problem(kind, file=redirect.file, line=redirect.line, message=f"{FORMER_KEY}: {message}", fix=_REMOVE)
