"""The commands of README and manual, run as written in a fresh clone, and CI's, which is one of them."""

import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from helpcentre.cli.main import parser
from support import ROOT, Project, files

_BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`helpcentre ([^`]+)`|^ *\.venv/bin/helpcentre (.+)$", re.MULTILINE)
_TARGET = re.compile(r"`make ([a-z]+)`")
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "manual").glob("*.md"))]


def commands(name: str) -> list[str]:
    """Return the commands of a document that a reader can run as they are."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return [textwrap.dedent(block).strip() for block in _BLOCK.findall(text)]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The files of this repository, as git would clone them with what is not committed yet.

    It is set up already, as this one was when its tests began: CI begins with a clone that is not.
    """
    folder = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True, encoding="utf-8",
    ).stdout.split("\0")  # fmt: skip
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    (folder / ".venv").mkdir()
    (folder / ".venv" / "bin").symlink_to(Path(sys.executable).parent, target_is_directory=True)
    (folder / ".venv" / "ready").touch()
    shutil.copy(ROOT / "tests" / "articles" / "edge-cases" / "article.txt", folder / "article.txt")
    return Project(folder)


def test_the_documents_have_the_commands_that_this_file_runs() -> None:
    assert {file.name: [command.split()[0] for command in commands(str(file))] for file in DOCUMENTS} == {
        "README.md": ["make", "make", ".venv/bin/helpcentre", "python3"],  # the last is run by test_wheel.py
        "brand.md": [],
        "check.md": [".venv/bin/helpcentre"],
        "editor.md": [],
        "embed.md": [],
        "it.md": [],
        "markdown.md": [],
        "move-in.md": ["ZENDESK_TOKEN=name@example.org/token:…", "INTERCOM_TOKEN=…", "helpcentre"],
        "publish.md": ["SITE_URL=https://help.example.org/", ".venv/bin/helpcentre", ".venv/bin/helpcentre"],
        "reference.md": [],
        "several-machines.md": [],
        "support.md": [],
        "translate.md": [".venv/bin/helpcentre", ".venv/bin/helpcentre"],
        "write.md": [".venv/bin/helpcentre"],
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.stem)
def test_a_command_that_a_document_names_is_there_and_takes_its_arguments(document: Path) -> None:
    texts = ["".join(found) for found in _INLINE.findall(document.read_text(encoding="utf-8"))]
    known = {name for action in parser()._actions for name in action.choices or ()}
    for words in map(shlex.split, texts):
        assert words[0].startswith("-") or words[0] in known, words
        if len(words) > 1:  # else it is only a name
            is_about_page = words[0] in ("accept", "diff") and "--lang" not in words
            parser().parse_args(words if not is_about_page else [*words, "--lang", "en"])


@pytest.mark.parametrize("document", [*DOCUMENTS, *ROOT.glob("*.md"), ROOT / "benchmarks" / "README.md"])
def test_a_target_that_a_document_names_is_in_the_makefile(document: Path) -> None:
    project = ROOT / "hooks" / "helpcentre" / "starter" / "files"  # of a project of one's own
    makefile = "".join((folder / "Makefile").read_text(encoding="utf-8") for folder in (ROOT, project))
    targets = set(_TARGET.findall(document.read_text(encoding="utf-8")))
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_a_clone_builds_the_site_and_the_bundle(clone: Project) -> None:
    done = clone.run("sh", "-ec", commands("README.md")[0])
    assert done.status == 0, done.output
    for name in (
        "site/index.html",
        "site/ar/index.html",
        "dist/helpcentre-agents/START.html",
        "dist/helpcentre-agents.zip",
    ):
        assert (clone.folder / name).is_file()


def test_an_article_is_added_and_translated(clone: Project) -> None:
    added = clone.run("sh", "-ec", commands("manual/write.md")[0])
    assert added.status == 0, added.output
    assert "wrote docs/de/my-article/what-to-do.md" in added.output
    source = clone.folder / "docs" / "de" / "my-article" / "reasons.md"
    target = clone.folder / "docs" / "en" / "my-article" / "reasons.md"
    target.parent.mkdir()
    target.write_text(source.read_text(encoding="utf-8").replace("Schritt", "Step"), encoding="utf-8")
    recorded = clone.run("sh", "-ec", "\n".join(commands("manual/translate.md")))
    assert recorded.status == 0, recorded.output
    assert "en/my-article/index.md  missing" in recorded.output
    assert "en/my-article/reasons.md" not in recorded.output.split("recorded", 1)[1].split("\n", 1)[1]
    for folder in (source.parent, target.parent):  # an example, and no real translation
        shutil.rmtree(folder)


def test_the_external_check_ends_with_a_verdict(clone: Project) -> None:
    # Whether other sites answer is theirs to say; here it must only not fall over.
    done = clone.run("sh", "-ec", commands("manual/check.md")[0])
    assert re.search(r"^(no problems|.+ in \d+ files?)$", done.output, re.MULTILINE), done.output
    assert "Traceback" not in done.output


def test_the_address_and_the_contact_come_from_the_environment(clone: Project) -> None:
    # What else the command does, it does above.
    done = clone.run(
        "sh", "-ec", commands("manual/publish.md")[0].replace("make site", ".venv/bin/mkdocs build --strict")
    )
    assert done.status == 0, done.output
    assert "https://help.example.org/en/" in clone.read("site/sitemap.xml")
    assert "mailto:support@example.org" in clone.read("site/kontakt/index.html")


def test_a_bundle_lists_what_changed_since_the_former_one(clone: Project) -> None:
    (clone.folder / "dist" / "helpcentre-agents.zip").rename(clone.folder / "helpcentre-agents.zip")
    done = clone.run("sh", "-ec", commands("manual/publish.md")[-1])
    assert done.status == 0, done.output
    assert (clone.folder / "dist" / "helpcentre-agents" / "changes.html").is_file()
    verified = clone.run("python3", "-I", "dist/helpcentre-agents/verify.py")
    assert verified.status == 0, verified.output


def test_two_shards_give_the_site_as_the_manual_says(clone: Project) -> None:
    build, join = re.findall(
        r"^ *(\.venv/bin/helpcentre .+)$",
        (ROOT / "manual" / "several-machines.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    others = build.replace("de,en", "fr,es,it,pt,nl,pl,tr,uk,ar,zh").replace("first", "second")
    before = files(clone.folder / "site")
    for command in (build, others, join):
        done = clone.run(
            "sh", "-ec", command, SITE_URL="https://help.example.org/", CONTACT_EMAIL="support@example.org"
        )
        assert done.status == 0, done.output
    assert files(clone.folder / "site") == before


def test_a_project_of_ones_own_is_made_and_builds(clone: Project) -> None:
    # tests/repository/test_wheel.py has one that is made and built by the wheel.
    done = clone.run("sh", "-ec", commands("README.md")[2])
    assert done.status == 0, done.output
    own = Project(clone.folder.parent / "my-help")
    built = own.mkdocs("build", "--strict")
    assert (built.status, built.warnings) == (0, []), built.output
    assert own.page("site/index.html").first("title").text() == "My Help – Using this help centre"
    shutil.rmtree(own.folder)


def test_ci_runs_the_readmes_test_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    run = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert run == [commands("README.md")[1]]


def test_help_lists_the_targets(clone: Project) -> None:
    listed = [line.split()[0] for line in clone.run("make", "--no-print-directory", "help").output.splitlines()]
    assert listed == ["audit", "bench", "clean", "help", "profile", "reference", "sbom", "serve", "site", "test"]


def test_nothing_depends_on_where_this_was_written() -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    assert not [name for name in tracked.stdout.split("\0") if name.startswith((".venv/", "site/", "dist/"))]


def test_no_file_has_marks_of_a_merge() -> None:
    marks = ["git", "grep", "-nIE", r"^(<{7}|>{7}|\|{7})( |$)"]
    found = subprocess.run(marks, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (found.stdout, found.stderr) == ("", "")
