"""contact.yml: what it says, what is wrong with it, and how each language shows it."""

import string
from datetime import time, timedelta
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import yaml

from helpcentre.checks.operator_fields import check_contact
from helpcentre.content.contact import Channel, Contact, read_contact
from helpcentre.content.frontmatter import parse
from helpcentre.content.guides import ChosenStep
from helpcentre.content.language import Language
from helpcentre.diagnostics.problem import HelpcentreError, Severity
from helpcentre.pages.contact_box import (
    ContactOption,
    contact_options,
    contact_url,
    opening_hours,
    spoken,
    timetable,
    zone_name,
)
from support import ROOT, Project

STARTER = ROOT / "hooks/helpcentre/starter/files"
CODES = ["de", "en", "ar"]
GERMAN, ENGLISH, ARABIC, CHINESE = (Language(code, code, code == "de") for code in ("de", "en", "ar", "zh"))
WHOLE = """\
time_zone: Europe/Berlin
hours:
  monday: [09:00-12:00, 13:00-17:30]
  tuesday: [09:00-12:00, 13:00-17:30]
  thursday: 9:00-12:00
languages: [de, en]
channels:
  phone: { number: +49 30 5550123, wait: 5 minutes }
  chat: { url: { en: https://chat.example.org/en }, wait: 1 minute }
  email: { wait: 1 day }
"""


def read(folder: Path, text: str) -> Contact:
    file = folder / "contact.yml"
    file.write_text(text, encoding="utf-8")
    return read_contact(file, CODES)


def test_contact_without_a_file_is_e_mail(tmp_path: Path) -> None:
    assert read_contact(tmp_path / "contact.yml", CODES) == Contact() == read(tmp_path, "# nothing\n")
    assert [way.url for way in contact_options(Contact(), GERMAN, email="a@example.org")] == ["mailto:a@example.org"]
    assert contact_options(Contact(), GERMAN, email="") == []


def test_contact_file_is_read_as_a_whole(tmp_path: Path) -> None:
    contact = read(tmp_path, WHOLE)
    assert contact.zone == "Europe/Berlin"
    assert contact.hours[1] == ((time(9), time(12)), (time(13), time(17, 30)))
    assert contact.hours[2] == ()
    assert contact.channels[0] == Channel("phone", {"": "+49 30 5550123"}, timedelta(minutes=5))


def test_opening_hours_are_written_as_the_language_does(tmp_path: Path) -> None:
    contact = read(tmp_path, WHOLE)
    german = opening_hours(contact, GERMAN)
    assert [days for days, _ in german] == ["Montag–Dienstag", "Donnerstag"]
    assert german[0][1][0].startswith("09:00–12:00")
    assert "17:30" in german[0][1][1]
    english = opening_hours(contact, ENGLISH)
    assert english[0][0] == "Monday–Tuesday"
    assert "5:30" in english[0][1][1]
    assert "PM" in english[0][1][1]
    assert opening_hours(contact, CHINESE)[1][0] == "星期四"
    assert (zone_name(contact, GERMAN), zone_name(contact, ENGLISH)) == (
        "Mitteleuropäische Zeit",
        "Central European Time",
    )
    assert timetable(contact).startswith("1 09:00 12:00;1 13:00 17:30;2 ")


def test_channel_is_shown_only_in_its_languages(tmp_path: Path) -> None:
    contact = read(tmp_path, WHOLE)
    german, english = (contact_options(contact, language, email="") for language in (GERMAN, ENGLISH))
    assert [(way.kind, way.url, way.wait) for way in german] == [("phone", "tel:+49305550123", "5 Minuten")]
    assert [way.kind for way in english] == ["phone", "chat"]
    assert english[1].wait == "1 minute"
    assert spoken(contact, GERMAN, [GERMAN, ENGLISH, ARABIC]) == "Deutsch und Englisch"


def test_e_mail_link_says_what_it_is_about() -> None:
    email = ContactOption("email", "", "mailto:a@example.org", "a@example.org", "")
    url = contact_url(email, title="Fragen & Antworten", address="https://x/ä", language=ARABIC)
    query = parse_qs(urlsplit(url).query)
    assert query["subject"] == ["Fragen & Antworten"]
    assert query["body"][0].splitlines()[-2:] == ["https://x/ä", "ar (ar)"]
    assert "+" not in url


def test_e_mail_asks_for_the_list_of_the_contact_page(tmp_path: Path) -> None:
    contact = read(tmp_path, "channels: { email: { asks: tell-us } }")
    page = parse(
        "# Contact\n\n- no\n\n## Tell us {#tell-us}\n\n- the *day*,\n- your [number](a.md).\n\n## More\n\n- no\n"
    )
    (option,) = contact_options(contact, ENGLISH, email="a@example.org", page=page)
    assert option.asks == ("the day", "your number")
    body = _body(contact_url(option, title="A", address="https://x/", language=ENGLISH))
    assert body.startswith("• the day:\r\n\r\n\r\n• your number:\r\n")


@pytest.mark.parametrize("text", ["# Contact\n", "## Tell us {#tell-us}\n\nNothing.\n"])
def test_e_mail_that_asks_for_a_list_that_is_not_there_is_an_error(text: str, tmp_path: Path) -> None:
    contact = read(tmp_path, "channels: { email: { asks: tell-us } }")
    for page in (parse(text), None):
        with pytest.raises(HelpcentreError, match=r"contact\.yml.*no list below a heading with the id 'tell-us'"):
            contact_options(contact, ENGLISH, email="a@example.org", page=page)


def test_e_mail_leaves_out_facts_that_make_it_too_long_for_mail_programs() -> None:
    asks = tuple(f"{number} {'Яблуко ' * 12}" for number in range(6))
    email = ContactOption("email", "", "mailto:a@example.org", "", "", asks=asks)
    url = contact_url(email, title="A", address="https://x/", language=ENGLISH)
    assert 1000 < len(quote(url, safe=string.punctuation)) <= 2000  # as browsers hand it over
    assert "• 0 " in _body(url)
    assert "• 5 " not in _body(url)
    assert _body(url).endswith("https://x/\r\nen (en)")


def test_e_mail_from_a_guide_says_what_was_answered() -> None:
    email = ContactOption("email", "", "mailto:a@example.org", "", "")
    trail = [ChosenStep("topic/guide/index.md", "What do you see?", "A code")]
    body = _body(contact_url(email, title="A", address="https://x/", language=ENGLISH, trail=trail))
    assert "--\r\nWhat do you see? A code\r\nhttps://x/" in body


def _body(url: str) -> str:
    return parse_qs(urlsplit(url).query)["body"][0]


@pytest.mark.parametrize("kind", ["phone", "chat"])
def test_contact_url_of_another_channel_than_email_is_its_own(kind: str) -> None:
    option = ContactOption(kind, "", "tel:+49305550123", "", "")
    assert contact_url(option, title="A", address="https://x/", language=ARABIC) == "tel:+49305550123"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("Europe/Berlin", "Berlin", 1, "time_zone: 'Berlin' is not known"),
        ("time_zone: Europe/Berlin\n", "", 2, "hours without a time zone"),
        ("tuesday:", "toesday:", 4, "'toesday' is not known"),
        ("9:00-12:00\n", "9-12\n", 5, "thursday: '9-12' are no hours"),
        ("9:00-12:00\n", "25:00-26:00\n", 5, "'25:00-26:00' are no hours"),
        ("9:00-12:00\n", "12:00-9:00\n", 5, "'12:00-9:00' are no hours"),
        ("monday: [09:00-12:00,", "monday: [09:00-14:00,", 3, "monday: hours overlap"),
        ("[de, en]", "[de, xx]", 6, "the site has no language 'xx'"),
        ("+49 30 5550123", "call us", 8, "phone: number: 'call us' cannot be used"),
        ("number: +49 30 5550123, ", "", 8, "phone has no 'number'"),
        ("https://chat", "javascript:chat", 9, "cannot be used"),
        ("{ en: https", "{ xx: https", 9, "the site has no language 'xx'"),
        ("1 day", "soon", 10, "email: wait: 'soon' is no time"),
        ("email: { wait: 1 day }", "fax: {}", 10, "'fax' is not known"),
    ],
)
def test_contact_file_with_an_error_is_named_with_its_line(
    old: str, new: str, line: int, message: str, tmp_path: Path
) -> None:
    assert WHOLE.count(old) >= 1
    with pytest.raises(HelpcentreError) as caught:
        read(tmp_path, WHOLE.replace(old, new))
    assert str(caught.value).startswith(f"contact.yml:{line}: ")
    assert message in str(caught.value)


def test_build_with_a_wrong_contact_file_stops_with_one_line(small: Project) -> None:
    (small.folder / "contact.yml").write_text("time_zone: Nowhere\n", encoding="utf-8")
    built = small.build()
    assert built.status == 1
    assert "contact.yml:1: time_zone: 'Nowhere' is not known" in built.output
    assert "Traceback" not in built.output


BLANK = "time_zone:\nhours:\nlanguages:\nchannels:\n  email: { wait: }\n"


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        (BLANK, {"hours": 2, "languages": 3, "email: wait": 5}),
        (BLANK.replace("hours:", "hours: none").replace("wait: ", "wait: none "), {"languages": 3}),
        ("channels: { email: {}, phone: { number: +49 30 5550123, wait: } }", {"phone: wait": 1}),
        (WHOLE, {}),
        ("", {}),
    ],
)
def test_an_entry_left_empty_is_a_blank(text: str, blanks: dict[str, int], tmp_path: Path) -> None:
    contact = read(tmp_path, text)
    assert contact.blanks == blanks
    asked = list(check_contact(contact, site_url="https://help.acme.de/"))
    assert [problem.place for problem in asked] == [f"contact.yml:{line}" for line in blanks.values()]
    assert {problem.severity for problem in asked} <= {Severity.ERROR}
    warned = list(check_contact(contact, site_url="https://example.org/"))
    assert [problem.severity for problem in warned] == [Severity.WARN] * bool(blanks)


def test_blanks_of_the_contact_file_are_shown_or_refused(small: Project) -> None:
    (small.folder / "contact.yml").write_text(BLANK, encoding="utf-8")
    built = small.build()
    assert (built.status, built.warnings) == (0, [])
    marks = small.page("site/index.html").tree.css(".hc-contact mark.hc-blank")
    assert [mark.text() for mark in marks] == ["noch nicht eingetragen"] * 3
    refused = small.build(SITE_URL="https://help.acme.de/", CONTACT_EMAIL="help@acme.de")
    assert refused.status == 1
    assert (
        "contact.yml:2: blank-unfilled: hours is empty, and readers see a blank (write it, or none)" in refused.warnings
    )


def test_the_sample_and_a_new_project_promise_no_hours() -> None:
    for file in (ROOT / "contact.yml", STARTER / "contact.yml"):
        text = file.read_text(encoding="utf-8").replace("@SOURCE@", "de")
        (values := yaml.safe_load(text)).pop("channels")
        assert set(values.values()) == {None}, file


def test_box_and_contact_page_show_the_same_facts(project: Project) -> None:
    for code in ("", "ar/", "zh/"):
        home = project.page(f"site/{code}index.html")
        contact = project.page(f"site/{code}{'kontakt' if not code else 'contact'}/index.html")
        facts = home.first(".hc-contact .hc-contact-facts").text().split()
        assert facts == contact.first("article .hc-contact-facts").text().split() != []
        assert not contact.tree.css(".hc-contact")


def test_the_e_mail_link_names_the_page_in_its_language(project: Project) -> None:
    page = project.page("site/en/accessibility/index.html")
    query = parse_qs(urlsplit(page.attribute(".hc-contact a[href^=mailto]", "href")).query)
    assert query["subject"] == [page.attribute("article", "data-search-text")]
    assert "https://example.org/en/accessibility/" in query["body"][0]
    assert "English (en)" in query["body"][0]
