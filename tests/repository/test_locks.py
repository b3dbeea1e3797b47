"""All that is installed is named in a lock with its version and hash, and a lock names no place to get it from."""

import json
import re

import pytest

from support import ROOT

_NPM = sorted(file.parent for file in (ROOT / "benchmarks" / "npm").glob("*/package.json"))


@pytest.mark.parametrize("name", ["requirements.txt", "benchmarks/requirements.txt"])
def test_every_package_of_python_has_its_version_and_hashes(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    for line in lines:
        assert re.fullmatch(r"[a-z0-9-]+==[^\s;:/]+ *(;[^:/]*?)?(\s+--hash=sha256:[0-9a-f]{64})+", line), line
    assert len(lines) > 40


def test_every_package_of_node_has_its_version_and_hash() -> None:
    assert [folder.name for folder in _NPM] == ["audit", "starlight"]
    for folder in _NPM:
        wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
        lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
        assert lock.pop("")["dependencies"] == wanted
        for name, package in lock.items():
            assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", package["integrity"]), name
            assert "resolved" not in package, name
        for name, version in wanted.items():
            assert lock[f"node_modules/{name}"]["version"] == version


def test_no_package_of_node_wants_whatever_is_newest() -> None:
    """A tag such as ``latest`` moves, and npm refuses the lock from then on: it needs a version of its own."""
    for folder in _NPM:
        overrides = json.loads((folder / "package.json").read_text(encoding="utf-8")).get("overrides", {})
        lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
        for name, package in lock.items():
            ranges = package.get("dependencies", {}) | package.get("optionalDependencies", {})
            tagged = [each for each, version in ranges.items() if re.fullmatch(r"[a-z]+", version)]
            given = overrides.get(name.removeprefix("node_modules/"), {})
            assert all(re.fullmatch(r"\d+\.\d+\.\d+", given.get(each, "")) for each in tagged), (name, tagged)


def test_nothing_is_installed_beside_the_locks() -> None:
    texts = [(ROOT / "Makefile").read_text(encoding="utf-8")]
    texts += [file.read_text(encoding="utf-8") for file in (ROOT / "benchmarks").glob("*.py")]
    commands = [line.strip() for text in texts for line in text.splitlines() if re.search(r"\b(pip|npm)\W+\w", line)]
    runs = [line for line in commands if re.match(r"[^#]*(pip install|\bnpm\b.+\b(install|ci|i|exec)\b)", line)]
    own = ".venv/bin/python -m pip install --quiet --no-build-isolation --no-deps --editable ."
    for line in set(runs) - {own}:
        if "pip install" in line and not line.startswith(("make ", "sys.exit")):  # what a person is told to do
            assert "--require-hashes --no-deps" in line, line
        elif "npm" in line:
            assert re.search(r"npm\W+ci\b", line), line
    assert own in runs
    assert len(runs) >= 4
