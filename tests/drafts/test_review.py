"""The review of drafts: which there are, and what becomes of each by a person's decision."""

from pathlib import Path

import pytest

from drafted_site import SOURCE, Site, translated
from helpcentre.content.frontmatter import parse
from helpcentre.content.glossary import Glossary, Name, TermRule
from helpcentre.content.translation_record import machine_drafts, recorded_fingerprints
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.drafts.proposals import Proposals, read_proposals
from helpcentre.drafts.review import Draft, Review, glossary_hits
from helpcentre.translation.state import Status


def review(site: Site) -> Review:
    return Review(site.states, "cs", read_proposals(site.folder, "cs"))


def find(site: Site, unit: str) -> Draft:
    return next(draft for draft in review(site).drafts() if draft.unit == unit)


@pytest.fixture
def drafted(tmp_path: Path) -> Site:
    """Return a page that a machine has drafted."""
    site = Site(tmp_path)
    site.draft()
    return site


@pytest.fixture
def proposed(tmp_path: Path) -> Site:
    """Return a page of people with a proposal for a section whose source has changed."""
    site = Site(tmp_path, translation=translated(outdated=["after"]))
    site.propose(site.draft())
    return site


def test_drafts_stand_beside_their_source(drafted: Site) -> None:
    found = list(review(drafted).drafts())
    assert [draft.unit for draft in found] == list(units(parse(SOURCE)))
    after = found[-1]
    assert after.source == "## Danach {#after}\n\nDas Konto ist wieder frei."
    assert after.text == "## Poté {#after}\n\nÚčet je znovu volný."
    assert (after.engine, after.day, after.present) == ("dictionary", "2026-11-29", "")


def test_accepting_all_drafts_makes_a_current_translation(drafted: Site) -> None:
    for draft in list(review(drafted).drafts()):
        review(drafted).accept(draft)
    assert "machine" not in parse(drafted.text).meta
    assert drafted.states.of("cs", "a.md").status is Status.CURRENT


def test_accepting_one_draft_leaves_the_others(drafted: Site) -> None:
    review(drafted).accept(find(drafted, "after"))
    assert "after" not in machine_drafts(parse(drafted.text).meta)
    assert len(machine_drafts(parse(drafted.text).meta)) == 5


def test_a_draft_of_an_earlier_source_cannot_be_accepted(drafted: Site) -> None:
    site = Site(drafted.folder, SOURCE.replace("wieder frei", "gelöscht"))
    draft = find(site, "after")
    assert draft.is_stale
    with pytest.raises(HelpcentreError, match="the source has changed"):
        review(site).accept(draft)


def test_an_edited_draft_stays_a_draft_until_it_is_accepted(drafted: Site) -> None:
    draft = review(drafted).edit(find(drafted, "after"), "## Potom {#after}\n\nÚčet je opět volný.")
    assert "Účet je opět volný." in drafted.text
    assert "after" in machine_drafts(parse(drafted.text).meta)
    review(drafted).accept(draft)
    assert "after" not in machine_drafts(parse(drafted.text).meta)


def test_an_edited_title_stands_in_the_front_matter(drafted: Site) -> None:
    review(drafted).edit(find(drafted, "_title"), "Účet: zablokován")
    assert parse(drafted.text).meta["title"] == "Účet: zablokován"


@pytest.mark.parametrize("text", ["## Jiné {#other}\n\nText.", "## Poté {#after}\n\n## Navíc {#more}\n\nText."])
def test_an_edit_that_changes_the_sections_is_refused(drafted: Site, text: str) -> None:
    before = drafted.text
    with pytest.raises(HelpcentreError, match="other sections"):
        review(drafted).edit(find(drafted, "after"), text)
    assert drafted.text == before


def test_a_rejected_draft_is_gone_with_its_record(drafted: Site) -> None:
    review(drafted).reject(find(drafted, "after"))
    page = parse(drafted.text)
    assert "after" not in units(page)
    assert "after" not in machine_drafts(page.meta) | recorded_fingerprints(page.meta)
    assert drafted.states.of("cs", "a.md").units_of(Status.MISSING) == {"after"}


def test_a_rejected_section_takes_the_drafts_of_its_replies_along(drafted: Site) -> None:
    review(drafted).reject(find(drafted, "review"))
    assert units(parse(drafted.text)).keys() == {"_title", "_description", "blocked", "after"}


def test_a_section_with_a_reply_of_people_is_not_rejected(drafted: Site) -> None:
    review(drafted).accept(find(drafted, "review.chat"))
    with pytest.raises(HelpcentreError, match=r"review\.chat in it was written by people"):
        review(drafted).reject(find(drafted, "review"))


def test_a_page_whose_last_draft_is_rejected_is_gone(drafted: Site) -> None:
    for unit in ("_title", "_description", "blocked", "review", "after"):
        review(drafted).reject(find(drafted, unit))
    assert not (drafted.folder / "cs" / "a.md").exists()


def test_a_proposal_waits_beside_what_people_wrote(proposed: Site) -> None:
    before = proposed.text
    draft = find(proposed, "after")
    assert draft.present == draft.text == "## Poté {#after}\n\nÚčet je znovu volný."
    assert before == translated(outdated=["after"])
    review(proposed).accept(review(proposed).edit(draft, "## Poté {#after}\n\nÚčet je opět volný."))
    assert "Účet je opět volný." in proposed.text
    assert proposed.states.of("cs", "a.md").status is Status.CURRENT
    assert list(review(proposed).drafts()) == []


def test_a_rejected_proposal_leaves_the_page_as_it_was(proposed: Site) -> None:
    before = proposed.text
    review(proposed).reject(find(proposed, "after"))
    assert proposed.text == before
    assert not (proposed.folder / "drafts").exists() or not list((proposed.folder / "drafts").iterdir())


def test_proposals_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    assert read_proposals(tmp_path, "cs") == Proposals(tmp_path / "drafts" / "cs.json")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "cs.json").write_text('{"a.md": {"after": 1}}', encoding="utf-8")
    with pytest.raises(HelpcentreError, match="not a file of proposals"):
        read_proposals(tmp_path, "cs")


def test_glossary_hits_are_what_the_source_has() -> None:
    rules = {"Sperre": {"cs": TermRule(("blokace",), ("ban",))}, "Konto": {"cs": TermRule(("účet",))}}
    glossary = Glossary((Name("WhatsApp"), Name("Meta")), rules)
    assert glossary_hits(glossary, "cs", "Eine Sperre bei WhatsApp") == ["WhatsApp", "Sperre: blokace, not ban"]
