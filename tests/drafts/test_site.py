"""A small site drafted in Czech from end to end: costs, drafts, state, notice, review, and what readers get."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from support import Project, small_project

WORDS = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
ENGINE = """\
import json, pathlib, sys
words = json.loads(pathlib.Path("words.json").read_text(encoding="utf-8"))
for line in sys.stdin.buffer:
    row = json.loads(line)
    sys.stdout.buffer.write((json.dumps({"id": row["id"], "text": words.get(row["text"], "")}) + "\\n").encode())
"""
PAGE = "docs/cs/help/blocked.md"


@pytest.fixture
def site(tmp_path: Path) -> Project:
    """Return the site in German, with one page that people have translated, and an engine that knows its texts."""
    project = small_project(tmp_path / "drafted", "drafted", ("de", "cs"))
    (project.folder / "engine.py").write_text(ENGINE, encoding="utf-8")
    (project.folder / "words.json").write_text(json.dumps(WORDS), encoding="utf-8")
    assert project.helpcentre("accept", "index.md", "--lang", "cs").status == 0
    return project


def review(site: Project, typed: str, **environment: str) -> str:
    """Return what a review prints whose reader types these keys."""
    own = {**os.environ, **environment}
    command = [str(Path(sys.executable).with_name("helpcentre")), "review", "cs"]
    done = subprocess.run(command, cwd=site.folder, env=own, input=typed.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode("utf-8")


def test_a_dry_run_tells_the_costs_and_does_nothing(site: Project) -> None:
    done = site.helpcentre("translate", "--lang", "cs", "--dry-run")
    characters = sum(map(len, WORDS))
    assert done.status == 0
    assert f"{len(WORDS)} to ask (command): {characters} characters, about 0.01 EUR" in done.output
    assert not (site.folder / "docs" / "cs" / "help").exists()
    assert not (site.folder / ".cache").exists()


def test_a_draft_in_czech_from_engine_to_acceptance(site: Project) -> None:
    people = site.read("docs/cs/index.md")
    done = site.helpcentre("translate", "--lang", "cs")
    assert done.status == 0, done.output
    assert done.output.splitlines()[-1] == "8 drafts to review, see helpcentre review cs; 0 held back"
    assert site.read("docs/cs/index.md") == people
    assert "1. Klepněte na **Další**.\n2. Zadejte `adb start` a stiskněte ++ctrl+c++.\n" in site.read(PAGE)
    status = site.helpcentre("status", "--lang", "cs").output
    assert "cs/help/blocked.md  machine: _title, _description, blocked, review, review.chat" in status
    assert "cs: 1 of 3 pages current, 27% of their sections; 8 machine drafts to review" in status
    assert _built(site) == ("de", "")
    site.edit("mkdocs.yml", "drafts: after review", "drafts: with notice")
    notice = "Tuto stránku přeložil stroj a nikdo ji zatím nezkontroloval. Přečíst originál (němčina)"
    assert _built(site) == ("cs", notice)
    page = site.page("site/cs/help/blocked/index.html")
    assert page.attribute("meta[name=robots]", "content") == "noindex, follow"
    assert page.attribute("[data-notice=machine] a", "href") == "../../../help/blocked/"
    assert "<loc>https://example.org/cs/help/" not in site.read("site/sitemap.xml")
    shown = review(site, "a\nx\ns\nq\n")
    assert "-- source\nGesperrt\n\n-- draft\nZablokováno\n" in shown
    site.helpcentre("review", "cs", "--accept-all")
    assert "machine" not in site.read(PAGE)
    assert site.helpcentre("status", "--strict").status == 0
    assert _built(site) == ("cs", "")


def test_agents_copy_no_reply_that_nobody_has_reviewed(site: Project) -> None:
    site.edit("mkdocs.yml", "drafts: after review", "drafts: with notice")
    assert site.helpcentre("translate", "--lang", "cs").status == 0
    built = site.mkdocs("build", "--config-file", "agents.yml")
    assert built.status == 0, built.output
    script = next((site.folder / "dist").rglob("cs/help/blocked.answers.js")).read_text(encoding="utf-8")
    answers = json.loads(script[script.index("{") : script.rindex("}") + 1])
    assert [(reply["draft"], reply["outdated"]) for reply in answers["replies"]] == [(True, True)]
    assert answers["outdated"]


def test_what_does_not_pass_the_proof_is_told_and_not_written(site: Project) -> None:
    bad = {**WORDS, "Konto gesperrt": "Účet {#jinak} zablokován", "Hilfe": "Nápověda"}
    (site.folder / "words.json").write_text(json.dumps(bad), encoding="utf-8")
    done = site.helpcentre("translate", "--lang", "cs")
    assert done.status == 1
    assert "held back cs/help/blocked.md#blocked: blocked/0: the answer has 1 of '{', the text 0" in done.output
    assert not (site.folder / PAGE).exists()
    assert (site.folder / "docs/cs/help/index.md").exists()


def test_a_reviewer_edits_and_rejects(site: Project) -> None:
    assert site.helpcentre("translate", "--lang", "cs", "help/index.md").status == 0
    editor = "import pathlib, sys; file = pathlib.Path(sys.argv[1]); file.write_text('Pomoc', encoding='utf-8')"
    (site.folder / "editor.py").write_text(editor, encoding="utf-8")
    shown = review(site, "e\na\nr\nq\n", EDITOR=f"{sys.executable} editor.py", VISUAL="")
    assert "-- draft\nPomoc\n" in shown
    page = site.read("docs/cs/help/index.md")
    assert "title: Pomoc\n" in page
    assert "description" not in page
    assert re.findall(r"^  (\w+): command", page, re.MULTILINE) == ["help"]
    kept = (site.folder / ".cache/helpcentre/drafts/cs.jsonl").read_text(encoding="utf-8")
    assert "Nápověda" in kept
    assert "O co jde." not in kept


def test_drafts_are_fuzzy_in_po_files_and_end_with_their_import(site: Project) -> None:
    assert site.helpcentre("translate", "--lang", "cs", "help/index.md").status == 0
    assert site.helpcentre("export", "--lang", "cs").status == 0
    po = site.read("cs.po")
    assert po.count("#, fuzzy") == 4
    assert "# machine draft (command)" in po
    done = site.helpcentre("import-translation", "cs.po")
    assert "no page changed" in done.output
    (site.folder / "cs.po").write_text(po.replace("#, fuzzy\n", ""), encoding="utf-8")
    assert site.helpcentre("import-translation", "cs.po").status == 0
    assert "machine" not in site.read("docs/cs/help/index.md")


def test_a_project_may_want_no_drafts(site: Project) -> None:
    site.edit("mkdocs.yml", "drafts: after review", "drafts: off")
    done = site.helpcentre("translate", "--lang", "cs")
    assert (done.status, "this project makes no drafts" in done.output) == (1, True)


def _built(site: Project) -> tuple[str, str]:
    """Return the language of a page's text in the built website, and the notice above it."""
    built = site.build()
    assert built.status == 0, built.output
    page = site.page("site/cs/help/blocked/index.html")
    notices = page.tree.css("[data-notice=machine]")
    return page.attribute("article", "lang"), " ".join(" ".join(notice.text().split()) for notice in notices)
