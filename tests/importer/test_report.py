"""Links that an export lost, in the languages an export may be in."""

import pytest

from helpcentre.importer.plain_text.losses import lost_link_names
from helpcentre.importer.plain_text.parser import parse_article


@pytest.mark.parametrize(
    "line",
    [
        "Öffne die Seite: Beispiel",
        "Open the web page: Beispiel",
        "Ouvrez la page suivante : Beispiel",
        "Abre la página: Beispiel",
        "Apri la pagina: Beispiel",
        "Abra a página: Beispiel",
        "Open de pagina: Beispiel",
        "Na stronie: Beispiel",
        "Bu sayfayı açın, sayfa: Beispiel",
        "Відкрийте сторінку: Beispiel",
        "افتح الصفحة: Beispiel",
        "请打开 页面：Beispiel",
    ],
)
def test_name_after_the_word_for_a_page_is_a_lost_link(line: str) -> None:
    assert lost_link_names(parse_article(f"T\n\n1. A\n\n{line}\n"), {}) == ["Beispiel"]


@pytest.mark.parametrize("line", ["Homepages: Beispiel. Und mehr", "Die Antwort: Beispiel", "Webseitenbau Beispiel"])
def test_name_after_another_word_is_no_lost_link(line: str) -> None:
    assert lost_link_names(parse_article(f"T\n\n1. A\n\n{line}\n"), {}) == []
