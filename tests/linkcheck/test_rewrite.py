"""Links to addresses that moved: rewritten in every kind of link and every language, with no translation outdated."""

from pathlib import Path

import pytest

from fake_web import outside
from helpcentre.content import frontmatter
from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.content.translation_record import MINOR_KEY
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.linkcheck.rewrite import rewrite_links
from helpcentre.translation.acceptance import accept
from helpcentre.translation.state import Status, TranslationStates, fingerprints
from support import Project

LANGUAGES = tuple(Language(code, code, is_source=code == "de") for code in ("de", "en", "ar"))
OLD, NEW = "http://old.example/a", "https://new.example/b"
GERMAN = f"---\ntitle: T\n---\n\n# T {{#t}}\n\n[x]({OLD})\n\n## Anderes {{#other}}\n\nText\n"


def read(folder: Path) -> Documents:
    return Documents(folder, folder / "docs", LANGUAGES)


def write(folder: Path, files: dict[str, str]) -> Documents:
    """Write pages below ``docs``."""
    for name, text in files.items():
        file = folder / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    for code in ("de", "en", "ar"):
        (folder / "docs" / code).mkdir(exist_ok=True)
    return read(folder)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"[x]({OLD})", f"[x]({NEW})"),
        (f'[x]({OLD} "Title") and ![y]({OLD})', f'[x]({NEW} "Title") and ![y]({NEW})'),
        (f"[x](<{OLD}>)", f"[x](<{NEW}>)"),
        (f"<{OLD}>", f"<{NEW}>"),
        (f"[x]\n\n[x]: {OLD}\n", f"[x]\n\n[x]: {NEW}\n"),
        (f"[x]\r\n\r\n[x]: {OLD}\r\n", f"[x]\r\n\r\n[x]: {NEW}\r\n"),
        (f'<a class="y" href="{OLD}">x</a>', f'<a class="y" href="{NEW}">x</a>'),
        (f"[x]({OLD}#part) [y]({OLD}/more) [z]({OLD}?q=1)", f"[x]({NEW}#part) [y]({OLD}/more) [z]({OLD}?q=1)"),
        ("[x](http://old.example/q?a=1&amp;b=2)", "[x](https://new.example/%28q%29)"),
        ("[x](http://[broken/)", "[x](http://[broken/)"),
        (f"`{OLD}` and\n\n```\n<{OLD}>\n```\n", f"`{OLD}` and\n\n```\n<{OLD}>\n```\n"),
    ],
)
def test_rewrite_changes_every_kind_of_link_and_nothing_else(before: str, after: str, tmp_path: Path) -> None:
    documents = write(tmp_path, {"de/a.md": before})
    rewrite_links(documents, {OLD: NEW, "http://old.example/q?a=1&b=2": "https://new.example/(q)"})
    assert (tmp_path / "docs" / "de" / "a.md").read_bytes().decode() == after


def test_rewrite_keeps_the_state_of_each_translation(tmp_path: Path) -> None:
    documents = write(tmp_path, {"de/a.md": GERMAN, "en/a.md": GERMAN, "ar/a.md": GERMAN})
    for code in ("en", "ar"):
        accept(documents, ["a.md"], code=code)
    write(tmp_path, {"de/a.md": GERMAN.replace("Text", "Neuer Text")})
    before = {code: TranslationStates(read(tmp_path)).of(code, "a.md") for code in ("en", "ar")}
    written = rewrite_links(read(tmp_path), {OLD: NEW})
    assert [file.parent.name for file in written] == ["ar", "de", "en"]
    for code in ("en", "ar"):
        after = TranslationStates(read(tmp_path)).of(code, "a.md")
        assert [(state.unit.id, state.status) for state in after.units] == [
            ("_title", Status.CURRENT),
            ("t", Status.CURRENT),
            ("other", Status.OUTDATED),
        ]
        assert [state.status for state in after.units] == [state.status for state in before[code].units]
        assert NEW in (tmp_path / "docs" / code / "a.md").read_text(encoding="utf-8")


def test_rewrite_keeps_the_state_of_a_translation_without_the_link(tmp_path: Path) -> None:
    documents = write(tmp_path, {"de/a.md": GERMAN, "en/a.md": GERMAN.replace(OLD, "http://old.example/en")})
    accept(documents, ["a.md"], code="en")
    rewrite_links(read(tmp_path), {OLD: NEW})
    assert TranslationStates(read(tmp_path)).of("en", "a.md").status is Status.CURRENT
    assert "http://old.example/en" in (tmp_path / "docs" / "en" / "a.md").read_text(encoding="utf-8")


def test_rewrite_keeps_a_minor_change_minor(tmp_path: Path) -> None:
    documents = write(tmp_path, {"de/a.md": GERMAN, "en/a.md": GERMAN})
    accept(documents, ["a.md"], code="en")
    changed = GERMAN.replace("[x]", "[X]")
    chain = [fingerprints(frontmatter.parse(text))["t"] for text in (GERMAN, changed)]
    write(tmp_path, {"de/a.md": frontmatter.with_key(changed, MINOR_KEY, {"t": chain})})
    assert TranslationStates(read(tmp_path)).of("en", "a.md").status is Status.OUTDATED_MINOR
    rewrite_links(read(tmp_path), {OLD: NEW})
    assert TranslationStates(read(tmp_path)).of("en", "a.md").status is Status.OUTDATED_MINOR


def test_rewrite_of_a_shared_text_outdates_none_of_its_pages(tmp_path: Path) -> None:
    page = '# T {#t}\n\n--8<-- "_snippets/x.md"\n'
    documents = write(
        tmp_path, {"de/_snippets/x.md": f"[x]({OLD})\n", "de/a.md": page, "en/a.md": "# T {#t}\n\nText\n"}
    )
    accept(documents, ["a.md"], code="en")
    written = rewrite_links(read(tmp_path), {OLD: NEW})
    assert [file.name for file in written] == ["x.md", "a.md"]
    assert TranslationStates(read(tmp_path)).of("en", "a.md").status is Status.CURRENT


def test_rewrite_with_an_unreadable_page_writes_nothing(tmp_path: Path) -> None:
    documents = write(tmp_path, {"de/a.md": GERMAN})
    (tmp_path / "docs" / "en" / "a.md").write_bytes("Gründe".encode("latin-1"))
    with pytest.raises(HelpcentreError, match=r"en/a\.md:1: byte 0xFC is not UTF-8"):
        rewrite_links(documents, {OLD: NEW})
    assert (tmp_path / "docs" / "de" / "a.md").read_text(encoding="utf-8") == GERMAN


def test_rewrite_by_the_command_leaves_no_problem(small: Project) -> None:
    small.edit("base.yml", "edition: public", "edition: public\n    external: { private: true }")
    with outside() as world:
        old, new = f"{world.address}/301-to-200", f"{world.address}/200"
        for name, link in (("de", "[Zurück](first.md)"), ("en", "[Back](first.md)")):
            small.edit(f"docs/{name}/topic/second.md", link, f"[x]({old}#part)")
        assert small.helpcentre("accept", "topic/second.md", "--lang", "en").status == 0
        done = small.helpcentre("check", "--external", "--fix")
    assert done.status == 0, done.output
    assert done.output.splitlines()[-3:] == [
        "wrote docs/de/topic/second.md",
        "wrote docs/en/topic/second.md",
        "no problems",
    ]
    assert f"[x]({new}#part)" in small.read("docs/en/topic/second.md")
    assert "en: 4 of 4 pages current" in small.helpcentre("status").output


def test_fix_without_external_is_refused(small: Project) -> None:
    done = small.helpcentre("check", "--fix")
    assert done.status == 1
    assert done.output == "helpcentre: --fix: only --external finds what moved (say check --external --fix)\n"
