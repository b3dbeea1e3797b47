"""What becomes of tabs, boxes, code, tasks, icons and footnotes on a page, for every reader and without scripts."""

from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.theme import Theme

from helpcentre.content.labels.model import Label, LabelName, Labels
from helpcentre.content.language import Language
from helpcentre.content.linguistics import linguistics
from helpcentre.content.ui_strings import Strings
from helpcentre.elements.extension import PageElements, has_widgets, options
from helpcentre.elements.icons import find_icon
from helpcentre.elements.page_files import PageSurroundings
from helpcentre.pages.anchors import DeepLinks
from support import BuiltPage

THEME = Theme("material").dirs[0]
WORDS = Strings(
    {
        "footnote_back": "Zurück ({n})",
        "box_quote": "Zitat",
        "box_tip": "Tipp",
        "copy_link": "{title}",
        "copy_step": "{number}",
    }
)
EXTENSIONS = [
    "abbr", "admonition", "attr_list", "footnotes", "md_in_html", "sane_lists", "tables", "toc", "pymdownx.details",
    "pymdownx.blocks.caption", "pymdownx.emoji", "pymdownx.highlight", "pymdownx.keys", "pymdownx.superfences",
    "pymdownx.tabbed", "pymdownx.tasklist",
]  # fmt: skip


def page(text: str, **given: dict[str, object]) -> BuiltPage:
    own = {name.replace("_", ".", 1): values for name, values in given.items()}
    found = options(WORDS, [THEME], own, linguistics("de").key_names)
    configs = {name: {**own.get(name, {}), **found.get(name, {})} for name in own | found}
    english = Language("en", "English", is_source=True)
    around = PageSurroundings(WORDS, english, (english,), lambda _: None, "../", is_public=True)
    own_extensions = [PageElements(around), DeepLinks(WORDS, english)]
    markdown = Markdown(extensions=[*EXTENSIONS, *own_extensions], extension_configs=configs)
    return BuiltPage(markdown.convert(text))


LABELS = Labels(
    "en",
    {
        "issues": Label("issues", {"en": LabelName("Issues", is_verified=True), "de": LabelName(meaning="Probleme")}),
        "help": Label("help", {code: LabelName("Help", is_verified=True) for code in ("en", "de")}),
        "review": Label("review", {"en": LabelName("Review"), "de": LabelName("Prüfen", is_verified=True)}),
    },
)


@pytest.mark.parametrize(
    ("code", "text", "languages"),
    [
        ("de", "Wähle **Issues** (Probleme), **Issues > Issues** oder **Prüfen**.", ["en", "en", None]),
        ("de", "Tippe auf **Help**, **Help > Issues** und **Wichtig**.", [None, None, None]),
        ("en", "Choose **Issues**.", [None]),
    ],
)
def test_label_in_the_apps_language_says_so(code: str, text: str, languages: list[str | None]) -> None:
    language = Language(code, code, is_source=True)
    around = PageSurroundings(WORDS, language, (language,), lambda _: None, "../", is_public=True, labels=LABELS)
    found = BuiltPage(Markdown(extensions=[PageElements(around)]).convert(text))
    assert [bold.attributes.get("lang") for bold in found.tree.css("strong")] == languages


def flat(text: str) -> str:
    return " ".join(text.split())


TABS = '=== "Erste *Wahl*"\n\n    1. Tippe.\n\n===+ "Zweite"\n\n    Drehe.\n\n    === "Innen"\n\n        Ziehe.\n'


@pytest.mark.parametrize("style", [True, False])
def test_each_panel_has_its_label_and_its_content(style: bool) -> None:
    found = page(TABS, pymdownx_tabbed={"alternate_style": style})
    outer = found.tree.css("body > .hc-tabs > .hc-tab")
    assert [flat(tab.text()) for tab in outer] == ["Erste Wahl Tippe.", "Zweite Drehe. Innen Ziehe."]
    assert found.first(".hc-tab-label em").text() == "Wahl"
    assert found.tree.css("input, label") == []
    assert found.attributes(".hc-steps > li", "id") == ["step-1"]


def test_tab_that_is_chosen_first_is_marked() -> None:
    found = page(TABS, pymdownx_tabbed={"alternate_style": True})
    assert ["data-chosen" in tab.attributes for tab in found.tree.css("body > .hc-tabs > .hc-tab")] == [False, True]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("!!! quote\n\n    x\n", "Zitat"),
        ("!!! cite\n\n    x\n", "Zitat"),
        ("??? hint\n\n    x\n", "Tipp"),
        ("!!! tip inline end\n\n    x\n", "Tipp"),
        ('!!! quote "Wie Ada sagt"\n\n    x\n', "Wie Ada sagt"),
        ("!!! own\n\n    x\n", "Own"),
    ],
)
def test_a_box_without_title_is_named_in_the_language_of_the_text(text: str, title: str) -> None:
    assert page(text).first(".admonition-title, summary").text() == title


def test_a_box_that_shows_no_title_gets_none() -> None:
    assert page('!!! tip ""\n\n    x\n').tree.css(".admonition-title") == []


@pytest.mark.parametrize("given", [{}, {"custom_checkbox": True}, {"clickable_checkbox": True}])
def test_tasks_are_signs_in_the_text(given: dict[str, object]) -> None:
    found = page("- [x] getan\n- [ ] offen\n\n    - [X] auch\n", pymdownx_tasklist=given)
    assert [flat(task.text()) for task in found.tree.css("li")] == ["☑ getan", "☐ offen ☑ auch", "☑ auch"]
    assert found.tree.css("input, label") == []


def test_an_icon_is_silent_unless_it_is_given_a_title() -> None:
    found = page('A :material-check: B :fontawesome-brands-android:{ title="Android" } :octicons-home-16:')
    icons = found.tree.css(".hc-inline")
    assert [icon.attributes.get("aria-label") for icon in icons] == [None, "Android", None]
    assert [icon.attributes.get("aria-hidden") for icon in icons] == ["true", None, "true"]
    assert all(icon.css_first("svg") for icon in icons)


def test_emoji_are_characters_and_what_is_neither_stays_text() -> None:
    assert flat(page("Um 10:30:45 :zap: :flag_de: :material-no-such: :x:y").first("p").text()) == (
        "Um 10:30:45 ⚡ 🇩🇪 :material-no-such: ❌y"
    )


def test_an_icon_of_the_project_comes_before_the_themes(tmp_path: Path) -> None:
    own = tmp_path / "brand" / "lamp-on.svg"
    own.parent.mkdir()
    own.write_text("<svg/>", encoding="utf-8")
    assert find_icon("brand-lamp-on", [str(tmp_path), f"{THEME}/.icons"]) == own
    assert find_icon("../brand/lamp-on", [str(tmp_path / "brand")]) is None


def test_keys_are_named_as_on_keyboards_of_the_language() -> None:
    text = '++ctrl+shift+enter++ ++f5++ ++"Seitentaste"++'
    assert [key.text() for key in page(text).tree.css("kbd")] == ["Strg", "Umschalt", "Eingabe", "F5", "Seitentaste"]
    own: dict[str, object] = {"key_map": {"shift": "⇧"}}
    assert [key.text() for key in page(text, pymdownx_keys=own).tree.css("kbd")][:2] == ["Strg", "⇧"]


def test_a_caption_belongs_to_what_stands_above_it() -> None:
    found = page("| a | b |\n|---|---|\n| 1 | 2 |\n\n/// caption\nAlle *Werte*\n///\n\n1. Tippe.\n")
    assert flat(found.first("figure > .hc-table").text()) == "a b 1 2"
    assert found.first("figure > figcaption em").text() == "Werte"
    assert found.attributes(".hc-steps > li", "id") == ["step-1"]


def test_footnotes_are_no_steps_and_lead_back_in_words_of_the_page() -> None:
    found = page("1. Tippe.[^a]\n\n[^a]: Fest.\n")
    assert found.attributes(".hc-steps > li", "id") == ["step-1"]
    assert found.attribute(".footnote-backref", "title") == "Zurück (1)"


CODE = '``` py linenums="1" title="a.py"\nx = 1  # (1)!\ny = 2  # see (2)\nz = "(3)!"  # (3)\n```\n\n1. one\n2. two\n'


def test_notes_on_code_are_linked_and_are_no_steps() -> None:
    found = page(CODE)
    assert [(mark.text(), mark.attributes["href"]) for mark in found.tree.css(".hc-note-mark")] == [
        ("(1)", "#annotation-1-1"),
        ("(2)", "#annotation-1-2"),
    ]
    assert found.attributes(".hc-annotations > li", "id") == ["annotation-1-1", "annotation-1-2"]
    assert found.tree.css(".hc-steps") == []
    assert found.first(".highlight code").text() == 'x = 1  (1)\ny = 2  # see(2)\nz = "(3)!"  # (3)\n'


def test_number_of_thousands_of_digits_is_that_of_no_note() -> None:
    number = "9" * 5000  # which Python converts to no number
    found = page(f"```py\nx = 1  # ({number})!\n```\n\n1. one\n")
    assert found.tree.css(".hc-note-mark") == []


def test_numbers_of_lines_are_not_among_what_is_copied() -> None:
    asked = {"linenums_style": "table", "anchor_linenums": True, "noclasses": True}
    found = page(CODE, pymdownx_highlight=asked)
    assert found.first(".highlight code").text().startswith("x = 1")
    assert found.tree.css("[style], .highlighttable") == []


@pytest.mark.parametrize(
    "text", ["A (1)\n{ .annotate }\n\n1. one\n", '<div class="annotate" markdown>\nA (1)\n</div>\n\n1. b\n']
)
def test_notes_on_text_are_no_steps(text: str) -> None:
    assert len(page(text).tree.css(".hc-annotations > li")) == 1


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The IH, IHs and (IH-2) of BIH", ["IH", "IH"]),
        ("式IHは高い、IH", ["IH", "IH"]),
        ("IH는 전기·IH", ["IH", "IH"]),
        ("`IH`, 3IH, IH_2", []),
        ("IH Plus and .NET, not ASP.NET", ["IH Plus", ".NET"]),
    ],
)
def test_an_abbreviation_is_a_word_of_its_own_in_every_script(text: str, marked: list[str]) -> None:
    found = page(f"{text}\n\n*[IH]: a\n*[IH Plus]: b\n*[.NET]: c\n")
    assert [each.text() for each in found.tree.css("abbr")] == marked


def test_abbreviations_of_one_page_are_not_those_of_the_next() -> None:
    english = Language("en", "English", is_source=True)
    around = PageSurroundings(WORDS, english, (english,), lambda _: None, "../", is_public=True)
    markdown = Markdown(extensions=["abbr", PageElements(around)])
    assert "<abbr" in markdown.convert("IH\n\n*[IH]: a\n")
    PageElements(around).extendMarkdown(markdown.reset())
    assert "<abbr" not in markdown.convert("IH")
    assert "<abbr" in markdown.convert("IH\n\n*[IH]: a\n")


def test_a_table_is_scrolled_in_a_frame() -> None:
    found = page("- x\n\n    | a | b |\n    |---|---|\n    | 1 | 2 |\n\ntext\n")
    assert len(found.tree.css("li > .hc-table > table")) == 1


@pytest.mark.parametrize(
    ("text", "expected"), [("text", False), (TABS, True), ("    code", True), ("a | b\n--|--\n", True)]
)
def test_only_pages_with_something_to_do_load_the_script(text: str, expected: bool) -> None:
    assert has_widgets(page(text, pymdownx_tabbed={"alternate_style": True}).tree.html or "") is expected
