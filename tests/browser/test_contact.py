"""The contact box in a real browser: who can be reached now, when again, in whose time, and what is copied."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from helpcentre.linkcheck.local_server import serve_folder
from support import shifts, small_project, watch_shifts

_CONTACT = """\
time_zone: Europe/Berlin
hours: { monday: 09:00-17:00, tuesday: 09:00-17:00, friday: 09:00-15:00 }
languages: [de, en]
channels:
  phone: { number: { de: +49 30 5550123, ar: +49 30 5550124 } }
  email: { wait: 1 day }
"""


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with hours; only its German and Arabic pages have a telephone number."""
    project = small_project(tmp_path_factory.mktemp("contact") / "small")
    (project.folder / "contact.yml").write_text(_CONTACT, encoding="utf-8")
    built = project.build()
    assert built.status == 0, built.output
    with serve_folder(project.folder / "site") as server:
        yield server.address


def visit(chromium: Browser, address: str, *, moment: str, zone: str) -> Page:
    """Return a page in its reader's time zone at a moment, with the contact box in view."""
    context = chromium.new_context(timezone_id=zone)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(moment))
    page.goto(address)
    page.locator("[data-timetable]").scroll_into_view_if_needed()
    return page


@pytest.mark.parametrize(
    ("moment", "words", "again"),
    [
        ("2026-11-23T10:00:00+01:00", "Jetzt erreichbar", ""),  # a Monday
        ("2026-11-23T17:00:00+01:00", "Gerade nicht erreichbar", "Wieder ab Dienstag, 17:00"),
        ("2026-11-22T10:00:00+01:00", "Gerade nicht erreichbar", "Wieder ab Montag, 17:00"),
        ("2026-11-24T23:30:00+01:00", "Gerade nicht erreichbar", "Wieder ab Freitag, 17:00"),
        ("2026-07-24T14:59:00+02:00", "Jetzt erreichbar", ""),  # a Friday in summer
        ("2026-10-24T12:00:00+02:00", "Gerade nicht erreichbar", "Wieder ab Montag, 17:00"),  # summer time ends
    ],
)
def test_telephone_says_whether_somebody_answers_now_and_when_again(
    moment: str, words: str, again: str, chromium: Browser, reached: str
) -> None:
    page = visit(chromium, f"{reached}topic/first/", moment=moment, zone="Asia/Tokyo")
    expect(page.locator("[data-reachable]")).to_have_text([words])
    expect(page.locator("[data-next]")).to_have_text(again.replace(", ", " um ") if " um " in again else again)
    page.context.close()


def test_hours_are_also_in_the_time_of_a_reader_elsewhere(chromium: Browser, reached: str) -> None:
    page = visit(chromium, f"{reached}topic/first/", moment="2026-11-23T10:00:00+01:00", zone="America/Los_Angeles")
    own = page.locator("[data-own-time] .hc-contact-hours > span")
    expect(own).to_have_text(["Montag–Dienstag", "0:00–8:00", "Freitag", "0:00–6:00"])
    page.context.close()


@pytest.mark.parametrize("width", [320, 360, 412, 768, 1280])
def test_hours_in_the_readers_own_time_move_nothing(width: int, chromium: Browser, reached: str) -> None:
    context = chromium.new_context(timezone_id="Asia/Tokyo", viewport={"width": width, "height": 2000})
    page = context.new_page()
    held = list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/opening-hours.js*", hold)
    watch_shifts(page)
    for path in ("topic/first/", "en/topic/first/", "ar/topic/first/"):
        with page.expect_request("**/opening-hours.js*"):
            page.goto(reached + path, wait_until="domcontentloaded")
        shifts(page)
        page.evaluate("moved.length = 0")  # all is shown that the page says without the script
        held.pop().continue_()
        expect(page.locator("[data-own-time]")).to_be_visible()
        assert shifts(page) == [], path
    context.close()


_DAYS_OF_MANY_LINES = """() => [...document.querySelectorAll(".hc-contact-hours > span:nth-child(odd)")]
  .filter((day) => !day.textContent.includes("–"))
  .filter((day) => {
    const text = document.createRange();
    text.selectNodeContents(day);
    return new Set([...text.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
  })
  .map((day) => day.textContent)"""


def test_hours_with_a_break_fit_a_phone_and_leave_days_whole(chromium: Browser, tmp_path: Path) -> None:
    """Of languages with long hours, as ``9:00 AM – 12:00 PM``, and without spaces, as ``9時00分～12時00分``."""
    project = small_project(tmp_path / "small", languages=("de", "en", "ar", "ja"))
    (project.folder / "contact.yml").write_text(
        "time_zone: Europe/Berlin\nhours: { monday: [09:00-12:00, 13:00-17:00, 18:00-20:00], wednesday: 09:00-17:00 }\n"
        "channels: { phone: { number: +49 30 5550123 } }\n",
        encoding="utf-8",
    )
    built = project.build()
    assert built.status == 0, built.output
    with serve_folder(project.folder / "site") as server:
        for place in ("topic/first/", "en/topic/first/", "ar/topic/first/", "ja/topic/first/"):
            page = visit(chromium, server.address + place, moment="2026-11-23T10:00:00+01:00", zone="Asia/Tokyo")
            expect(page.locator("[data-own-time] .hc-contact-hours > span").first).to_be_visible()
            for width in (320, 640, 1280):
                page.set_viewport_size({"width": width, "height": 640})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (place, width)
                assert page.evaluate(_DAYS_OF_MANY_LINES) == [], (place, width)
            page.context.close()


def test_way_to_contact_stands_beside_its_heading_on_a_wide_home_page(chromium: Browser, reached: str) -> None:
    page = visit(chromium, reached, moment="2026-11-23T10:00:00+01:00", zone="Asia/Tokyo")
    page.set_viewport_size({"width": 1280, "height": 800})
    heading, options = (page.locator(f".hc-contact {part}").bounding_box() for part in ("h2", ".hc-contact-options"))
    assert heading
    assert options
    assert options["x"] > heading["x"] + heading["width"] / 2
    assert options["y"] < heading["y"] + heading["height"]
    page.context.close()


def test_next_opening_is_told_where_the_hours_of_that_time_are(chromium: Browser, reached: str) -> None:
    moment = "2026-11-22T10:00:00+01:00"
    page = visit(chromium, f"{reached}topic/first/", moment=moment, zone="Asia/Tokyo")
    expect(page.locator("[data-own-time]")).to_contain_text("Wieder ab Montag, 17:00")
    page.context.close()
    page = visit(chromium, f"{reached}topic/first/", moment=moment, zone="Europe/Rome")
    expect(page.locator(".hc-contact-facts div:not([data-own-time])").first).to_contain_text("Wieder ab Montag, 09:00")
    page.context.close()


def test_hours_are_not_said_twice_to_a_reader_of_the_same_time(chromium: Browser, reached: str) -> None:
    page = visit(chromium, f"{reached}topic/first/", moment="2026-11-23T10:00:00+01:00", zone="Europe/Rome")
    expect(page.locator("[data-reachable]")).to_have_text(["Jetzt erreichbar"])
    expect(page.locator("[data-own-time]")).to_be_hidden()
    page.context.close()


def test_e_mail_alone_is_never_said_to_answer_now(chromium: Browser, reached: str) -> None:
    page = visit(chromium, f"{reached}en/topic/first/", moment="2026-11-22T10:00:00+01:00", zone="Europe/Rome")
    expect(page.locator("[data-next]")).to_have_text("Opens again: Monday 9:00 AM")
    assert "Open now" not in page.locator(".hc-contact").inner_text()
    expect(page.locator("[data-reachable]")).to_have_count(0)
    page.context.close()


def test_number_is_copied_by_a_button_with_its_name(chromium: Browser, reached: str) -> None:
    page = visit(chromium, f"{reached}ar/topic/first/", moment="2026-11-22T10:00:00+01:00", zone="Europe/Rome")
    button = page.get_by_role("button", name="+49 30 5550124")
    expect(button).to_have_accessible_name("نسخ +49 30 5550124")
    button.click()
    expect(page.locator("[data-toast]")).to_have_text("تم النسخ")
    assert page.evaluate("navigator.clipboard.readText()") == "+49 30 5550124"
    page.context.close()


def test_only_buttons_of_addresses_copy_what_stands_beside_them(chromium: Browser, reached: str) -> None:
    """Other elements have an attribute of that name, such as buttons of the agents' tools."""
    context = chromium.new_context()
    page = context.new_page()
    other = '<button type="button" data-copy="x" hidden id="other">x</button>'
    page.route("**/topic/first/", lambda route: _with(route, other))
    page.goto(f"{reached}topic/first/")
    expect(page.locator(".hc-copy-text").first).to_be_visible()
    expect(page.locator("#other")).to_be_hidden()
    context.close()


def _with(route: Route, html: str) -> None:
    """Answer with a page that has something more at its end."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace("</body>", f"{html}</body>"))
