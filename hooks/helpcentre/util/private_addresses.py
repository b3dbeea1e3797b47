"""Private networks: which names and addresses lie in one."""

from __future__ import annotations

import contextlib
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_ENDING_IN_IPV4 = (
    IPv6Network("64:ff9b::/96"),  # RFC 6052
    IPv6Network("::ffff:0:0:0/96"),  # RFC 2765
    IPv6Network("::/96"),  # RFC 4291, 2.5.5.1
)
"""The last 32 bits of these are an IPv4 address."""
_OF_ONE_NETWORK = (IPv6Network("64:ff9b:1::/48"), IPv6Network("fec0::/10"))
"""What the registry has as not reachable from everywhere, or no longer has, and Python's own list leaves out."""


def is_private_host(host: str) -> bool:
    """Whether a host, as an address names it, is within a private network: by its number or by a reserved name.

    Names that a name server leads there are not known before they are asked for.
    """
    name = host.rstrip(".")
    with contextlib.suppress(OSError, UnicodeError):  # 127.1 and 2130706433 are addresses, too
        name = socket.inet_ntoa(socket.inet_aton(name))
    try:
        return is_private_address(name)
    except ValueError:
        return name == "localhost" or name.endswith((".localhost", ".local", ".internal"))


def is_private_address(address: str) -> bool:
    """Whether an IP address is not reachable from everywhere, by the registries of RFC 6890.

    An IPv6 address that contains an IPv4 address is judged by that one. Raises ValueError where it is no address.
    """
    given = ip_address(address.partition("%")[0])
    parsed = _embedded(given) or given
    return not parsed.is_global or parsed.is_multicast or any(parsed in each for each in _OF_ONE_NETWORK)


def _embedded(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if any(address in each for each in _ENDING_IN_IPV4):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
