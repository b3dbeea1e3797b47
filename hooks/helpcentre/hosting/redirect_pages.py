"""What stands at former addresses: pages that lead on, and the same as rules for web servers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from posixpath import dirname, relpath
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape, quoteattr

from helpcentre.content.addresses import url_of
from helpcentre.diagnostics.problem import Problem, Rule
from helpcentre.hosting import csp
from helpcentre.hosting.redirects import Redirect, Redirects, redirect_problem
from helpcentre.util.files import make_folder

SCRIPT = "assets/javascripts/redirect.js"
"""The script of the pages at former addresses, relative to the site."""

HOST_RULES, NGINX_MAP = "_redirects", "redirects.map"
"""The redirects as Netlify, Cloudflare Pages and GitLab Pages read them, and for a ``map`` of nginx."""

_PLAIN = re.compile(r"[\w./~-]+")
"""An address that nginx reads as it stands."""


def write_redirects(
    site_dir: Path,
    redirects: Redirects,
    *,
    as_folders: bool,
    titles: Mapping[str, str],
    style_sheet: str,
    tags: Mapping[str, str],
    policies: Sequence[str] = (csp.for_page(),),
) -> tuple[list[Redirect], list[Problem]]:
    """Write a page at each former address below ``site_dir``.

    Returns those that are written, and the problems of those whose place is taken. ``titles`` has what pages are called
    by their file; ``style_sheet`` is that of the site, ``policies`` those of its pages; ``tags`` are those of the
    languages by their codes.
    """
    written, problems = [], []
    for each in redirects.redirects.values():
        file = site_dir / each.former
        if file.exists():
            problems.append(redirect_problem(Rule.REDIRECT_COLLISION, each, f"{each.former} is a file of the site"))
            continue
        make_folder(file.parent)
        tag, title = tags[each.language], titles.get(each.dest, "")
        page = redirect_page(each, title, style_sheet, tag=tag, as_folders=as_folders, policies=policies)
        file.write_text(page, encoding="utf-8", newline="\n")
        written.append(each)
    return written, problems


def write_host_rules(site_dir: Path, redirects: Iterable[Redirect], *, site_url: str, as_folders: bool) -> None:
    """Write the redirects as rules for hosts below ``site_dir``."""
    root = urlsplit(site_url).path.rstrip("/") + "/"
    rules = [
        [root + url_of(dest, as_folders=as_folders).removeprefix("./") for dest in (each.former, each.dest)]
        for each in sorted(redirects, key=lambda each: each.former)
    ]
    lines = {
        HOST_RULES: (f"{quote(old)} {quote(new)} 301\n" for old, new in rules),
        NGINX_MAP: (f"{_nginx_text(old)} {quote(new)};\n" for old, new in rules),
    }
    for name, text in lines.items():
        (site_dir / name).write_text("".join(text), encoding="utf-8", newline="\n")


def _nginx_text(address: str) -> str:
    """Return an address as nginx reads it in a map: in quotation marks, unless all of its signs are plain ones."""
    escaped = address.replace("\\", "\\\\").replace('"', '\\"')
    return address if _PLAIN.fullmatch(address) else f'"{escaped}"'


def redirect_page(
    redirect: Redirect,
    title: str = "",
    style_sheet: str = "",
    *,
    tag: str = "",
    as_folders: bool = True,
    policies: Sequence[str] = (csp.for_page(),),
) -> str:
    """Return the page that leads on from the former address; its script keeps the heading, where scripts run.

    Who sees it, for a moment or without that, reads what the page is called in the look of the site. ``tag`` is that of
    its language, where it is not the code.
    Like every page it declares its policy itself, the first of ``policies`` at the beginning of its head and any other
    at the end; it talks to no endpoint.
    """
    session = dirname(redirect.former) or "."
    url = url_of(relpath(redirect.dest, session), as_folders=as_folders)
    to, script = quoteattr(url), quoteattr(relpath(SCRIPT, session))
    declared, *more = [f'<meta http-equiv="Content-Security-Policy" content={quoteattr(each)}>' for each in policies]
    name = escape(title or url)
    head = f'<meta charset="utf-8">{declared}<meta name="robots" content="noindex"><title>{name}</title>'
    if style_sheet:
        head += f'<link rel="stylesheet" href={quoteattr(relpath(style_sheet, session))}>'
    return (
        f"<!doctype html>\n<html lang={quoteattr(tag or redirect.language)}><head>{head}<script src={script}></script>"
        f'<meta http-equiv="refresh" content={quoteattr("0; url=" + url)}><link rel="canonical" href={to}>'
        f"{''.join(more)}</head>"
        f'<body><p class="hc-wrap" dir="auto"><a href={to}>{name}</a></p></body></html>\n'
    )
