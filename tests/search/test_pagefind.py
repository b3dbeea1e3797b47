"""Pagefind as a service: what goes in can be found, equal goes to equal, and a failure says so."""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.search.pagefind import Record, index_files

RECORDS = [
    Record(
        f"topic/#part-{number}", "Pflaume, 100 % <b>", meta={"title": f"Teil & {number}"}, filters={"lead": ["pflaume"]}
    )
    for number in range(300)
]
ASIDE = Record("aside/", "Pflaume & Birne", meta={"title": "Neben & bei"}, filters={"lead": ["birne"]}, weight=0.1)

_FAILS = """
import base64, json
answer = {"payload": {"type": "Error", "message": "no  room"}}
print(base64.b64encode(json.dumps(answer).encode()).decode(), end=",")
"""


def test_every_record_has_its_fragment() -> None:
    found = index_files("de", RECORDS)
    assert len([name for name in found if name.startswith("fragment/de_")]) == len(RECORDS)
    assert json.loads(found["pagefind-entry.json"])["languages"]["de"]["page_count"] == len(RECORDS)


def test_equal_records_give_equal_files() -> None:
    assert index_files("de", RECORDS) == index_files("de", (each for each in RECORDS))


def test_pagefind_finds_what_it_was_given_whatever_the_weight() -> None:
    for record in (RECORDS[0], ASIDE):
        (content,) = (data for name, data in index_files("de", [record]).items() if name.startswith("fragment/"))
        found = json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd"))
        assert (found["url"], found["content"], found["meta"]["title"]) == (
            record.url,
            record.text,
            record.meta["title"],
        )
        assert found["filters"] == record.filters


def test_pagefind_that_fails_half_way_is_ended() -> None:
    def broken() -> Iterator[Record]:
        yield RECORDS[0]
        raise HelpcentreError("no more", fix="none")

    with pytest.raises(HelpcentreError, match="no more"):
        index_files("de", broken())


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "it ended with status"),
        (_FAILS, "no room"),
    ],
)
def test_pagefind_that_fails_is_told(said: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!{sys.executable}\n{said}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(HelpcentreError, match=f"Pagefind made no index: {reason}"):
        index_files("de", RECORDS)
