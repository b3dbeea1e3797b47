"""The proof of drafts: a good answer passes, and of an engine that does everything wrong nothing does."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from helpcentre.content.blocks import Kind
from helpcentre.content.documents import Documents
from helpcentre.content.glossary import Glossary, Name, read_glossary
from helpcentre.content.language import Language
from helpcentre.content.markdown.fences import Dialect
from helpcentre.drafts.messages import Draftable, Sending, draftable
from helpcentre.drafts.open_units import read_page
from helpcentre.drafts.proof import Proof
from helpcentre.drafts.restoration import AnswerError
from helpcentre.translation.alignment import Match, align_segments
from helpcentre.translation.segments import Segment
from helpcentre.translation.state import Status, TranslationStates
from hostile_engine import Mutant, mutants
from support import ROOT

PAIRS = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))["pairs"]
GLOSSARY = Glossary(keep=(Name("Lampion"),))
GERMAN, CZECH = Language("de", "Deutsch", is_source=True), Language("cs", "Čeština", is_source=False)
PROOF = Proof(GERMAN, CZECH, GLOSSARY, dialect=Dialect(has_footnotes=True))
SENDING = Sending("hostile", "cs", GLOSSARY)


def message_of(source: str) -> Draftable:
    message = Segment("part", "1", Kind.PARAGRAPH, source, 1, 0, 0)
    return draftable(message, SENDING.protect)


def draft_of(source: str, answer: str) -> tuple[str, str]:
    """Return the draft of a text by an engine's answer, and why it is held back, if it is."""
    found = message_of(source)
    try:
        text = found.translated({sent.text: answer for sent in found.texts})
    except AnswerError as error:
        return "", str(error)
    return text, PROOF.fault(found.message, text)


def sent(source: str) -> str:
    return message_of(source).texts[0].text


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["source"][:20])
def test_a_good_answer_becomes_the_draft(pair: dict[str, str]) -> None:
    assert draft_of(pair["source"], pair["answer"]) == (pair["draft"], "")


def test_nothing_of_a_hostile_engine_passes() -> None:
    answers = [pair["answer"] for pair in PAIRS]
    made, passed = Counter[str](), list[tuple[str, Mutant, str]]()
    for pair in PAIRS:
        for mutant in mutants(pair["answer"], sent(pair["source"]), answers):
            made[mutant.how] += 1
            text, fault = draft_of(pair["source"], mutant.answer)
            if not fault and text != pair["draft"]:
                passed.append((pair["source"], mutant, text))
    assert passed == []
    assert made.total() >= 1000


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["source"][:20])
def test_stray_spaces_of_an_answer_are_put_right(pair: dict[str, str]) -> None:
    spaced = pair["answer"].replace('">', '"> ').replace("</g>", " </g>").replace(" a ", "  a ")
    assert draft_of(pair["source"], spaced + " \n") == (pair["draft"], "")


def test_of_what_people_translated_hardly_anything_is_held_back() -> None:
    codes = [folder.name for folder in sorted((ROOT / "docs").iterdir()) if (folder / "index.md").is_file()]
    codes.sort(key=lambda code: code != "de")
    languages = tuple(Language(code, code, is_source=code == "de") for code in codes)
    states = TranslationStates(Documents(ROOT, ROOT / "docs", languages))
    glossary, all_texts, held = read_glossary(ROOT / "glossary.yml"), 0, 0
    for language, path, state in states.all():
        proof = Proof(languages[0], language, glossary)
        source, own = read_page(states, "de", path), read_page(states, language.code, path)
        current = state.units_of(Status.CURRENT)
        for pair in align_segments(source, own) if source and own else ():
            if pair.form is Match.PAIRED and pair.message.unit in current and pair.present:
                all_texts += 1
                held += bool(proof.fault(pair.message, pair.present))
    assert all_texts > 4000
    assert held < all_texts / 100
