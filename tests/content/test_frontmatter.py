"""Front matter: read with line numbers, and changed without touching the rest."""

import time

import pytest

from helpcentre.content.frontmatter import dump, parse, with_key, without_key
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.yaml import load_yaml


def test_a_document_knows_where_its_body_starts() -> None:
    document = parse("---\ntitle: A\n---\n\nText\n")
    assert (document.meta, document.body, document.body_line) == ({"title": "A"}, "\nText\n", 4)


def test_a_text_without_front_matter_is_all_body() -> None:
    assert parse("Text\n---\n").body == "Text\n---\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [("---\ntitle: [\n---\n", r"page\.md:3: front matter is not YAML"), ("---\n- a\n---\n", r"page\.md:2: .*key")],
)
def test_broken_front_matter_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(HelpcentreError, match=message):
        parse(text, file="page.md")


def test_setting_a_key_leaves_every_other_byte() -> None:
    text = "---\n# Anmerkung\ntitle:   'A'\nold:\n  a: 1\n\n  b: 2\nlast: x\n---\nText  \n"
    assert with_key(text, "old", {"c": "3"}) == text.replace("  a: 1\n\n  b: 2\n", "  c: '3'\n")
    assert with_key(text, "new", "n") == text.replace("last: x\n", "last: x\nnew: n\n")
    assert with_key(text, "title", "B") == text.replace("   'A'", " B")


def test_setting_a_key_twice_changes_nothing_more() -> None:
    once = with_key("Text\n", "key", {"a": "00e1", "b": "123456789012"})
    assert with_key(once, "key", {"a": "00e1", "b": "123456789012"}) == once
    assert parse(once).meta["key"] == {"a": "00e1", "b": "123456789012"}


def test_dumped_values_come_back_as_they_were() -> None:
    meta = {"title": "Was: tun?", "description": "!!! „so“", "order": 1}
    assert parse(dump(meta) + "\n").meta == meta


def test_each_key_is_known_with_its_line() -> None:
    text = "---\ntitle: A\n# no: comment\n'two words': 1\nlist:\n  - in: ner\nlast:\n---\nText: x\n"
    assert dict(parse(text).key_lines) == {"title": 2, "two words": 4, "list": 5, "last": 7}


def test_many_keys_take_no_longer_than_to_read_their_yaml() -> None:
    keys = "".join(f"key{number}: x\n" for number in range(40_000))
    begun = time.process_time()
    load_yaml(keys)
    loaded = time.process_time()
    assert parse(f"---\n{keys}---\n").key_lines["key39999"] == 40_001
    assert time.process_time() - loaded < 4 * (loaded - begun)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_page_is_read_and_given_keys_whatever_ends_its_lines(end: str) -> None:
    text = end.join(["---", "title: T", "draft: true", "---", "# A {#a}", "", "1. b", ""])
    document = parse(text)
    assert (document.meta, document.body, document.body_line) == (
        {"title": "T", "draft": True},
        "# A {#a}\n\n1. b\n",
        5,
    )
    assert with_key(text, "title", "U") == text.replace("T", "U", 1)
    assert without_key(text, "title") == text.replace(f"title: T{end}", "")
