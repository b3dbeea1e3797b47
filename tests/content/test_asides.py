"""Notes and replies in Markdown: what is one, and what is a slip that must not be published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import parametrize_from_file
from helpcentre.content.asides import Kind, fill_placeholders, find_notes, mark_placeholders, read, without_notes
from helpcentre.content.frontmatter import parse
from helpcentre.content.markdown.fences import PLAIN
from helpcentre.content.translation_record import without_agent_notes
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import CombinedError, HelpcentreError
from helpcentre.translation.page_edits import assemble_text
from helpcentre.translation.segments import segment_text
from helpcentre.translation.state import Status, fingerprints, state

PAGE = """\
---
title: Title
---

# Head {#head}

Text.

/// internal
A note.
///

/// reply | chat
Hi {name}, this is {agent}, {name}.

- one
///

/// reply | chat
Another.
///

## Next {#next}

More. See file:///x.
"""


def test_asides_are_found_with_their_kind_text_and_placeholders() -> None:
    found = find_notes(PAGE)
    assert [aside.kind for aside in found] == [Kind.INTERNAL, Kind.CHAT, Kind.CHAT]
    assert found[1].text == "Hi {name}, this is {agent}, {name}.\n\n- one"
    assert found[1].placeholders == ("name", "agent")
    assert PAGE.splitlines()[found[0].start : found[0].end] == ["/// internal", "A note.", "///"]


@parametrize_from_file
def test_aside_with_a_slip_is_an_error_with_its_line(text: str, says: str) -> None:
    with pytest.raises(HelpcentreError) as raised:
        read(text, file="page.md", line=1, dialect=PLAIN)
    assert str(raised.value).startswith(f"page.md:{says}")


def test_aside_has_the_line_of_the_file() -> None:
    with pytest.raises(HelpcentreError, match=r"^page\.md:7: the aside is never closed"):
        parse("---\ntitle: T\n---\n\n# A\n\n/// internal\nSecret.\n", file="page.md")


def test_a_caption_is_no_aside_and_may_stand_in_one() -> None:
    text = "# A\n\n- ![b](c.png)\n\n    /// caption\n    Text.\n    ///\n\n/// internal\n"
    text += "| a |\n|---|\n/// caption\nT\n///\n///\n"
    (found,) = find_notes(text)
    assert (found.kind, found.start, found.text) == (Kind.INTERNAL, 8, "| a |\n|---|\n/// caption\nT\n///")


def test_each_block_of_another_dialect_is_told() -> None:
    text = "# A\n\n/// details | More\nText.\n///\n\n//// tab | iOS\nText.\n////\n\n/// internal\nS.\n///\n\nText.\n"
    with pytest.raises(CombinedError) as raised:
        read(text, file="a.md", line=1, dialect=PLAIN)
    assert [(each.line, each.fix.partition(",")[0]) for each in raised.value.errors] == [
        (3, 'write ??? note "More"'),
        (7, 'write === "iOS"'),
        (15, "put the aside at the end of its section"),
    ]


def test_aside_shown_in_code_is_none() -> None:
    assert find_notes("# A\n\n```rust\n/// Returns one.\n///\nfn one() {}\n```\n") == ()


def test_cut_asides_leave_every_other_line_in_its_place() -> None:
    left = without_notes(PAGE).splitlines()
    assert len(left) == len(PAGE.splitlines())
    kept = [(number, line) for number, line in enumerate(PAGE.splitlines()) if line and line == left[number]]
    assert [line for _, line in kept][3:] == ["# Head {#head}", "Text.", "## Next {#next}", PAGE.splitlines()[-1]]


_LINES = st.lists(
    st.sampled_from(
        ["# H", "text", "", "/// internal", "/// reply | chat", "///", "```", "    /// internal", "- item", "SECRET"]
    ),
    max_size=14,
)


@given(_LINES)
def test_any_text_without_its_asides_has_no_mark_left(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        found, left = find_notes(text), without_notes(text)
    except HelpcentreError:
        return
    assert not [line for line in left.splitlines() if "internal" in line or "reply" in line]
    assert left.count("SECRET") == text.count("SECRET") - sum(aside.text.count("SECRET") for aside in found)


def test_asides_are_units_of_their_own() -> None:
    found = units(parse(PAGE))
    assert list(found) == ["_title", "head", "head.internal", "head.chat", "head.chat-2", "next"]
    assert "note" not in found["head"].text
    assert found["head.chat"].line == 13


def test_changed_reply_outdates_the_translation_for_agents_only() -> None:
    before = parse(PAGE)
    recorded = "\n".join(f"  {key}: {value}" for key, value in fingerprints(before).items())
    translation = parse(PAGE.replace("title: Title\n", f"title: Titel\ntranslates:\n{recorded}\n"))
    after = parse(PAGE.replace("Another.", "Something else."))
    assert state(before, translation).status is Status.CURRENT
    assert [found.unit.id for found in state(after, translation).changed] == ["head.chat-2"]
    assert state(without_agent_notes(after), without_agent_notes(translation)).status is Status.CURRENT
    assert "head.chat" not in without_agent_notes(translation).meta["translates"]


def test_a_reply_is_translated_block_by_block_between_its_marks() -> None:
    page = segment_text(PAGE)
    texts = {message.key: message.text for message in page.messages()}
    assert texts["head.chat/1"] == "Hi {name}, this is {agent}, {name}."
    assert texts["head.chat/2"] == "one"
    assert not [text for text in texts.values() if text.startswith("///")]
    changed = assemble_text(page, {"head.chat/body": "Salut {name}."})
    assert "/// reply | chat\nSalut {name}.\n///\n" in changed


def test_placeholders_are_marked_or_filled_in() -> None:
    assert mark_placeholders("{name}, {#id} {.x} {Name}", r"<\1>") == "<name>, {#id} {.x} {Name}"
    assert fill_placeholders("{name}, {agent} {x}", {"name": r"A\1 {agent}", "agent": "B"}) == r"A\1 {agent}, B {x}"
