"""Labels in bold: each mutation of one is found, and what is no label is left alone."""

from pathlib import Path

import pytest

from helpcentre.checks.labels import check_labels
from helpcentre.content.frontmatter import parse
from helpcentre.content.glossary import Glossary, Name
from helpcentre.content.labels.file import read_labels
from helpcentre.content.labels.model import Labels
from helpcentre.content.language import Language
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.units import units
from helpcentre.diagnostics.problem import Problem

LABELS = """
source: an example
checked: 2026-09-01
labels:
  save:
    en: Save changes
    de: { name: Änderungen speichern, former: Änderungen sichern }
    tr: Değişiklikleri kaydet
    ar: حفظ التغييرات
    zh: 保存更改
  history:
    en: Order history
    de: Bestellverlauf
    tr: { name: Sipariş geçmişi, checked: never }
    ar: { meaning: سجل الطلبات }
    zh: 订单记录
  settings:
    en: Settings
    de: Einstellungen
    tr: Ayarlar
    ar: الإعدادات
    zh: 设置
  dialogue:
    en: Chat
    de: Chat
    tr: Sohbet
    ar: الدردشة
    zh: 聊天
others: [Wichtig]
"""
GERMAN = """\
# Bestellung {#order}

1. Öffne **Einstellungen** > **Chat**.
2. Tippe auf **Änderungen speichern**.

Unter **Bestellverlauf** steht alles.
"""
PAGES = {
    "de": GERMAN,
    "en": """\
# Order {#order}

1. Open **Settings** > **Chat**.
2. Tap **Save changes**.

You will find everything under **Order history**.
""",
    "tr": """\
# Sipariş {#order}

1. **Ayarlar** > **Sohbet** bölümünü açın.
2. **Değişiklikleri kaydet** düğmesine dokunun.

Hepsini **Order history** (Sipariş geçmişi) altında bulursunuz.
""",
    "ar": """\
# الطلب {#order}

1. افتح **الإعدادات** > **الدردشة**.
2. اضغط على **حفظ التغييرات**.

تجد كل شيء في **Order history** (سجل الطلبات).
""",
    "zh": """\
# 订单 {#order}

1. 打开**设置** > **聊天**。
2. 点击**保存更改**。

全部内容见**订单记录**。
""",
}
LANGUAGES = {code: Language(code, code, is_source=code == "de") for code in PAGES}
NOTES = Dialect(has_footnotes=True)
ALL = ("label-wrong", "label-unknown", "label-unexplained")


@pytest.fixture(scope="module")
def labels(tmp_path_factory: pytest.TempPathFactory) -> Labels:
    folder = tmp_path_factory.mktemp("labels")
    (folder / "labels.yml").write_text(LABELS, encoding="utf-8")
    return read_labels(folder, PAGES)


def check(labels: Labels, code: str, text: str, source: str = GERMAN, keep: tuple[Name, ...] = ()) -> list[Problem]:
    german = parse(source, dialect=NOTES)
    return list(
        check_labels(
            parse(text, dialect=NOTES),
            german,
            labels=labels,
            language=LANGUAGES[code],
            source_language=LANGUAGES["de"],
            current=set(units(german)),
            glossary=Glossary(keep=keep),
            file="x.md",
        )
    )


@pytest.mark.parametrize("code", PAGES)
def test_pages_that_write_what_the_app_shows_have_no_problem(labels: Labels, code: str) -> None:
    assert check(labels, code, PAGES[code]) == []


MUTATIONS = [
    # The name of another language is left, or comes from a neighbour.
    ("en", "**Settings**", "**Einstellungen**"),
    ("en", "**Save changes**", "**Änderungen speichern**"),
    ("en", "**Order history**", "**Bestellverlauf**"),
    ("de", "**Einstellungen**", "**Settings**"),
    ("de", "**Änderungen speichern**", "**Save changes**"),
    ("de", "**Bestellverlauf**", "**Order history**"),
    ("tr", "**Ayarlar**", "**Einstellungen**"),
    ("tr", "**Sohbet**", "**Chat**"),
    ("tr", "**Değişiklikleri kaydet**", "**Save changes**"),
    ("tr", "**Order history**", "**Bestellverlauf**"),
    ("ar", "**الإعدادات**", "**Settings**"),
    ("ar", "**الدردشة**", "**Chat**"),
    ("ar", "**حفظ التغييرات**", "**Değişiklikleri kaydet**"),
    ("zh", "**设置**", "**Settings**"),
    ("zh", "**聊天**", "**Chat**"),
    ("zh", "**订单记录**", "**Order history**"),
    # A former name, and one that nobody has checked.
    ("de", "**Änderungen speichern**", "**Änderungen sichern**"),
    ("tr", "**Order history** (Sipariş geçmişi)", "**Sipariş geçmişi**"),
    ("ar", "**Order history** (سجل الطلبات)", "**سجل الطلبات**"),
    # A slip, in a step or outside of one.
    ("de", "**Änderungen speichern**", "**Änderung speichern**"),
    ("de", "**Änderungen speichern**", "**Aenderungen speichern**"),
    ("de", "**Änderungen speichern**", "**änderungen speichern**"),
    ("de", "**Bestellverlauf**", "**Bestelverlauf**"),
    ("de", "**Einstellungen**", "**Einstellung**"),
    ("en", "**Save changes**", "**Save Changes**"),
    ("en", "**Save changes**", "**Save change**"),
    ("en", "**Order history**", "**Orders history**"),
    ("en", "**Order history**", "**ORDER HISTORY**"),
    ("en", "**Settings**", "**Setting**"),
    ("tr", "**Değişiklikleri kaydet**", "**Degisiklikleri kaydet**"),
    ("tr", "**Ayarlar**", "**Ayarlari**"),
    ("ar", "**حفظ التغييرات**", "**حفظ التغيرات**"),
    ("zh", "**保存更改**", "**保存更変**"),
    # A label that the app has not.
    ("de", "**Änderungen speichern**", "**Weiter zur Kasse**"),
    ("en", "**Save changes**", "**Continue to checkout**"),
    ("en", "**Chat**", "**Messages**"),
    ("tr", "**Sohbet**", "**Mesajlar**"),
    ("ar", "**الدردشة**", "**الرسائل**"),
    ("zh", "**聊天**", "**消息**"),
    # Another label than in the source text, also where no step tells.
    ("en", "**Save changes**", "**Order history**"),
    ("en", "**Order history**", "**Save changes**"),
    ("tr", "**Değişiklikleri kaydet**", "**Sohbet**"),
    ("zh", "**订单记录**", "**保存更改**"),
    # Words of a translator in place of the label, outside of steps.
    ("en", "**Order history**", "**past orders**"),
    ("zh", "**订单记录**", "**过去的订单**"),
    ("ar", "**Order history** (سجل الطلبات)", "**طلباتك السابقة**"),
    # Markdown's other ways to write bold.
    ("en", "**Save changes**", "__Änderungen speichern__"),
    ("en", "**Save changes**", "<strong>Änderungen speichern</strong>"),
    # The meaning that was agreed.
    ("tr", " (Sipariş geçmişi)", ""),
    ("ar", "(سجل الطلبات)", "(كل الطلبات)"),
]


def test_there_are_fifty_mutations() -> None:
    assert len(set(MUTATIONS)) == 50


@pytest.mark.parametrize(("code", "old", "new"), MUTATIONS)
def test_a_mutation_of_a_label_is_found_with_its_line(labels: Labels, code: str, old: str, new: str) -> None:
    page = PAGES[code]
    assert page.count(old) == 1
    line = page.count("\n", 0, page.index(old)) + 1
    found = check(labels, code, page.replace(old, new))
    assert [(each.line, each.code in ALL) for each in found] == [(line, True)]


@pytest.mark.parametrize(
    "text",
    [
        "1. Tippe **nicht** auf den Knopf.",
        "1. **Öffne die App:** Du findest sie im Menü.",
        "1. **Öffne die App.** Du findest sie im Menü.",
        "1. **Vorbereitung** – das brauchst du.",
        "1. Warte **48 Stunden** oder **30 Minuten**.",
        "1. Schreib **{name}** und **name@example.org** dazu.",
        "1. **Das ist ein ganzer Satz, der nur betont ist und lange weitergeht**.",
        "1. Tippe auf :material-cog: **Einstellungen**.",
        "1. Tippe auf **:material-cog: Einstellungen**.",
        "1. Tippe auf [**Einstellungen**](x.md) oder **[Chat](x.md)**.",
        "1. Öffne **Einstellungen > Chat**, **Einstellungen → Chat** oder **„Einstellungen“**.",
        "1. Tippe auf **Änderungen\n   speichern**…",
        "1. Schreib `**Kein Label**` so.",
        "1. Tippe auf **Einstellungen…**",
        "1. Nimm **Hobkettle** mit. **Wichtig**: nicht vergessen.",
        "1. Schritt\n\n    !!! warning\n\n        Nimm **Kein Label** mit.",
        "Im **Absatz** steht ein **Wort** und in der\n\n- **Liste** auch.",
        "| Spalte | Wert |\n|---|---|\n| **Name** | **Wert** |",
        "```\n1. Tippe auf **Kein Label**.\n```",
        "1. Schritt\n\nDanach ist **Schluss** damit.",
    ],
)
def test_what_is_no_label_is_left_alone(labels: Labels, text: str) -> None:
    assert check(labels, "de", f"# A {{#a}}\n\n{text}\n", keep=(Name("Hobkettle"),)) == []


@pytest.mark.parametrize(
    "text",
    [
        "1. Schritt\n\n    Tippe dann auf **Kein Label**.",
        "1. Schritt\n    - Tippe auf **Kein Label**.",
        "1. Schritt\n   Tippe auf **Kein Label**.",
        "!!! note\n\n    1. Tippe auf **Kein Label**.",
        "/// reply | chat\n\n1. Tippe auf **Kein Label**.\n\n///",
        "1. Öffne **Einstellungen > Kein Label**.",
    ],
)
def test_a_step_reaches_as_far_as_its_text(labels: Labels, text: str) -> None:
    assert [each.code for each in check(labels, "de", f"# A {{#a}}\n\n{text}\n")] == ["label-unknown"]


def test_a_word_with_a_colon_that_begins_a_paragraph_is_compared_with_no_label(labels: Labels) -> None:
    source = "# A {#a}\n\n> **Chat:** Das ist neu.\n"
    assert check(labels, "en", "# A {#a}\n\n> **News:** This is new.\n", source) == []
    told = check(labels, "en", "# A {#a}\n\nOpen **News** now.\n", "# A {#a}\n\nÖffne **Chat** jetzt.\n")
    assert [each.code for each in told] == ["label-unknown"]


def test_a_meaning_is_wanted_once_in_a_section_and_the_same_everywhere(labels: Labels) -> None:
    page = "# A {#a}\n\n**Order history** (سجل الطلبات) **Order history**\n\n## B {#b}\n\n**Order history**\n"
    assert [(each.line, each.code) for each in check(labels, "ar", page, page)] == [(7, "label-unexplained")]
    page = "# A {#a}\n\n**Order history** (سجل الطلبات) **Order history** (كل الطلبات)\n"
    assert [each.code for each in check(labels, "ar", page, page)] == ["label-unexplained"]


def test_what_stands_for_a_text_that_is_listed_as_no_label_is_none_either(labels: Labels) -> None:
    source = "# A {#a}\n\n1. Tippe auf **Wichtig** in **Einstellungen**.\n"
    english = "# A {{#a}}\n\n1. Tap **{}** in **{}**.\n"
    assert check(labels, "en", english.format("Mind this", "Settings"), source) == []
    left = {
        ("Mind this", "Mind that"): "label-unknown",  # only what stands in its place
        ("Save change", "Settings"): "label-unknown",  # nearly a label
        ("Einstellungen", "Settings"): "label-wrong",
    }
    for names, code in left.items():
        found = [problem.code for problem in check(labels, "en", english.format(*names), source)]
        assert found == [code], names
    more = english.format("Mind this", "Settings") + "2. Tap **Other one**.\n"  # nobody can tell which belong together
    assert [problem.code for problem in check(labels, "en", more, source)] == ["label-unknown", "label-unknown"]


@pytest.mark.parametrize("place", ["{note}{a}{b}", "{a}{note}{b}", "{a}{b}{note}"])
def test_labels_of_footnotes_are_compared_wherever_a_language_writes_them(labels: Labels, place: str) -> None:
    source = "# A {#a}\n\nTippe[^1] auf **Chat**.\n\n[^1]: In **Einstellungen**.\n\n## B {#b}\n\n**Bestellverlauf**.\n"
    parts = {"a": "\n# A {#a}\n\nTap[^1] **Chat**.\n", "b": "\n## B {#b}\n\n**Order history**.\n"}
    good = place.format(**parts, note="\n[^1]: In **Settings**.\n")
    assert check(labels, "en", good, source) == []
    for right, wrong in (("Settings", "Chat"), ("Chat", "Settings"), ("Order history", "Chat")):
        found = check(labels, "en", good.replace(f"**{right}**", f"**{wrong}**"), source)
        assert [problem.code for problem in found] == ["label-wrong"]


def test_a_project_without_labels_is_not_checked() -> None:
    assert check(Labels(), "en", "# A {#a}\n\n1. Tap **Änderungen speichern**.\n") == []


def test_a_variant_has_the_labels_of_its_language(labels: Labels) -> None:
    assert labels.shown("save", "de-AT").name == "Änderungen speichern"
    assert labels.shown("history", "pt-BR").name == "Order history"


def test_an_outdated_unit_is_judged_by_itself_only(labels: Labels, tmp_path: Path) -> None:
    page = PAGES["en"].replace("**Order history**", "**past orders**")
    own, german = parse(page), parse(GERMAN)
    found = check_labels(
        own,
        german,
        labels=labels,
        language=LANGUAGES["en"],
        source_language=LANGUAGES["de"],
        current=(),
        glossary=Glossary(),
        file="x.md",
    )
    assert list(found) == []
