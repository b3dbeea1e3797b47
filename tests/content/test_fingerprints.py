"""What of an edit changes a fingerprint, and which part of it."""

from cases import parametrize_from_file
from helpcentre.content.fingerprints import has_same_words
from helpcentre.content.frontmatter import parse
from helpcentre.content.units import Unit, units

PAGE = """\
## Teil {#part}

Zieh den Stecker und
warte.

Es geht's an für *wichtig* und **laut**: „Ende“ [Plan](a.md) https://example.org/a und so ...

Wasser - kalt, 5 GB und 1.5 Liter, -4 Grad, per E-Mail mit `-v`.

Zeile eins  
Zeile zwei.

- Wasser
- Strom

    - Tiefer

1. Eins
2. Zwei

    1. Unter

> Zitat

| a | b |
|---|---|
| c | d |

!!! tip "Rat"

    Im Kasten

![Karte](k.png)

```bash
sudo ls -l
ls 'a'
```

[x]: a.md "Der Plan"
[plan]: a.md

```yaml
a:
  b: 1
```
"""  # noqa: W291


def fingerprint(text: str) -> str:
    return "/".join(unit.fingerprint for unit in units(parse(text)).values())


def edited(old: str, new: str) -> str:
    assert old in PAGE, old
    return PAGE.replace(old, new)


@parametrize_from_file
def test_a_cosmetic_edit_leaves_the_fingerprint(old: str, new: str) -> None:
    assert fingerprint(edited(old, new)) == fingerprint(PAGE)


@parametrize_from_file
def test_punctuation_and_capitals_are_minor_by_themselves(old: str, new: str) -> None:
    after, before = fingerprint(edited(old, new)), fingerprint(PAGE)
    assert after != before
    assert has_same_words(after, before)


@parametrize_from_file
def test_an_edit_that_readers_see_changes_the_words(old: str, new: str) -> None:
    assert not has_same_words(fingerprint(edited(old, new)), fingerprint(PAGE))


def test_a_link_may_be_defined_in_another_section_of_the_page() -> None:
    here = units(parse("# A {#a}\n\n[B](b.md)\n\n## C {#c}\n"))["a"]
    there = units(parse("# A {#a}\n\n[B][x]\n\n## C {#c}\n\n[x]: b.md\n"))["a"]
    assert here.fingerprint == there.fingerprint


def test_steps_may_be_numbered_with_brackets() -> None:
    assert fingerprint("# A {#a}\n\n1. B\n2. C\n") == fingerprint("# A {#a}\n\n1) B\n2) C\n")


def test_a_translation_of_an_earlier_version_is_still_known() -> None:
    unit = units(parse(PAGE))["part"]
    assert unit.has_fingerprint("6c2d5a30ffb1") is False
    assert unit.has_fingerprint(unit.digest)
    assert unit.has_fingerprint(unit.fingerprint)
    assert not unit.has_fingerprint(None)
    assert Unit("a", "", "Some text,  ‚quoted‘.", 1).digest == "ce4fc0990b61"
    assert not has_same_words(unit.digest, unit.fingerprint)
