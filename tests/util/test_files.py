"""Files that another build may replace meanwhile."""

import hashlib
from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.files import read_same


@pytest.mark.parametrize("content", [b"other", None])
def test_file_that_another_build_replaced_is_not_read(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(b"page")
    digest = hashlib.sha256(b"page").hexdigest()
    assert read_same(file, digest) == b"page"
    file.unlink()
    if content:
        file.write_bytes(content)
    with pytest.raises(HelpcentreError, match="another build ended meanwhile"):
        read_same(file, digest)
