"""How e-mail replies go on after their salutation, and how they end, in several languages."""

from pathlib import Path

import pytest

from helpcentre.checks.letters import check_letters
from helpcentre.checks.typography import check_typography
from helpcentre.content.frontmatter import parse
from helpcentre.content.linguistics import FOLDER, linguistics
from helpcentre.diagnostics.problem import Problem, Rule
from helpcentre.diagnostics.rule_pages import example
from support import ROOT, Project

LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.yml"))


def found(letter: str, code: str, channel: str = "email") -> list[str]:
    page = parse(f"# A {{#a}}\n\nB\n\n/// reply | {channel}\n{letter}\n///\n")
    return [f"{problem.code} {problem.line}" for problem in check_letters(page, code=code, file="x.md")]


@pytest.mark.parametrize(
    ("code", "letter"),
    [
        ("de", "Hallo {name},\n\nwir sehen nach.\n\nViele Grüße\n{agent}"),
        ("de", "Hallo {name},\n\nMobilfunkanbieter vergeben Nummern.\n\nViele Grüße\n{agent}"),  # a noun
        ("de", "Hallo {name},\n\nIhre Nachricht ist da.\n\nMit freundlichen Grüßen\n{agent}"),  # polite
        ("de", "Hallo {name}!\n\nWir sehen nach.\n\nViele Grüße\n{agent}"),
        ("en", "Hello {name},\n\nWe are looking into it.\n\nKind regards,\n{agent}"),
        ("en", "Hello {name},\n\niPhones are different.\n\nKind regards,\n{agent}"),
        ("nl", "Hallo {name},\n\nWe kijken ernaar.\n\nMet vriendelijke groet,\n{agent}"),
        ("fr", "Bonjour {name},\n\nNous regardons.\n\nBien cordialement,\n{agent}"),
        ("es", "Hola, {name}:\n\nLo vemos.\n\nUn saludo,\n{agent}"),
        ("it", "Ciao {name},\n\nWhatsApp lo dice.\n\nUn saluto,\n{agent}"),
        ("pl", "Dzień dobry, {name},\n\nTwoja prośba dotarła.\n\nPozdrawiam\n{agent}"),  # polite
        ("zh", "{name}，您好！\n\n已处理。\n\n此致\n敬礼\n{agent}"),
        ("ja", "hello,\n\nthere"),  # nothing is known
        ("de", "Hallo {name}, wir sehen nach: {link}"),
        ("de", "1. Öffne das.\n2. Lies das."),
        ("en", "Hello {name},\n\n{link}"),
        ("en", "When you have read all of what is written here below,\n\ngo on."),  # a sentence
    ],
)
def test_a_letter_as_its_language_has_it_is_no_problem(code: str, letter: str) -> None:
    assert found(letter, code) == []


@pytest.mark.parametrize(
    ("code", "letter", "expected"),
    [
        ("de", "Hallo {name},\n\nWir sehen nach.", "letter-start 8"),
        ("de-AT", "Hallo {name},\n\nWenn das so ist, ja.", "letter-start 8"),
        ("it", "Ciao {name},\n\nAbbiamo visto tutto.", "letter-start 8"),
        ("en", "Hello {name},\n\nwe are looking into it.", "letter-start 8"),
        ("nl", "Hallo {name},\n\nwe kijken ernaar.", "letter-start 8"),
        ("tr", "Merhaba {name},\n\nmesajınız geldi.", "letter-start 8"),
        ("pt", "Olá, {name},\n\nagradecemos sua mensagem.", "letter-start 8"),
        ("uk", "Вітаю, {name}!\n\nдякую за лист.", "letter-start 8"),
        ("zh", "{name}，您好！\n\n已处理。\n\n此致\n{agent}", "letter-closing 10"),
        ("de", "Hallo {name},\n\nja.\n\nMit freundlichen\n{agent}", "letter-closing 10"),
        ("en", "Hello {name},\n\nYes.\n\nKind regards,", "letter-closing 10"),
        ("ar", "مرحبًا {name}،\n\nنعم.\n\nمع أطيب التحيات", "letter-closing 10"),
    ],
)
def test_a_letter_as_its_language_has_it_not_is_named_with_its_line(code: str, letter: str, expected: str) -> None:
    assert found(letter, code) == [expected]
    assert found(letter, code, "chat") == []


def test_planted_faults_of_a_letter_are_told_as_their_rules_show_them(small: Project) -> None:
    page = "---\ntitle: Briefe\ndescription: Wie Briefe enden.\norder: 10\n---\n\n# Briefe {#letters}\n\nText."
    letter = "/// reply | email\nHallo {name},\n\nWir sehen uns das an.\n\nViele Grüße\n///"
    small.write({"de/topic/letters.md": f"{page}\n\n{letter}\n"})
    checked = small.run("helpcentre", "check")
    for rule in (Rule.LETTER_START, Rule.LETTER_CLOSING):
        place, _, told = example(rule).partition(": ")
        assert f"{place}: warning: {told}" in checked.output


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_knows_how_a_letter_ends(code: str) -> None:
    known = linguistics(code)
    assert known.letter_closings
    assert all(formula == formula.strip().lower() for formula in (*known.letter_closings, *known.half_closings))


def spaces(text: str, code: str) -> list[Problem]:
    page = parse(f"# A {{#a}}\n\n{text}\n")
    return [each for each in check_typography(page, code=code, file="x.md") if each.code == "space-breaking"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Vous partez ?", "?"),
        ("Non !", "!"),
        ("Ceci : cela", ":"),
        ("Ceci ; cela", ";"),
        ("« mot\u00a0»", "«"),
        ("«\u00a0mot »", "»"),
        ("« mot » ?", "« » ?"),
    ],
)
def test_ordinary_spaces_at_marks_are_named_in_french_and_nowhere_else(text: str, marks: str) -> None:
    (problem,) = spaces(f"A\n{text}", "fr")
    assert (problem.line, problem.message) == (4, f"an ordinary space at {marks} lets the line break there")
    assert spaces(text, "de") == []
    assert len(spaces(text, "fr-CA")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Vous partez\u202f? Oui\u202f! Ceci\u00a0: cela\u202f; «\u00a0mot\u00a0».",
        "Ceci: cela? Oui!",
        "`a : b ?`",
        ":material-home: Accueil",
        "!!! note\n\n    Texte",
        "https://example.org/?a=b",
    ],
)
def test_no_break_spaces_code_and_icons_are_no_problem(text: str) -> None:
    assert spaces(text, "fr") == []


@pytest.mark.parametrize("file", sorted((ROOT / "hooks/helpcentre").glob("**/fr*/**/*.md")), ids=lambda file: file.stem)
def test_the_french_first_pages_have_no_space_that_breaks(file: Path) -> None:
    page = parse(file.read_text(encoding="utf-8"))
    assert [
        each.place for each in check_typography(page, code="fr", file=file.name) if each.code == "space-breaking"
    ] == []


def test_the_french_words_of_the_site_have_no_space_that_breaks() -> None:
    text = (ROOT / "hooks/helpcentre/strings/fr.yml").read_text(encoding="utf-8")
    words = [line.partition(": ")[2] for line in text.splitlines() if not line.startswith("#")]
    assert [word for word in words if spaces(word, "fr")] == []
