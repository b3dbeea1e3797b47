"""Options: an error names the option, what was expected and what was received."""

import re
from collections.abc import Iterator
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

import pytest
import yaml

from helpcentre.diagnostics.problem import HelpcentreError, Severity
from helpcentre.diagnostics.severity import Suppression
from helpcentre.mkdocs_adapter.config import left_out, load_config
from helpcentre.settings.languages import fallback_chains, in_language
from helpcentre.settings.options import Announcement, Budget, ExternalSettings, Settings, is_page
from helpcentre.settings.reading import read_settings
from support import ROOT

ALLOWED = {"pattern": "x", "reason": "y", "expires": "2026-09-21"}


def test_settings_without_options_are_the_defaults() -> None:
    assert read_settings({}, file="mkdocs.yml") == Settings()


def test_settings_read_the_options_given() -> None:
    given = {"edition": "agents", "contact_email": "a@example.org", "link_names": {"A": "https://example.org"}}
    assert read_settings({"helpcentre": given}, file="mkdocs.yml") == Settings(**given)  # type: ignore[arg-type]


def test_a_budget_changes_only_what_it_names() -> None:
    settings = read_settings({"helpcentre": {"budget": {"elements": 700}}}, file="mkdocs.yml")
    assert settings.budget == Budget(html_kb=25, elements=700, first_view_kb=60)


def _options(kind: type, prefix: str = "") -> Iterator[str]:
    for each in fields(kind):
        yield f"{prefix}{each.name}"
        if is_dataclass(group := get_type_hints(kind)[each.name]):
            yield from _options(group, f"{prefix}{each.name}.")  # type: ignore[arg-type]


@pytest.mark.parametrize("option", list(_options(Settings)))
def test_every_option_says_what_it_expects(option: str) -> None:
    group, _, name = option.rpartition(".")
    given: dict[str, Any] = {group: {name: [[{}]]}} if group else {name: [[{}]]}
    with pytest.raises(HelpcentreError, match=rf"{re.escape(option)}.*expected .+"):
        read_settings({"helpcentre": given}, file="mkdocs.yml")


def test_options_for_other_sites_are_read() -> None:
    given = {"external": {"timeout": 5, "patience_days": 0}, "crawl": True}
    read = read_settings({"helpcentre": given}, file="mkdocs.yml")
    assert read == Settings(external=ExternalSettings(timeout=5, patience_days=0), crawl=True)


def test_the_manual_tells_the_defaults() -> None:
    told = re.findall(
        r"```yaml\n(timeout:.*?)```", (ROOT / "manual" / "check.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert [yaml.safe_load(text) for text in told] == [asdict(ExternalSettings())]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"edition": "private"}, r"mkdocs\.yml: extra\.helpcentre\.edition: expected public or agents, .* 'private'"),
        (
            {"editon": "public"},
            r"\.editon: expected one of the options allow, .*, received 'editon' \(did you mean edition",
        ),
        ({"processes": 0}, r"\.processes: expected a count, received 0"),
        ({"contact_email": "nobody"}, r"\.contact_email: expected an address, received 'nobody'"),
        ({"link_names": ["x"]}, r"\.link_names: expected a mapping"),
        ({"fallbacks": {"uk": "en"}}, r"\.fallbacks: expected a mapping of languages to lists"),
        ({"bundle": {"valid_days": 0}}, r"\.bundle\.valid_days: expected a number above 0, received 0"),
        ({"bundle": {"valid_days": 1.5}}, r"\.bundle\.valid_days: expected a number above 0, received 1\.5"),
        ({"bundle": {"version": 2}}, r"\.bundle\.version: expected a text, in quotes if need be, received 2"),
        ({"bundle": {"days": 2}}, r"\.bundle\.days: expected one of version, valid_days, max_megabytes, since"),
        ({"bundle": "big"}, r"\.bundle: expected a mapping of version, .*, received 'big'"),
        ({"status_page": "yes"}, r"\.status_page: expected true or false, received 'yes'"),
        ({"budget": 25}, r"\.budget: expected a mapping of html_kb, elements, first_view_kb, pictures_kb, received 25"),
        ({"budget": {"html": 25}}, r"\.budget\.html: expected one of html_kb, elements, first_view_kb, pictures_kb"),
        ({"budget": {"elements": 0}}, r"\.budget\.elements: expected a number above 0, received 0"),
        ({"levels": ["x"]}, r"\.levels: expected a mapping of kinds"),
        ({"levels": {"no-such": "warn"}}, r"\.levels: expected one of the kinds link-target-missing, .*'no-such'"),
        (
            {"levels": {"anchor-missing": "on"}},
            r"\.levels\.anchor-missing: expected error or warn or off, received 'on'",
        ),
        ({"allow": {"a": "b"}}, r"\.allow: expected a list of exceptions"),
        ({"allow": [{"pattern": "x"}]}, r"\.allow: expected pattern, reason, expires for each exception"),
        ({"allow": [{**ALLOWED, "reason": ""}]}, r"\.allow: expected pattern, reason, expires for each"),
        ({"allow": [{**ALLOWED, "expires": "soon"}]}, r"\.allow\.expires: expected a date, .* 'soon'"),
        ({"allow": [{**ALLOWED, "pattern": "("}]}, r"\.allow\.pattern: expected a regular expression, received '\('"),
        ({"crawl": "yes"}, r"\.crawl: expected true or false, received 'yes'"),
        ({"external": 7}, r"\.external: expected a mapping of timeout, time_limit, .*, received 7"),
        ({"external": {"timout": 7}}, r"\.external\.timout: expected one of timeout, .*did you mean timeout\?"),
        ({"external": {"timeout": float("nan")}}, r"\.external\.timeout: expected a number above 0, received nan"),
        ({"external": {"keep_days": True}}, r"\.external\.keep_days: expected a number above 0, received True"),
        ({"external": {"backoff": "5"}}, r"\.external\.backoff: expected a number above 0, received '5'"),
        ({1: 2}, r"\.1: expected one of the options allow, .*, received 1"),
        ({"processes": "2"}, r"\.processes: expected a count, received '2'"),
        ({"processes": True}, r"\.processes: expected a count, received True"),
        ({"contact_email": 7}, r"\.contact_email: expected an address, received 7"),
        ({"link_names": {"x": 1}}, r"\.link_names: expected a mapping of names to addresses, received \{'x': 1\}"),
        ({"link_names": {1: "x"}}, r"\.link_names: expected a mapping of names to addresses, received \{1: 'x'\}"),
        ({"fallbacks": {"uk": [1]}}, r"\.fallbacks: expected a mapping of languages to lists"),
        ({"levels": {"anchor-mising": "off"}}, r"'anchor-mising' \(did you mean anchor-missing\?\)"),
        ({"feedback": {"emial": "x"}}, r"\.feedback\.emial: expected one of email, .*did you mean email\?"),
        ({"feedback": {"email": 7}}, r"\.feedback\.email: expected a text, in quotes if need be, received 7"),
        ({"edition": ["public"]}, r"\.edition: expected public or agents, received \['public'\]"),
        ({"cache": 1}, r"\.cache: expected true or false, received 1"),
        ({"external": {"timeout": 0}}, r"\.external\.timeout: expected a number above 0, received 0"),
        ({"external": {"retries": 1.5}}, r"\.external\.retries: expected 0, 1, 2 ..., received 1\.5"),
        ({"external": {"retries": True}}, r"\.external\.retries: expected 0, 1, 2 ..., received True"),
        ("x", r"extra\.helpcentre: expected a mapping of options, received 'x'"),
    ],
)
def test_a_wrong_option_is_refused(given: Any, message: str) -> None:
    with pytest.raises(HelpcentreError, match=message):
        read_settings({"helpcentre": given}, file="mkdocs.yml")


def test_levels_and_exceptions_are_read() -> None:
    given = {"levels": {"anchor-missing": False}, "allow": [ALLOWED]}
    settings = read_settings({"helpcentre": given}, file="mkdocs.yml")
    assert settings.levels == {"anchor-missing": Severity.OFF}
    assert settings.allow == (Suppression("x", "y", date(2026, 9, 21)),)


def test_an_option_without_a_value_has_its_default() -> None:
    given = yaml.safe_load("contact_email:\nbudget:\n  html_kb:\nfeedback: { email: }\nstatus_page: ~\nallow:\n")
    assert read_settings({"helpcentre": given}, file="mkdocs.yml") == Settings()


def test_what_yaml_reads_as_something_else_is_understood() -> None:
    text = "levels: { anchor-missing: off }\nallow: [{ pattern: 7, reason: x, expires: 2026-09-21 }]\ncache: no\n"
    settings = read_settings({"helpcentre": yaml.safe_load(text)}, file="mkdocs.yml")
    assert settings.levels == {"anchor-missing": Severity.OFF}
    assert settings.allow == (Suppression("7", "x", date(2026, 9, 21)),)
    assert not settings.cache


def test_a_number_stays_as_it_was_written() -> None:
    budget = read_settings({"helpcentre": {"budget": {"html_kb": 30, "elements": 1.5}}}, file="").budget
    assert repr((budget.html_kb, budget.elements)) == "(30, 1.5)"


def test_a_chain_of_fallbacks_ends_with_the_source() -> None:
    settings = read_settings({"helpcentre": {"fallbacks": {"uk": ["en"], "de": ["en"]}}}, file="mkdocs.yml")
    chains = fallback_chains(settings, ["de", "en", "uk"], file="mkdocs.yml")
    assert chains == {"de": ("en",), "en": ("de",), "uk": ("en", "de")}


def test_a_chain_names_only_languages_of_the_site() -> None:
    settings = read_settings({"helpcentre": {"fallbacks": {"uk": ["xx"]}}}, file="mkdocs.yml")
    with pytest.raises(
        HelpcentreError, match=r"\.fallbacks\.uk: expected languages of the site .de, uk., received 'xx'"
    ):
        fallback_chains(settings, ["de", "uk"], file="mkdocs.yml")


def test_the_status_page_is_the_agents_unless_told_otherwise() -> None:
    assert not Settings().has_status_page
    assert Settings(edition="agents").has_status_page
    assert Settings(status_page=True).has_status_page


@pytest.mark.parametrize(
    "given", ["xlsx", [".xlsx"], ["*.xlsx"], ["md"], ["markdown"], ["/de/a.MD"], [""], [1], ["a/b"]]
)
def test_publish_option_has_endings_and_paths_and_no_markdown(given: object) -> None:
    with pytest.raises(HelpcentreError, match=r"extra\.helpcentre\.publish: expected a list of endings"):
        read_settings({"helpcentre": {"publish": given}}, file="mkdocs.yml")
    read = read_settings({"helpcentre": {"publish": ["xlsx", "/CNAME", "/x/a b.txt"]}}, file="mkdocs.yml")
    assert read.publish == ("xlsx", "/CNAME", "/x/a b.txt")


def test_file_that_mkdocs_leaves_out_is_no_page(tmp_path: Path) -> None:
    for name in ("docs/de/index.md", "docs/de/README.md", "docs/de/a/README.md", "docs/README.md", "docs/b/index.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    file = tmp_path / "mkdocs.yml"
    file.write_text("site_name: x\nexclude_docs: /de/out/\ndraft_docs: |\n  draft*.md\n", encoding="utf-8")
    names = ["de/index.md", "de/README.md", "de/a/README.md", "README.md", "de/out/a.md", "de/draft-a.md", "de/.x.md"]
    for has_drafts, left in ((False, ["de/draft-a.md"]), (True, [])):
        is_left_out = left_out(load_config(file), has_drafts=has_drafts)
        assert sorted(filter(is_left_out, names)) == sorted(["de/README.md", "de/out/a.md", "de/.x.md", *left])


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"announcement": {"txt": "x"}}, r"\.announcement\.txt: .*did you mean text\?"),
        ({"announcement": {"text": ["x"]}}, r"\.announcement\.text: expected a text, or a mapping of languages"),
        ({"announcement": {"text": "x", "until": "soon"}}, r"\.announcement\.until: expected a date, as in 2026-11-22"),
        ({"announcement": {"text": "x", "since": "soon"}}, r"\.announcement\.since: expected a date, as in 2026-11-22"),
        ({"announcement": {"text": "x", "incident": "x"}}, r"\.announcement\.incident: expected true or false"),
        ({"announcement": {"text": "x", "url": "javascript:alert(1)"}}, r"\.announcement\.url: expected an address"),
        ({"embed": "https://app.example.org"}, r"\.embed: expected a list of origins"),
        ({"embed": ["https://app.example.org/"]}, r"\.embed: expected an origin, as in https://app\.example\.org"),
        ({"embed": ["http://app.example.org"]}, r"\.embed: expected an origin"),
        ({"embed": ["https://App.example.org"]}, r"\.embed: expected an origin"),
        ({"embed": ["*", "https://app.example.org"]}, r"\.embed: expected an origin, .* or \* by itself"),
        ({"embed": ["https://*.example.org"]}, r"\.embed: expected an origin"),
        ({"footer_links": [{"title": "x"}]}, r"\.footer_links: expected a title and a url for each link"),
        ({"footer_links": [{"titel": "x"}]}, r"\.footer_links\.titel: .*did you mean title\?"),
        ({"footer_links": [{"title": "x", "url": "/a"}]}, r"\.footer_links\.url: expected an address as in https:"),
        ({"footer_links": "x"}, r"\.footer_links: expected a list of title and url"),
        ({"home_sections": ["topic"]}, r"\.home_sections: expected a list of guides, most_asked"),
    ],
)
def test_option_of_the_brand_that_is_wrong_is_refused(given: Any, message: str) -> None:
    with pytest.raises(HelpcentreError, match=message):
        read_settings({"helpcentre": given}, file="mkdocs.yml")


def test_text_of_a_setting_is_in_the_first_language_that_has_one() -> None:
    assert in_language("x", ["en", "de"]) == ("x", "en")
    assert in_language({"de": "y"}, ["en", "de"]) == ("y", "de")
    assert in_language({"fr": "z"}, ["en", "de"]) == ("", "")
    assert [is_page(url) for url in ("a/b.md", "a.md#c", "https://example.org/a.md", "/a.md", "a")] == [
        True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("day", "shown"), [(20, False), (21, True), (23, True), (24, False)])
def test_announcement_is_shown_from_its_first_day_to_its_last(day: int, shown: bool) -> None:
    line = Announcement(text={"de": "x"}, since=date(2026, 9, 21), until=date(2026, 9, 23))
    assert line.is_shown(date(2026, 9, day)) is shown
    assert Announcement(text={"de": "x"}).is_shown(date(2026, 9, day))
