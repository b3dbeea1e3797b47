"""The site's knowledge as lines of JSON."""

import json
import os
from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.pages.corpus import read_articles
from support import Project


def test_corpus_tells_states_and_leaves_out_missing_pages(small: Project) -> None:
    small.edit("docs/de/topic/first.md", "Kirschkuchen", "Apfelkuchen")
    (small.folder / "docs" / "en" / "topic" / "second.md").unlink()
    assert small.build().status == 0
    rows = {(row.language, row.path, row.unit): row.state for row in read_articles(small.folder / "site")}
    assert rows["en", "topic/first.md", "first"] == "outdated major"
    assert rows["en", "topic/first.md", "deep"] == "current"
    assert rows["de", "topic/first.md", "first"] == "current"
    assert ("en", "topic/second.md", "second") not in rows


def test_corpus_of_what_is_no_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HelpcentreError, match=r"articles\.jsonl: cannot be read"):
        list(read_articles(tmp_path))
    (tmp_path / "articles.jsonl").write_text('{"language": "de"}\n', encoding="utf-8")
    with pytest.raises(HelpcentreError, match=r"articles\.jsonl:1: not a line"):
        list(read_articles(tmp_path))


_LINE = {
    **dict.fromkeys(("language", "path", "unit", "kind", "title", "heading", "text", "state"), "x"),
    **dict.fromkeys(("fingerprint", "file", "address"), "x"),
}


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{",
        b"[" * 100_000,
        b'{"language":' * 100_000,
        b"\0",
        b'"\\ud800"',
        json.dumps({**_LINE, "text": None}).encode(),
        json.dumps({**_LINE, "text": ["x"]}).encode(),
        json.dumps({**_LINE, "placeholders": "x"}).encode(),
        json.dumps({**_LINE, "placeholders": {"x": 1}}).encode(),
        json.dumps({**_LINE, "text": "XX"}).encode().replace(b"XX", b"\\ud800"),
        b"x" * 1_000_000,
    ],
)
def test_corpus_with_a_line_that_is_none_is_refused_with_its_number(line: bytes, tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_bytes(json.dumps(_LINE).encode() + b"\n" + line + b"\n")
    with pytest.raises(HelpcentreError, match=r"articles\.jsonl:2: not a line"):
        list(read_articles(tmp_path))


def test_corpus_that_is_no_plain_file_or_too_large_is_not_read(tmp_path: Path) -> None:
    place = tmp_path / "articles.jsonl"
    with place.open("wb") as file:
        file.truncate(5_000_000_000)
    with pytest.raises(HelpcentreError, match=r"articles\.jsonl: too large"):
        list(read_articles(tmp_path))
    place.unlink()
    os.mkfifo(place)
    with pytest.raises(HelpcentreError, match=r"articles\.jsonl: is a pipe"):
        list(read_articles(tmp_path))
