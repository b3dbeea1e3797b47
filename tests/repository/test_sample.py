"""Tests of the program do without the sample: its texts are tested in ``tests/sample`` and looked at in browsers."""

import re

from support import TESTS

_SIGN = re.compile(r"whatsapp-|copy_project\(folder|ROOT / \"docs\"")
_LOOK_AT_IT = ("browser/", "drafts/", "repository/", "sample/")
"""They look at the sample as readers, agents, reviewers and maintainers do."""
_BUILD_IT = {"conftest.py", "support.py"}
_READ_ITS_EXPORT = {"cli/test_main.py", "importer/test_importer.py"}


def test_the_sample_is_named_in_no_other_test() -> None:
    files = {file.relative_to(TESTS).as_posix(): file for file in TESTS.rglob("*.py")}
    naming = {name for name, file in files.items() if _SIGN.search(file.read_text(encoding="utf-8"))}
    listed = _BUILD_IT | _READ_ITS_EXPORT
    assert {name for name in naming if not name.startswith(_LOOK_AT_IT)} == listed
