"""The index on disk: files for each language, what is in them, and the same bytes each time."""

import json
import re
from pathlib import Path
from typing import Any

from support import Project, files


def value(file: Path) -> Any:
    """Return what a file of the index delivers."""
    match = re.fullmatch(r'helpcentre\.deliver\("([^"]+)",(.*)\);\n', file.read_text(encoding="utf-8"))
    assert match
    assert file.as_posix().endswith(f"{match[1]}.js")
    return json.loads(match[2])


def pages(site: Path, code: str) -> list[dict[str, Any]]:
    """Return what the browser gets of each page of a language's index."""
    folder = site / "assets" / "search"
    return [value(folder / "parts" / f"{page['name']}.js") for page in value(folder / f"{code}.js")["pages"]]


def test_each_language_has_its_own_index_and_fallback_pages_are_labelled(small_site: Project) -> None:
    site = small_site.folder / "site"
    assert {file.stem for file in (site / "assets" / "search").glob("*.js")} == {"de", "en", "ar"}
    assert not (site / "assets" / "search" / "fine-print").exists()  # nothing is asked that a site without it lacks
    assert "finePrint" not in value(site / "assets" / "search" / "de.js")
    for code in ("de", "en", "ar"):
        found = pages(site, code)
        folders = {page["url"].partition("/")[0] for page in found} & {"de", "en", "ar"}
        assert folders == ({code} - {"de"})
        assert {page["url"] for page in found if "language" in page} == (
            {"ar/topic/second/"} if code == "ar" else set()
        )


def test_pages_of_all_languages_are_named_alike(small_site: Project) -> None:
    folder = small_site.folder / "site" / "assets" / "search"
    paths = [{page["path"] for page in value(folder / f"{code}.js")["pages"]} for code in ("de", "en", "ar")]
    assert paths[0] == paths[1] == paths[2]


def test_real_index_and_site_show_no_word_that_only_readers_type(project: Project) -> None:
    site = project.folder / "site"
    shown = " ".join(file.read_text(encoding="utf-8") for file in site.rglob("*.html")).lower()
    for code in ("de", "uk", "zh"):
        typed = [typed for typed, _ in value(site / "assets" / "search" / f"{code}.js")["synonyms"]]
        words = (word for word in typed if " " not in word and len(word) > 5)
        absent = [word for word in words if not re.search(rf"(?<!\w){re.escape(word)}", shown)]  # nor within brackets
        assert len(absent) > 8 or code == "zh"
        texts = " ".join(section[2] for page in pages(site, code) for section in page["sections"]).lower()
        assert [word for word in absent if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", texts)] == []


def test_synonyms_stand_in_the_list_for_queries_and_nowhere_else(small: Project) -> None:
    small.write({"de/synonyms.yml": "Kirschkuchen: [obsttorte]\n"})
    built = small.build()
    assert built.status == 0, built.output
    site = small.folder / "site"
    holders = [file.relative_to(site).as_posix() for file in site.rglob("*.*") if b"obsttorte" in file.read_bytes()]
    assert holders == ["assets/search/de.js"]


def test_a_synonym_for_a_word_that_no_page_has_is_told_with_its_line(small: Project) -> None:
    small.write({"de/synonyms.yml": "# Words\nMauerwerk: [wand]\n"})
    built = small.build()
    assert [line for line in built.output.splitlines() if "docs/de/synonyms.yml:2" in line and "mauerwerk" in line]


def test_a_list_of_synonyms_that_cannot_be_read_is_one_clear_line(small: Project) -> None:
    small.write({"de/synonyms.yml": "a: [b\n"})
    built = small.build()
    assert built.status == 1
    assert "docs/de/synonyms.yml:1: not a YAML file" in built.output
    assert "Traceback" not in built.output


def test_equal_pages_give_equal_bytes(small_site: Project, small: Project) -> None:
    assert small.build_apart().status == 0
    assert files(small.folder / "site" / "assets" / "search") == files(small_site.folder / "site" / "assets" / "search")


def test_index_of_the_bundle_is_made_as_that_of_the_website(project: Project) -> None:
    folder = project.folder / "dist" / "helpcentre-agents" / "assets" / "search"
    assert {file.suffix for file in folder.rglob("*") if file.is_file()} == {".js"}
    assert {page["url"].endswith(".html") for page in pages(folder.parent.parent, "en")} == {True}


def test_page_without_text_of_its_own_is_found_by_its_name(small: Project) -> None:
    text = "---\ntitle: Impressum\ndescription: Wir.\ntemplate: legal.html\n---\n\n# Wir {#us}\n\nGeheimwort.\n"
    small.write({"de/imprint.md": text})
    assert small.build().status == 0
    (found,) = (page for page in pages(small.folder / "site", "de") if page["url"].startswith("imprint/"))
    assert found["sections"] == [["", "Impressum", "Wir."]]


def test_text_of_a_legal_page_is_found_where_articles_hardly_have_the_words(small: Project) -> None:
    text = (
        "---\ntitle: Impressum\ndescription: Wir.\ntemplate: legal.html\n---\n\n# Wir {#us}\n\n## Wo {#where}\n\n{}\n"
    )
    small.write({"de/imprint.md": text.replace("{}", "Am Geheimplatz, in der Dritten Straße.")})
    assert small.build().status == 0
    folder = small.folder / "site" / "assets" / "search"
    assert value(folder / "de.js")["finePrint"]
    assert len(value(folder / "fine-print" / "de.js")["pages"]) == 1
    assert small.helpcentre("search", "Geheimplatz").output.splitlines()[1].strip() == "imprint/#where"
    assert small.helpcentre("search", "Zweite", "Seite").output.splitlines()[1].strip() != "imprint/#where"
