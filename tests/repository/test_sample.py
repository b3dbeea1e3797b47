"""Tests of the program do without the sample; those that name its pages, or build it, are listed here."""

import re

from support import TESTS

_SIGN = re.compile(r"whatsapp-|copy_project|ROOT / \"docs\"")
_LOOK_AT_IT = ("browser/", "drafts/", "repository/")
"""They look at the sample as readers, agents, reviewers and maintainers do."""
_BUILD_IT = {
    "agents/test_mcp_server.py",
    "checks/test_guides.py",
    "checks/test_labels.py",
    "checks/test_page.py",
    "conftest.py",
    "content/test_editions.py",
    "content/test_ui_strings.py",
    "insights/test_proposals.py",
    "pages/test_corpus.py",
    "pages/test_visitor_services.py",
    "sitetest/test_canaries.py",
    "support.py",
    "translation/test_po.py",
    "translation/test_segments.py",
}
_READ_ITS_EXPORT = {"cli/test_main.py", "importer/test_importer.py"}


def test_the_sample_is_named_in_no_other_test() -> None:
    files = {file.relative_to(TESTS).as_posix(): file for file in TESTS.rglob("*.py")}
    naming = {name for name, file in files.items() if _SIGN.search(file.read_text(encoding="utf-8"))}
    listed = _BUILD_IT | _READ_ITS_EXPORT
    assert {name for name in naming if not name.startswith(_LOOK_AT_IT)} == listed
