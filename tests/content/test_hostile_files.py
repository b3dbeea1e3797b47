"""Every file that people write by hand, broken in any way: it is read, or told in one line with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from helpcentre.content.contact import read_contact
from helpcentre.content.frontmatter import parse
from helpcentre.content.glossary import read_glossary
from helpcentre.content.labels.file import read_labels
from helpcentre.content.language import Language
from helpcentre.content.operator_fields import read_operator
from helpcentre.content.published import read_published
from helpcentre.content.ui_strings import read_strings
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.insights.queries import read_queries
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.search.synonyms import read_synonyms
from helpcentre.settings.reading import read_settings
from helpcentre.starter.upgrade import upgrade_project
from hostile_texts import broken, told_at_most

_CODES = ["en", "de"]
_LANGUAGES = tuple(Language(code=code, name=code, is_source=code == "en") for code in _CODES)
_FILES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "contact.yml": (
        "time_zone: Europe/Berlin\nhours: { monday: [09:00-12:00, 13:00-17:00], friday: 09:00-15:00 }\n"
        "languages: [en, de]\nchannels:\n  email: { asks: what-to-include, wait: 1 day }\n"
        "  phone: { number: +49 30 5550123, wait: 5 minutes }\n"
        "  chat: { url: { de: https://chat.example.org/de, en: https://chat.example.org/en }, wait: 2 hours }\n",
        lambda file: read_contact(file, _CODES),
    ),
    "operator.yml": ("name: Example Help\naddress: |\n  Street 1\n  Town\nphone: none\nemail:\n", read_operator),
    "glossary.yml": (
        "keep:\n  - { name: Lamp, de: Lampe }\n  - Meta\nterms:\n  answer:\n"
        "    de: { require: [antwort], avoid: [reply] }\nhints:\n  answer: { en: What you get, de: Was man bekommt }\n",
        read_glossary,
    ),
    "labels.yml": (
        "app_language: en\nlabels:\n  review:\n"
        "    en: { name: Request review, source: https://example.org/, checked: 2026-11-29 }\n"
        "    de: { meaning: bitte prüfen }\n",
        lambda file: read_labels(file.parent, _CODES),
    ),
    "de/strings.yml": (
        "site_name: Meine Hilfe\nsearch: Suchen\nstates: { current: aktuell }\n",
        lambda file: read_strings(file.parent.parent, _LANGUAGES, site_name="Help"),
    ),
    "en/synonyms.yml": (
        "answer: [reply, what comes back]\nhelp: [aid]\n",
        lambda file: read_synonyms(file, name="synonyms.yml"),
    ),
    "en/queries.yml": (
        "find an answer: topic/page.md\nhow to: [topic/index.md, page.md#x]\n",
        lambda file: read_queries(file, name="queries.yml"),
    ),
    "published.txt": (
        "# Addresses of the website.\n/\n/#home b46badf4cfca 112f5596 DGSN2DMBCQS3\n/topic/page/\n",
        read_published,
    ),
    "page.md": (
        "---\ntitle: Find an answer\norder: 2\nicon: material/help\nkind: how-to\nalso_in: [topic]\nlabels: [x, y]\n"
        "draft: false\npublish_on: 2026-01-01\nupdated: 2026-01-02\nslug: find-it\nformer: [/old/, other.html]\n"
        "most_asked: [topic/page.md]\nrelated: contact.md\nready: true\ntranslates: { title: 123456789abc }\n"
        "machine: { how: deepl 2026-01-01 123456789abc }\nown: { a: [b] }\n---\n\n# Find an answer {#answer}\n",
        lambda file: parse(file.read_bytes().decode("utf-8"), file=file.name),
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.mark.parametrize("name", _FILES)
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_broken_file_is_read_or_told_in_one_line(name: str, folder: Path, data: st.DataObject) -> None:
    text, read = _FILES[name]
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(data.draw(broken(text)), encoding="utf-8", newline="")
    with told_at_most():
        read(file)


@pytest.mark.parametrize("name", _FILES)
def test_sound_file_is_read(name: str, folder: Path) -> None:
    text, read = _FILES[name]
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text.replace("states: { current: aktuell }\n", ""), encoding="utf-8")
    read(file)


_OPTIONS = """\
contact_email: a@example.org
feedback: { email: a@example.org, issue_url: "https://example.org/?{title}{body}" }
analytics: { provider: matomo, url: https://stats.example.org/, site: 1, consent: true, searches: true }
chat: { script: https://chat.example.org/a.js, hosts: [wss://chat.example.org] }
embed: [https://app.example.org]
announcement: { text: { en: Hello, de: Hallo }, url: contact.md, until: 2027-01-01, since: 2026-01-01, incident: true }
footer_links: [{ title: { en: A, de: B }, url: https://example.org/ }]
home_sections: [topics, contact]
fallbacks: { de: [en] }
allow_html: [iframe]
publish: [xlsx, /CNAME]
budget: { html_kb: 25, first_view_kb: 60.5 }
levels: { quotes-wrong: error }
allow: [{ pattern: x, reason: y, expires: 2027-01-01 }]
translate: { engine: libretranslate, url: https://translate.example.org, price: 1, batch: 2 }
editor: { backend: github, repo: a/b, api_root: https://git.example.org/api, url: https://e.example.org/ }
external: { timeout: 1, keep_days: 1, patience_days: 2, private: false }
bundle: { version: v1, valid_days: 30, max_megabytes: 15, since: old.zip }
"""


def _settings_of(project: Path, *, inherited: str, options: str) -> Path:
    indented = "".join(f"    {line}\n" for line in options.splitlines())
    (project / "base.yml").write_text(inherited, encoding="utf-8", newline="")
    (project / "docs").mkdir(exist_ok=True)
    file = project / "mkdocs.yml"
    file.write_text(f"INHERIT: base.yml\nsite_name: Help\nextra:\n  helpcentre:\n{indented}", encoding="utf-8")
    return file


@settings(max_examples=250, suppress_health_check=list(HealthCheck))
@given(options=broken(_OPTIONS))
@example(options="allow: [{ ~: x, reason: y, expires: 2027-01-01 }]\n")
@example(options="chat: { hosts: ['http://[x'] }\n")
@example(options='feedback: { "a\\nb": c }\n')
def test_broken_options_are_read_or_told(options: str, folder: Path) -> None:
    file = _settings_of(folder, inherited="use_directory_urls: true\n", options=options)
    with told_at_most():
        read_settings(load_config(file).extra, file=file.name)


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(
    inherited=broken("site_url: https://example.org/\nuse_directory_urls: true\nplugins: [search]\nnav: [index.md]\n")
)
@example(inherited="- a\n")
@example(inherited="text\n")
@example(inherited="")
@example(inherited="!!binary aGFsbG8=\n")
@example(inherited="site_url: http://[x\n")
@example(inherited="expires: 2026-02-30\n")
@example(inherited="INHERIT: 5\n")
@example(inherited="INHERIT:\n")
@example(inherited="INHERIT: ''\n")
@example(inherited="INHERIT: [a]\n")
def test_broken_settings_that_are_inherited_are_read_or_told(inherited: str, folder: Path) -> None:
    file = _settings_of(folder, inherited=inherited, options="cache: true")
    with told_at_most():
        load_config(file)
    with told_at_most():
        upgrade_project(file, version="0.0.0", requirements=[])


@pytest.mark.parametrize(
    ("inherited", "told"),
    [
        ("- a\n", "base.yml:1: not a list of 'key: value' (write names and values)"),
        ("a: 1\nINHERIT: [x]\n", "base.yml:2: INHERIT is not the name of a file (name the file, as in base.yml)"),
        ("a: 1\nb: 2026-02-30\n", "base.yml:2: not a YAML file: '2026-02-30' is no date that exists"),
    ],
)
def test_inherited_settings_that_are_none_name_their_line(inherited: str, told: str, folder: Path) -> None:
    file = _settings_of(folder, inherited=inherited, options="cache: true")
    with pytest.raises(HelpcentreError) as caught:
        load_config(file)
    assert str(caught.value).startswith(told)
