"""Units of a page: which heading each stands under."""

from helpcentre.content.frontmatter import parse
from helpcentre.content.units import units

PAGE = """---
title: A
description: B
---

Above.

# Main {#main}

/// internal
A note.
///

## Without an id

## Own {#_own}

/// reply | chat
A reply.
///
"""


def test_section_of_a_unit_is_the_heading_it_stands_under() -> None:
    assert {unit_id: unit.section for unit_id, unit in units(parse(PAGE)).items()} == {
        "_title": "",
        "_description": "",
        "_top": "",
        "main": "main",
        "main.internal": "main",
        "without-an-id": "without-an-id",
        "_own": "_own",
        "_own.chat": "_own",
    }
