"""Files of translators' tools that somebody broke: their texts are taken, or one line says why not and all stays."""

import re
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpcentre.content.labels.model import Labels
from helpcentre.translation.message_labels import MessageLabels
from helpcentre.translation.po_export import export_po
from helpcentre.translation.po_import import import_po
from helpcentre.translation.xliff import as_xliff
from hostile_texts import broken, told_at_most

_SOURCE = "---\ntitle: Lamp\n---\n\n# Lamp {#lamp}\n\nTap **Start**, then `lamp --on` & [read](other.md#x) 5 < 7.\n"
_FRENCH = "---\ntitle: Lampe\n---\n\n# Lampe {#lamp}\n\nTouchez **Start**, puis `lamp --on` & [lu](other.md#x) 5 < 7.\n"


def _docs(folder: Path) -> Path:
    for code, text in (("en", _SOURCE), ("fr", _FRENCH)):
        (folder / "docs" / code).mkdir(parents=True)
        (folder / "docs" / code / "lamp.md").write_text(text, encoding="utf-8")
    return folder / "docs"


@cache
def _exported(ending: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        po = export_po(docs_dir=_docs(Path(folder)), source="en", language="fr")
    return (
        str(po)
        if ending == "po"
        else as_xliff(po, source="en", language="fr", labels=MessageLabels(Labels(), "en", "fr"))
    )


def _taken(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        docs = _docs(Path(folder))
        (Path(folder) / name).write_bytes(content)
        before = {file: file.read_bytes() for file in docs.rglob("*.md")}
        with told_at_most():
            import_po(Path(folder) / name, docs_dir=docs, source="en", languages=["en", "fr"])
            assert (docs / "en" / "lamp.md").read_text(encoding="utf-8") == _SOURCE
            return
        assert {file: file.read_bytes() for file in docs.rglob("*.md")} == before


@pytest.mark.parametrize("ending", ["po", "xlf"])
@settings(max_examples=120)
@given(data=st.data())
def test_broken_file_of_a_translator_is_taken_or_told(ending: str, data: st.DataObject) -> None:
    _taken(f"fr.{ending}", data.draw(broken(_exported(ending))).encode("utf-8"))


@pytest.mark.parametrize("ending", ["po", "xlf"])
@settings(max_examples=60)
@given(at=st.integers(0, 5000), junk=st.binary(min_size=1, max_size=4))
@example(at=0, junk=b"\xff\xfe")
@example(at=5000, junk=b"\0")
@example(at=60, junk=b'<cp hex="zz"/>')
def test_file_of_a_translator_with_other_bytes_is_taken_or_told(ending: str, at: int, junk: bytes) -> None:
    content = _exported(ending).encode("utf-8")
    _taken(f"fr.{ending}", content[:at] + junk + content[at:])


@pytest.mark.parametrize("value", ["zz", "-1", "110000", "D800", "9" * 5000, "", "0"])
def test_sign_by_its_number_is_a_sign_or_told(value: str) -> None:
    text, count = re.subn("(<target[^>]*>)", rf'\1<cp hex="{value}"/>', _exported("xlf"))
    assert count
    _taken("fr.xlf", text.encode("utf-8"))
