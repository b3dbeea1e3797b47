"""Includes: only from the folder of snippets, in whichever form they are written, and told where they never end."""

from pathlib import Path

import pytest

from helpcentre.content import snippets
from helpcentre.content.frontmatter import parse
from helpcentre.diagnostics.problem import HelpcentreError

_ELSEWHERE = [
    "topic/page.md", "topic/page.md:41:41", "topic/page.md:secret", "topic/page.md:1,3:4", "parts/a.txt", "../en/a.md",
    "_snippets/../topic/page.md", "./topic/page.md", "https://example.org/a.md", "topic/_snippets/a.md",
    "_snippets_old/a.md", "/etc/hosts", " topic/page.md ", "_SNIPPETS/a.md",
]  # fmt: skip


@pytest.mark.parametrize("path", _ELSEWHERE)
@pytest.mark.parametrize(
    "form",
    ['--8<-- "{}"', "-8<- '{}'", '  ---8<--- "{}"', "--8<--\n_snippets/a.md\n\n{}\n--8<--", '```\n--8<-- "{}"\n```'],
)
def test_an_include_from_elsewhere_is_refused_with_its_line(path: str, form: str) -> None:
    text = f"---\ntitle: T\n---\n\n{form.format(path)}\n"
    line = next(number for number, row in enumerate(text.splitlines(), start=1) if path in row)
    with pytest.raises(HelpcentreError, match=rf"^page\.md:{line}: includes .*, which is not in _snippets/ \(move it"):
        parse(text, file="page.md")


@pytest.mark.parametrize(
    "text",
    ['--8<-- "_snippets/a.md"', '--8<-- "_snippets/a.md:2:2"', "--8<--\n_snippets/a.md\n; other/a.md\n\n--8<--",
     ';--8<-- "other/a.md"', '--8<-- "; other/a.md"', 'Text --8<-- "other/a.md"'],
)  # fmt: skip
def test_include_of_a_snippet_or_what_only_looks_like_one_is_taken(text: str) -> None:
    assert parse(text).body == text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A language's folder with snippets that lead astray."""
    place = tmp_path / "de"
    (place / "_snippets").mkdir(parents=True)
    (tmp_path / "outside.md").write_text("Secret.\n", encoding="utf-8")
    for name, text in {
        "page.md": "Secret.\n",
        "_snippets/on.md": '--8<-- "page.md"\n',
        "_snippets/note.md": "Shared.\n\n# A\n\n/// internal\nSecret.\n///\n",
        "_snippets/good.md": "Shared.\n",
    }.items():
        (place / name).write_text(text, encoding="utf-8")
    (place / "_snippets" / "link.md").symlink_to(tmp_path / "outside.md")
    return place


@pytest.mark.parametrize("name", ["on.md", "link.md", "note.md:6:6", "note.md:1:1", "none.md"])
def test_a_snippet_that_brings_in_something_else_is_refused(name: str, folder: Path) -> None:
    with pytest.raises(HelpcentreError, match=r"^page\.md: "):
        snippets.expand(f'--8<-- "_snippets/{name}"\n', folder, file="page.md")


def test_snippet_is_put_in_where_it_is_included(folder: Path) -> None:
    text = 'A\n\n--8<-- "_snippets/good.md:1:1"\n'
    assert snippets.expand(text, folder) == "A\n\nShared."
    assert list(snippets.included_files(text, folder)) == [folder / "_snippets" / "good.md"]


def test_snippets_that_multiply_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "_snippets"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.md").write_text(f'--8<-- "_snippets/{number + 1}.md"\n\n' * 2, encoding="utf-8")
    (folder / "40.md").touch()
    text = '-8<- "_snippets/0.md"\n'
    with pytest.raises(HelpcentreError, match=r"page\.md: snippets include each other"):
        snippets.expand(text, tmp_path, file="page.md")
    assert len(list(snippets.included_files(text, tmp_path))) == 41


def test_snippets_that_include_each_other_in_a_circle_end(tmp_path: Path) -> None:
    folder = tmp_path / "_snippets"
    folder.mkdir()
    (folder / "a.md").write_text('a\n\n--8<-- "_snippets/b.md"\n', encoding="utf-8")
    (folder / "b.md").write_text('b\n\n--8<-- "_snippets/a.md"\n', encoding="utf-8")
    text = '--8<-- "_snippets/a.md"\n'
    assert snippets.expand(text, tmp_path).split() == ["a", "b"]
    assert [file.name for file in snippets.included_files(text, tmp_path)] == ["a.md", "b.md"]


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"auto_append": ["includes/short.md"]}, "auto_append"),
        ({"base_path": "includes"}, "base_path"),
        ({"url_download": True}, "url_download"),
        ({"check_paths": False}, "check_paths"),
    ],
)
def test_an_option_without_effect_is_refused_by_name(options: dict[str, object], named: str) -> None:
    with pytest.raises(HelpcentreError, match=named):
        snippets.require_options(options, file="mkdocs.yml")


@pytest.mark.parametrize("options", [{}, {"check_paths": True}, snippets.settings(Path("docs/de"))])
def test_options_that_are_followed_anyway_are_no_problem(options: dict[str, object]) -> None:
    snippets.require_options(options, file="mkdocs.yml")


@pytest.mark.parametrize("head", ["---\nready: false\n---\n", "\ufeff---\r\n# x\r\nnote: x\r\n...\r\n"])
@pytest.mark.parametrize("part", ["", ":5:5"])
def test_front_matter_of_a_snippet_is_told_and_not_shown(head: str, part: str, tmp_path: Path) -> None:
    folder = tmp_path / "de" / "_snippets"
    folder.mkdir(parents=True)
    (folder / "a.md").write_bytes(f"{head}\nShared.\n".encode())
    with pytest.raises(HelpcentreError, match=r"^de/_snippets/a\.md:1: an included text has front matter \(remove"):
        snippets.expand(f'--8<-- "_snippets/a.md{part}"\n', folder.parent, file="page.md")


def test_line_above_a_snippet_is_no_front_matter(tmp_path: Path) -> None:
    (tmp_path / "_snippets").mkdir()
    (tmp_path / "_snippets" / "a.md").write_text("---\nShared.\n\n---\n", encoding="utf-8")
    assert snippets.expand('--8<-- "_snippets/a.md"\n', tmp_path).split() == ["---", "Shared.", "---"]


@pytest.mark.parametrize("mark", ["-8<-", "--8<--", "  ---8<---"])
@pytest.mark.parametrize("below", ["Text.", "_snippets/a.md\n\nText.", "```\ncode\n```"])
def test_a_list_of_includes_that_nothing_ends_is_told_where_it_begins(mark: str, below: str) -> None:
    told = rf"^page\.md:3: '{mark.strip()}' begins a list of files to include that nothing ends \(write a file's name"
    with pytest.raises(HelpcentreError, match=told):
        parse(f"# A {{#a}}\n\n{mark}\n\n{below}\n", file="page.md")
