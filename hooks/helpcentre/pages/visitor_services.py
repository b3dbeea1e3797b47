"""What readers may meet on the website besides pages: counting of visits, a chat, pages without a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpcentre.content.ui_strings import Strings
from helpcentre.settings.options import Analytics, Chat, Settings
from helpcentre.util.addresses import split_address

_PATHS = {"matomo": "matomo.php", "plausible": "api/event", "log": ""}
"""Where each service takes what is counted, below the address in the settings."""

_LOADED = ("script-src", "connect-src", "frame-src", "img-src", "style-src", "font-src", "media-src")
"""What a chat may load from its own hosts."""


@dataclass(frozen=True)
class Counter:
    """What the script that counts visits needs: where it sends what, and whether it asks before."""

    provider: str
    target: str
    site: str
    asks: bool
    counts_searches: bool


def counter(analytics: Analytics) -> Counter | None:
    """Return what counts visits, or None where nothing does."""
    if not analytics.provider:
        return None
    path = _PATHS[analytics.provider]
    target = f"{analytics.url.rstrip('/')}/{path}" if path else analytics.url
    return Counter(analytics.provider, target, str(analytics.site), analytics.consent, analytics.searches)


def policy_sources(settings: Settings) -> dict[str, str]:
    """Return what a security policy has to allow for these services, by directive: exactly their addresses."""
    found: dict[str, list[str]] = {}
    if (counting := counter(settings.analytics)) and not counting.target.startswith("/"):
        found["connect-src"] = [counting.target.partition("?")[0]]
    for host in chat_hosts(settings.chat):
        for name in _LOADED:
            if not (host.startswith("wss:") and name != "connect-src"):
                found.setdefault(name, []).append(host)
    if settings.offline:
        found |= {name: [*found.get(name, []), "'self'"] for name in ("manifest-src", "worker-src")}
    return {name: " ".join(dict.fromkeys(hosts)) for name, hosts in found.items()}


def chat_hosts(chat: Chat) -> list[str]:
    """Return the hosts that a chat is loaded from, that of its script first; none where there is no chat."""
    own = split_address(chat.script)
    return list(dict.fromkeys([f"{own.scheme}://{own.netloc}", *chat.hosts])) if chat.script else []


def privacy_text(settings: Settings, strings: Strings) -> str:
    """Return what a privacy notice has to say of these services; empty where there are none."""
    return " ".join(_sentences(settings, strings))


def _sentences(settings: Settings, strings: Strings) -> Iterator[str]:
    if counting := counter(settings.analytics):
        host = split_address(counting.target).hostname or strings("privacy_own_server")
        yield strings("privacy_counting", host=host)
        if counting.counts_searches:
            yield strings("privacy_counting_searches")
        if counting.asks:
            yield strings("privacy_counting_consent")
    for host in chat_hosts(settings.chat)[:1]:
        yield strings("privacy_chat", host=split_address(host).hostname or host)
