"""Footnotes are compared with each other, in whichever section a language writes them."""

import pytest

from helpcentre.checks.comparison import Comparison
from helpcentre.checks.page import check_comparison
from helpcentre.content.frontmatter import parse
from helpcentre.content.glossary import Glossary
from helpcentre.content.language import Language
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.units import units

_GERMAN = Language("de", "Deutsch", is_source=True)
_SOURCE = """# A {#a}

Text[^1].

[^1]: Norm 27001, siehe [da](https://example.org/a).

    Sie gilt seit 2013.

## B {#b}

```
[^1]: 5
```
"""
_OWN = """# A {#a}

Text[^1].

## B {#b}

```
[^1]: 5
```

[^1]: Standard 27001, see [there](https://example.org/a).

    In force since 2013.
"""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", []),
        ("since 2013", "since 2012", [(13, "number-differs")]),
        ("example.org/a", "example.org/b", [(11, "link-differs")]),
        ("]: 5", "]: 6", [(7, "code-differs")]),
        ("Text[^1]", "Text 7 [^1]", []),
        ("Text[^1]", "Text 70 [^1]", [(3, "number-differs")]),
        (_OWN.partition("```\n\n")[2], "", [(1, "structure-differs")]),
        ("since 2013.", "since 2013.\n\n[^2]: One more.", []),
    ],
)
def test_notes_may_stand_in_another_section(old: str, new: str, found: list[tuple[int, str]]) -> None:
    dialect = Dialect(has_superfences=True, has_footnotes=True)
    source, own = parse(_SOURCE, dialect=dialect), parse(_OWN.replace(old, new, 1), dialect=dialect)
    problems = check_comparison(
        Comparison(
            source=source,
            translation=own,
            source_language=_GERMAN,
            current=units(source),
            code="en",
            file="a.md",
            glossary=Glossary(),
        )
    )
    assert [(problem.line, problem.code) for problem in problems] == found
