"""What people write into settings and lists of words is text on every page of both editions, whatever its signs."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from helpcentre.agents.bundle import write_bundle
from helpcentre.agents.manifest import Manifest, ManifestPage
from support import OPENING_HOURS, ROOT, Project, small_project

_OURS = "x-"
"""How the elements and attributes begin that a text makes where a template does not escape it."""
_OPERATOR = """\
# Operator {#operator}

- [[name: Name]]
- [[address: Address]]
- [[email: E-mail]]

What an answer is.
"""


class Words:
    """Texts that are elements and attributes where nothing escapes them, and where each of them was written."""

    def __init__(self) -> None:
        self.places: list[str] = []

    def at(self, place: str) -> str:
        """Return such a text for ``place``."""
        self.places.append(place)
        mark = f"{_OURS}{len(self.places) - 1}"
        return f"W </script></title><{mark}>\" {mark}=1 ' {mark}=2 &lt;{mark}>"

    def behind(self, place: str, text: Any) -> Any:
        """Return ``text`` with such a text behind it; where it has plural forms, behind each."""
        if isinstance(text, dict):
            return {key: self.behind(f"{place}: {key}", each) for key, each in text.items()}
        return f"{text} {self.at(place)}"


def _page(words: Words, place: str, body: str) -> str:
    head = {key: words.at(f"{place}: {key}") for key in ("title", "description")}
    return f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\n\n{body}\n"


def _choices(words: Words, place: str, *answers: str) -> str:
    """Return a question of a guide, whose text and choices name such texts as Markdown shows them."""
    lines = [f"# {escape(words.at(place))}? {{#what}}\n"]
    return "\n".join([*lines, *(f"- [{escape(words.at(f'{place}: {each}'))}]({each}.md)" for each in answers)]) + "\n"


def _settings(words: Words) -> dict[str, Any]:
    both = {code: words.at(f"announcement in {code}") for code in ("de", "en")}
    site = {
        "announcement": {"text": both, "url": "contact.md"},
        "footer_links": [{"title": words.at("footer link"), "url": "https://example.org/"}],
        "status_page": True,
        "offline": True,
        "feedback": {"email": "help@example.org", "endpoint": "/feedback"},
        "analytics": {"provider": "log", "url": "/visits", "searches": True},
        "chat": {"script": "https://chat.example.org/widget.js"},
        "embed": ["https://app.example.org"],
        "contact_email": "help@example.org",
    }
    social = [{"icon": "material/web", "link": "https://example.org/", "name": words.at("social link")}]
    return {"extra": {"helpcentre": site, "social": social}}


def plant(project: Project) -> Words:
    """Write such texts wherever a project has words that stand in no page's text, and return them."""
    words = Words()
    for code in ("de", "en"):
        file = ROOT / "hooks" / "helpcentre" / "strings" / f"{code}.yml"
        texts = yaml.safe_load(file.read_text(encoding="utf-8"))
        texts = {key: words.behind(f"{code}/strings.yml: {key}", text) for key, text in texts.items()}
        texts["site_name"] = words.at(f"{code}: site_name")
        project.write({f"{code}/strings.yml": yaml.safe_dump(texts, allow_unicode=True)})
    operator = {key: words.at(f"operator.yml: {key}") for key in ("name", "address", "email")}
    answer = {"de": {"require": ["answer"]}, "en": {"require": ["answer"]}}
    hints = {code: words.at(f"hint in {code}") for code in ("de", "en")}
    more = {
        "operator.yml": operator,
        "glossary.yml": {"terms": {"answer": answer}, "hints": {"answer": hints}},
    }
    for name, content in more.items():
        (project.folder / name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    (project.folder / "contact.yml").write_text(OPENING_HOURS.replace("what-to-include", "text"), encoding="utf-8")
    for code in ("de", "en"):
        project.edit("mkdocs.yml", f"name: {code}", f"name: {json.dumps(words.at(f'name of {code}'))}")
    with (project.folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(yaml.safe_dump(_settings(words), allow_unicode=True))
    text = "# Text {#text}\n\n- A text, and [Kontakt](contact.md).\n"
    project.write({f"de/{name}.md": _page(words, name, text) for name in ("contact", "imprint", "privacy")})
    project.write(
        {
            "de/operator.md": _page(words, "operator", _OPERATOR.replace("What", "Was")),
            "en/operator.md": _page(words, "translated operator", _OPERATOR),
            "de/guide/index.md": _page(words, "guide", _choices(words, "first question", "none", "more")).replace(
                "---\n", "---\nkind: guide\n", 1
            ),
            "de/guide/more.md": _page(words, "second question", _choices(words, "second question", "one", "two")),
            **{
                f"de/guide/{name}.md": _page(words, f"answer {name}", "# Das {#text}\n\n- [Kontakt](../contact.md)\n")
                for name in ("none", "one", "two")
            },
            "de/topic/third.md": _page(words, "third", "# Drittes {#third}\n\n/// reply | chat\nHallo {name}!\n///\n"),
        }
    )
    return words


def _elements(html: str) -> Iterator[str]:
    """Yield each element and attribute of a page that is one of a text."""
    for node in LexborHTMLParser(html).css("*"):
        yield from (name for name in (node.tag, *node.attributes) if name and name.startswith(_OURS))


def _pieces(name: str, text: str) -> Iterator[str]:
    """Yield the HTML that is in a file: a page itself, or what scripts of the bundle have."""
    if name.endswith(".html"):
        yield text
    elif name.endswith(".js") and "/words." in name:
        yield from (json.loads(each) for each in re.findall(r'"(?:[^"\\]|\\.)*"', text) if "<dialog" in each)


def found(folder: Path, words: Words) -> set[str]:
    """Return the places whose text is an element or attribute somewhere, each with the first file."""
    hits: dict[str, str] = {}
    for file in sorted(file for file in folder.rglob("*") if file.suffix in (".html", ".js")):
        name = file.relative_to(folder).as_posix()
        for html in _pieces(name, file.read_text(encoding="utf-8")):
            for mark in _elements(html):
                hits.setdefault(words.places[int(mark.removeprefix(_OURS))], name)
    return {f"{place}: {name}" for place, name in hits.items()}


def _earlier(folder: Path, words: Words) -> Path:
    """Return an earlier bundle, with a page that is no more and one that has changed."""
    pages = {
        "gone.md": {"de": ManifestPage(words.at("removed page"), "current", {"title": "123456789abc"})},
        "topic/first.md": {"de": ManifestPage("Erste", "current", {"title": "123456789abc"})},
    }
    (folder / "old").mkdir()
    manifest = Manifest(words.at("version"), "abc", "2026-02-03", "2026-03-05", ({"code": "de"},), pages)
    write_bundle(folder / "old", folder / "old.zip", manifest, name="old", day=date(2026, 2, 3))
    return folder / "old.zip"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Words]:
    project = small_project(tmp_path_factory.mktemp("words") / "small", languages=("de", "en"))
    shutil.rmtree(project.folder / "docs" / "ar")
    words = plant(project)
    built = project.mkdocs("build")
    assert built.status == 0, built.output
    built = project.helpcentre("bundle", "--since", str(_earlier(project.folder, words)))
    assert built.status == 0, built.output
    return project, words


def test_texts_stand_on_the_pages(planted: tuple[Project, Words]) -> None:
    project, words = planted
    pages = [file.read_text(encoding="utf-8") for file in project.folder.rglob("*.html")]
    shown = {int(number) for page in pages for number in re.findall(rf"&lt;{_OURS}(\d+)", page)}
    missing = {place for number, place in enumerate(words.places) if number not in shown}
    assert {place for place in missing if "strings.yml" not in place} == set()
    assert len(shown) >= 200


@pytest.mark.parametrize("edition", ["site", "dist/helpcentre-agents"])
def test_no_text_becomes_an_element_or_attribute(planted: tuple[Project, Words], edition: str) -> None:
    project, words = planted
    assert found(project.folder / edition, words) == set()
