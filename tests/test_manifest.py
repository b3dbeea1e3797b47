"""A bundle's lists of what it holds, and what verify.py says of a bundle that is not as it was."""

import ast
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from helpcentre.manifest import read_manifest
from helpcentre.problems import HelpcentreError
from support import ROOT, Project


@pytest.fixture
def copy(project: Project, tmp_path: Path) -> Path:
    """The real bundle, unpacked, to be tampered with."""
    shutil.unpack_archive(project.folder / "dist" / "helpcentre-agents.zip", tmp_path / "Über uns #1")
    return tmp_path / "Über uns #1" / "helpcentre-agents"


def verified(folder: Path) -> tuple[int, list[str]]:
    """Run the bundle's own verify.py, as an agent would, without anything of this project."""
    done = subprocess.run(
        [sys.executable, "-I", str(folder / "verify.py")], check=False, capture_output=True, encoding="utf-8", cwd="/"
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_a_bundle_as_it_was_made_is_verified(copy: Path) -> None:
    status, lines = verified(copy)
    assert status == 0
    count = sum(1 for file in copy.rglob("*") if file.is_file()) - 1
    own = hashlib.sha256((copy / "SHA256SUMS").read_bytes()).hexdigest()
    assert lines == [f"{count} files listed, all as they should be", f"SHA-256 of the list itself: {own}"]


def test_each_change_is_named(copy: Path) -> None:
    page = copy / "ar" / "index.html"
    data = bytearray(page.read_bytes())
    data[len(data) // 2] ^= 1
    page.write_bytes(data)
    (copy / "en" / "contact.html").unlink()
    (copy / "assets" / "Überraschung.js").write_text("alert(1)", encoding="utf-8")
    (copy / "verify.pyc").write_bytes(b"")
    status, lines = verified(copy)
    assert status == 1
    assert lines[:-2] == [
        "changed: ar/index.html",
        "extra: assets/Überraschung.js",
        "missing: en/contact.html",
        "extra: verify.pyc",
    ]
    assert lines[-2].endswith("4 differ")


@pytest.mark.parametrize("text", [None, "", "no list\n", "ä"])
def test_without_its_list_nothing_can_be_verified(text: str | None, copy: Path) -> None:
    (copy / "SHA256SUMS").unlink()
    if text is not None:
        (copy / "SHA256SUMS").write_text(text, encoding="utf-8")
    status, lines = verified(copy)
    assert status == 1
    assert lines[0].startswith("cannot verify: ") if text != "" else lines[0].startswith("changed: ") or lines


def test_the_common_tool_reads_the_list_too(copy: Path) -> None:
    tool = shutil.which("sha256sum")
    if not tool:
        pytest.skip("no sha256sum on this machine")
    done = subprocess.run([tool, "--check", "--strict", "--quiet", "SHA256SUMS"], check=False, cwd=copy)
    assert done.returncode == 0


def test_verify_needs_no_newer_python_than_it_says() -> None:
    source = (ROOT / "hooks" / "helpcentre" / "verify.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert imported == {"hashlib", "os", "sys"}


def test_the_manifest_tells_files_languages_and_validity(project: Project) -> None:
    folder = project.folder / "dist" / "helpcentre-agents"
    data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (data["built"], data["valid_until"], data["version"]) == ("2026-09-21", "2026-10-21", "2026-09-21")
    for name, said in data["files"].items():
        content = (folder / name).read_bytes()
        assert said == {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    there = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    assert there - set(data["files"]) == {"manifest.json", "SHA256SUMS"}
    assert [language["code"] for language in data["languages"]][:2] == ["de", "en"]
    assert {language["current"] for language in data["languages"]} == {1.0}
    page = data["pages"]["whatsapp-account-blocked/reasons.md"]["tr"]
    assert page["state"] == "current"
    assert {"reasons", "reasons.chat", "many-complaints"} <= set(page["units"])


def test_a_manifest_is_read_from_a_zip_a_folder_or_itself(project: Project) -> None:
    dist = project.folder / "dist"
    places = [dist / "helpcentre-agents.zip", dist / "helpcentre-agents", dist / "helpcentre-agents" / "manifest.json"]
    first, *others = [read_manifest(place) for place in places]
    assert first.pages["contact.md"]["de"].title == "Kontakt"
    assert all(other == first for other in others)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"format": 9}', b"\xff", b'{"format": 1, "pages": {"x": 1}}'])
def test_what_is_no_manifest_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "manifest.json"
    file.write_bytes(content)
    with pytest.raises(HelpcentreError, match=r"manifest\.json: "):
        read_manifest(file)
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as archive:
        archive.writestr("b/readme.txt", "x")
    with pytest.raises(HelpcentreError, match=r"old\.zip: there is no manifest"):
        read_manifest(tmp_path / "old.zip")
    with pytest.raises(HelpcentreError, match=r"gone\.zip: cannot be read"):
        read_manifest(tmp_path / "gone.zip")
