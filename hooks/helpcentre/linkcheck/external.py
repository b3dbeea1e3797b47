"""Addresses outside the site: each asked for once, however many pages use it, and what it is worth to each of them."""

from __future__ import annotations

import contextlib
import socket
import string
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote
from urllib.request import getproxies

from helpcentre.checks.links import ExternalReference
from helpcentre.diagnostics.problem import Problem, Rule, in_one_line, problem
from helpcentre.linkcheck.host_queue import check_politely
from helpcentre.linkcheck.results_cache import ResultsCache
from helpcentre.linkcheck.status import LinkStatus, Outcome
from helpcentre.settings.options import ExternalSettings
from helpcentre.util.addresses import split_address
from helpcentre.util.private_addresses import is_private_host

_WITNESSES = 20
"""How many hosts' names are looked up to see whether there is a network."""

_LONGEST_ADDRESS = 2000
"""How many characters an address has that a program may write into a page."""

_LONGEST_REASON = 200
"""How many characters of what another server said are told; it may say as much as it likes."""


@dataclass(frozen=True)
class ExternalReport:
    """What a check found, and the new address of each one that moved, by :func:`without_fragment`.

    Only new addresses that :func:`is_trustworthy_move` are there.
    """

    problems: list[Problem] = field(default_factory=list)
    new_addresses: Mapping[str, str] = field(default_factory=dict)


def check_external(
    uses: Iterable[ExternalReference],
    *,
    settings: ExternalSettings,
    memory_file: Path,
    config_file: str,
    site_url: str = "",
    clock: Callable[[], float] = time.time,
) -> ExternalReport:
    """Return the problems of every place that uses an address, and the addresses that moved.

    What needs no place is reported of ``config_file``. ``site_url`` is one more host that has to be there if there is
    a network. Raises HelpcentreError where LinkChecker could not run or the memory cannot be written.
    """
    places: dict[str, list[ExternalReference]] = defaultdict(list)
    for use in sorted(set(uses)):
        places[without_fragment(use.url)].append(use)
    memory = ResultsCache(memory_file, keep_days=settings.keep_days, clock=clock)
    verdicts = {url: verdict for url in places if (verdict := memory.recall(url))}
    wanted = sorted(url for url in places if url not in verdicts and (settings.private or not _is_private(url)))
    if wanted and not has_network({split_address(url).hostname or "" for url in (*wanted, site_url)} - {""}):
        return ExternalReport([_no_network(config_file, len(wanted))])

    def found(url: str, verdict: LinkStatus) -> None:
        memory.note(url, verdict)
        verdicts[url] = verdict

    unasked = check_politely(wanted, settings=settings, found=found) if wanted else []
    problems = [
        _problem(use, verdict, since=memory.since(url), today=memory.today(), patience=settings.patience_days)
        for url, verdict in sorted(verdicts.items())
        if verdict.outcome is not Outcome.GOOD
        for use in places[url]
    ]
    if unasked:
        problems.append(_out_of_time(config_file, len(unasked), settings))
    else:
        memory.finish(places)
    moved = {url: verdict.moved_to for url, verdict in verdicts.items() if verdict.moved_to}
    return ExternalReport(problems, {old: new for old, new in moved.items() if is_trustworthy_move(old, new)})


def without_fragment(url: str) -> str:
    """Return an address as LinkChecker is asked for it: without its fragment, in ASCII, with no white space in it."""
    parts = split_address(url)
    with contextlib.suppress(UnicodeError):
        parts = parts._replace(netloc=parts.netloc.encode("idna").decode("ascii"))
    return quote(parts._replace(fragment="", path=parts.path or "/").geturl(), safe=string.punctuation)


def with_fragment(url: str, old: str) -> str:
    """Return the new address of ``old`` with the part of the page that ``old`` leads to, unless it names one itself."""
    fragment = split_address(old).fragment
    return f"{url}#{fragment}" if fragment and not url.partition("#")[2] else url


def is_trustworthy_move(old: str, new: str) -> bool:
    """Whether a program may write ``new`` where ``old`` stood, or a person should look at it first.

    Another server named the new address. It should be no longer than browsers and servers take, stay encrypted, and
    lead to no machine of a private network, which readers cannot reach, unless the old one did so, too.
    """
    before, after = split_address(old), split_address(new)
    if not after.hostname:  # of one with brackets in a host, say
        return False
    is_downgraded = before.scheme == "https" and after.scheme != "https"
    is_hidden = is_private_host(after.hostname or "") and not is_private_host(before.hostname or "")
    return len(new) <= _LONGEST_ADDRESS and not is_downgraded and not is_hidden


def _is_private(url: str) -> bool:
    """Whether a page itself names an address of a private network, as instructions for a router do."""
    return is_private_host(split_address(url).hostname or "")


def has_network(hosts: Iterable[str]) -> bool:
    """Whether the name of one of some hosts can be looked up, or a proxy does that for us."""
    if getproxies():
        return True
    witnesses = sorted(hosts)[:_WITNESSES]
    with ThreadPoolExecutor(_WITNESSES) as pool:
        return any(pool.map(_is_known, witnesses))


def _is_known(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, None))
    except (OSError, UnicodeError):
        return False


def _problem(use: ExternalReference, verdict: LinkStatus, *, since: date, today: date, patience: int) -> Problem:
    reason = _shortened(verdict.reason)
    if verdict.outcome is Outcome.BROKEN:
        kind, fix = Rule.LINK_EXTERNAL_BROKEN, "give the page's new address, or remove the link"
    elif verdict.outcome is Outcome.MOVED:
        kind, fix = Rule.LINK_EXTERNAL_MOVED, "write that, or let helpcentre check --external --fix do it"
        to = in_one_line(with_fragment(verdict.moved_to, use.url))
        if not is_trustworthy_move(use.url, verdict.moved_to):
            fix = "see in a browser whether that is right, and write it; --fix leaves this one alone"
            to = _shortened(to)
        reason = f"moved to {to}"
    elif today < since + timedelta(days=patience):
        kind = Rule.LINK_EXTERNAL_UNCERTAIN
        fix = f"see whether a browser shows the page; this is an error from {since + timedelta(days=patience)} on"
    else:
        kind, fix = Rule.LINK_EXTERNAL_BROKEN, "give another address, or remove the link"
        reason = f"{reason}, and not better since {since}"
    return problem(kind, file=use.file, line=use.line, message=f"{use.url}: {reason}", fix=fix)


def _shortened(said: str) -> str:
    """Return what another server said in one line that is not too long, without signs that terminals act on."""
    text = in_one_line(said)
    return text if len(text) <= _LONGEST_REASON else f"{text[:_LONGEST_REASON]}…"


def _no_network(config_file: str, number: int) -> Problem:
    message = f"no network: {_addresses(number)} of other sites not looked at"
    return problem(Rule.NETWORK_MISSING, file=config_file, message=message, fix="run it again where there is one")


def _out_of_time(config_file: str, number: int, settings: ExternalSettings) -> Problem:
    message = f"{_addresses(number)} of other sites not looked at within {settings.time_limit:g} seconds"
    fix = "run it again, it goes on from there; or raise extra.helpcentre.external.time_limit"
    return problem(Rule.LINK_EXTERNAL_UNCERTAIN, file=config_file, message=message, fix=fix)


def _addresses(number: int) -> str:
    return "1 address" if number == 1 else f"{number} addresses"
