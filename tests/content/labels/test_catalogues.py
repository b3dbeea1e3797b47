"""Catalogues of apps in each format: what is read of them, and what is refused."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from helpcentre.content.labels.file import read_labels
from helpcentre.content.labels.model import Labels, Shown
from helpcentre.diagnostics.problem import HelpcentreError

CODES = ("de", "en", "fr", "it", "pl", "pt", "pt-BR", "zh")


def read(folder: Path, files: Mapping[str, str | bytes], catalogue: str, more: str = "") -> Labels:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    (folder / "labels.yml").write_text(f"catalogues: {catalogue}\n{more}", encoding="utf-8")
    return read_labels(folder, CODES)


PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
XLIFF_1 = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file source-language="en" target-language="{code}" original="x" datatype="plaintext"><body>
    <trans-unit id="save"><source>Save</source><target state="translated">{save}</target></trans-unit>
    <trans-unit id="open"><source>Open</source><target state="needs-review-translation">{open}</target></trans-unit>
  </body></file>
</xliff>
"""
XLIFF_2 = """<xliff version="2.0" srcLang="en" trgLang="{code}" xmlns="urn:oasis:names:tc:xliff:document:2.0">
  <file id="f"><unit id="save"><segment state="final"><source>Save</source><target>{save}</target></segment></unit>
  <unit id="open"><segment state="initial"><source>Open</source><target>{open}</target></segment></unit></file>
</xliff>
"""
ANDROID = '<resources><!-- x --><string name="save">{save}</string><string name="open">{open}</string></resources>'
APPLE = '/* The button\n of the form */\n"save" = "{save}";\n// another\n"open" = "{open}";\n'
XCSTRINGS = """{"sourceLanguage": "en", "version": "1.0", "strings": {
  "Save": {"localizations": {"de": {"stringUnit": {"state": "translated", "value": "Speichern"}}}},
  "open": {"localizations": {"en": {"stringUnit": {"state": "new", "value": "Open"}},
    "de": {"stringUnit": {"state": "needs_review", "value": "Aufmachen"}}}}}}"""
NAMES = {"en": ("Save", "Open"), "de": ("Speichern", "Aufmachen")}


def each(pattern: str, text: str) -> dict[str, str]:
    return {
        pattern.format(lang=code): text.replace("{code}", code).replace("{save}", save).replace("{open}", opens)
        for code, (save, opens) in NAMES.items()
    }


@pytest.mark.parametrize(
    ("files", "catalogue", "done"),
    [
        (each("{lang}.json", '{"save": "{save}", "menu": {"open": "{open}"}}'), "{lang}.json", True),
        (each("{lang}.json", '{"save": {"message": "{save}"}, "open": {"message": "{open}"}}'), "'{lang}.json'", True),
        (each("app_{lang}.arb", '{"@@locale": "{code}", "save": "{save}", "@save": {}, "open": "{open}"}'), "", True),
        (each("values-{lang}/strings.xml", ANDROID), "values-{lang}/strings.xml", True),
        (each("{lang}.lproj/App.strings", APPLE), "'{lang}.lproj/App.strings'", True),
        ({"a.xcstrings": XCSTRINGS}, "a.xcstrings", False),
        (
            {"de.po": f'{PO}msgid "Save"\nmsgstr "Speichern"\n\n#, fuzzy\nmsgid "Open"\nmsgstr "Aufmachen"\n'},
            "'{lang}.po'",
            False,
        ),
        (each("{lang}.xlf", XLIFF_1), "'{lang}.xlf'", False),
        (each("{lang}.xliff", XLIFF_2), "'{lang}.xliff'", False),
    ],
    ids=["json", "chrome", "arb", "android", "apple", "xcstrings", "po", "xliff-1", "xliff-2"],
)
def test_each_format_names_the_labels_of_each_language(
    tmp_path: Path, files: dict[str, str], catalogue: str, done: bool
) -> None:
    """``done`` says whether the format's second label is finished in German."""
    labels = read(tmp_path, files, catalogue.strip("'").join("''") if catalogue else "'app_{lang}.arb'")
    (save,), (opens,) = labels.ids("Save", "en"), labels.ids("Open", "en")
    assert labels.shown(save, "de") == Shown("Speichern")
    assert labels.shown(opens, "de") == (Shown("Aufmachen") if done else Shown("Open", "Aufmachen"))
    assert labels.shown(opens, "fr") == Shown("Open")


def test_languages_are_found_by_how_apps_write_them(tmp_path: Path) -> None:
    files = {
        "res/values/strings.xml": ANDROID.format(save="Save", open="Open"),
        "res/values-pt-rBR/strings.xml": ANDROID.format(save="Salvar", open="Abrir"),
        "res/values-zh/strings.xml": ANDROID.format(save="保存", open="打开"),
    }
    labels = read(tmp_path, files, "'res/values-{lang}/strings.xml'")
    assert [labels.shown("save", code).name for code in ("en", "pt-BR", "zh", "pt")] == [
        "Save",
        "Salvar",
        "保存",
        "Save",
    ]
    given = "[{ file: 'res/values-{lang}/strings.xml', languages: { pt: pt-rBR } }]"
    assert read(tmp_path, {}, given).shown("save", "pt").name == "Salvar"


def test_signs_of_formats_are_read(tmp_path: Path) -> None:
    first = r"""<string name="a">Don\'t\u0020ask &amp; <b>go</b></string>"""
    text = f'<resources>{first}<string name="b">"  Two\n words "</string></resources>'
    labels = read(tmp_path, {"strings.xml": text}, "strings.xml")
    assert [labels.shown(key, "en").name.strip() for key in "ab"] == ["Don't ask & go", "Two words"]
    utf16 = '"a" = "Sag \\"ja\\"\\n";'.encode("utf-16")
    assert read(tmp_path, {"a.strings": utf16}, "a.strings").ids('Sag "ja"', "en") == {"a"}
    po = f'{PO}msgctxt "menu"\nmsgid "&File"\nmsgstr "&Datei"\n\nmsgid "_Edit"\nmsgstr "_Bearbeiten"\n'
    labels = read(tmp_path, {"de.po": po}, "'{lang}.po'")
    assert [labels.shown(key, "de").name for key in ("menu|&File", "_Edit")] == ["Datei", "Bearbeiten"]


def test_labels_yml_adds_to_what_a_catalogue_says(tmp_path: Path) -> None:
    more = "labels:\n  save:\n    de: { former: Sichern }\n    fr: { meaning: enregistrer }\n"
    labels = read(tmp_path, each("{lang}.json", '{"save": "{save}"}'), "'{lang}.json'", more)
    assert labels.shown("save", "de") == Shown("Speichern")
    assert labels.shown("save", "fr") == Shown("Save", "enregistrer")
    found = labels.foreign("Sichern", "de")
    assert found is not None
    assert found.is_former


BOMB = """<?xml version="1.0"?>
<!DOCTYPE resources [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
<resources><string name="save">&b;</string></resources>"""
OUTSIDE = (
    '<!DOCTYPE resources [<!ENTITY a SYSTEM "file:///etc/passwd">]><resources><string name="a">&a;</string></resources>'
)


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("a.xml", BOMB, "a.xml:2: has a document type, which may hide more (remove <!DOCTYPE>)"),
        ("a.xlf", BOMB, "a.xlf:2: has a document type"),
        ("a.xml", OUTSIDE, "a.xml:1: has a document type"),
        ("a.xml", '<!DOCTYPE resources SYSTEM "http://localhost/x.dtd"><resources/>', "a.xml:1: has a document type"),
        ("a.xml", "<resources>\n<string name='a'>&b;</string></resources>", "a.xml:2: not XML: undefined entity"),
        ("a.xml", "<resources>\n<string>\n</resources>", "a.xml:3: not XML: mismatched tag"),
        ("a.xml", "<html/>", "a.xml:1: its root is <html> and not <resources>"),
        ("a.xlf", "<html/>", "a.xlf:1: its root is <html> and not <xliff>"),
        ("a.xml", "", "a.xml:1: not XML: no element found"),
        ("a.json", '{"a":\n1,}', "a.json:2: not JSON: "),
        ("a.json", "[]", "a.json:1: is not a JSON object of keys and texts"),
        ("a.json", "[" * 100_000, "a.json:1: not JSON that a catalogue has: it is nested too deeply"),
        ("a.xcstrings", "{}", "a.xcstrings:1: has no sourceLanguage, or no strings"),
        ("a.strings", '"a" = "b";\n"c" = d;', 'a.strings:2: not a line as in "key" = "text";'),
        ("a.strings", b'"a" = "b";\n"c" = "\xff";', "a.strings:2: is not UTF-8"),
        ("a.po", 'msgid "a"\nmsgstr "b\n', "a.po:2: not a line of a PO file"),
        ("a.csv", "a,b", "a.csv: is no catalogue of a format that is known (name a file that ends in .po, .xlf"),
    ],
)
def test_a_broken_or_hostile_file_is_refused_with_its_line(
    tmp_path: Path, name: str, text: str | bytes, error: str
) -> None:
    with pytest.raises(HelpcentreError) as caught:
        read(tmp_path, {name: text}, name)
    assert str(caught.value).startswith(error)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("helpcentre.content.labels.formats._LARGEST", 2_000_000)
    with pytest.raises(HelpcentreError, match=r"a\.json:1: has more than 2 MB"):
        read(tmp_path, {"a.json": " " * 2_000_001}, "a.json")
