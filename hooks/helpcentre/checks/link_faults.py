"""What is wrong with an address that a built file uses, and what its author meant."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import dirname, join, relpath
from urllib.parse import unquote

from helpcentre.diagnostics.finding import Finding, Location
from helpcentre.diagnostics.problem import Rule
from helpcentre.diagnostics.suggest import did_you_mean, nearest
from helpcentre.output.page import PageRecord
from helpcentre.output.scan import Reference, ReferenceKind
from helpcentre.output.site import BuiltSite, Target
from helpcentre.output.source_map import BACK_TO_NOTE, page_path
from helpcentre.util.addresses import split_address
from helpcentre.util.files import ending

_TO_MARKDOWN = "link to a page's Markdown file"
_PAGES = frozenset({"html", "md", ""})
"""Endings of addresses that mean a page; without one, most authors forgot that of Markdown."""


@dataclass(frozen=True)
class LinkFault:
    """What is wrong with an address, before it is known where it was written."""

    kind: Rule
    message: str
    fix: str

    def at(self, place: Location, *, subject: str) -> Finding:
        """Return the finding that the fault is at a place."""
        return Finding(self.kind, place, self.message, self.fix, subject)


def find_link_fault(site: BuiltSite, use: Reference, target: Target, dest: str) -> LinkFault | None:
    """Return what is wrong with an address that the built file ``dest`` uses, or None."""
    record = site.by_dest.get(dest)
    if not site.site_url and use.url.startswith(("/", "\\")):
        return _from_disk(use)
    if target.dest is None:
        return _outside(site, use, target)
    if use.role is not ReferenceKind.NAMES and use.url.startswith(("http:", "https:", "//")):
        return LinkFault(Rule.LINK_ABSOLUTE, f"{use.url} names the site's own host", _TO_MARKDOWN)
    if target.dest not in site.files:
        return _missing(site, use, target.dest, record)
    if target.dest in site.redirects and dest not in site.redirects:
        page = site.by_dest.get(site.redirects[target.dest])
        fix = f"link to {_from(page, record)}" if page else _TO_MARKDOWN
        return LinkFault(Rule.LINK_REDIRECTED, f"{use.url} is a former address", fix)
    return _leaves_language(site, use, target.dest, record) or _anchor(site, use, target.dest, target.anchor, record)


def _from_disk(use: Reference) -> LinkFault:
    message = f"{use.url} leads nowhere from a page that is opened from disk"
    is_relative = not use.url.startswith(("/", "\\"))
    fix = "correct it: it leads out of the site" if is_relative else "write an address relative to the page's file"
    return LinkFault(Rule.LINK_FROM_DISK, message, fix)


def _outside(site: BuiltSite, use: Reference, target: Target) -> LinkFault | None:
    if not target.is_web:
        is_address = bool(split_address(target.address).scheme)
        return None if is_address else LinkFault(Rule.LINK_TARGET_MISSING, f"{use.url} is no address", "correct it")
    if f"{target.address.replace('http:', 'https:', 1)}/".startswith(site.root):
        return LinkFault(Rule.LINK_ABSOLUTE, f"{use.url} names the site's own host", _TO_MARKDOWN)
    if split_address(use.url).netloc:
        fix = "put the file below docs/ and name it there"
        return None if use.leads else LinkFault(Rule.ASSET_FOREIGN, f"{use.url} is loaded from another host", fix)
    if not site.site_url:
        return _from_disk(use)
    fix = f"everything of the site is below {site.root}"
    return LinkFault(Rule.LINK_TARGET_MISSING, f"{use.url} leads out of the site", fix)


def _missing(site: BuiltSite, use: Reference, dest: str, record: PageRecord | None) -> LinkFault:
    if record and use.leads and (path := page_path(use.url, record.path) + ".md") in site.paths(record.language):
        fix = f"did you mean {relpath(path, dirname(record.path) or '.')}?"
        return LinkFault(Rule.LINK_TARGET_MISSING, f"{use.url}: there is no such page", fix)
    if not use.leads or ending(dest) not in _PAGES:
        close = nearest(dest, site.files_like(dest))
        fix = f"did you mean {_as_written(site, close, record)}?" if close else "correct the address"
        return LinkFault(Rule.ASSET_MISSING, f"{use.url}: there is no such file", fix)
    if record and (other := _other_language(site, use, record)):
        fix = f"write that page in the source language too, or remove the link: it is in {other!r} only"
        return LinkFault(Rule.LINK_TARGET_MISSING, f"{use.url}: there is no such page in {record.language!r}", fix)
    near = site.paths(record.language if record else "")
    what = "page" if ending(dest) else "page or file"
    wanted = page_path(use.url, record.path) if record else dest
    fix = did_you_mean(wanted, near, _TO_MARKDOWN, start=dirname(record.path) if record else "")
    if wanted in near:
        fix = "write the link in Markdown: an address in HTML stays as it is"
    return LinkFault(Rule.LINK_TARGET_MISSING, f"{use.url}: there is no such {what}", fix)


def _other_language(site: BuiltSite, use: Reference, record: PageRecord) -> str:
    """Return the language of the page's text, if that alone has the page that the address means, or nothing."""
    is_elsewhere = page_path(use.url, record.path) in site.paths(record.text_language)
    return record.text_language if record.is_fallback and is_elsewhere else ""


def _as_written(site: BuiltSite, file: str, record: PageRecord | None) -> str:
    """Return how the Markdown of ``record`` names a file of the site that comes from ``docs/``, or the file itself."""
    if record is None or not record.source.endswith(record.path):
        return file
    home = record.source.removesuffix(record.path)
    docs, below = dirname(home.rstrip("/")), file.removeprefix(f"{record.language}/")
    # A picture in the folder of any language may stand in for one beside this page.
    if any((site.project_dir / docs / code / below).is_file() for code in site.languages):
        return relpath(home + below, dirname(record.source))
    is_there = (site.project_dir / docs / file).is_file()
    return relpath(join(docs, file), dirname(record.source)) if is_there else file


def _leaves_language(site: BuiltSite, use: Reference, dest: str, record: PageRecord | None) -> LinkFault | None:
    """Return a fault where a link that does not say so leads to another language than its page's."""
    page = site.by_dest.get(dest)
    if not (page and record) or page.language == record.language or use.role is not ReferenceKind.LEADS or use.language:
        return None
    own = site.by_path.get((record.language, page.path))
    if own is None or own.is_fallback or dest in site.contested:
        return None
    message = f"{use.url} leads to the page in {page.language!r}, and it exists in the reader's too"
    return LinkFault(Rule.LINK_LEAVES_LANGUAGE, message, f"link to {_from(own, record)}")


def _anchor(site: BuiltSite, use: Reference, dest: str, anchor: str, record: PageRecord | None) -> LinkFault | None:
    """Return a fault where a page has no such id; another page of the language is named as Markdown links to it."""
    page = site.scans.get(dest)
    if not anchor or anchor == "top" or not use.leads or page is None or anchor in page.ids:
        return None
    if use.url.startswith(BACK_TO_NOTE):
        mark = f"[^{unquote(use.url.removeprefix(BACK_TO_NOTE))}]"
        fix = f"write {mark} where it belongs, or remove the note"
        message = f"the note {mark} stands nowhere in the text: no reader is led to it"
        return LinkFault(Rule.ANCHOR_MISSING, message, fix)
    fix = did_you_mean(anchor, page.ids, "use the id of a heading on that page")
    target, written = site.by_dest.get(dest), use.url
    if target and record and target.language == record.language:
        written = f"#{anchor}" if target is record else f"{_from(target, record)}#{anchor}"
    return LinkFault(Rule.ANCHOR_MISSING, f"{written}: the page has no #{anchor}", fix)


def _from(page: PageRecord, record: PageRecord | None) -> str:
    """Return how the Markdown of ``record`` links to ``page``."""
    return relpath(page.path, dirname(record.path) or ".") if record else page.path
