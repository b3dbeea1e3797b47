"""How many messages are taken, and what is kept of who sends them."""

from helpcentre.collector.limits import RateLimit


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        """Return its time."""
        return self.now


def test_each_address_has_a_limit_and_all_have_one() -> None:
    limit = RateLimit(2, 3, Clock())
    assert [limit.allows("192.0.2.1") for _ in range(4)] == [True, True, False, False]
    assert [limit.allows(f"192.0.2.{last}") for last in range(2, 6)] == [True, False, False, False]


def test_a_new_minute_begins_anew_with_another_salt() -> None:
    clock = Clock()
    limit = RateLimit(1, 10, clock)
    assert [limit.allows("192.0.2.1"), limit.allows("192.0.2.1")] == [True, False]
    before = dict(limit._counts)
    clock.now = 60.0
    assert limit.allows("192.0.2.1")
    assert len(limit._counts) == 1
    assert not before.keys() & limit._counts.keys()


def test_a_network_of_ipv6_is_one_sender() -> None:
    limit = RateLimit(1, 10, Clock())
    assert [limit.allows(f"2001:db8::{last}") for last in "123"] == [True, False, False]
    assert limit.allows("2001:db8:0:1::1")
    assert [limit.allows("::ffff:192.0.2.1"), limit.allows("192.0.2.1")] == [True, False]


def test_many_addresses_take_no_more_memory_than_the_limit() -> None:
    limit = RateLimit(1, 50, Clock())
    for number in range(10_000):
        limit.allows(f"10.0.{number // 250}.{number % 250}")
    assert len(limit._counts) == 50
    assert all(isinstance(key, bytes) for key in limit._counts)
