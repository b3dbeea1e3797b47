"""Links that hide where they lead, and those that only look so."""

import pytest

from helpcentre.checks.disguises import check_disguises, looks_like_another
from helpcentre.content.frontmatter import parse


def found(text: str) -> list[tuple[int, str]]:
    document = parse(f"# A {{#a}}\n\n{text}\n", file="a.md")
    return [(each.line, each.message) for each in check_disguises(document, file="a.md")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a](https://example.org/\u202egnp.exe)", "a sign that nobody sees: U+202E"),
        ("[a](https://exam\u200bple.org/)", "a sign that nobody sees: U+200B"),
        ("[a](https://example.org/%E2%80%AEgnp.exe)", "a sign that nobody sees: U+202E"),
        ("<a href='https://example.org/&#x202e;x'>a</a>", "a sign that nobody sees: U+202E"),
        ("[a](topic/\u2066page.md)", "a sign that nobody sees: U+2066"),
        ("[a](https://p\u0430ypal.example/)", "letters that look like others"),
        ("<https://ex\u0430mple.org/>", "letters that look like others"),
        ("[a][b]\n\n[b]: https://\u0430\u0440\u0440\u04cf\u0435.com/", "letters that look like others"),
        ('<a href="https://xn--pypal-4ve.com/">a</a>', "letters that look like others"),
        ("[https://example.org/](https://evil.example/)", "says example.org and leads to evil.example"),
        ("[**www.example.org**](https://evil.example/a)", "says www.example.org and leads to evil.example"),
        ("[https://example.org/a?b](<https://example.org.evil.example/>)", "leads to example.org.evil.example"),
        ('<a class=x href="https://evil.example/">https://example.org/</a>', "says example.org and leads"),
        ("Some \u202etxet", "U+202D or U+202E"),
    ],
)
def test_disguise_is_told_with_its_line(text: str, told: str) -> None:
    ((line, message),) = [each for each in found(text) if told in each[1]]
    assert line == 3 + 2 * text.startswith("[a][b]")
    assert message.isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "[https://example.org/](https://example.org/)",
        "[www.example.org](https://example.org/de/)",
        "[https://example.org](https://help.example.org/)",
        "[https://help.example.org](https://example.org/help)",
        "[example.org](https://other.example/)",
        "[see example.org and www.example.com below](https://other.example/)",
        "[https://example.org/](page.md)",
        "[a](https://b\u00fccher.example/) [a](https://xn--bcher-kva.example/)",
        "[a](https://\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444/)",
        "[a](https://\u043f\u0440\u0438\u043c\u0435\u0440.example/)",
        "[a](https://\u4f8b\u3048abc.jp/) [a](https://\ud55cabc.kr/)",
        "[a](https://example.org/\u0430bc) [\u06a9\u200c\u06af](page.md)",
        "\u2067\u0639\u0631\u0628\u064a\u2069 and [a](b.md)",
        "`[https://example.org/](https://evil.example/)`",
        "![https://example.org/](picture.png)",
        "[a](http://[x) [b](mailto:a@example.org) [c](tel:+49)",
    ],
)
def test_honest_link_is_no_problem(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("host", ["", ".", "xn--", "a..b", "localhost", "127.0.0.1"])
def test_host_that_is_hardly_one_looks_like_no_other(host: str) -> None:
    assert not looks_like_another(host)


def test_many_links_that_never_end_are_looked_at_once() -> None:
    text = (
        "# A {#a}\n\n" + '<a href="https://a.example">\n' * 20_000
    )  # to search all that stands before each would take hours
    assert list(check_disguises(parse(text), file="a.md")) == []
