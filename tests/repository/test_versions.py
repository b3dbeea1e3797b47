"""The version of the program is one, everywhere, and the changelog says what is new in it."""

import re
import tomllib

from helpcentre import __version__
from support import ROOT

_HEADING = re.compile(r"^## (?P<name>.+)$", re.MULTILINE)
_RELEASE = re.compile(r"(?P<version>\d+\.\d+\.\d+) \(\d{4}-\d{2}-\d{2}\)")


def test_version_is_that_of_the_package_and_the_latest_of_the_changelog() -> None:
    written = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert written == __version__ == _releases()[0]


def test_releases_of_the_changelog_are_dated_and_in_order() -> None:
    numbers = [tuple(map(int, version.split("."))) for version in _releases()]
    assert numbers == sorted(set(numbers), reverse=True)


def test_each_earlier_minor_version_has_a_project_to_be_upgraded() -> None:
    assert {folder.name for folder in (ROOT / "tests" / "versions").iterdir()} == set(_releases()[1:])


def _releases() -> list[str]:
    """Return the versions of the changelog, the latest first; what is unreleased stands above them."""
    names = _HEADING.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    found = [_RELEASE.fullmatch(name) for name in names[names[0] == "Unreleased" :]]
    assert all(found), names
    return [match["version"] for match in found if match]
