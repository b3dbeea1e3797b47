"""Blanks of the legal pages: what fills them, what marks them, and which site may go without."""

from pathlib import Path

import pytest

from helpcentre.checks.operator_fields import is_example
from helpcentre.content.operator_fields import Operator, fill_fields, read_operator
from helpcentre.diagnostics.problem import HelpcentreError
from support import Project

PAGE = """---
title: Impressum
---

# Impressum {#imprint}

[Start](index.md)

- [[name: Name mit Rechtsform]]
- Anschrift: [[address: Straße und Ort]]
- E-Mail: [[email: E-Mail-Adresse]]
- Telefon: [[phone: Nummer]]
"""
FILLED = "name: A*b & <c>\naddress: |\n  Weg 1\n  12345 Ort\nemail: hilfe@acme.de\nphone: none\n"


def operator(**values: str) -> Operator:
    return Operator(values=values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- [[name: Name]]\n", "- A\n"),
        ("[[name:Name]], [[address: Ort]]\n", "A, B<br>C\n"),
        ("- Telefon: [[phone: Nummer]]\n- x\n", "- x\n"),
        ("E-Mail: [[email: E-Mail]]", "E-Mail: [a_b@c.de](mailto:a_b@c.de)"),
        ("[[other: Noch & etwas]]", '<mark class="hc-blank">Noch &amp; etwas</mark>'),
        ("[[Kein Feld]] und [a](b.md)", "[[Kein Feld]] und [a](b.md)"),
        (
            "[[other:  Etwas [mehr  ]] [[other: ]]",
            '<mark class="hc-blank">Etwas [mehr</mark> <mark class="hc-blank"></mark>',
        ),
        ("[[other: [[name: Name]]", "[[other: A"),
        ("[[other:]]", "[[other:]]"),
    ],
)
def test_a_blank_is_filled_marked_or_left_out_with_its_line(text: str, expected: str) -> None:
    known = operator(name="A", address="B\nC\n", phone="none", email="a_b@c.de")
    assert fill_fields(text, known).replace("\\_", "_") == expected


def test_text_with_many_blanks_that_are_never_closed_is_read_once() -> None:
    text = "[[name: " * 200_000 + "[[name:" + " " * 200_000  # to search the end of each alone would take hours
    assert fill_fields(text, operator(name="A")) == text


@pytest.mark.parametrize("value", ["*a* [b](c) `d` # _e_", "<script>", "a | b"])
def test_operator_value_with_markup_is_shown_as_it_is(value: str, small: Project) -> None:
    small.write({"de/imprint.md": PAGE})
    (small.folder / "operator.yml").write_text(f"name: '{value}'\n", encoding="utf-8")
    assert small.build().status == 0
    assert small.page("site/imprint/index.html").first("main li:first-child:not(nav li)").text().strip() == value


def test_a_file_that_is_no_list_of_values_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "operator.yml"
    file.write_text("name: A\naddress: [a, b]\n", encoding="utf-8")
    with pytest.raises(HelpcentreError, match=r"operator\.yml:2: address is not a text"):
        read_operator(file)
    assert read_operator(tmp_path / "none.yml").values == {}


@pytest.mark.parametrize(
    ("site_url", "expected"),
    [
        ("https://example.org/", True), ("https://help.example.com/x/", True), ("http://127.0.0.1:8000/", True),
        ("http://localhost/", True), ("https://help.test/", True), ("http://[::1]/", True), ("", True),
        ("https://help.acme.de/", False), ("https://myexample.org/", False), ("https://example.org.acme.de/", False),
    ],
)  # fmt: skip
def test_an_address_that_nobody_else_can_visit_is_an_example(site_url: str, expected: bool) -> None:
    assert is_example(site_url) is expected


def test_example_site_with_blanks_builds_and_says_so(small: Project) -> None:
    small.write({"de/imprint.md": PAGE})
    built = small.build()
    assert (built.status, built.warnings) == (0, [])
    assert "operator.yml: blank-unfilled: not filled in: name, address, email, phone" in built.output
    page = small.page("site/imprint/index.html")
    assert [node.text() for node in page.tree.css("mark.hc-blank")][:2] == ["Name mit Rechtsform", "Straße und Ort"]


def test_a_real_site_is_refused_until_all_is_filled_in(small: Project) -> None:
    small.write({"de/imprint.md": PAGE})
    (small.folder / "operator.yml").write_text("# Betreiber\nname:\nemail: none\n", encoding="utf-8")
    built = small.build(SITE_URL="https://help.acme.de/", CONTACT_EMAIL="help@acme.de")
    assert built.status == 1
    assert not (small.folder / "site").exists()
    assert built.warnings == [
        "operator.yml: blank-unfilled: address is missing: Straße und Ort (imprint.md) (write it as address: ...)",
        "operator.yml: blank-unfilled: phone is missing: Nummer (imprint.md) (write it as phone: ..., or none)",
        "operator.yml:2: blank-unfilled: name is empty: Name mit Rechtsform (imprint.md) (write it)",
        "operator.yml:3: blank-unfilled: email: no help centre is without (write it)",
    ]
    (small.folder / "operator.yml").write_text(FILLED, encoding="utf-8")
    built = small.build(SITE_URL="https://help.acme.de/", CONTACT_EMAIL="help@acme.de")
    assert (built.status, built.warnings) == (0, [])
    text = small.page("site/imprint/index.html").first("article").text()
    assert "A*b & <c>" in text
    assert "Telefon" not in text
    assert "[[" not in small.read("site/articles.jsonl")


def test_changed_operator_file_changes_the_pages(small: Project) -> None:
    small.write({"de/imprint.md": PAGE})
    (small.folder / "operator.yml").write_text("name: Eins\n", encoding="utf-8")
    assert small.build().status == 0
    (small.folder / "operator.yml").write_text("name: Zwei\n", encoding="utf-8")
    assert small.build().status == 0
    assert "Zwei" in small.page("site/imprint/index.html").first("article").text()
