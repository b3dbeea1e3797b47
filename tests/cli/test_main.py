"""The command, as its users type it."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from helpcentre.cli.main import main
from helpcentre.diagnostics.problem import Rule
from helpcentre.diagnostics.rule_pages import example
from support import ROOT, Project, files

EXPORT = ROOT / "tests" / "articles" / "whatsapp-account-blocked" / "article.txt"


def test_import_prints_pages_and_losses(small: Project) -> None:
    pages = "index,reasons,request-unblocking,prevention,conclusion"
    done = small.helpcentre("import", str(EXPORT), "--to", "docs/de/blocked", "--pages", pages)
    assert done.status == 0, done.output
    lines = done.output.splitlines()
    assert lines[:6] == ["taken for: text", *(f"wrote docs/de/blocked/{name}.md" for name in pages.split(","))]
    assert lines[6] == "loss report:"
    assert (
        "line 29: link lost its address: WhatsApp Business Support (perhaps https://www.whatsapp.com/contact/)"
        in lines[8]
    )
    assert small.build().status == 0


@pytest.mark.parametrize("closed", [">&-", "<&-", "<&- >&- 2>&-"])
def test_command_whose_streams_are_closed_does_its_work(closed: str, tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m helpcentre import "{EXPORT}" --to blocked {closed}'
    done = Project(tmp_path).run("sh", "-c", command)
    assert done.status == 0
    assert "Traceback" not in done.output
    assert len(list((tmp_path / "blocked").iterdir())) == 5


def test_import_works_outside_a_project(tmp_path: Path) -> None:
    done = Project(tmp_path).helpcentre("import", str(EXPORT), "--to", "blocked")
    assert done.status == 0, done.output
    assert len(list((tmp_path / "blocked").iterdir())) == 5


def test_command_that_fails_says_why_in_one_line_and_has_status_1(small: Project, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("Gründe".encode("latin-1"))
    for arguments, message in (
        (["import", "none.txt", "--to", "docs/de/x"], "none.txt: no such file or folder"),
        (["import", str(tmp_path / "latin.txt"), "--to", "docs/de/x"], "latin.txt:1: byte 0xFC is not UTF-8"),
        (["import", str(EXPORT), "--to", "docs/de/x", "--pages", "index"], "--pages has 1 names"),
        (["accept", "none.md", "--lang", "en"], "docs/de/none.md: no such page"),
        (["accept", "index.md", "--lang", "de"], "--lang: 'de' is no translation (use one of en, ar)"),
        (["accept", "index.md", "--lang", "en", "--unit", "x"], "index.md: no section 'x' (use one of _title, "),
        (["minor", "index.md"], "docs/de/index.md: git has no such page at 'HEAD'"),
        (["diff", "none.md", "--lang", "en"], "none.md: no such page"),
        (["-f", "none.yml", "status"], "none.yml: no such file"),
        (["explain", "anchor-mising"], "there is no rule 'anchor-mising' (did you mean anchor-missing?)"),
    ):
        done = small.helpcentre(*arguments)
        assert done.status == 1
        assert len(done.output.splitlines()) == 1
        assert message in done.output
    assert not (small.folder / "docs" / "de" / "x").exists()


def test_command_that_is_stopped_while_it_loads_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("helpcentre.cli.main.parser", stop)
    assert main(["status"]) == 1
    assert capsys.readouterr().err == "helpcentre: stopped\n"


def test_check_reports_in_three_forms_and_builds_nothing(small: Project) -> None:
    assert small.helpcentre("check").output.splitlines()[-1] == "no problems"
    small.edit("docs/de/topic/second.md", "first.md", "none.md")
    done = small.helpcentre("check", "--format", "json")
    assert done.status == 1
    found = json.loads(done.output)
    assert [(row["file"], row["line"], row["code"]) for row in found] == [
        ("docs/de/topic/second.md", 9, "link-target-missing")
    ]
    done = small.helpcentre("check", "--format", "sarif")
    assert done.status == 1
    (result,) = json.loads(done.output)["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}
    assert not (small.folder / "site").exists()


def test_what_both_editions_lack_is_told_once(small: Project) -> None:
    """The settings of the bundle take the languages over from those of the website."""
    shutil.rmtree(small.folder / "docs" / "ar")
    (small.folder / "docs" / "ar").mkdir()
    found = json.loads(small.helpcentre("check", "--format", "json").output)
    assert [(row["file"], row["code"]) for row in found if row["code"] == "language-empty"] == [
        ("mkdocs.yml", "language-empty")
    ]


def test_check_for_programs_tells_why_a_build_was_refused(small: Project) -> None:
    small.edit("docs/de/topic/first.md", "title: Erste Seite", "title: Preise: Was ist neu")
    small.edit("docs/en/topic/first.md", "title: First page", "title: [a]")
    done = small.helpcentre("check", "--format", "json")
    assert done.status == 1
    found = json.loads(done.output[done.output.index("[\n") :])
    assert [(row["file"], row["line"], row["code"]) for row in found] == [
        ("docs/de/topic/first.md", 2, "build-refused"),
        ("docs/en/topic/first.md", 2, "build-refused"),
    ]
    page = example(Rule.BUILD_REFUSED)
    assert page == f"{found[0]['file']}:2: build-refused: {found[0]['message']} ({found[0]['fix']})"
    small.edit("docs/en/topic/first.md", "title: [a]", "title: A")
    small.edit("docs/de/topic/first.md", "title: Preise: Was ist neu", "title: A")
    small.edit("mkdocs.yml", "locale: ar", "locale: xx")
    done = small.helpcentre("check", "--format", "sarif")
    (result,) = json.loads(done.output[done.output.index("{\n") :])["runs"][0]["results"]
    assert result["ruleId"] == "build-refused"


def test_check_with_a_warning_tells_it_and_has_status_0(small: Project) -> None:
    small.edit("docs/de/topic/second.md", "first.md", "none.md")
    small.edit("base.yml", "edition: public", "edition: public\n    levels: { link-target-missing: warn }")
    done = small.helpcentre("check")
    assert (done.status, done.output.splitlines()[-2]) == (0, "1 warning in 1 file")
    assert small.build().status == 0


def test_publish_notes_addresses_and_a_lost_one_is_a_problem(small: Project) -> None:
    assert (
        small.helpcentre("publish").output == "published.txt: 12 addresses, 12 of them new; 5 texts of sections added\n"
    )
    listed = small.read("published.txt").splitlines()[1:]
    pages = [line for line in listed if "#" not in line]
    assert pages[:4] == ["/", "/ar/", "/ar/topic/", "/ar/topic/first/"]
    assert (
        small.helpcentre("publish").output == "published.txt: 12 addresses, 0 of them new; 0 texts of sections added\n"
    )
    for code in ("de", "en"):
        text = small.read(f"docs/{code}/topic/second.md")
        (small.folder / f"docs/{code}/topic/second.md").unlink()
        small.write({f"{code}/topic/later.md": text})
    built = small.build()
    assert [line.split(": ")[:2] for line in built.warnings] == [
        [f"published.txt:{listed.index(f'/{prefix}topic/second/') + 2}", "published-gone"]
        for prefix in ("ar/", "en/", "")
    ]
    small.edit("docs/de/topic/later.md", "order: 2", "order: 2\nformer: /topic/second/")
    assert small.build().status == 0
    for prefix in ("", "en/", "ar/"):
        redirect = small.page(f"site/{prefix}topic/second/index.html")
        assert redirect.attribute("link[rel=canonical]", "href") == "../later/"


def test_check_names_a_fault_of_both_editions_once(small: Project) -> None:
    small.edit("docs/de/topic/second.md", "[Zurück](first.md)", "[Zurück](first.md#a) und [weiter](first.md#b)")
    done = small.helpcentre("check")
    assert [line.split(": ")[2] for line in done.output.splitlines() if line.startswith("  docs/")] == [
        "anchor-missing"
    ] * 2
    assert done.output.splitlines()[-2] == "2 errors in 1 file"


def test_a_translation_goes_out_to_a_po_file_and_comes_back(small: Project) -> None:
    small.edit("docs/de/topic/first.md", "Kirschkuchen", "Apfelkuchen")
    before = small.read("docs/en/topic/first.md")
    out = small.helpcentre("export", "--lang", "en")
    assert out.output.startswith("wrote en.po: "), out.output
    assert out.output.strip().endswith(" 2 to translate")
    small.edit("en.po", "An introduction with cherry cake.", "An introduction with apple pie.")
    text = small.read("en.po")
    (small.folder / "en.po").write_text(text.replace("#, fuzzy\n", ""), encoding="utf-8")
    back = small.helpcentre("import-translation", "en.po")
    assert back.output == "wrote docs/en/topic/first.md\n"
    after = small.read("docs/en/topic/first.md")
    assert [new for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new][1:] == [
        "An introduction with apple pie."
    ]
    assert "en: 4 of 4 pages current" in small.helpcentre("status").output


def test_a_po_file_that_is_none_is_refused(small: Project) -> None:
    (small.folder / "x.po").write_text('msgid "a\n', encoding="utf-8")
    done = small.helpcentre("import-translation", "x.po")
    assert done.status == 1
    assert "x.po" in done.output
    assert len(done.output.splitlines()) == 1
    assert "--lang: 'xx' is no translation" in small.helpcentre("export", "--lang", "xx").output


def test_output_has_all_letters_whatever_the_system_writes_by_default(small: Project) -> None:
    done = small.run(
        sys.executable, "-m", "helpcentre", "export", "--lang", "ar", "-o", "صفحة.po", PYTHONIOENCODING="cp1252"
    )
    assert (done.status, done.output.split(":")[0]) == (0, "wrote صفحة.po")


def test_output_that_nobody_reads_to_its_end_is_no_fault(small: Project) -> None:
    done = small.run("sh", "-c", f"{sys.executable} -m helpcentre status --json | head -c 1 > /dev/null")
    assert done.output == ""


@pytest.mark.parametrize("command", [("import", "pipe", "--to", "docs/de/new"), ("bundle", "--since", "pipe")])
def test_a_pipe_in_place_of_a_file_is_told_and_not_waited_for(command: tuple[str, ...], small: Project) -> None:
    os.mkfifo(small.folder / "pipe")
    done = small.helpcentre(*command)
    assert done.status == 1
    assert "pipe: is a pipe or device and no file (save it as a file)" in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    "command",
    [
        ("status",),
        ("diff", "topic/first.md", "--lang", "en"),
        ("export", "--lang", "en"),
        ("accept", "topic/first.md", "--lang", "en"),
        ("publish",),
        ("bundle",),
    ],
)
def test_every_command_names_the_line_of_an_impossible_date(command: tuple[str, ...], small: Project) -> None:
    small.edit("docs/de/topic/first.md", "order: 1", "order: 1\nown: 2026-11-31")
    done = small.helpcentre(*command)
    assert done.status == 1
    assert "docs/de/topic/first.md:5: front matter is not YAML: '2026-11-31' is no date" in done.output
    assert "Traceback" not in done.output


_CASES = [
    ("slug: assets", "", "docs/de/new.md:2: the address assets/index.html is that of a part of every site"),
    ("template: status.html", "", "docs/de/new.md:2: the template status.html is for no page"),
    ("title: New", "[x](http://[x)", "docs/de/new.md:6: 'http://[x' is no address"),
    ("title: New", '--8<-- "_snippets/pipe.md"', "pipe.md: is a pipe or device"),
]


@pytest.mark.parametrize(("meta", "body", "told"), _CASES)
def test_a_build_tells_what_a_page_cannot_be(meta: str, body: str, told: str, small: Project) -> None:
    (small.folder / "docs/de/_snippets").mkdir(exist_ok=True)
    os.mkfifo(small.folder / "docs/de/_snippets/pipe.md")
    small.write({"de/new.md": f"---\n{meta}\n---\n# New {{#new}}\n\n{body}\n"})
    done = small.build()
    assert done.status == 1
    assert told in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize(("epoch", "status"), [("", 0), ("9" * 30, 1), ("²", 1), ("253402300799", 1)])
def test_day_of_the_build_is_used_or_told_whatever_it_is(epoch: str, status: int, small: Project) -> None:
    done = small.build(SOURCE_DATE_EPOCH=epoch)
    assert done.status == status
    assert "Traceback" not in done.output


def test_a_file_name_that_is_not_utf8_is_told(small: Project) -> None:
    Path(os.fsdecode(os.fsencode(small.folder) + b"/docs/de/topic/\xff.md")).touch()
    for done in (small.build(), small.helpcentre("status")):
        assert done.status == 1
        assert "the name is not UTF-8 (rename the file)" in done.output
        assert "Traceback" not in done.output


def test_explain_prints_one_rule_or_lists_all(tmp_path: Path) -> None:
    page = Project(tmp_path).helpcentre("explain", "link-redirected")
    assert (page.status, page.output.splitlines()[0]) == (0, "# link-redirected")
    listed = Project(tmp_path).helpcentre("explain")
    assert (listed.status, listed.output.count("\n")) == (0, len(Rule))


def test_commands_that_build_nothing_do_without_mkdocs(tmp_path: Path) -> None:
    code = "import sys; from helpcentre.cli.main import parser; parser(['explain']); print('mkdocs' in sys.modules)"
    assert Project(tmp_path).run(sys.executable, "-c", code).output.split() == ["False"]


def test_steps_keep_their_published_ids_when_labels_are_renamed(small: Project) -> None:
    label = "{{ name: {0}, source: an example, checked: 2026-09-01{1} }}"
    page = "---\ntitle: C\n---\n\n# C {{#c}}\n\n## Ansehen {{#look}}\n\n1. Tippe auf **Rechnungen**.\n2. {0}\n"
    small.write({"de/topic/third.md": page.format("Lies sie.")})
    assert small.helpcentre("publish").status == 0
    for name, former in (("Belege", ", former: Rechnungen"), ("Quittungen", ", former: [Belege, Rechnungen]")):
        text = f"app_language: de\nlabels:\n  x:\n    de: {label.format(name, former)}\n"
        (small.folder / "labels.yml").write_text(text, encoding="utf-8")
        assert small.helpcentre("labels", "--fix").output == "wrote docs/de/topic/third.md\n"
        built = small.build()
        assert built.status == 0, built.output
        step = small.page("site/topic/third/index.html").first("#look-step-1")
        assert name in step.text()
    small.edit("docs/de/topic/third.md", "1. Tippe", "1. Warte.\n2. Tippe")
    assert small.build().status == 0
    assert "Quittungen" in small.page("site/topic/third/index.html").first("#look-step-1").text()


def test_missing_ids_are_listed_and_written_in_every_language(small: Project) -> None:
    small.write({"de/topic/bare.md": "# Bar\n\n## Erstens\n", "en/topic/bare.md": "# Bare\n\n## First\n"})
    listed = small.helpcentre("ids")
    assert (listed.status, listed.output.splitlines()[-1]) == (1, "4 headings have no id")
    assert "docs/de/topic/bare.md:3: Erstens {#erstens}" in listed.output
    assert small.helpcentre("ids", "--fix").status == 0
    assert small.read("docs/en/topic/bare.md") == "# Bare {#bar}\n\n## First {#erstens}\n"
    assert small.helpcentre("ids").output == "0 headings have no id\n"


def test_a_translated_heading_that_nothing_names_is_left_to_its_translator(small: Project) -> None:
    english = "# Lamp {#lamp}\n\n## 電源\n\n### 色\n\n## Off\n"
    small.write({"de/topic/bare.md": "# Lampe {#lamp}\n\n## An\n\n## Aus\n", "en/topic/bare.md": english})
    fixed = small.helpcentre("ids", "--fix").output
    assert "docs/en/topic/bare.md:3: 電源: write the id of its counterpart" in fixed
    assert fixed.endswith("2 headings of translations have no counterpart at their place\n")
    assert small.read("docs/en/topic/bare.md") == english.replace("Off", "Off {#off}")


def test_links_to_the_words_of_a_heading_get_its_id_and_no_translation_is_outdated(small: Project) -> None:
    small.write(
        {
            "de/topic/bare.md": "# Bar {#bar}\n\n## Größe & Maß\n\nSiehe [da](#große-maß) und [da](#bar).\n",
            "en/topic/bare.md": "# Bare {#bar}\n\n## Its size\n\nSee [there](#its-size), [there](third.md#no).\n",
            "en/topic/more.md": "# More {#more}\n\n[There](bare.md#its_size), `[x](#its-size)`.\n",
            "de/topic/more.md": "# Mehr {#more}\n\n[Da](bare.md#groesse-mass), `[x](#its-size)`.\n",
        }
    )
    assert small.helpcentre("ids", "--fix").output.endswith("2 ids written\n3 links written\n")
    assert "[da](#groesse-mass) und [da](#bar)" in small.read("docs/de/topic/bare.md")
    assert "[there](#groesse-mass), [there](third.md#no)" in small.read("docs/en/topic/bare.md")
    assert "[There](bare.md#groesse-mass), `[x](#its-size)`" in small.read("docs/en/topic/more.md")
    assert small.helpcentre("accept", "topic/bare.md", "--lang", "en").status == 0
    small.edit("docs/de/topic/bare.md", "(#groesse-mass)", "(#größe-maß)")
    assert small.helpcentre("accept", "topic/bare.md", "--lang", "en").status == 0
    small.helpcentre("ids", "--fix")
    assert "topic/bare.md" not in small.helpcentre("status", "--lang", "en").output


def test_labels_are_listed_and_written_as_they_are_by_now(small: Project) -> None:
    missing = small.helpcentre("labels")
    assert (missing.status, missing.output) == (
        1,
        "helpcentre: labels.yml: names no labels (write it as manual/translate.md shows)\n",
    )
    label = "{ name: Neu, source: an example, checked: 2026-09-01, former: Alt }"
    (small.folder / "labels.yml").write_text(f"app_language: de\nlabels:\n  x:\n    de: {label}\n", encoding="utf-8")
    small.write({"de/topic/third.md": "---\ntitle: C\n---\n\n# C {#c}\n\n1. Tippe auf **Alt**.\n\nWo ist „Alt“?\n"})
    listed = small.helpcentre("labels", "--lang", "de", "--places").output.splitlines()
    assert listed == ["x", "  de     Neu     1 use  2026-09-01, an example", "         docs/de/topic/third.md:7"]
    fixed = small.helpcentre("labels", "--fix")
    assert (fixed.status, fixed.output.splitlines()) == (
        0,
        [
            "wrote docs/de/topic/third.md",
            "left to you: docs/de/topic/third.md:9: 'Alt', outside of bold, is 'Neu' by now",
        ],
    )
    assert "1. Tippe auf **Neu**.\n" in small.read("docs/de/topic/third.md")
    unknown = small.helpcentre("labels", "--lang", "xx")
    assert (unknown.status, unknown.output) == (1, "helpcentre: --lang: 'xx' is no language (use one of de, en, ar)\n")


def test_import_whose_report_cannot_be_written_writes_no_page(small: Project) -> None:
    (small.folder / "a.html").write_text("<h1>Alpha</h1><p>Text.</p>", encoding="utf-8")
    before = files(small.folder / "docs")
    for place, why in (("docs", "Is a directory"), ("/dev/null", "device"), ("a.html/x", "Not a directory")):
        command = ("import", "a.html", "--from", "html", "--to", "docs", "--language", "de", "--json", place)
        done = small.helpcentre(*command)
        assert (done.status, len(done.output.splitlines())) == (1, 1), done.output
        assert why in done.output
    assert files(small.folder / "docs") == before
