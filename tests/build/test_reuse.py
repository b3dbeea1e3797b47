"""Languages that nothing changed in: their files stay, and nothing of them is built."""

from pathlib import Path

import pytest

from support import Project, files

_HOOK = """\
from pathlib import Path

def on_env(env, config, files):
    with Path("built.txt").open("a") as file:
        file.write(f"{config.plugins['i18n'].current_language} {len(files.documentation_pages())}\\n")
"""

_SWAP = """\
import os

def on_page_content(html, page, config, files):
    if page.file.dest_uri == "en/topic/second/index.html" and os.path.isdir("theirs"):
        os.rename("site", "ours")
        os.rename("theirs", "site")
"""

_SWAP_EARLY = """\
import os

def on_files(files, config):
    if os.path.isdir("theirs"):
        os.rename("site", "ours")
        os.rename("theirs", "site")
"""


def rebuilt(project: Project) -> dict[str, int]:
    """Build, and return the languages that were built, each with the number of pages that MkDocs rendered."""
    log = project.folder / "built.txt"
    log.write_text("", encoding="utf-8")
    assert project.build().status == 0
    return {code: int(count) for code, count in map(str.split, log.read_text(encoding="utf-8").splitlines())}


def test_languages_without_a_change_are_not_built(small: Project, tmp_path: Path) -> None:
    small.add_hook("more.py", _HOOK)
    assert min(rebuilt(small).values()) > 1
    site = small.folder / "site"
    before = {name: (site / name).stat().st_ino for name in files(site)}
    small.edit("docs/en/topic/second.md", "apple strudel", "apple pie")
    assert rebuilt(small) == {"de": 0, "en": 1}
    theirs = {
        name: inode for name, inode in before.items() if name.startswith(("ar/", "topic/")) and name != "ar/llms.txt"
    }
    assert {name: (site / name).stat().st_ino for name in theirs} == theirs

    (site / "ar/index.html").write_text("gone", encoding="utf-8")
    (site / "topic/first/index.html").unlink()
    small.edit("docs/en/topic/second.md", "apple pie", "apple cake")
    assert rebuilt(small)["ar"] == 0  # the pages are known, and only put in place

    kept = files(site)
    fresh = small.build_apart("--site-dir", str(tmp_path / "site"), HELPCENTRE_CACHE="false")
    assert fresh.status == 0
    assert files(tmp_path / "site") == kept


@pytest.mark.parametrize("theirs", ["Other words.", "<p title='not in the index'></p>", ""])
def test_site_of_another_build_is_reused_only_if_it_is_the_same(theirs: str, small: Project) -> None:
    small.add_hook("more.py", _SWAP)
    assert small.build().status == 0
    page = small.folder / "docs" / "ar" / "topic" / "first.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n{theirs}\n", encoding="utf-8")
    assert small.mkdocs("build", "--site-dir", "theirs", HELPCENTRE_CACHE="false").status == 0
    page.write_text(text, encoding="utf-8")

    small.edit("docs/en/topic/second.md", "apple strudel", "apple pie")
    done = small.build()
    assert "Traceback" not in done.output
    assert done.status == bool(theirs), done.output
    assert ("another build ended meanwhile" in done.output) == bool(theirs), done.output
    assert ("apple strudel" in small.read("site/en/topic/second/index.html")) == bool(theirs)


def test_pages_of_another_build_are_reused_only_if_they_are_the_same(small: Project, tmp_path: Path) -> None:
    small.add_hook("more.py", _SWAP_EARLY)
    assert small.build().status == 0
    pages = list((small.folder / "docs").rglob("topic/first.md"))
    texts = {page: page.read_text(encoding="utf-8") for page in pages}
    for page, text in texts.items():
        page.write_text(f"{text}\nOther words.\n", encoding="utf-8")
    assert small.mkdocs("build", "--site-dir", "theirs").status == 0
    for page, text in texts.items():
        page.write_text(text, encoding="utf-8")

    small.edit("docs/de/topic/second.md", "Apfelstrudel", "Apfelkuchen")  # no language is kept
    assert small.build().status == 0
    assert not (small.folder / "theirs").exists()
    kept = files(small.folder / "site")
    fresh = small.build_apart("--site-dir", str(tmp_path / "site"), HELPCENTRE_CACHE="false")
    assert fresh.status == 0
    assert files(tmp_path / "site") == kept
