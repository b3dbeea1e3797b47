"""Private networks: what lies in one, and that LinkChecker asks for nothing there."""

from pathlib import Path

import pytest

from fake_web import HURRIED, outside
from helpcentre.linkcheck.host_queue import check_politely
from helpcentre.linkcheck.linkchecker import check_addresses
from helpcentre.linkcheck.status import LinkStatus, Outcome, classify
from helpcentre.settings.options import ExternalSettings
from helpcentre.util.private_addresses import is_private_address, is_private_host

OPTIONS = {"checking": {"recursionlevel": 0, "timeout": 2}, "filtering": {"checkextern": 1}, "output": {"verbose": 1}}


@pytest.mark.parametrize(
    ("address", "is_private"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("169.254.169.254", True),
        ("100.64.0.1", True),
        ("0.0.0.0", True),
        ("::1", True),
        ("fe80::1%eth0", True),
        ("fd00:ec2::254", True),
        ("::ffff:127.0.0.1", True),
        ("64:ff9b::a9fe:a9fe", True),
        ("2002:7f00:1::", True),
        ("::127.0.0.1", True),
        ("::ffff:0:127.0.0.1", True),
        ("64:ff9b:1::a9fe:a9fe", True),
        ("fec0::1", True),
        ("224.0.0.1", True),
        ("ff02::1", True),
        ("::", True),
        ("::ffff:0:93.184.215.14", False),
        ("93.184.215.14", False),
        ("2606:2800:21f:cb07::1", False),
        ("::ffff:93.184.215.14", False),
        ("64:ff9b::5db8:d70e", False),
    ],
)
def test_address_within_a_private_network_is_known(address: str, is_private: bool) -> None:
    assert is_private_address(address) is is_private


@pytest.mark.parametrize(
    ("host", "is_private"),
    [("localhost", True), ("a.localhost.", True), ("printer.local", True), ("127.1", True), ("a.example", False)],
)
def test_host_within_a_private_network_is_known(host: str, is_private: bool) -> None:
    assert is_private_host(host) is is_private


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1"])
def test_linkchecker_connects_to_no_private_address_however_it_is_named(host: str) -> None:
    with outside() as world:
        port = world.address.rpartition(":")[2]
        [answer] = check_addresses([f"http://{host}:{port}/200"], OPTIONS, limit=30, private=False)
        assert world.seen == []
    verdict = classify(answer)
    assert verdict.outcome is Outcome.UNCERTAIN
    assert verdict.reason.startswith("not asked for: it leads into a private network, to ")
    assert not verdict.is_temporary


NAME_SERVER = """
import socket
ask, Socket = socket.getaddrinfo, socket.socket
NAMES = {{"public.example": "93.184.215.14", "inner.example": "127.0.0.1"}}
class Routed(Socket):
    def connect(self, address, /):
        super().connect(("127.0.0.1", {port}) if address[0] == "93.184.215.14" else address)
socket.getaddrinfo = lambda host, *more, **rest: ask(NAMES.get(host, host), *more, **rest)
socket.socket = Routed
"""
"""A sitecustomize.py by which a public host and one of a private network are this machine."""


def test_linkchecker_follows_no_public_host_into_a_private_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with outside() as world:
        port = world.address.rpartition(":")[2]
        (tmp_path / "sitecustomize.py").write_text(NAME_SERVER.format(port=port), encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        hosts = ["inner.example", "127.0.0.1", "0", "[::ffff:127.0.0.1]", "2130706433", "u:p@inner.example"]
        urls = [f"http://public.example/302-to-/{host}:{port}/inside" for host in hosts]
        answers = list(check_addresses([*urls, "http://public.example/200"], OPTIONS, limit=60, private=False))
        assert "/200" in world.seen
        assert "/inside" not in world.seen
    assert sorted(classify(answer).reason.rpartition(", to ")[0] for answer in answers) == [
        "",
        *["not asked for: it leads into a private network"] * len(hosts),
    ]


def test_linkchecker_may_be_told_to_ask_within_a_private_network() -> None:
    found: dict[str, LinkStatus] = {}
    with outside() as world:
        check_politely([f"{world.address}/200"], settings=HURRIED, found=found.__setitem__)
        assert world.seen == ["/200"]
    assert [verdict.outcome for verdict in found.values()] == [Outcome.GOOD]


def test_private_networks_are_left_alone_by_default() -> None:
    assert not ExternalSettings().private
