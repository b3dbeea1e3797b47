"""What a new project keeps out of Git: all that a build writes."""

from helpcentre.hosting.server_config import SERVER_FILES
from support import ROOT

FILES = ROOT / "hooks" / "helpcentre" / "starter" / "files"


def test_files_beside_the_site_are_ignored_and_cleaned_up() -> None:
    for ignored, makefile in (
        (FILES / "gitignore", FILES / "Makefile"),
        (ROOT / ".gitignore", ROOT / "Makefile"),
    ):
        for ending in SERVER_FILES:
            assert f"site.{ending}" in ignored.read_text(encoding="utf-8").splitlines()
            assert f" site.{ending} " in makefile.read_text(encoding="utf-8")


def test_compiled_templates_are_ignored() -> None:
    for ignored in (FILES / "gitignore", ROOT / ".gitignore"):
        assert "__pycache__/" in ignored.read_text(encoding="utf-8").splitlines()
