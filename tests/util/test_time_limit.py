"""Work on a text that takes ever longer ends with one line that names its longest paragraph."""

import signal
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from helpcentre.content.frontmatter import parse
from helpcentre.content.language import Language
from helpcentre.content.written_pages import WrittenPages
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.translation.po_export import export_po
from helpcentre.translation.po_import import import_po
from helpcentre.translation.state import fingerprints
from helpcentre.util import time_limit
from helpcentre.util.time_limit import in_time
from support import Project, small_project

TEXT = "# A\n\nshort\n\nlong\nlonger than others\n   \nlast\n"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limit, "SECONDS", 0.05)
    monkeypatch.setattr(time_limit, "_AGAIN", 0.01)


def work_for_ever() -> None:
    """Do what no computer ends."""
    while True:
        pass


def test_work_that_never_ends_is_told_with_the_longest_paragraph() -> None:
    with pytest.raises(HelpcentreError) as told, in_time(lambda: TEXT, file="a.md", line=10):
        work_for_ever()
    assert str(told.value) == (
        "a.md:14: to read this page takes more than 0.05 seconds: its longest paragraph, of 23 signs, is here "
        "(part the paragraph, or take out what repeats in it)"
    )


@pytest.mark.parametrize("text", ["", "\n \n", "x"])
def test_text_without_paragraphs_is_told_too(text: str) -> None:
    with pytest.raises(HelpcentreError, match=r"^a\.md:1: "), in_time(lambda: text, file="a.md"):
        work_for_ever()


def test_work_that_goes_on_after_any_error_ends() -> None:
    def swallow() -> None:
        for _ in range(2):
            with suppress(HelpcentreError):
                work_for_ever()
        work_for_ever()

    with pytest.raises(HelpcentreError), in_time(lambda: TEXT, file="a.md"):
        swallow()


def test_work_that_keeps_the_error_to_itself_is_told_at_its_end() -> None:
    with (
        pytest.raises(HelpcentreError, match=r"^a\.md:5: "),
        in_time(lambda: TEXT, file="a.md"),
        suppress(HelpcentreError),
    ):
        work_for_ever()


def test_outer_limit_counts_and_nothing_is_left_of_it() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with (
        pytest.raises(HelpcentreError, match=r"^outer\.md"),
        in_time(lambda: TEXT, file="outer.md"),
        in_time(lambda: TEXT, file="inner.md"),
    ):
        work_for_ever()
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)
    assert signal.getsignal(signal.SIGVTALRM) is before


def test_work_in_a_thread_has_no_limit() -> None:
    done = []

    def work() -> None:
        with in_time(lambda: TEXT, file="a.md"):
            done.append(signal.getitimer(signal.ITIMER_VIRTUAL)[0])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [0]


def test_page_whose_text_is_read_ever_more_slowly_is_told_before_it_is_compared() -> None:
    page = parse("---\ntitle: A\n---\n\n# A {#a}\n\nText.\n\n" + "<a " * 20_000 + "\n", file="docs/en/a.md")
    with pytest.raises(HelpcentreError, match=r"^docs/en/a\.md:9: to read this page takes more than"):
        fingerprints(page)


def test_page_whose_headings_are_read_ever_more_slowly_is_told_before_it_is_built(tmp_path: Path) -> None:
    (tmp_path / "docs" / "en").mkdir(parents=True)
    (tmp_path / "docs" / "en" / "a.md").write_text("# A\n\n" + "<http://" * 5_000 + "\n", encoding="utf-8")
    pages = WrittenPages(tmp_path, tmp_path / "docs", (Language("en", "English", is_source=True),))
    with pytest.raises(HelpcentreError, match=r"^docs/en/a\.md:3: to read this page takes more than"):
        pages.written("en", "a.md")


def test_translation_that_takes_too_long_is_told_with_its_line(tmp_path: Path) -> None:
    for code in ("en", "fr"):
        (tmp_path / code).mkdir()
        (tmp_path / code / "a.md").write_text("---\ntitle: A\n---\n\n# A {#a}\n\nText.\n", encoding="utf-8")
    po, file = export_po(docs_dir=tmp_path, source="en", language="fr"), tmp_path / "fr.po"
    entry = next(each for each in po if each.msgid == "Text.")
    entry.msgstr, entry.flags = "Texte. " + "<a " * 600_000, []
    po.save(str(file))
    with pytest.raises(HelpcentreError, match=r"fr\.po:\d+: to read this page takes more than") as told:
        import_po(file, docs_dir=tmp_path, source="en", languages=["en", "fr"])
    there = "\n".join(file.read_text(encoding="utf-8").splitlines()[told.value.line - 1 :])
    assert 'msgctxt "a.md#a/1"' in there.partition("\n\n")[0]
    assert (tmp_path / "fr" / "a.md").read_text(encoding="utf-8").endswith("\nText.\n")


def test_text_that_is_nested_too_deeply_is_told_with_its_longest_paragraph() -> None:
    def work(depth: int) -> int:
        return work(depth + 1) + 1

    with (
        pytest.raises(HelpcentreError, match=r"^a\.md:14: some of this page stands within too much else") as told,
        in_time(lambda: TEXT, file="a.md", line=10),
    ):
        work(0)
    assert "of 23 signs" in str(told.value)


REPEATED = {"<a ": 4_500, "[": 60_000, "![](": 15_000}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site that was built, whose next build has half a second for each page."""
    made = small_project(tmp_path_factory.mktemp("slow") / "small")
    assert made.helpcentre("build").status == 0
    code = "from helpcentre.util import time_limit\ntime_limit.SECONDS = 0.5\n"
    (made.folder / "sitecustomize.py").write_text(code, encoding="utf-8")
    return made


@pytest.mark.parametrize("scrap", REPEATED)
def test_build_ends_with_one_line_and_the_former_site_stays(scrap: str, project: Project) -> None:
    file = project.folder / "docs" / "de" / "topic" / "first.md"
    written, before = file.read_text(encoding="utf-8"), project.read("site/index.html")
    text = f"{written.rstrip()}\n\n{scrap * REPEATED[scrap]}\n"
    file.write_text(text, encoding="utf-8")
    built = project.run("helpcentre", "build", PYTHONPATH=str(project.folder))
    file.write_text(written, encoding="utf-8")
    assert built.status == 1
    assert "Traceback" not in built.output
    told = f"docs/de/topic/first.md:{text.count(chr(10))}: to read this page takes more than 0.5 seconds"
    assert built.output.count(told) == 1, built.output
    assert project.read("site/index.html") == before


def test_page_that_markdown_reads_ever_deeper_ends_the_build_with_one_line(project: Project) -> None:
    file = project.folder / "docs" / "de" / "topic" / "first.md"
    written = file.read_text(encoding="utf-8")
    terms = "Wort\n:   Das ist es.\n" * 1_000  # Python-Markdown calls itself for each
    file.write_text(f"{written.rstrip()}\n\n{terms}", encoding="utf-8")
    built = project.run("helpcentre", "build")
    file.write_text(written, encoding="utf-8")
    assert built.status == 1
    assert "Traceback" not in built.output
    told = (
        f"docs/de/topic/first.md:{written.rstrip().count(chr(10)) + 3}: some of this page stands within too much else"
    )
    assert built.output.count(told) == 1, built.output


def test_work_on_a_page_before_it_is_rendered_ends_in_time(project: Project) -> None:
    slow = project.folder / "slow"
    slow.mkdir()
    (slow / "sitecustomize.py").write_text(_BUSY, encoding="utf-8")
    project.edit("docs/de/topic/first.md", "Kirschkuchen", "Kuchen")  # a build without a change does nothing
    built = project.run("helpcentre", "build", PYTHONPATH=str(slow), HELPCENTRE_PROCESSES="1")
    project.edit("docs/de/topic/first.md", "mit Kuchen", "mit Kirschkuchen")
    assert built.status == 1
    assert "to read this page takes more than 0.1 seconds" in built.output
    assert "Traceback" not in built.output


_BUSY = """\
import time

from helpcentre.content import editions
from helpcentre.util import time_limit

time_limit.SECONDS = 0.1


def work(*_, **__):
    end = time.process_time() + 1
    while time.process_time() < end:
        pass


editions.refuse_notes = work
"""
