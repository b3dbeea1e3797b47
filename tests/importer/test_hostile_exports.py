"""Broken and hostile exports: one clear line, nothing written, and nothing kept that could run."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.bodies.escaping import escape
from helpcentre.util import time_limit
from helpcentre.util.time_limit import in_time
from importing import files_of, import_into

ARTICLE = {
    "id": 1, "title": "T", "body": "<p>Text</p>", "section_id": 2, "locale": "de", "source_locale": "de",
    "html_url": "https://help.example.org/hc/de/articles/1-T", "draft": False, "user_segment_id": None,
}  # fmt: skip


def write(folder: Path, content: bytes | str, name: str = "articles.json") -> Path:
    file = folder / "export" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder / "export"


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (json.dumps({"articles": [ARTICLE]})[:-30], "articles.json", r"articles.json:1: is no JSON: .* .save"),
        (json.dumps({"articles": [ARTICLE]}).encode("utf-16"), "articles.json", "the text is UTF-16 .save it as UTF-8"),
        (b'{"articles": [{"id": 1, "title": "Gr\xfc"}]}', "articles.json", "1: byte 0xFC is not UTF-8"),
        ("[" * 100_000, "articles.json", "nested too deeply|is no JSON"),
        ("{}", "articles.json", "holds no export that is known"),
        (b"\x00\x01", "picture.bin", "holds no export that is known"),
        (b"not a zip", "de/a.docx", "is no Word document"),
        (packed({"other.xml": b"<a/>"}), "de/a.docx", "is no Word document"),
        (packed({"word/document.xml": b"0" * 60_000_000}), "de/a.docx", "too large when unpacked"),
        (packed({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "de/a.docx", "has a document type"),
        (packed({"word/document.xml": b"<a>"}), "de/a.docx", "is no XML"),
        (b"<html lang='de'><p>Gr\xfc", "a.html", "is in an encoding that it does not name"),
        ("<html><p>Text", "a.html", "does not say its language .add --language"),
        ("<html lang='de'><p><ac:link>", "a.html", "Confluence's storage format"),
    ],
)  # fmt: skip
def test_export_that_cannot_be_read_is_told_in_one_line(
    content: bytes | str, name: str, message: str, tmp_path: Path
) -> None:
    source = write(tmp_path, content, name)
    with pytest.raises(HelpcentreError, match=message) as caught:
        import_into(tmp_path / "project", source)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "project").exists()


def test_gigabytes_are_refused_unread(tmp_path: Path) -> None:
    source = write(tmp_path, "")
    with (source / "articles.json").open("wb") as sparse:
        sparse.truncate(2_000_000_000)
    with pytest.raises(HelpcentreError, match="more than 200 MB"):
        import_into(tmp_path / "project", source)


def test_article_that_is_read_ever_more_slowly_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limit, "SECONDS", 0.02)
    source = write(tmp_path, json.dumps({"articles": [{**ARTICLE, "body": "<div>a" * 40_000}]}))
    with pytest.raises(HelpcentreError, match=r"^T \(1\):1: to read this page takes more than 0.02 seconds"):
        import_into(tmp_path / "project", source)
    assert not (tmp_path / "project").exists()


@pytest.mark.parametrize("sign", "a*~^:&漢")
def test_text_without_blanks_is_escaped_in_time(sign: str) -> None:
    with in_time(lambda: sign, file="a.html"):
        assert len(escape(sign * 200_000)) >= 200_000


def test_nothing_that_could_run_is_kept(tmp_path: Path) -> None:
    body = """<p onclick="a()">Text <a href="javascript:b()">x</a><a href="java&#10;script:b()">y</a>
    <a href="data:text/html,c">z</a></p><script>d()</script><iframe srcdoc="<script>e()</script>"></iframe>
    <svg><script>f()</script></svg><img src="files/g.svg" onerror="h()"><object data="i"></object><style>j</style>
    <img src="data:image/svg+xml,<svg onload=k()>"><a href="files/l.html">m</a><form action="n"><input></form>"""
    source = write(tmp_path, json.dumps({"articles": [{**ARTICLE, "body": body}]}))
    write(tmp_path, "<svg xmlns='http://www.w3.org/2000/svg'><script>g()</script></svg>", "files/g.svg")
    write(tmp_path, "<script>l()</script>", "files/l.html")
    outcome = import_into(tmp_path / "project", source)
    written = files_of(tmp_path / "project" / "docs")
    assert list(written) == ["de/t.md"]
    text = written["de/t.md"].decode("utf-8")
    for sign in (
        "<script",
        "javascript",
        "onclick",
        "onerror",
        "data:",
        "srcdoc",
        "<svg",
        "<iframe",
        "<form",
        "onload",
    ):
        assert sign not in text
    reported = " ".join(remark.words for remark in outcome.remarks)
    for sign in ("javascript:b() x", "data:text/html", "script", "files/g.svg", "files/l.html", "object"):
        assert sign in reported


@pytest.mark.parametrize("name", ["../outside.png", "/etc/hostname", "..\\outside.png"])
def test_names_lead_nowhere_outside_the_export(name: str, tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(b"\x89PNG\r\n\x1a\nsecret")
    body = "<p>Text <img src='https://cdn.example.org/a.png'></p>"
    source = write(tmp_path, json.dumps({"articles": [{**ARTICLE, "title": "../../T", "body": body}]}))
    write(tmp_path, json.dumps({"https://cdn.example.org/a.png": name}), "addresses.json")
    outcome = import_into(tmp_path / "project", source)
    assert outcome.files == []
    assert {path.split("/")[0] for path in files_of(tmp_path / "project")} == {"docs", "imported.json"}
    assert (tmp_path / "project" / "docs" / "de" / "t.md").is_file()


def test_symbolic_link_out_of_the_export_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\nsecret")
    source = write(tmp_path, json.dumps({"articles": [{**ARTICLE, "body": "<p>a<img src='x/a.png'></p>"}]}))
    (source / "a.png").symlink_to(tmp_path / "secret.png")
    assert import_into(tmp_path / "project", source).files == []


def test_deep_html_is_read_without_end_of_the_stack(tmp_path: Path) -> None:
    body = "<div>" * 5000 + "deep" + "</div>" * 5000 + "<ul><li>" * 300 + "list"
    source = write(tmp_path, json.dumps({"articles": [{**ARTICLE, "body": body}]}))
    import_into(tmp_path / "project", source)
    text = files_of(tmp_path / "project")["docs/de/t.md"].decode("utf-8")
    assert "deep" in text
    assert "list" in text


def test_topics_in_a_circle_end(tmp_path: Path) -> None:
    common = {"locale": "de", "source_locale": "de", "description": "", "position": 0, "category_id": 9}
    sections = [
        {"id": 2, "name": "A", "parent_section_id": 3, **common},
        {"id": 3, "name": "B", "parent_section_id": 2, **common},
    ]
    source = write(tmp_path, json.dumps({"articles": [ARTICLE], "sections": sections}))
    assert import_into(tmp_path / "project", source).pages
