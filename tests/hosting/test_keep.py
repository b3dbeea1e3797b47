"""What a build refuses of published ids, and what ``helpcentre keep`` writes about it."""

from pathlib import Path

import pytest

from helpcentre.checks.published_ids import check_published_ids
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.hosting.keep import keep, with_former
from kept_ids import KeptIds

PAGE = """\
# A {#a}

## Rest {#rest}

So viel ist noch übrig, bevor die Sperre endet und du wieder schreiben kannst.

1. Öffne die Einstellungen.
2. Tippe auf dein Konto.

## Frist {#limit}

Nach dreißig Tagen wird das Konto mit allen Nachrichten gelöscht.
"""
ENGLISH = PAGE.replace("Rest", "Remainder").replace("Frist", "Time limit").replace("Tippe", "Tap")


@pytest.fixture
def site(tmp_path: Path) -> KeptIds:
    """Return a help centre with two published pages, one of them in two languages."""
    made = KeptIds(tmp_path)
    made.write("de/a.md", PAGE)
    made.write("de/b.md", "# B {#b}\n\nEine andere Seite.\n")
    made.write("en/a.md", ENGLISH)
    made.accept("a.md")
    made.publish()
    return made


def found(site: KeptIds) -> list[str]:
    return [f"{each.place} {each.code} {each.message}" for each in check_published_ids(site.anchors)]


def edit(site: KeptIds, name: str, *changes: tuple[str, str]) -> None:
    text = site.read(name)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    site.write(name, text)


def test_what_is_as_it_was_published_is_no_problem(site: KeptIds) -> None:
    assert found(site) == []
    edit(site, "de/a.md", ("# Rest {", "# So viel ist übrig {"), ("dreißig", "vierzig"), ("1. Öff", "1. Neu.\n2. Öff"))
    assert found(site) == []
    assert keep(site.anchors) == []


def test_a_heading_with_another_id_is_refused_and_gets_its_former_one(site: KeptIds) -> None:
    edit(site, "de/a.md", ("{#rest}", "{#remainder}"), ("wieder schreiben", "endlich wieder schreiben"))
    assert found(site) == [
        "docs/de/a.md:7 published-id-gone {#rest} was published, and the heading has the id {#remainder} now"
    ]
    keep(site.anchors)
    assert found(site) == []
    assert "## Rest {#remainder former=rest}\n" in site.read("de/a.md")
    assert "## Remainder {#remainder}\n" in site.read("en/a.md")
    assert "  remainder: " in site.read("en/a.md")
    assert "  rest: " not in site.read("en/a.md")
    assert [site.said_at(code, "a.md", "rest") for code in ("de", "en")] == ["Rest", "Remainder"]
    edit(site, "de/a.md", ("{#remainder former=rest}", '{#what-is-left former="rest"}'))
    assert found(site) == []  # the id in between was never published
    site.publish()
    edit(site, "de/a.md", ("{#what-is-left", "{#left"))
    keep(site.anchors)
    assert '{#left former="rest what-is-left"}' in site.read("de/a.md")


def test_a_section_on_another_page_is_refused_and_leads_there(site: KeptIds) -> None:
    section = PAGE[PAGE.index("## Frist") :]
    edit(site, "de/a.md", (section, ""))
    edit(site, "de/b.md", ("Seite.\n", f"Seite.\n\n{section}"))
    assert found(site) == [
        "docs/de/b.md:9 published-id-gone {#limit} was published in docs/de/a.md, and stands here now"
    ]
    keep(site.anchors)
    assert "## Frist {#limit former=/a/#limit}" in site.read("de/b.md")
    assert found(site) == []
    assert site.said_at("de", "a.md", "limit") == "[moved to b.md#limit]"


def test_advised_command_has_names_with_blanks_in_quotation_marks(site: KeptIds) -> None:
    site.write("de/c & d.md", PAGE)
    site.publish()
    edit(site, "de/c & d.md", (PAGE[PAGE.index("## Rest") : PAGE.index("## Frist")], ""))
    (problem,) = check_published_ids(site.anchors)
    assert problem.fix.endswith("helpcentre keep --gone 'c & d.md'#rest")
    keep(site.anchors, gone=["c & d.md#rest"])
    assert found(site) == []


def test_a_section_that_is_gone_is_refused_until_readers_are_told(site: KeptIds) -> None:
    edit(site, "de/a.md", (PAGE[PAGE.index("## Rest") : PAGE.index("## Frist")], ""))
    (problem,) = check_published_ids(site.anchors)
    line = site.read("published.txt").splitlines()[problem.line - 1]
    assert (problem.file, line.split(" ")[0]) == ("published.txt", "/a/#rest")
    keep(site.anchors)
    assert len(found(site)) == 1
    keep(site.anchors, gone=["a.md#rest"])
    assert found(site) == []
    assert [site.said_at("de", "a.md", each) for each in ("rest", "rest-step-2")] == ["[gone]", "[gone]"]
    assert site.said_at("en", "a.md", "rest") == "Remainder"  # where it still stands
    site.publish()
    assert found(site) == []


def test_a_step_that_is_gone_is_refused_and_one_in_its_place_is_a_question(site: KeptIds) -> None:
    edit(site, "de/a.md", ("2. Tippe auf dein Konto.\n", ""))
    assert found(site) == ["docs/de/a.md:7 published-id-gone {#rest-step-2} was published, and the step is gone"]
    keep(site.anchors, gone=["all"])
    assert found(site) == []
    assert site.said_at("de", "a.md", "rest-step-2") == "[gone]"
    edit(site, "de/a.md", ("1. Öffne die Einstellungen.\n", "1. Rechts oben ist ein Zahnrad, das du brauchst.\n"))
    (problem,) = found(site)
    assert problem.endswith("{#rest-step-1} was published, and step 1 in its place says something else")
    keep(site.anchors, same=["a.md#rest-step-1"])
    assert found(site) == []
    assert site.said_at("de", "a.md", "rest-step-1") == "Rechts oben ist ein Zahnrad, das du brauchst."


def test_an_id_above_another_text_is_refused_and_publish_does_not_hide_it(site: KeptIds) -> None:
    edit(site, "de/a.md", ("{#rest}", "{#x}"), ("{#limit}", "{#rest}"), ("{#x}", "{#limit}"))
    for _ in range(2):
        assert [each.split(" ")[1] for each in found(site)] == ["published-id-reused"] * 2
        site.publish()
    edit(site, "de/a.md", ("{#rest}", "{#x}"), ("{#limit}", "{#rest}"), ("{#x}", "{#limit}"))
    assert found(site) == []
    edit(site, "de/a.md", ("# Frist", "# Löschung"), ("Nach dreißig Tagen wird das Konto mit allen", "Dann sind deine"))
    edit(site, "de/a.md", ("Nachrichten gelöscht.", "Chats für immer weg, und das Telefon ist leer."))
    assert [each.split(" ")[1] for each in found(site)] == ["published-id-reused"]
    keep(site.anchors, same=["a.md#limit"])
    assert found(site) == []


def test_a_page_that_is_gone_is_told_once_and_its_ids_with_it(site: KeptIds) -> None:
    (site.folder / "docs/de/b.md").unlink()
    assert found(site) == []


@pytest.mark.parametrize("given", [{"gone": ["a.md#rest"]}, {"same": ["b.md#nothing"]}])
def test_a_name_of_nothing_lost_is_refused(given: dict[str, list[str]], site: KeptIds) -> None:
    with pytest.raises(HelpcentreError, match="is no published id that needs a decision"):
        keep(site.anchors, **given)


def test_nothing_stands_in_the_place_of_a_step_at_the_end(site: KeptIds) -> None:
    edit(site, "de/a.md", ("2. Tippe auf dein Konto.\n", ""))
    with pytest.raises(HelpcentreError, match="--same: there is nothing in the place of"):
        keep(site.anchors, same=["a.md#rest-step-2"])


def test_files_keep_their_line_ends_and_what_else_stands_in_braces(site: KeptIds) -> None:
    file = site.folder / "docs/de/a.md"
    file.write_bytes(site.read("de/a.md").replace("{#rest}", "{: #remainder .wide }").replace("\n", "\r\n").encode())
    keep(site.anchors)
    assert b"## Rest {: #remainder .wide former=rest}\r\n" in file.read_bytes()
    assert found(site) == []


@pytest.mark.parametrize(
    ("line", "now"),
    [
        ("## A {#a}", "## A {#a former=x}"),
        ("## A {#a former=y}", '## A {#a former="y x"}'),
        ("## A {#a former='y z'}", '## A {#a former="y z x"}'),
        ("## A {#a former=x}", "## A {#a former=x}"),
        ("## {b} {#a}\n", "## {b} {#a former=x}\n"),
    ],
)
def test_former_ids_are_added_to_the_braces(line: str, now: str) -> None:
    assert with_former(line, "x") == now
