"""Drafting: which units, from where, into which pages, and that nothing people wrote changes by it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafted_site import SOURCE, WORDS, Dictionary, Site, translated
from helpcentre.content.frontmatter import parse
from helpcentre.content.translation_record import MINOR_KEY, RECORD_KEY, machine_drafts, recorded_fingerprints
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.drafts.open_units import open_pages
from helpcentre.translation.segments import segment_text
from helpcentre.translation.state import Status


def test_a_missing_page_is_drafted_as_a_whole(tmp_path: Path) -> None:
    site = Site(tmp_path)
    made = site.draft()
    assert made.faults == {}
    page = parse(site.text)
    assert machine_drafts(page.meta).keys() == units(parse(SOURCE)).keys()
    assert {draft.engine for draft in machine_drafts(page.meta).values()} == {"dictionary"}
    assert "1. Klepněte na **Další**.\n2. Přečtěte si [pravidla](rules.md)." in site.text
    assert "```sh\nadb start\n```" in site.text
    assert site.states.of("cs", "a.md").status is Status.MACHINE


def test_a_missing_page_with_one_fault_is_not_written(tmp_path: Path) -> None:
    site = Site(tmp_path)
    made = site.draft(Dictionary({**WORDS, "Danach": ""}))
    assert made.text is None
    assert made.faults == {"after": "after/0: the answer is empty"}
    assert not (tmp_path / "cs" / "a.md").exists()


@pytest.mark.parametrize("sign", ["\ud800", "\x00", "\x85", "\u2028"])
def test_answer_with_a_sign_that_no_file_has_is_told_and_costs_no_other_answer(sign: str, tmp_path: Path) -> None:
    site, engine = Site(tmp_path), Dictionary({**WORDS, "Danach": f"Pak {sign} dál"})
    assert site.draft(engine).faults.keys() == {"after"}
    again = Dictionary()
    assert site.draft(again).faults == {}
    assert set(again.asked) <= {"Danach"}


def test_what_was_answered_is_not_asked_again_and_what_was_bad_is(tmp_path: Path) -> None:
    site, engine = Site(tmp_path), Dictionary(fails_at="Danach")
    site.draft(engine)
    again = Dictionary()
    assert site.draft(again).faults == {}
    assert again.asked == ["Danach"]


def test_an_engine_that_fails_again_and_again_ends_the_run(tmp_path: Path) -> None:
    engine = Dictionary(fails_at="", most_texts=1)
    with pytest.raises(HelpcentreError, match="out of order"):
        Site(tmp_path).draft(engine)
    assert len(engine.asked) == 3


def test_texts_that_people_have_translated_come_from_the_memory(tmp_path: Path) -> None:
    site = Site(tmp_path, translation=translated())
    more = SOURCE.replace(
        "## Danach", "## Noch einmal {#again}\n\nWarte bitte 48 Stunden.\n\nDas Konto ist wieder frei.\n\n## Danach"
    )
    site = Site(tmp_path, more)
    engine = Dictionary({"Noch einmal": "Ještě jednou"})
    assert site.draft(engine).faults == {}
    assert engine.asked == ["Noch einmal"]
    assert "Počkejte prosím 48 hodin.\n\nÚčet je znovu volný." in site.text


def test_a_draft_is_drafted_again_when_its_source_changes(tmp_path: Path) -> None:
    Site(tmp_path).draft()
    site = Site(tmp_path, SOURCE.replace("ist wieder", "ist bald wieder"))
    assert site.draft().drafted == ("after",)
    assert "Účet bude brzy znovu volný." in site.text
    assert site.states.of("cs", "a.md").status is Status.MACHINE


def test_a_draft_that_a_person_has_edited_is_left_alone(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.draft()
    edited = site.text.replace("Účet je znovu volný.", "Účet je opět volný.")
    site = Site(tmp_path, SOURCE.replace("ist wieder", "ist bald wieder"), edited)
    made = site.draft()
    assert made.text is None
    assert made.proposals.keys() == {"after"}
    assert site.text == edited


def test_a_page_without_a_record_is_left_to_people(tmp_path: Path) -> None:
    site = Site(tmp_path, translation="---\ntitle: Zablokováno\n---\n\n# Účet {#blocked}\n")
    assert open_pages(site.states, "cs") == ([], ["a.md"])


_UNITS = ("_title", "_description", "blocked", "review", "review.chat", "after")


@given(
    st.lists(st.sampled_from(_UNITS), unique=True, max_size=4),
    st.lists(st.sampled_from(_UNITS), unique=True, max_size=5),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "Danach", "bitte warte 24 Stunden.", "Gesperrt", "all of it"]),
)
def test_no_byte_of_peoples_text_changes(
    tmp_path_factory: pytest.TempPathFactory, gone: list[str], old: list[str], newline: str, bad: str
) -> None:
    gone += ["review.chat"] if "review" in gone and "review.chat" not in gone else []
    before = translated(without=gone, outdated=[unit for unit in old if unit not in gone], newline=newline)
    site = Site(tmp_path_factory.mktemp("site"), SOURCE + "\n## Neu {#new}\n\nDas Konto ist wieder frei.\n", before)
    words = {**WORDS, "Neu": "Nové"}
    words |= {bad: "# X {#x}\n\n///"} if bad else {}
    words = dict.fromkeys(words, "---\n# Nic {#nic}\n") if bad == "all of it" else words
    made = site.draft(Dictionary(words))
    page, now = segment_text(before), segment_text(site.text)
    for unit, part in page.parts.items():
        own = now.parts[unit]
        assert site.text[own.start : own.end].rstrip() == before[part.start : part.end].rstrip()
        assert unit not in machine_drafts(now.document.meta)
    kept = {key: value for key, value in page.document.meta.items() if key not in (RECORD_KEY, MINOR_KEY)}
    assert kept.items() <= now.document.meta.items()
    assert recorded_fingerprints(page.document.meta).items() <= recorded_fingerprints(now.document.meta).items()
    assert set(now.parts) - set(page.parts) == set(machine_drafts(now.document.meta)) == set(made.drafted)
    assert ("\r\n" in site.text) == (newline == "\r\n")
