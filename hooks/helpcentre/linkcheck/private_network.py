"""Private networks: which addresses lie in one, and a runner of programs that connect to none of them.

A page, or the server of another company by a redirect or its name server, could otherwise have whoever checks links ask
for something that only they can reach, such as the metadata service of a machine in a data centre.
"""

from __future__ import annotations

import contextlib
import runpy
import socket
import sys
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.request import getproxies

from urllib3.exceptions import HTTPError

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


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
    parsed = ip_address(address.partition("%")[0])
    return not (_embedded(parsed) or parsed).is_global


def _embedded(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


class PrivateNetworkError(HTTPError):
    """A connection that was not made; the text is its address.

    It is no OSError, for urllib3 tries again after those, and LinkChecker cuts the long sentence that this ends in.
    """


class _PublicSocket(socket.socket):
    """A socket that connects to public addresses only."""

    def connect(self, address: Any, /) -> None:
        """Connect, or raise PrivateNetworkError before anything is sent."""
        _refuse_private(self, address)
        super().connect(address)

    def connect_ex(self, address: Any, /) -> int:
        """Connect, or return the number of the error, or raise PrivateNetworkError before anything is sent."""
        _refuse_private(self, address)
        return super().connect_ex(address)


def _refuse_private(sock: socket.socket, address: Any) -> None:
    if sock.family in (socket.AF_INET, socket.AF_INET6) and is_private_address(address[0]):
        raise PrivateNetworkError(address[0])


def main() -> None:
    """Run the module that the arguments of this process name, as in ``-m linkcheck --version``.

    A proxy asks in place of this machine and has an address of a private network itself, so it decides alone.
    """
    if not getproxies():
        socket.socket = _PublicSocket  # type: ignore[misc]
    module = sys.argv[2]
    del sys.argv[1:3]
    runpy.run_module(module, run_name="__main__")


if __name__ == "__main__":
    main()
