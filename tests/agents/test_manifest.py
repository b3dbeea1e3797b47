"""A bundle's lists of what it holds, and what verify.py says of a bundle that is not as it was."""

import ast
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from helpcentre.agents.manifest import read_manifest
from helpcentre.diagnostics.problem import HelpcentreError
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


def test_bundle_as_it_was_made_is_verified(copy: Path) -> None:
    status, lines = verified(copy)
    assert status == 0
    count = sum(1 for file in copy.rglob("*") if file.is_file()) - 1
    own = hashlib.sha256((copy / "SHA256SUMS").read_bytes()).hexdigest()
    assert lines[:2] == [f"{count} files listed, all as they should be", f"SHA-256 of the list itself: {own}"]
    assert "does not show who made the list" in lines[2]


def test_verify_names_each_changed_file(copy: Path) -> None:
    page = copy / "ar" / "index.html"
    data = bytearray(page.read_bytes())
    data[len(data) // 2] ^= 1
    page.write_bytes(data)
    (copy / "en" / "contact.html").unlink()
    (copy / "assets" / "Überraschung.js").write_text("alert(1)", encoding="utf-8")
    (copy / "verify.pyc").write_bytes(b"")
    status, lines = verified(copy)
    assert status == 1
    assert lines[:-4] == [
        "changed: ar/index.html",
        "extra: assets/Überraschung.js",
        "missing: en/contact.html",
        "extra: verify.pyc",
    ]
    assert lines[-4].endswith("4 differ")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A folder with verify.py and a right list of what is in it."""
    folder = tmp_path / "tiny"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "page.html").write_text("text", encoding="utf-8")
    shutil.copy(ROOT / "hooks" / "helpcentre" / "agents" / "verify.py", folder)
    listed = [f"{hashlib.sha256((folder / n).read_bytes()).hexdigest()}  {n}\n" for n in ("en/page.html", "verify.py")]
    (folder / "SHA256SUMS").write_text("".join(listed), encoding="utf-8", newline="\n")
    return folder


def replace_by_link(folder: Path) -> None:
    (folder / "en" / "page.html").rename(folder.parent / "page.html")
    (folder / "en" / "page.html").symlink_to(folder.parent / "page.html")


def replace_by_pipe(folder: Path) -> None:
    (folder / "en" / "page.html").unlink()
    os.mkfifo(folder / "en" / "page.html")


def replace_by_folder(folder: Path) -> None:
    (folder / "en" / "page.html").unlink()
    (folder / "en" / "page.html").mkdir()


def replace_folder_by_link(folder: Path) -> None:
    (folder / "en").rename(folder.parent / "en")
    (folder / "en").symlink_to(folder.parent / "en", target_is_directory=True)


def replace_list_by_pipe(folder: Path) -> None:
    (folder / "SHA256SUMS").unlink()
    os.mkfifo(folder / "SHA256SUMS")


_TAMPERINGS: list[tuple[Callable[[Path], object], list[str]]] = [
    (replace_by_link, ["changed: en/page.html (a link instead of a file)"]),
    (replace_by_pipe, ["changed: en/page.html (neither a file nor a folder instead of a file)"]),
    (replace_by_folder, ["changed: en/page.html (a folder instead of a file)"]),
    (replace_folder_by_link, ["changed: en (a link instead of a folder)", "missing: en/page.html"]),
    (replace_list_by_pipe, ["cannot verify: SHA256SUMS is neither a file nor a folder"]),
    (lambda folder: (folder / "new").mkdir(), ["extra: new (a folder)"]),
    (lambda folder: (folder / "new").symlink_to("/", target_is_directory=True), ["extra: new (a link)"]),
    (lambda folder: (folder / "new").symlink_to("nowhere"), ["extra: new (a link)"]),
    (lambda folder: os.mkfifo(folder / "new"), ["extra: new (neither a file nor a folder)"]),
    (lambda folder: (folder / "a\n\x1b[2K").touch(), [r"extra: a\n\x1b[2K"]),
    (lambda folder: (folder / "en" / "SHA256SUMS").touch(), ["extra: en/SHA256SUMS"]),
]


@pytest.mark.parametrize(("tamper", "told"), _TAMPERINGS)
def test_verify_names_what_is_no_plain_file_and_does_not_wait(
    tamper: Callable[[Path], object], told: list[str], tiny: Path
) -> None:
    assert verified(tiny)[0] == 0
    tamper(tiny)
    status, lines = verified(tiny)
    assert status == 1
    assert lines[: len(told)] == told
    assert len(lines) in (len(told), len(told) + 4)


def modules_loaded(folder: Path) -> list[str]:
    """Return the modules that are loaded when verify.py runs, as names of files that may lie beside it."""
    code = f"import runpy, sys\ntry: runpy.run_path({str(folder / 'verify.py')!r}, run_name='__main__')\n"
    code += "except SystemExit: print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", code], check=True, capture_output=True, encoding="utf-8")
    return [name for name in done.stdout.splitlines()[-1].split() if "." not in name]


@pytest.mark.parametrize("path", [None, ".", "{folder}", "{folder}/", ":"])
@pytest.mark.parametrize("where", ["{folder}", "/"])
def test_verify_runs_nothing_that_lies_beside_it(where: str, path: str | None, tiny: Path, tmp_path: Path) -> None:
    names = {*modules_loaded(tiny), "__future__", "_hashlib", "traceback", "linecache"}
    start = {"sitecustomize", "usercustomize", "encodings", "site", "os", "codecs", "io", "abc", "stat"}
    if path is not None:  # what Python itself loads before it reads verify.py, it loads from PYTHONPATH
        names -= start | set(sys.builtin_module_names) | set(at_start())
    ran = tmp_path / "ran"
    for name in names - {"__main__", "verify"}:
        (tiny / f"{name}.py").write_text(f"open({str(ran)!r}, 'a').write({name + chr(10)!r})\n", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    if path is not None:
        environment["PYTHONPATH"] = path.format(folder=tiny)
    cwd = Path(where.format(folder=tiny))
    for script in {str(tiny / "verify.py"), os.path.relpath(tiny / "verify.py", cwd)}:
        done = subprocess.run(
            [sys.executable, script], check=False, capture_output=True, encoding="utf-8", cwd=cwd, env=environment
        )
        assert "extra: hashlib.py" in done.stdout.splitlines(), done.stderr
        assert not ran.exists(), ran.read_text(encoding="utf-8")


def at_start() -> list[str]:
    """Return the modules that Python loads before any program."""
    code = "import sys; print(*sys.modules)"
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()


@pytest.mark.parametrize("text", [None, "", "no list\n", "ä"])
def test_verify_without_the_list_of_files_is_refused(text: str | None, copy: Path) -> None:
    (copy / "SHA256SUMS").unlink()
    if text is not None:
        (copy / "SHA256SUMS").write_text(text, encoding="utf-8")
    status, lines = verified(copy)
    assert status == 1
    assert lines[0].startswith("cannot verify: ") if text != "" else lines[0].startswith("changed: ") or lines


def test_sha256sum_reads_the_list_of_files_too(copy: Path) -> None:
    tool = shutil.which("sha256sum")
    if not tool:
        pytest.skip("no sha256sum on this machine")
    done = subprocess.run([tool, "--check", "--strict", "--quiet", "SHA256SUMS"], check=False, cwd=copy)
    assert done.returncode == 0


def test_verify_needs_no_newer_python_than_it_says() -> None:
    source = (ROOT / "hooks" / "helpcentre" / "agents" / "verify.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert imported == {"hashlib", "os", "stat", "subprocess", "sys"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]


def test_manifest_has_files_languages_and_validity(project: Project) -> None:
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
    assert set(data["pages"]["contact.md"]) == {language["code"] for language in data["languages"]}
    for page in (versions["tr"] for versions in data["pages"].values()):
        assert page["state"] == "current"
        assert page["units"]
    units = {unit for versions in data["pages"].values() for unit in versions["tr"]["units"]}
    assert {"chat", "email", "phone"} <= {unit.rpartition(".")[2] for unit in units}


def test_a_manifest_is_read_from_a_zip_a_folder_or_itself(project: Project) -> None:
    dist = project.folder / "dist"
    places = [dist / "helpcentre-agents.zip", dist / "helpcentre-agents", dist / "helpcentre-agents" / "manifest.json"]
    first, *others = [read_manifest(place) for place in places]
    assert first.pages["contact.md"]["de"].title == "Kontakt"
    assert all(other == first for other in others)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"format": 9}', b"\xff", b'{"format": 1, "pages": {"x": 1}}'])
def test_manifest_that_is_none_is_refused(content: bytes, tmp_path: Path) -> None:
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


_MANIFEST = {"format": 1, "version": "1", "commit": "", "built": "2026-01-01", "valid_until": "", "pages": {}}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[]",
        json.dumps({**_MANIFEST, "built": 1}),
        json.dumps({**_MANIFEST, "version": None}),
        json.dumps({**_MANIFEST, "pages": {"a.md": {"de": {"title": "A", "state": "current", "units": None}}}}),
        json.dumps({**_MANIFEST, "pages": {"a.md": {"de": {"title": 1, "state": "current", "units": {}}}}}),
        json.dumps({**_MANIFEST, "pages": {"a.md": {"de": {"title": "A", "state": "current", "units": {"a": []}}}}}),
    ],
)
def test_manifest_of_other_content_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as archive:
        archive.write(tmp_path / "manifest.json", "bundle/manifest.json")
    for place in (tmp_path, tmp_path / "manifest.json", tmp_path / "old.zip"):
        with pytest.raises(HelpcentreError, match="there is no manifest of a bundle in it"):
            read_manifest(place)


@pytest.mark.parametrize(("offset", "value"), [(6, 1), (8, 99)])
def test_manifest_in_an_encrypted_or_strangely_packed_zip_is_refused(offset: int, value: int, tmp_path: Path) -> None:
    file = tmp_path / "old.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("bundle/manifest.json", json.dumps(_MANIFEST))
    assert read_manifest(file).version == "1"
    data = bytearray(file.read_bytes())
    data[offset] = data[data.index(b"PK\x01\x02") + offset + 2] = value
    file.write_bytes(data)
    with pytest.raises(HelpcentreError, match="there is no manifest of a bundle in it"):
        read_manifest(file)


def test_manifest_too_large_to_be_one_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "manifest.json").open("wb") as file:
        file.truncate(5_000_000_000)
    with pytest.raises(HelpcentreError, match="there is no manifest of a bundle in it"):
        read_manifest(tmp_path)
