"""A runner of programs that connect to no address of a private network.

A page, or the server of another company by a redirect or its name server, could otherwise have whoever checks links ask
for something that only they can reach, such as the metadata service of a machine in a data centre.
"""

from __future__ import annotations

import runpy
import socket
import sys
from typing import Any
from urllib.request import getproxies

from urllib3.exceptions import HTTPError

from helpcentre.util.private_addresses import is_private_address


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
