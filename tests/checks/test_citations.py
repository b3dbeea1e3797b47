"""Citations: what others keep is flagged exactly where the text has changed."""

import json
import random
from pathlib import Path

import pytest

from helpcentre.checks.citations import as_json, as_table, check_citations
from helpcentre.content.anchors import Anchors
from helpcentre.content.units import page_fingerprint
from helpcentre.hosting.keep import keep
from kept_ids import KeptIds

SITE = "https://example.org/help/"
PAGE = """\
# A {#a}

Oben.

## Rest {#rest}

So viel.

1. Öffne es.
2. Warte auf die Antwort.

## Frist {#limit}

Bald.
"""


@pytest.fixture
def site(tmp_path: Path) -> KeptIds:
    """Return a help centre with two published pages."""
    made = KeptIds(tmp_path)
    made.write("de/a.md", PAGE)
    made.write("de/b.md", "# B {#b}\n\nAnderes.\n")
    made.write("en/a.md", PAGE.replace("Öffne", "Open").replace("Oben", "Top"))
    made.accept("a.md")
    made.publish()
    return made


def cite(site: KeptIds, code: str, path: str, each: str = "", anchors: Anchors | None = None) -> str:
    anchors = anchors or site.anchors
    shown = anchors.page(code, path)
    seen = shown.fingerprints[each] if each else page_fingerprint(anchors.documents.get(code, path))
    url = anchors.addresses.url(site.documents.language(code), path)
    return f"{SITE}{url}?seen={seen}" + (f"#{each}" if each else "")


def states(site: KeptIds, *citations: str) -> list[str]:
    text = "\n".join(f'<a href="{each}">x</a>, and more.' for each in citations)
    return [each.state for each in check_citations(text, site.anchors, site_url=SITE)]


def test_each_citation_is_flagged_for_its_own_text_only(site: KeptIds) -> None:
    kept = [cite(site, "de", "a.md", each) for each in ("rest", "rest-step-1", "rest-step-2", "limit", "a", "")]
    english = cite(site, "en", "a.md", "rest")
    assert states(site, *kept, english) == ["unchanged"] * 7
    site.write("de/a.md", PAGE.replace("Öffne es.", "Öffne es bitte."))
    assert states(site, *kept, english) == [
        "changed",
        "changed",
        "unchanged",
        "unchanged",
        "unchanged",
        "changed",
        "unchanged",
    ]


def test_what_moved_is_found_and_what_is_gone_is_told(site: KeptIds) -> None:
    kept = [cite(site, "de", "a.md", each) for each in ("rest", "limit", "rest-step-2")]
    body = PAGE.replace("{#rest}", "{#remainder}").replace("## Frist {#limit}\n\nBald.\n", "")
    site.write("de/a.md", body.replace("2. Warte auf die Antwort.\n", ""))
    site.write("de/b.md", "# B {#b}\n\nAnderes.\n\n## Frist {#limit}\n\nBald.\n")
    keep(site.anchors, gone=["all"])
    keep(site.anchors, gone=["all"])
    found = check_citations("\n".join(kept), site.anchors, site_url=SITE)
    assert [(each.state, each.now) for each in found] == [
        ("changed", "a/#remainder"),
        ("moved", "b/#limit"),
        ("gone", "a/"),
    ]
    site.write("de/c.md", "---\ntitle: C\nformer: /b/\n---\n\n" + site.read("de/b.md").partition("---\n\n")[2])
    (site.folder / "docs/de/b.md").unlink()
    assert states(site, f"{SITE}b/?seen={'0' * 12}#b", f"{SITE}nowhere/?seen={'0' * 12}") == ["changed", "gone"]


def test_lines_of_json_and_addresses_in_any_text_are_read_and_others_left_out(site: KeptIds) -> None:
    address = cite(site, "de", "a.md", "limit")
    row = {"address": f"{SITE}a/#limit", "fingerprint": address.partition("seen=")[2][:12], "text": "Bald."}
    text = "\n".join(
        [
            json.dumps(row),
            f"Dear {{name}}, see ({address}).",
            f"{SITE}a/#limit",
            f"https://elsewhere.example.org/a/?seen={'0' * 12}#limit",
            f"https://example.org/other/a/?seen={'0' * 12}#limit",
            f'<a href="{address.replace("?", "?utm=1&amp;")}">',
            "{not json",
        ]
    )
    found = check_citations(text, site.anchors, site_url=SITE)
    assert [(each.line, each.state) for each in found] == [(number, "unchanged") for number in (1, 2, 6)]
    assert as_table(found).splitlines()[-1] == "3 citations: 0 gone, 0 changed, 0 moved, 3 unchanged"
    assert json.loads(as_json(found))[0]["state"] == "unchanged"


def test_a_thousand_edits_flag_exactly_what_they_change(tmp_path: Path) -> None:
    """Each edit changes the text of one step; its own citation, its section's and its page's are out of date then."""
    site, chance = KeptIds(tmp_path), random.Random(1)
    said = {(section, step): f"Schritt {section} {step} mit Text" for section in range(25) for step in range(4)}

    def write() -> None:
        parts = [f"## S {number} {{#s{number}}}\n" for number in range(25)]
        for (section, step), text in said.items():
            parts[section] += f"\n{step + 1}. {text}\n"
        site.write("de/a.md", "# A {#a}\n\n" + "\n".join(parts))

    write()
    places = [*(f"s{section}" for section in range(25)), *(f"s{section}-step-{step + 1}" for section, step in said)]
    now = site.anchors
    kept = {each: cite(site, "de", "a.md", each, now) for each in places}
    stale = set[str]()
    for _ in range(20):
        for _ in range(50):
            section, step = chance.choice(list(said))
            said[section, step] += f" {chance.randrange(1000)}"
            stale |= {f"s{section}", f"s{section}-step-{step + 1}"}
        write()
        now = site.anchors
        found = check_citations("\n".join(kept.values()), now, site_url=SITE)
        assert {each for each, one in zip(kept, found, strict=True) if one.state == "changed"} == stale
        fresh = chance.sample(sorted(stale), len(stale) // 2)  # whoever keeps these looks again
        kept |= {each: cite(site, "de", "a.md", each, now) for each in fresh}
        stale -= set(fresh)
