"""Exports of every system with values that nobody expects there: pages, or one clear line and nothing written."""

import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpcentre.importer.fetching.client import Client
from helpcentre.importer.fetching.fetch import fetch
from hostile_texts import told_at_most
from importing import EXPORTS, import_into

_JUNK: tuple[Any, ...] = (
    None, True, -1, 0, 0.5, 1e308, 10**400, float("nan"), float("inf"), "", "x", "\ud800", "\0", "../../x", "http://[x",
    [], [None], [[]], [1, "a"], {}, {"a": [1]}, {"id": 1}, [{"id": 1}] * 3, "<p>" + "<div>" * 300, "<table><td>" * 50,
    "<a href='http://[x'>b</a>", "a" * 3000, "2026-02-30", "\u202e", "javascript:x", "de", "en-us",
)  # fmt: skip
_MARKUP = ('""', '"-1"', '"9999999999999999999999"', "", "<w:p>", "</w:p>", "<w:tbl>", '"../../x"', "&#0;", "<a/>")


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    keys = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield from _places(value[key], (*path, key))


@cache
def _files(system: str) -> list[tuple[str, Any]]:
    """Return the files of an export by name: JSON as its values, Word documents as their parts, others as bytes."""
    found: list[tuple[str, Any]] = []
    for file in sorted(each for each in (EXPORTS / system).rglob("*") if each.is_file()):
        name, data = file.relative_to(EXPORTS / system).as_posix(), file.read_bytes()
        if file.suffix == ".docx":
            with zipfile.ZipFile(file) as archive:
                found.append(
                    (name, {each: archive.read(each).decode("utf-8", "replace") for each in archive.namelist()})
                )
        else:
            found.append((name, json.loads(data) if file.suffix == ".json" else data))
    return found


def _broken(name: str, content: Any, data: st.DataObject) -> bytes:
    """Return what becomes of a file in which one value, part or byte is another."""
    if name.endswith(".json"):
        path = data.draw(st.sampled_from(list(_places(content))))
        content = holder = json.loads(json.dumps(content))
        for key in path[:-1]:
            holder = holder[key]
        if data.draw(st.booleans()):
            holder[path[-1]] = data.draw(st.sampled_from(_JUNK))
        else:
            del holder[path[-1]]
        return json.dumps(content).encode("utf-8")
    if name.endswith(".docx"):
        part = data.draw(st.sampled_from(sorted(content)))
        pieces = content[part].split("<")
        at = data.draw(st.integers(0, len(pieces) - 1))
        pieces[at] = data.draw(st.sampled_from(_MARKUP))
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for each, text in (content | {part: "<".join(pieces)}).items():
                archive.writestr(each, text.encode("utf-8"))
        content = buffer.getvalue()
    at, length = data.draw(st.integers(0, len(content))), data.draw(st.integers(0, 40))
    return bytes(content[:at] + data.draw(st.binary(max_size=4)) + content[at + length :])


@pytest.mark.parametrize("system", ["zendesk", "intercom", "freshdesk", "helpscout", "html", "docx"])
@settings(max_examples=40)
@given(data=st.data())
def test_broken_export_becomes_pages_or_one_line(system: str, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, project = Path(folder, "export"), Path(folder, "project")
        shutil.copytree(EXPORTS / system, source)
        name, content = data.draw(st.sampled_from(_files(system)))
        (source / name).write_bytes(_broken(name, content, data))
        with told_at_most():
            import_into(project, source)
            return
        assert not project.exists()


class _Answers(Client):
    """A server that answers everything with the same."""

    answer: Any = None

    def get_json(self, address: str) -> Any:
        del address
        return json.loads(json.dumps(self.answer))

    def get_file(self, address: str) -> tuple[bytes, str]:
        del address
        return b"", "there is none"


_KEYS = (
    "locales", "default_locale", "articles", "categories", "sections", "next_page", "pages", "total_pages", "data",
)  # fmt: skip


@pytest.mark.parametrize("system", ["zendesk", "intercom"])
@settings(max_examples=60)
@given(answer=st.dictionaries(st.sampled_from(_KEYS), st.sampled_from([each for each in _JUNK if each != 10**400])))
def test_server_that_answers_anything_is_saved_within_the_folder(system: str, answer: dict[str, Any]) -> None:
    client = _Answers(f"https://example.{system}.com", {})
    client.answer = answer
    with tempfile.TemporaryDirectory() as above:
        with told_at_most():
            fetch(system, client.site, Path(above, "a", "b", "c"), token="", say=lambda _: None, client=client)
        assert {each.name for each in Path(above).iterdir()} <= {"a"}
        assert {each.relative_to(above).as_posix() for each in Path(above).glob("a/*")} <= {"a/b"}


@pytest.mark.parametrize("code", ["../../x", "/etc", "en/../../..", "a b", "", "."])
def test_language_of_a_server_is_no_path(code: str, tmp_path: Path) -> None:
    client = _Answers("https://example.zendesk.com", {})
    client.answer = {"locales": [code, "en-us"], "articles": [{"id": code}, {"id": 7}]}
    fetch("zendesk", client.site, tmp_path / "a" / "b", token="", say=lambda _: None, client=client)
    written = {each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*.json")}
    assert {name.rpartition("/")[0] for name in written} == {"a/b", "a/b/en-us", "a/b/attachments"}
    assert "a/b/attachments/7.json" in written
