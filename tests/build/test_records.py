"""A build of the very same ends at once; whatever is another, in what it reads or in what it left, is built."""

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from helpcentre.util.cache import Cache
from helpcentre.util.hashes import FileHashes
from support import Project, files

_UNCHANGED = "Nothing has changed since the last build"
_HOOK = "import logging\n\ndef on_post_build(config):\n    {}\n"


def add_hook(project: Project, code: str) -> None:
    """Let the project's build call one more hook."""
    project.add_hook("more.py", _HOOK.format(code))


@pytest.mark.parametrize("config", ["mkdocs.yml", "agents.yml"])
def test_build_of_the_same_again_touches_nothing(config: str, small: Project) -> None:
    add_hook(small, "pass")
    assert small.mkdocs("build", "--strict", "--config-file", config).status == 0
    site = small.folder / ("site" if config == "mkdocs.yml" else "dist/helpcentre-agents")
    before = site.stat().st_ino, files(site)
    again = small.mkdocs("build", "--strict", "--config-file", config)
    assert again.status == 0
    assert _UNCHANGED in again.output
    assert (site.stat().st_ino, files(site)) == before
    assert _UNCHANGED not in small.mkdocs("build", "-f", config, HELPCENTRE_CACHE="false").output


@pytest.mark.parametrize("command", ["mkdocs build --strict", "helpcentre build", "helpcentre bundle"])
def test_build_of_the_same_again_loads_little_of_the_program(command: str, small: Project) -> None:
    for _ in range(2):
        again = small.run(*command.split(), PYTHONPROFILEIMPORTTIME="1")
        assert again.status == 0, again.output
    loaded = set(re.findall(r"\|\s+(helpcentre\.\w+\.\w+)$", again.output, re.MULTILINE))
    assert {"helpcentre.build.start", "helpcentre.build.records"} < loaded
    assert len(loaded) < 30, sorted(loaded)


def test_site_of_the_same_again_is_deployed(small: Project) -> None:
    """MkDocs builds first; it is not to end there."""
    assert small.build().status == 0
    (small.folder.parent / "there").mkdir()
    for command in ("init --quiet", "init --quiet --bare ../there", "remote add origin ../there"):
        assert small.run("git", *command.split()).status == 0
    deployed = small.mkdocs("gh-deploy", "--message", "x")
    assert (deployed.status, _UNCHANGED in deployed.output) == (0, False), deployed.output
    assert small.run("git", "-C", "../there", "show", "gh-pages:index.html").status == 0


def write(name: str, text: str) -> Callable[[Project], None]:
    def edit(project: Project) -> None:
        file = project.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    return edit


def append(name: str, text: str) -> Callable[[Project], None]:
    def edit(project: Project) -> None:
        file = project.folder / name
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")

    return edit


_EDITS = (
    append("docs/en/topic/second.md", "\nMore.\n"),
    write("docs/de/assets/new.csv", "new"),
    write("docs/de/_snippets/s.md", "Geteilt.\n"),
    write("docs/en/strings.yml", "# no other words\n"),
    write("glossary.yml", "terms: { Absatz: { en: { require: [paragraph] } } }\n"),
    write("published.txt", "topic/first/\n"),
    append("published.txt", "# a word\n"),
    append("mkdocs.yml", "extra: { helpcentre: { levels: { page-orphaned: off } } }\n"),
    append("base.yml", "# a word\n"),
    append("more.py", "# another program\n"),
    write("overrides/partials/footer.html", "<footer></footer>"),
    lambda project: (project.folder / "docs/en/topic/second.md").unlink(),
)


def test_build_after_an_edit_of_anything_it_reads_is_a_new_one(small: Project) -> None:
    add_hook(small, "pass")
    overrides = small.folder / "overrides"
    shutil.copytree(overrides.resolve(), small.folder / "copy")
    overrides.unlink()
    (small.folder / "copy").rename(overrides)
    assert small.build().status == 0
    for edit in _EDITS:
        edit(small)
        assert _UNCHANGED not in small.mkdocs("build").output


def test_build_with_another_variable_of_the_settings_is_a_new_one(small: Project) -> None:
    assert small.build().status == 0
    assert _UNCHANGED not in small.build(CONTACT_EMAIL="other@example.org").output
    assert "other@example.org" in small.read("site/404.html") or "other@example.org" in small.read("site/index.html")
    assert _UNCHANGED not in small.build(SITE_URL="https://example.com/").output


_HARM: tuple[Callable[[Project], object], ...] = (
    write("site/index.html", "gone"),
    lambda project: (project.folder / "site/en/topic/first/index.html").unlink(),
    write("site/more.html", "more"),
    lambda project: (project.folder / "site.nginx.conf").unlink(),
    lambda project: (project.folder / "site").rename(project.folder / "elsewhere"),
)


def test_build_after_harm_to_its_site_undoes_it(small: Project) -> None:
    assert small.build().status == 0
    before = files(small.folder / "site")
    for harm in _HARM:
        harm(small)
        assert _UNCHANGED not in small.build().output
        assert files(small.folder / "site") == before
        assert (small.folder / "site.nginx.conf").is_file()


def test_build_of_the_same_again_tells_its_problems_again(small: Project) -> None:
    append("docs/en/topic/second.md", "\n[nowhere](nowhere.md)\n")(small)
    first, second = small.mkdocs("build"), small.mkdocs("build")
    assert (first.status, second.status) == (0, 0)
    assert _UNCHANGED in second.output
    assert first.warnings == second.warnings != []
    for _ in range(2):
        refused = small.build()
        assert (refused.status, refused.warnings) == (1, first.warnings)
        assert _UNCHANGED not in refused.output


def test_build_of_the_same_again_gives_warnings_of_other_programs_again(small: Project) -> None:
    add_hook(small, "logging.getLogger('mkdocs.plugins.more').warning('seen')")
    first, second = small.mkdocs("build"), small.mkdocs("build")
    assert first.warnings == second.warnings != []


def test_page_saved_during_a_build_is_built_next_time(small: Project) -> None:
    add_hook(small, "open('docs/en/topic/second.md', 'a').write('\\n\\nSaved.\\n')")
    assert small.build(HELPCENTRE_PROCESSES="3").status == 0  # by one, English would be built after it is saved
    assert "Saved." not in small.read("site/en/topic/second/index.html")
    assert _UNCHANGED not in small.build().output
    assert "Saved." in small.read("site/en/topic/second/index.html")


def test_bundle_of_the_same_again_is_named(small: Project) -> None:
    first, second = small.helpcentre("bundle"), small.helpcentre("bundle")
    assert first == second
    *written, published = first.output.splitlines()
    assert written == ["wrote dist/helpcentre-agents", "wrote dist/helpcentre-agents.zip"]
    listed = hashlib.sha256((small.folder / "dist/helpcentre-agents/SHA256SUMS").read_bytes()).hexdigest()
    assert published == f"SHA-256 of dist/helpcentre-agents/SHA256SUMS, to be published: {listed}"


def test_file_hashes_follow_content_and_forget_what_was_just_written(tmp_path: Path) -> None:
    cache, file = Cache(tmp_path / "cache"), tmp_path / "file"
    file.write_text("one", encoding="utf-8")
    digests = FileHashes(cache, name="a")
    one = digests.of(file)
    file.write_text("two", encoding="utf-8")
    assert digests.of(file) != one
    assert digests.of(tmp_path / "none") == ""
    digests.save()
    assert FileHashes(cache, name="a").of(file) == digests.of(file)
