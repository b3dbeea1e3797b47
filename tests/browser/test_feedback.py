"""Feedback in a real browser: the forms, and all that is sent, by each way and without scripts."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from helpcentre.linkcheck.local_server import serve_folder
from helpcentre.pages.feedback import REASONS
from support import WATCH_MAIL, Project, Visit, mailed, set_feedback

ISSUES = "https://code.example.org/help/issues/new?title={title}&body={body}"
PAGE, ARABIC = "topic/first/", "ar/topic/first/"
PLACES = """[..."button[value=true] summary #feedback".split(" ").map((each) => {
  const { x, y, width, height } = document.querySelector(`[data-feedback] ${each}`).getBoundingClientRect();
  return { x, y: y + scrollY, width, height };
})]"""
"""Where "yes", "no" and the form are on the page."""


@dataclass
class Endpoint:
    """What was posted to a server of another origin, and how it answers."""

    address: str = ""
    status: int = 204
    posts: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def endpoint() -> Iterator[Endpoint]:
    """A server that notes the type and text of what it is sent."""
    kept = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_OPTIONS(self) -> None:
            self.answer(204)

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            kept.posts.append((self.headers["Content-Type"], text))
            self.answer(kept.status)

        def answer(self, status: int) -> None:
            self.send_response(status)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "content-type")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        kept.address = f"http://127.0.0.1:{http.server_port}/feedback"
        try:
            yield kept
        finally:
            http.shutdown()


@contextmanager
def tab(chromium: Browser, *, scripts: bool = True) -> Iterator[tuple[Page, list[str]]]:
    """A tab, and the addresses that anything in it was sent to."""
    context = chromium.new_context(java_script_enabled=scripts)
    sent: list[str] = []
    context.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    yield context.new_page(), sent
    context.close()


def pages_files(visit: Visit) -> list[str]:
    """Return what was asked for, but for icon, hours and, in the bundle, the index, which come when they like."""
    late = ["icon.svg", "opening-hours.js"]
    if visit.is_file:
        late += ["assets/search/", "search-ranking.js", "search-index.js"]
    return [url for url in visit.requests if not any(part in url for part in late)]


def test_feedback_by_email_is_sent_by_the_mail_program_alone(visit: Visit) -> None:
    visit.page.add_init_script(WATCH_MAIL)
    visit.go("en/whatsapp-account-blocked/reasons/")
    form = visit.page.locator("#feedback")
    expect(form).to_be_hidden()
    visit.page.get_by_text("Write to us", exact=True).click()
    visit.page.get_by_label("Something is missing").check()
    visit.page.locator("#feedback-text").fill("A & B?\nC äß")
    asked = pages_files(visit)
    form.get_by_role("button").first.click()
    expect(visit.page.locator(".hc-feedback-status")).to_contain_text("not sent yet")
    (address,) = mailed(visit.page)
    assert address.startswith("mailto:support@example.org?subject=Feedback%3A%20Reasons%20for%20the%20ban&body=")
    body = parse_qs(urlsplit(address).query)["body"][0]
    source = "docs/en/whatsapp-account-blocked/reasons.md"
    assert body.startswith("Something is missing\r\n\r\nA & B?\r\nC äß\r\n\r\n-- \r\n")
    assert body.endswith(f"\r\n{source}")
    assert ("https://example.org/en/" in body) is not visit.is_file
    assert ("Version" in body) is visit.is_file
    assert pages_files(visit) == asked
    assert visit.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    expect(visit.page.locator("#feedback-text")).to_have_value("A & B?\nC äß")


def test_feedback_too_long_for_mail_programs_is_not_handed_over(visit: Visit) -> None:
    visit.page.add_init_script(WATCH_MAIL)
    visit.go("zh/whatsapp-account-blocked/reasons/")
    visit.page.get_by_text("给我们留言", exact=True).click()
    visit.page.locator("#feedback-text").fill("长" * 300)
    visit.page.locator("#feedback").get_by_role("button").first.click()
    expect(visit.page.locator(".hc-feedback-status")).to_contain_text("内容过长，请缩短。")
    expect(visit.page.locator("#feedback-text")).to_be_focused()
    assert mailed(visit.page) == []


def test_feedback_that_is_not_sent_is_not_thanked_for(visit: Visit) -> None:
    visit.go("en/whatsapp-account-blocked/reasons/")
    box = visit.page.locator("[data-feedback]")
    expect(box.get_by_role("heading")).to_have_text("Is something missing or wrong here?")
    expect(box.locator("summary")).to_have_text(["Write to us"])
    assert "Thank" not in str(box.evaluate("(box) => box.outerHTML"))


@pytest.mark.parametrize("is_refused", [False, True])
def test_feedback_is_copied_with_its_address_where_no_mail_program_is(
    is_refused: bool, chromium: Browser, small_site: Project
) -> None:
    context = chromium.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    if is_refused:
        page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error());")
    with serve_folder(small_site.folder / "site") as server:
        page.goto(f"{server.address}en/topic/first/")
        page.locator(".hc-feedback-more summary").click()
        page.locator("#feedback-text").fill("A & B")
        page.locator("[data-feedback-copy]").click()
        status = page.locator(".hc-feedback-status")
        expect(status).to_contain_text("support@example.org")
        expect(status).to_contain_text("selected" if is_refused else "not sent yet")
        copied = page.evaluate("getSelection().toString()" if is_refused else "navigator.clipboard.readText()")
    assert "Feedback: " in copied
    assert "A & B" in copied
    assert "docs/en/topic/first.md" in copied
    context.close()


def test_feedback_form_is_on_articles_only(visit: Visit) -> None:
    for path in ("", "en/contact/", "en/articles.html"):
        visit.page.goto(visit.root + path) if path.endswith(".html") else visit.go(path)
        expect(visit.page.locator("[data-feedback]")).to_have_count(0)
    visit.go("en/whatsapp-account-blocked/reasons/")
    expect(visit.page.locator("[data-feedback]")).to_have_count(1)


def test_feedback_without_scripts_is_a_mail_with_the_reasons(chromium: Browser, address: str) -> None:
    with tab(chromium, scripts=False) as (page, _):
        page.goto(f"{address}ar/whatsapp-account-blocked/reasons/")
        page.locator(".hc-feedback-more summary").click()
        link = page.locator("[data-feedback-plain] a")
        expect(link).to_be_visible()
        expect(page.locator("#feedback")).to_be_hidden()
        given = dict(parse_qsl(urlsplit(str(link.get_attribute("href"))).query))
    assert given["subject"] == "ملاحظات: أسباب الحظر"
    assert given["body"].count("\r\n[ ] ") == len(REASONS)
    assert given["body"].endswith(
        "/ar/whatsapp-account-blocked/reasons/\r\ndocs/ar/whatsapp-account-blocked/reasons.md"
    )


def test_feedback_as_an_issue_is_prefilled_with_and_without_scripts(chromium: Browser, small: Project) -> None:
    set_feedback(small, f'{{ issue_url: "{ISSUES}" }}')
    with serve_folder(small.folder / "site") as server:
        with tab(chromium) as (page, sent):
            page.add_init_script(WATCH_MAIL)
            page.goto(server.address + PAGE)
            page.locator(".hc-feedback-more summary").click()
            page.locator("#feedback-text").fill("Mehr davon")
            page.locator("#feedback").get_by_role("button").first.click()
            expect(page.locator(".hc-feedback-status")).not_to_be_empty()
            (opened,) = mailed(page)
            assert [each for each in sent if not each.startswith(f"GET {server.address}")] == []
        with tab(chromium, scripts=False) as (page, _):
            page.goto(server.address + PAGE)
            plain = str(page.locator("[data-feedback-plain] a").get_attribute("href"))
    for found, part in ((opened, "Mehr davon"), (plain, "[ ] ")):
        assert found.startswith("https://code.example.org/help/issues/new?title=")
        assert part in parse_qs(urlsplit(found).query)["body"][0]
        assert "docs/de/topic/first.md" in parse_qs(urlsplit(found).query)["body"][0]


def test_feedback_endpoint_is_all_that_the_policy_lets_pages_talk_to(small: Project) -> None:
    set_feedback(small, '{ endpoint: "https://api.example.org/f?k=1" }')
    page = small.page("site/en/topic/first/index.html")
    policy = page.attribute("[http-equiv=Content-Security-Policy]", "content")
    assert policy.count("example.org") == 2
    assert "connect-src 'self' https://api.example.org/f;" in policy
    assert "form-action 'self' https://api.example.org/f;" in policy
    assert page.attribute("#feedback", "action") == "https://api.example.org/f?k=1"
    for file in ("site/_headers", "site.nginx.conf"):
        assert small.read(file).count("api.example.org") == 2


KNOWN = {"page": "https://example.org/ar/topic/first/", "source": "docs/ar/topic/first.md", "language": "ar"}


def test_feedback_endpoint_gets_the_documented_json_and_nothing_before(chromium: Browser, small: Project) -> None:
    with endpoint() as posted:
        set_feedback(small, f'{{ endpoint: "{posted.address}" }}')
        with serve_folder(small.folder / "site") as server:
            with tab(chromium) as (page, sent):
                _complain(page, server.address, sent, posted)
            assert len(posted.posts) == 2
            with tab(chromium) as (page, _):
                page.goto(server.address + ARABIC)
                page.get_by_role("button", name="نعم").click()
                expect(page.locator(".hc-feedback-status")).to_be_focused()
            assert [json.loads(told) for _, told in posted.posts[2:]] == [{**KNOWN, "helpful": True}]
            with tab(chromium, scripts=False) as (page, _):
                page.goto(server.address + ARABIC)
                page.locator(".hc-feedback-more summary").click()
                page.locator("[value=wrong]").check()
                page.locator("#feedback").get_by_role("button").click()
                while len(posted.posts) < 4:  # an answer without a page ends no navigation
                    page.wait_for_timeout(20)
            kind, told = posted.posts[3]
            assert kind == "application/x-www-form-urlencoded"
            filled = dict(parse_qsl(told, keep_blank_values=True))
            assert filled == {**KNOWN, "helpful": "false", "reason": "wrong", "text": ""}


def _complain(page: Page, root: str, sent: list[str], posted: Endpoint) -> None:
    """Say why a page does not help, to an endpoint that fails at first."""
    page.goto(root + ARABIC)
    page.locator(".hc-feedback-more summary").click()
    page.locator("[value=unsolved]").check()
    text, status = page.locator("#feedback-text"), page.locator(".hc-feedback-status")
    text.fill("  نص „x“\n ")
    assert [each for each in sent if not each.startswith(f"GET {root}")] == []
    posted.status = 500
    send = page.locator("#feedback").get_by_role("button")
    send.click()
    expect(status).to_contain_text("تعذّر الإرسال")
    expect(text).to_have_value("  نص „x“\n ")
    expect(send).to_be_focused()
    posted.status = 204
    send.click()
    expect(status).to_have_text("شكرًا جزيلًا!")
    expect(status).to_be_focused()
    expect(send).to_be_hidden()
    expected = {**KNOWN, "helpful": False, "reason": "unsolved", "text": "نص „x“"}
    assert [(kind, json.loads(told)) for kind, told in posted.posts] == [("application/json", expected)] * 2
    assert {each.split()[0] for each in sent if posted.address in each} <= {"OPTIONS", "POST"}
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_feedback_endpoint_out_of_reach_loses_no_text(chromium: Browser, small: Project) -> None:
    with endpoint() as posted:
        set_feedback(small, f'{{ endpoint: "{posted.address}" }}')
    with serve_folder(small.folder / "site") as server, tab(chromium) as (page, _):
        for path, width in ((ARABIC, 360), (PAGE, 1280), (PAGE, 320)):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(server.address + path)
            closed = page.evaluate(PLACES)
            page.locator(".hc-feedback-more summary").click()
            expect(page.locator("#feedback")).to_be_visible()
            opened = page.evaluate(PLACES)
            assert opened[:2] == closed[:2], "no answer moves when the form opens"
            assert opened[2]["y"] >= max(each["y"] + each["height"] for each in closed[:2])
            assert opened[2]["width"] > width / 3
        page.locator("#feedback-text").fill("Mein Text")
        page.locator("#feedback").get_by_role("button").click()
        expect(page.locator(".hc-feedback-status")).to_contain_text("Das Senden hat nicht geklappt.")
        expect(page.locator("#feedback-text")).to_have_value("Mein Text")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_feedback_form_has_no_barriers_that_axe_can_see(scheme: str, chromium: Browser, address: str) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 360, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}ar/whatsapp-account-blocked/reasons/")
    page.locator(".hc-feedback-more summary").click()
    page.locator("#feedback").get_by_role("button").first.click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
