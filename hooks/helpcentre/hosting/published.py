"""The addresses that readers may have kept: a list in the project, each of which leads somewhere for good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from helpcentre.content.addresses import FORMER_KEY, Addresses, file_of, url_of
from helpcentre.diagnostics.problem import HelpcentreError, Problem, Rule, problem
from helpcentre.diagnostics.suggest import nearest
from helpcentre.util.files import read_text, write_texts

PUBLISHED = "published.txt"
"""The list's file, beside mkdocs.yml; without it nothing counts as published."""

_HEAD = "# Addresses of the website that readers may have kept. Written by: helpcentre publish\n"


def read_addresses_list(file: Path) -> dict[str, int]:
    """Return the addresses in the list, relative to the site, each with its line; empty where there is no list.

    Raises HelpcentreError for a line that is no address.
    """
    if not file.exists():
        return {}
    found = {}
    for number, line in enumerate(read_text(file, name=file.name).splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            if not line.startswith("/"):
                fix = "write it from the site's root, as in /en/contact/"
                raise HelpcentreError(f"{line!r} is no address", fix=fix, file=file.name, line=number)
            found[line.strip()[1:]] = number
    return found


def check_lost_addresses(
    published: dict[str, int], files: Collection[str], pages: Iterable[str], *, prefixes: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield a problem for each published address that shows none of the site's ``files``.

    ``pages`` are the addresses of today's pages, relative to the site; ``prefixes`` are what those of a language
    begin with.
    """
    known: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        known[_prefix(page, prefixes)].add(page)
    for address, line in published.items():
        if file_of(address) not in files:
            close = nearest(address, frozenset(known[_prefix(address, prefixes)]))
            page = f"the page that replaces it, perhaps that at /{close}," if close else "the page that replaces it,"
            fix = f"list it under {FORMER_KEY} in {page} or delete this line if none does"
            message = f"/{address} was published, and now neither a page nor a redirect is there"
            yield problem(Rule.PUBLISHED_GONE, file=PUBLISHED, line=line, message=message, fix=fix)


def _prefix(address: str, prefixes: Collection[str]) -> str:
    first = address.partition("/")[0] + "/"
    return first if first in prefixes else ""


def publish(file: Path, addresses: Addresses) -> tuple[int, int]:
    """Add the addresses of all pages to the list in ``file``; return how many are new, and how many there are.

    No address is taken off: whoever kept it still has it.
    """
    before = read_addresses_list(file)
    now = {url_of(dest, as_folders=addresses.as_folders).removeprefix("./") for dest in addresses.urls()}
    listed = sorted(now.union(before))
    if now - set(before):
        write_texts({file: _HEAD + "".join(f"/{address}\n" for address in listed)}, folder=file.parent)
    return len(now - set(before)), len(listed)
