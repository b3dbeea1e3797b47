"""Headings of a translation and of its source that have no ids: which of them mean the same part."""

from helpcentre.content.frontmatter import parse
from helpcentre.content.heading_pairs import counterparts

PROSE = "Turn the lamp on with the button below its shade, and wait until it is warm enough to read by."


def pairs(own: str, other: str) -> list[tuple[str, str]]:
    page = parse(own)
    found = counterparts(page, parse(other))
    return [(one.text, two.text) for one, two in zip(page.scan.headings, found, strict=True) if two]


def sections(*parts: tuple[str, str]) -> str:
    return "# A {#a}\n\n" + "\n\n".join(f"## {heading}\n\n{text}" for heading, text in parts) + "\n"


def test_a_section_more_at_the_end_moves_no_other() -> None:
    parts = ("- one\n- two", f"{PROSE} `lamp on`", "1. one\n2. two\n3. three")
    other = sections(*zip(("Need", "Bulb", "Steps"), parts, strict=True))
    own = sections(*zip(("Besoin", "Ampoule", "Étapes"), parts, strict=True), ("Traduction", "Anne, 12 mai."))
    assert pairs(own, other) == [("A", "A"), ("Besoin", "Need"), ("Ampoule", "Bulb"), ("Étapes", "Steps")]


def test_blocks_of_code_tell_which_sections_are_one() -> None:
    code, same = "\n\n```\nlamp\n```" * 3, f" {'l' * 30}"
    texts = (PROSE + same, PROSE + code, PROSE + same)
    other = sections(*zip(("Need", "Bulb", "Cord"), texts, strict=True))
    own = sections(*zip(("Besoin", "Ampoule", "Fil"), texts, strict=True), ("Traduction", PROSE + same))
    assert ("Ampoule", "Bulb") in pairs(own, other)


def test_sections_without_signs_of_their_own_are_no_pairs() -> None:
    other = sections(("Need", PROSE), ("Bulb", PROSE))
    assert pairs(sections(("Un", PROSE), ("Deux", PROSE), ("Trois", PROSE)), other) == [("A", "A")]


def test_a_link_in_two_headings_tells_that_they_are_one() -> None:
    other = (
        "# A\n\n## Lamp ([site](https://lamp.example/)) {#lamp}\n\n## Bulb ([site](https://bulb.example/)) {#bulb}\n"
    )
    own = "# B\n\n## Ampoule ([page](https://bulb.example/))\n\n## Fil ([page](https://wire.example/))\n"
    found = [(one.partition(" ")[0], two.partition(" ")[0]) for one, two in pairs(own, other)]
    assert found == [("Ampoule", "Bulb")]


def test_headings_that_each_language_sorts_have_no_places() -> None:
    words = {
        "Amperage": "Ampoule",
        "Bulb": "Courant",
        "Cable": "Câble",
        "Lamp": "Dimmer",
        "Power": "Fil",
        "Wire": "Lampe",
    }
    other, own = (sections(*((word, PROSE) for word in sorted(side))) for side in (words, words.values()))
    assert pairs(own, other) == [("A", "A")]


def test_names_that_begin_alike_are_in_one_order_in_any_language() -> None:
    names = ("Android", "Fedora", "Linux", "Mac", "Ubuntu", "Windows")
    other = sections(*((f"{name} computer", PROSE) for name in names))
    own = sections(*((f"{name}-Rechner", PROSE) for name in names))
    assert len(pairs(own, other)) == 1 + len(names)


def test_roman_numbers_are_in_one_order_in_any_language() -> None:
    numbers = ("I", "II", "III", "IV", "V", "VI")
    other = sections(*((f"Section {number} - {word}", PROSE) for number, word in zip(numbers, "fedcba", strict=True)))
    own = sections(*((f"Sezione {number} - {word}", PROSE) for number, word in zip(numbers, "uvwxyz", strict=True)))
    assert len(pairs(own, other)) == 7


def test_numbers_are_in_one_order_in_any_language() -> None:
    other = sections(*((f"Step {number}", PROSE) for number in range(1, 8)))
    own = sections(*((f"Étape {number}", PROSE) for number in range(1, 8)))
    assert len(pairs(own, other)) == 8


def test_places_say_nothing_where_sections_show_that_they_moved() -> None:
    texts = (f"{PROSE} `on`, `off`, 250 V", PROSE, "- one\n- two\n- three", f"{PROSE} <https://lamp.example/>", PROSE)
    other = sections(*zip(("Power", "Bulb", "Colours", "More", "Shade"), texts, strict=True))
    moved = (texts[2], texts[1], texts[3], texts[4], texts[0])
    own = sections(*zip(("Couleurs", "Ampoule", "Plus", "Abat-jour", "Courant"), moved, strict=True))
    assert ("Couleurs", "Power") not in pairs(own, other)
    assert ("Courant", "Shade") not in pairs(own, other)


def test_moved_sections_have_no_places_beside_one_that_is_named_alike() -> None:
    texts = (f"{PROSE} `on`, `off`, 250 V", PROSE, "- one\n- two\n- three", f"{PROSE} <https://lamp.example/>", PROSE)
    other = sections(*zip(("Power", "Bulb", "MQTT", "Colours", "Shade"), texts, strict=True))
    moved = (texts[3], texts[1], texts[2], texts[4], texts[0])
    own = sections(*zip(("Couleurs", "Ampoule", "MQTT", "Abat-jour", "Courant"), moved, strict=True))
    assert ("Courant", "Shade") not in pairs(own, other)
    assert ("MQTT", "MQTT") in pairs(own, other)


def test_places_hold_where_a_translation_lacks_a_list() -> None:
    texts = (f"{PROSE} `on`", "- one\n- two\n- three", PROSE, PROSE)
    other = sections(*zip(("Power", "Colours", "Bulb", "Shade"), texts, strict=True))
    own = sections(*zip(("Courant", "Couleurs", "Ampoule", "Abat-jour"), (texts[0], PROSE, *texts[2:]), strict=True))
    assert len(pairs(own, other)) == 5
