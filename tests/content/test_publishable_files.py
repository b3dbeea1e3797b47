"""Files below docs that are published as they are: a list of kinds, and links that lead nowhere else."""

from pathlib import Path

import pytest

from helpcentre.content.file_links import require_inside
from helpcentre.content.publishable_files import check_files, check_theme, is_of_theme, publishable
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.files import DEEPEST, make_folder


def judged(*names: str, more: tuple[str, ...] = ()) -> tuple[set[str], dict[str, str]]:
    """What is published of files, and the kind of problem that others are."""
    found = publishable(names, more=more, is_left_out=lambda name: name.startswith("."))
    problems = check_files(names, found, is_left_out=lambda name: name.startswith("."), folder="docs")
    return set(found), {problem.file: problem.code for problem in problems}


def test_pages_snippets_and_words_are_neither_published_nor_a_problem() -> None:
    names = ("de/a.md", "de/_snippets/a.txt", "de/strings.yml", "de/synonyms.yml", ".env", "b.md")
    assert judged(*names) == (set(), {})


def test_an_ending_counts_in_any_case_and_only_at_the_end() -> None:
    found, problems = judged("a.PNG", "b.Pdf", "c.png.bak", "d.pngx", "png", "e.png~", "f.png ", "g.svg.html")
    assert found == {"a.PNG", "b.Pdf"}
    assert set(problems.values()) == {"file-unpublished"}
    assert len(problems) == 6


def test_settings_add_endings_and_single_files() -> None:
    names = ("a.xlsx", "CNAME", "de/CNAME", "x/robots.txt", "b.txt")
    found, problems = judged(*names, more=("xlsx", "/CNAME", "/x/robots.txt"))
    assert found == {"a.xlsx", "CNAME", "x/robots.txt"}
    assert problems == {"docs/de/CNAME": "file-unpublished", "docs/b.txt": "file-unpublished"}


def test_of_the_well_known_folder_single_files_are_published() -> None:
    names = [".well-known/assetlinks.json", ".well-known/x.svg", ".well-known/apple-app-site-association"]
    more = ("/.well-known/assetlinks.json", "json")
    assert publishable(names, more=more, is_left_out=lambda _: False) == {names[0]}
    told = list(check_files(names, {names[0]}, is_left_out=lambda _: False, folder="docs"))
    assert [(problem.file, problem.code) for problem in told] == [
        (f"docs/{name}", "file-unpublished") for name in names[1:]
    ]
    assert all(f"add '/{name}'" in problem.fix for problem, name in zip(told, names[1:], strict=True))


def test_markdown_by_another_name_is_told_what_it_should_be_called() -> None:
    problems = list(check_files(["de/Anleitung.MD"], (), is_left_out=lambda _: False, folder="docs"))
    assert [(p.code, p.fix) for p in problems] == [
        ("page-misnamed", "rename it to Anleitung.md, or move it out of docs/"),
    ]


def test_markdown_beside_a_page_of_its_name_is_not_to_be_written_over_that_page() -> None:
    names = ["de/a.md", "de/a.MD", "de/a.markdown", "de/b.markdown", "en/b.md"]
    problems = list(check_files(names, (), is_left_out=lambda _: False, folder="docs"))
    assert [(p.file, "rename" in p.fix) for p in problems] == [
        ("docs/de/a.MD", False), ("docs/de/a.markdown", False), ("docs/de/b.markdown", True)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("link", "target", "says"),
    [
        ("a.png", "../outside.png", "leads out of the folder"),
        ("de/more", "../..", "leads out of the folder"),
        ("de/around", "..", "leads back to a folder around it"),
        ("de/self", ".", "leads back to a folder around it"),
        ("gone.png", "nowhere.png", "leads nowhere"),
        ("loop.png", "loop.png", "leads nowhere"),
        ("a.vtt", "de/page.md", "calls a file .vtt that is a .md"),
        ("a.md", "de/_snippets/s.md", "leads into _snippets/"),
        ("deep/er/a.png", "../../../outside.png", "leads out of the folder"),
    ],
)
def test_a_link_of_the_file_system_that_leads_astray_is_refused_by_name(
    link: str, target: str, says: str, tmp_path: Path
) -> None:
    docs = tmp_path / "docs"
    for name in ("de/page.md", "de/_snippets/s.md", "deep/er/x.md", "../outside.png"):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text("x", encoding="utf-8")
    (docs / link).symlink_to(target)
    with pytest.raises(HelpcentreError, match=rf"^docs/{link}: this link {says}"):
        require_inside(docs, name="docs")


def test_links_inside_and_hidden_ones_are_taken_and_docs_may_be_one_itself(tmp_path: Path) -> None:
    real = tmp_path / "real"
    (real / "de").mkdir(parents=True)
    (real / "a.png").write_text("x", encoding="utf-8")
    (real / "de" / "b.png").symlink_to("../a.png")
    (real / "en").symlink_to("de")
    (real / ".#lock.md").symlink_to("nobody@nowhere")
    (tmp_path / "docs").symlink_to(real)
    require_inside(tmp_path / "docs", name="docs")


def test_of_an_own_theme_only_files_for_browsers_are_published() -> None:
    published = ("assets/a.css", "assets/a.JS", "logo.svg", "fonts/a.woff2", "robots.txt")
    by_mkdocs = (
        "main.html",
        "partials/a.html",
        "notes.md",
        "x.py",
        "README",
        "README.txt",
        ".env",
        "assets/.x",
        "a.MD",
    )
    stray = (
        "notes.txt",
        "main.html.orig",
        "partials/a.html~",
        "a.scss",
        "a.css.bak",
        "a.map",
        "Thumbs.db",
        "a.psd",
        "x",
    )
    more = ("/robots.txt",)
    told = list(check_theme([*published, *by_mkdocs, *stray], more=more, folder="overrides"))
    assert [each.file for each in told] == [f"overrides/{name}" for name in stray]
    assert {each.code for each in told} == {"file-unpublished"}
    assert [name for name in (*published, *stray) if is_of_theme(name, more)] == list(published)


def test_links_are_not_looked_for_in_folders_without_end(tmp_path: Path) -> None:
    make_folder(tmp_path.joinpath("docs", *["a"] * (DEEPEST + 1)))
    with pytest.raises(HelpcentreError, match=r"^docs/a/a/a/\.\.\.: there are more than 100 folders"):
        require_inside(tmp_path / "docs", name="docs")
