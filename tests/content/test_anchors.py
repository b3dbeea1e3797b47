"""Ids of steps follow what the steps say, and former ids lead on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kept_ids import KeptIds

FIRST = "## Rest {#rest}\n\n1. Öffne die Einstellungen.\n2. Tippe auf dein Konto.\n3. Warte auf die Antwort.\n"
ENGLISH = "## Rest {#rest}\n\n1. Open the settings.\n2. Tap your account.\n3. Wait for the answer.\n"
OPEN, TAP, WAIT = "Öffne die Einstellungen.", "Tippe auf dein Konto.", "Warte auf die Antwort."


@pytest.fixture
def site(tmp_path: Path) -> KeptIds:
    """Return a help centre with a published page in two languages."""
    made = KeptIds(tmp_path)
    made.write("de/a.md", FIRST)
    made.write("en/a.md", ENGLISH)
    made.accept("a.md")
    made.publish()
    return made


def steps(*texts: str, heading: str = "Rest {#rest}") -> str:
    return f"## {heading}\n\n" + "".join(f"{number}. {text}\n" for number, text in enumerate(texts, start=1))


def test_steps_that_were_never_published_have_their_numbers(tmp_path: Path) -> None:
    site = KeptIds(tmp_path)
    site.write("de/a.md", FIRST)
    assert list(site.steps("de", "a.md")) == ["rest-step-1", "rest-step-2", "rest-step-3"]


@pytest.mark.parametrize(
    "now",
    [
        ("Starte die App neu.", OPEN, TAP, WAIT),
        (WAIT, TAP, OPEN),
        (OPEN, "Tippe oben auf dein Konto.", WAIT),
        ("Starte die App neu.", WAIT, "Öffne **jetzt** die Einstellungen.", TAP),
        (OPEN, OPEN, TAP, WAIT),
    ],
)
def test_a_step_keeps_its_id_when_others_come_or_it_moves_or_is_put_in_other_words(
    site: KeptIds, now: tuple[str, ...]
) -> None:
    site.write("de/a.md", steps(*now))
    found = site.steps("de", "a.md")
    assert len(found) == len(now)
    for number, word in enumerate(("Einstellungen", "Konto", "Antwort"), start=1):
        assert word in found[f"rest-step-{number}"]
    new = [each for each in found if each[-1] not in "123" or len(each) > len("rest-step-1")]
    assert len(new) == len(now) - 3


def test_a_new_steps_id_is_made_of_its_text_and_lasts(site: KeptIds) -> None:
    site.write("de/a.md", steps("Starte die App neu.", OPEN, TAP, WAIT))
    (first, *_) = site.steps("de", "a.md")
    assert first.startswith("rest-step-")
    assert len(first) == len("rest-step-") + 4
    site.publish()
    site.write("de/a.md", steps(OPEN, TAP, "Starte die App bitte neu.", WAIT))
    assert site.steps("de", "a.md")[first] == "Starte die App bitte neu."


def test_translations_have_the_ids_of_the_text_that_they_were_made_from(site: KeptIds) -> None:
    site.write("de/a.md", steps("Starte die App neu.", OPEN, TAP, WAIT))
    assert site.said_at("en", "a.md", "rest-step-1") == "Open the settings."
    (new, *_) = site.steps("de", "a.md")
    assert site.said_at("en", "a.md", new) == "Rest"  # the section, until it is translated
    site.write("en/a.md", site.read("en/a.md").replace("1. Open", "1. Restart the app.\n2. Open"))
    site.accept("a.md")
    assert list(site.steps("en", "a.md")) == list(site.steps("de", "a.md"))
    assert site.said_at("en", "a.md", new) == "Restart the app."


def test_a_translation_keeps_its_ids_when_the_source_changes_again(site: KeptIds) -> None:
    site.write("de/a.md", steps(TAP, OPEN, WAIT))
    site.write(
        "en/a.md",
        site.read("en/a.md").replace(
            "Open the settings.\n2. Tap your account", "Tap your account.\n2. Open the settings"
        ),
    )
    site.accept("a.md")
    site.write("de/a.md", steps(WAIT, TAP, OPEN))
    assert site.said_at("en", "a.md", "rest-step-1") == "Open the settings."
    assert site.said_at("de", "a.md", "rest-step-1") == OPEN


def test_a_translation_that_says_less_than_its_source_is_given_no_wrong_id(site: KeptIds) -> None:
    site.write("de/b.md", FIRST)
    site.publish()
    site.write("en/b.md", ENGLISH.replace("1. Open the settings.\n", ""))
    assert "Tap" not in site.said_at("en", "b.md", "rest-step-1")


def test_a_step_that_moves_to_another_section_of_its_page_keeps_its_id(site: KeptIds) -> None:
    site.write("de/a.md", steps(OPEN, WAIT) + "\n" + steps(TAP, heading="Mehr {#more}"))
    assert site.said_at("de", "a.md", "rest-step-2") == TAP


def test_former_ids_lead_to_the_heading_and_its_steps_keep_theirs(site: KeptIds) -> None:
    site.write("de/a.md", FIRST.replace("{#rest}", "{#remainder former=rest}"))
    assert site.said_at("de", "a.md", "rest") == "Rest"
    assert site.said_at("de", "a.md", "rest-step-2") == TAP
    assert site.said_at("en", "a.md", "remainder") == "Rest"  # whose heading still has the former id


def test_a_section_on_another_page_is_found_from_its_former_one(site: KeptIds) -> None:
    site.write("de/a.md", "# A {#a}\n")
    site.write("de/b.md", FIRST.replace("{#rest}", "{#rest former=/a/#rest}"))
    site.write("en/a.md", "# A {#a}\n")
    for code in ("de", "en"):
        assert site.said_at(code, "a.md", "rest") == "[moved to b.md#rest]"
        assert site.said_at(code, "a.md", "rest-step-2") == "[moved to b.md#rest-step-2]"


def test_ids_of_a_page_with_another_address_are_those_of_the_page_that_it_leads_to(site: KeptIds) -> None:
    site.write("de/b.md", "---\ntitle: B\nformer: /a/\n---\n\n" + steps("Starte neu.", OPEN, TAP, WAIT))
    (site.folder / "docs/de/a.md").unlink()
    assert site.said_at("de", "b.md", "rest-step-1") == OPEN


def test_steps_with_equal_words_keep_their_order(tmp_path: Path) -> None:
    site = KeptIds(tmp_path)
    site.write("de/a.md", steps("Tippe auf Weiter.", OPEN, "Tippe auf Weiter."))
    site.publish()
    site.write("de/a.md", steps("Starte neu.", "Tippe auf Weiter.", OPEN, "Tippe auf Weiter."))
    found = list(site.steps("de", "a.md"))
    assert found[1:] == ["rest-step-1", "rest-step-2", "rest-step-3"]


def test_two_branches_may_both_add_steps_and_be_joined_line_by_line(site: KeptIds) -> None:
    base = site.read("published.txt")
    listed = []
    for text in (steps("Starte die App neu.", OPEN, TAP, WAIT), steps(OPEN, TAP, WAIT, "Schreib uns eine Nachricht.")):
        site.write("de/a.md", text)
        (site.folder / "published.txt").write_text(base, encoding="utf-8")
        site.publish()
        listed.append((site.read("published.txt"), set(site.steps("de", "a.md"))))
    lines = sorted({*listed[0][0].splitlines(), *listed[1][0].splitlines()})
    (site.folder / "published.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    site.write("de/a.md", steps("Starte die App neu.", OPEN, TAP, WAIT, "Schreib uns eine Nachricht."))
    assert set(site.steps("de", "a.md")) == listed[0][1] | listed[1][1]
    site.publish()
    assert site.read("published.txt").count("/a/#rest ") == 2  # today's, and the one that English was made from


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("1. Öffne", "- x\n\n    1. Öffne"),
        lambda text: text.replace("1. Öffne", "1. ~~~\n"),
        lambda text: text.replace("## Rest", "<!-- ## Rest"),
        lambda text: text + "\n!!! note\n\n    1. In einem Kasten.\n",
        lambda text: text.replace("2. Tippe", "2. Tippe {: #mine }\n3. Tippe"),
        lambda text: text[:0],
    ],
)
def test_whatever_the_page_becomes_each_step_has_one_id(site: KeptIds, change: Callable[[str], str]) -> None:
    site.write("de/a.md", change(FIRST) if "<!--" not in change(FIRST) else change(FIRST) + " -->")
    anchors = site.anchors
    document = site.documents.get("de", "a.md")
    assert document
    ids = list(anchors.page("de", "a.md").steps.values())
    assert len(ids) == len(set(ids)) == len(anchors.reader.read(document))
