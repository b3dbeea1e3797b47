"""Pagefind as a service: what goes in can be found, equal goes to equal, and a failure says so."""

import json
import sys
from pathlib import Path

import pytest

from helpcentre.indexer import index_files
from helpcentre.problems import HelpcentreError

DOCUMENTS = {
    f"topic/page.html#part-{number}.html": (
        f'<!doctype html><html lang="de"><body data-pagefind-body><h1>Teil {number}</h1>Pflaume, 100 %</body></html>'
    )
    for number in range(300)
}

_FAILS = """
import base64, json
answer = {"payload": {"type": "Error", "message": "no  room"}}
print(base64.b64encode(json.dumps(answer).encode()).decode(), end=",")
"""


def test_every_document_has_its_fragment() -> None:
    found = index_files(DOCUMENTS)
    assert len([name for name in found if name.startswith("fragment/de_")]) == len(DOCUMENTS)
    assert json.loads(found["pagefind-entry.json"])["languages"]["de"]["page_count"] == len(DOCUMENTS)


def test_equal_documents_give_equal_files() -> None:
    assert index_files(DOCUMENTS) == index_files(DOCUMENTS)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", "it ended with status"),
        (_FAILS, "no room"),
    ],
)
def test_a_failure_is_told(said: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!{sys.executable}\n{said}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    with pytest.raises(HelpcentreError, match=f"Pagefind made no index: {reason}"):
        index_files(DOCUMENTS)
