"""Old addresses: which of them a page can stand at, and which are reported as lost."""

import pytest

from helpcentre.importer.old_addresses import former_addresses, is_redirectable

_HOST = "https://desk.example.org"


@pytest.mark.parametrize(
    ("url", "former", "whole"),
    [
        ("/hc/de/articles/1-Wie-geht-das", ["/hc/de/articles/1-Wie-geht-das/", "/hc/de/articles/1/"], True),
        ("/hc/de/articles/1-%C3%BCber", ["/hc/de/articles/1-über/", "/hc/de/articles/1/"], True),
        ("/hc/ja/articles/1-" + "ラ" * 85, ["/hc/ja/articles/1/"], False),
        ("/hc/ja/articles/1-" + "ラ" * 80, ["/hc/ja/articles/1-" + "ラ" * 80 + "/", "/hc/ja/articles/1/"], True),
        ("/a/" + "b" * 256, [], False),
        ("/articles/1-what;now", ["/articles/1/"], False),
        ("/", [], False),
        ("", [], True),
    ],
)
def test_an_address_with_more_than_a_name_holds_is_lost_but_for_its_number(
    url: str, former: list[str], whole: bool
) -> None:
    address = _HOST + url if url else ""
    assert list(former_addresses(address)) == former
    assert is_redirectable(address) == whole
