"""How many messages are taken in a minute, without keeping who sent them."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from time import monotonic

MINUTE = 60.0


class RateLimit:
    """Counts the messages of the present minute by a hash of their sender's address.

    The salt of the hash is only in memory, and a new minute has a new one, so nothing leads back to an address.
    ``each`` is the limit of one address, ``total`` that of all, which limits the memory too.
    """

    def __init__(self, each: int, total: int, clock: Callable[[], float] = monotonic) -> None:
        self._each, self._total, self._clock = each, total, clock
        self._begin()

    def allows(self, address: str) -> bool:
        """Count a message, and return whether it is within the limits."""
        if self._clock() - self._begun >= MINUTE:
            self._begin()
        if self._taken >= self._total:
            return False
        key = blake2b(_network(address).encode(), key=self._salt, digest_size=16).digest()
        self._counts[key] += 1
        if self._counts[key] > self._each:
            return False
        self._taken += 1
        return True

    def _begin(self) -> None:
        self._begun, self._salt = self._clock(), secrets.token_bytes(32)
        self._counts: Counter[bytes] = Counter()
        self._taken = 0


def _network(address: str) -> str:
    """Return what one sender has: an IPv4 address, or the 64 bits of an IPv6 address that name its network."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:200]
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or int(parsed) >> 64)
    return str(parsed)
