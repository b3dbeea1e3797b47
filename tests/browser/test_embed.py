"""Help in an app of another origin, under a policy that lets nothing in but the help centre."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from firefox import firefox_tab
from helpcentre.linkcheck.local_server import serve_folder
from lamp import picture
from support import ROOT, Project, small_project

_POLICY = (
    "default-src 'none'; script-src {help}; style-src {help}; img-src {help} data:; media-src {help}; "
    "connect-src {help}; require-trusted-types-for 'script'; trusted-types helpcentre; base-uri 'none'"
)
_PLACE = "https://help.example.org/"
_FILMED = """\
---
title: {0}
order: 3
---

# {0} {{#film}}

![{1}](photo.png)

![{0}](film.mp4)

{2}
"""
_TEXTS = {
    "de": ("Der Film", "Ein Foto", "Siehe die [erste Seite](first.md#deep). [Woanders](https://example.com/)"),
    "en": ("The film", "A photograph", "See the [first page](first.md#deep). [Elsewhere](https://example.com/)"),
}


@dataclass
class App:
    """An app of another origin: where it stands, and the help centre that it shows."""

    folder: Path
    address: str
    help: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def write(self, attributes: str, name: str = "index.html") -> str:
        """Write the manual's page with these attributes, and return its address."""
        text = (ROOT / "manual" / "embed.md").read_text(encoding="utf-8")
        [page] = re.findall(r"```html\n(.*?)```", text, re.DOTALL)
        assert 'topic="en/topic/"' in page
        page = page.replace('topic="en/topic/"', attributes).replace(_PLACE, self.help)
        more = '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        page = page.replace("</head>", f"{more}</head>")
        (self.folder / name).write_text(page, encoding="utf-8")
        return f"{self.address}{name}"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """A help centre in three languages that lets one app in, and this app; browsers take their hosts for two sites."""
    folder = tmp_path_factory.mktemp("app")
    with serve_folder(folder) as server:
        address = server.address.replace("127.0.0.1", "localhost")
        project = small_project(tmp_path_factory.mktemp("help") / "help")
        base, option = project.read("base.yml"), f"    edition: public\n    embed: [{address.rstrip('/')!r}]\n"
        (project.folder / "base.yml").write_text(base.replace("    edition: public\n", option), encoding="utf-8")
        _film(project)
        built = project.build()
        assert built.status == 0, built.output
        with serve_folder(project.folder / "site") as helping:
            policy = _POLICY.format(help=helping.address.rstrip("/"))
            headers = f"/*\n  Content-Security-Policy: {policy}\n  Cross-Origin-Embedder-Policy: require-corp\n"
            (folder / "_headers").write_text(headers, encoding="utf-8")
            yield App(folder, address, helping.address)


def _film(project: Project) -> None:
    project.write({f"{code}/topic/film.md": _FILMED.format(*texts) for code, texts in _TEXTS.items()})
    (project.folder / "docs" / "de" / "topic" / "photo.png").write_bytes(picture(300, 200, "PNG"))
    (project.folder / "docs" / "de" / "topic" / "film.mp4").write_bytes(b"a film")


@contextmanager
def opened(browser: Browser, app: App, attributes: str = "", **options: Any) -> Iterator[Page]:
    """A tab on the app that has these attributes, which asks no other host, stores nothing and does not complain."""
    context = browser.new_context(**{"locale": "en-GB", **options})
    page = context.new_page()
    complaints, requests = list[str](), list[str]()
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    context.on("request", lambda sent: requests.append(sent.url))
    page.goto(app.write(attributes))
    page.locator("help-centre .hc-embed-frame").wait_for(state="attached")
    yield page
    stored = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, document.cookie, (await caches.keys()).length]"
    )
    context.close()
    assert stored == [0, 0, "", 0]
    assert [url for url in requests if not url.startswith((app.help, app.address))] == []
    assert complaints == []


def opener(page: Page) -> Any:
    return page.locator("help-centre .hc-embed-opener")


def panel(page: Page) -> Any:
    return page.locator("help-centre [role=dialog]")


def test_panel_begins_with_the_topic_and_leads_to_its_pages(chromium: Browser, app: App) -> None:
    with opened(chromium, app, 'topic="en/topic/"') as page:
        expect(opener(page)).to_have_text("Help")
        opener(page).click()
        box = page.get_by_role("dialog", name="Helpcentre")
        expect(box.get_by_role("heading", level=1)).to_have_text("A topic")
        expect(box.get_by_role("searchbox")).to_be_focused()
        box.get_by_role("link", name="Second page").click()
        heading = box.get_by_role("heading", level=1)
        expect(heading).to_have_text("The second page")
        expect(heading).to_be_focused()
        expect(box.locator("footer a")).to_have_attribute("href", f"{app.help}en/topic/second/")
        box.get_by_role("button", name="Back").click()
        expect(box.get_by_role("heading", level=1)).to_have_text("A topic")
        expect(box.get_by_role("button", name="Back")).to_be_hidden()


def test_search_of_the_panel_is_that_of_the_site(chromium: Browser, app: App) -> None:
    with opened(chromium, app) as page:
        opener(page).click()
        box = panel(page)
        expect(box.get_by_role("heading", level=1)).to_be_visible()
        box.get_by_role("searchbox").fill("plum jma")
        hit = box.locator(".hc-embed-hit").first
        expect(hit).to_contain_text("Deep section")
        expect(box.get_by_role("status")).to_have_text("1 result")
        hit.click()
        expect(box.locator("#deep")).to_be_focused()
        expect(box.locator("#deep")).to_be_in_viewport()
        box.get_by_role("button", name="Back").click()
        expect(box.get_by_role("searchbox")).to_have_value("plum jma")
        box.get_by_role("searchbox").fill("xylophone")
        expect(box.get_by_role("status")).to_have_text("No results for “xylophone”.")
        box.get_by_role("link", name="All articles").click()
        expect(box.get_by_role("heading", level=1)).to_have_text("All articles")
        box.get_by_role("searchbox").fill("Pflaumenmus")  # of another language
        expect(box.locator(".hc-embed-hit").first).to_contain_text("Deep section")


def test_page_of_any_language_is_shown_in_that_of_the_reader(chromium: Browser, app: App) -> None:
    with opened(
        chromium, app, 'page="topic/first/#deep" language="ar"', viewport={"width": 900, "height": 700}
    ) as page:
        expect(opener(page)).to_have_text("المساعدة")
        opener(page).click()
        box = panel(page)
        expect(box.locator("#deep")).to_have_text("قسم عميق")
        place = box.bounding_box()
        assert place
        assert place["x"] < 100, "in the corner where lines end"
        assert box.evaluate("(box) => getComputedStyle(box).direction") == "rtl"
        heading = box.locator(".hc-embed-heading")
        heading.evaluate("(heading) => { heading.textContent = 'A long name of a help centre in Latin letters'; }")
        style = heading.evaluate(
            "(heading) => [getComputedStyle(heading).direction, getComputedStyle(heading).textAlign]"
        )
        assert style == ["ltr", "right"]
        box.get_by_role("combobox").select_option("en")
        expect(box.locator("#deep")).to_have_text("Deep section")
        expect(opener(page)).to_have_text("Help")
        page.evaluate("document.querySelector('help-centre').setAttribute('language', 'de')")
        expect(box.locator("#deep")).to_have_text("Tiefer Abschnitt")


@pytest.mark.parametrize("place", ["#%", "#%E0%A4%A"])
def test_address_that_somebody_made_up_shows_its_page(place: str, chromium: Browser, app: App) -> None:
    with opened(chromium, app, f'page="en/topic/first/{place}"') as page:
        opener(page).click()
        heading = panel(page).get_by_role("heading", level=1)
        expect(heading).to_have_text("The first page")
        write = "(h1, href) => h1.append(Object.assign(document.createElement('a'), { href, textContent: 'here' }))"
        heading.evaluate(write, f"{app.help}en/topic/first/{place}")
        link = heading.get_by_role("link")
        link.click()  # to the page itself
        expect(link).to_be_visible()
        expect(panel(page).get_by_role("status")).to_have_text("")


def test_keyboard_stays_in_the_panel_and_goes_back(chromium: Browser, app: App) -> None:
    with opened(chromium, app) as page:
        page.keyboard.press("Tab")
        expect(opener(page)).to_be_focused()
        page.keyboard.press("Enter")
        box = panel(page)
        expect(box.get_by_role("searchbox")).to_be_focused()
        expect(box.get_by_role("heading", level=1)).to_be_visible()
        seen = set()
        for key in ["Tab"] * 12 + ["Shift+Tab"] * 12:
            page.keyboard.press(key)
            seen.add(page.evaluate("document.querySelector('help-centre').shadowRoot.activeElement?.outerHTML"))
        assert len(seen) >= 5
        assert None not in seen, "the focus left the panel"
        assert not any("hc-embed-opener" in each for each in seen)
        page.keyboard.press("Escape")
        expect(box).to_be_hidden()
        expect(opener(page)).to_be_focused()
        expect(opener(page)).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize(("code", "scheme", "width"), [("en", "light", 360), ("ar", "dark", 360), ("de", "dark", 1000)])
def test_axe_in_the_panel_finds_nothing(code: str, scheme: Any, width: int, chromium: Browser, app: App) -> None:
    # axe itself writes styles, of which the policy would complain.
    options = {"viewport": {"width": width, "height": 740}, "color_scheme": scheme, "bypass_csp": True}
    with opened(chromium, app, f'language="{code}"', **options) as page:
        opener(page).click()
        box = panel(page)
        expect(box.get_by_role("heading", level=1)).to_be_visible()
        expect(box).to_have_attribute("aria-modal", "true" if width == 360 else "false")
        place = box.bounding_box()
        assert place
        assert (width, 740) == (place["width"], place["height"]) or width > 360
        assert _violations(page) == []
        box.get_by_role("searchbox").fill("film")
        box.locator(".hc-embed-hit").first.wait_for()
        assert _violations(page) == []
        page.emulate_media(forced_colors="active")
        assert _violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _violations(page: Page) -> list[str]:
    found: dict[str, Any] = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [f"{rule['id']}: {node['html']}" for rule in found["violations"] for node in rule["nodes"]]


def test_theme_of_the_element_counts_more_than_that_of_the_device(chromium: Browser, app: App) -> None:
    ground = "(box) => getComputedStyle(box).backgroundColor"
    grounds = {}
    for theme in ("light", "dark"):
        with opened(chromium, app, f'theme="{theme}"', color_scheme="dark") as page:
            opener(page).click()
            panel(page).get_by_role("heading", level=1).wait_for()
            grounds[theme] = panel(page).evaluate(ground)
    assert grounds["light"] == "rgb(255, 255, 255)" != grounds["dark"]


def test_app_with_a_button_of_its_own_opens_a_page(chromium: Browser, app: App) -> None:
    with opened(chromium, app, 'button="off"') as page:
        expect(opener(page)).to_be_hidden()
        page.evaluate("document.querySelector('help-centre').open('topic/film/')")
        box = panel(page)
        expect(box.get_by_role("heading", level=1)).to_have_text("The film")
        box.locator("img").scroll_into_view_if_needed()
        expect(box.locator("img")).to_have_js_property("naturalWidth", 300)
        expect(box.locator("video")).to_have_attribute("crossorigin", "anonymous")
        expect(box.get_by_role("link", name="Elsewhere")).to_have_attribute("target", "_blank")
        page.keyboard.press("Escape")
        expect(box).to_be_hidden()


_HOSTILE = """<!doctype html><html lang="en" dir="ltr"><head><title>x</title></head><body><main><article>
<h1 onclick="window.hacked = 1">Hostile</h1><script>window.hacked = 1</script><style>* { display: none }</style>
<img src="x.png" onerror="window.hacked = 1"><img src="https://example.com/x.png">
<iframe src="https://example.com/"></iframe><a id="bad" href=" java
script:window.hacked = 1">bad</a>
<svg onload="window.hacked = 1"><script>window.hacked = 1</script><a href="javascript:1">t</a></svg>
<form action="https://example.com/"><input name="password"></form><p style="position: fixed">kept</p>
<object data="x"></object><base href="https://example.com/">
<math><mtext><script>1</script></mtext></math></article></main></body></html>"""


def test_nothing_that_a_page_could_run_is_taken_over(chromium: Browser, app: App) -> None:
    context = chromium.new_context(locale="en-GB")
    page, requests = context.new_page(), list[str]()

    def answer(route: Route) -> None:
        origin = {"access-control-allow-origin": app.address.rstrip("/"), "content-type": "text/html; charset=utf-8"}
        route.fulfill(body=_HOSTILE, headers=origin)

    page.route(f"{app.help}en/topic/first/", answer)
    page.on("request", lambda sent: requests.append(sent.url))
    page.goto(app.write('page="en/topic/first/"'))
    opener(page).click()
    box = panel(page)
    expect(box.get_by_text("kept")).to_be_visible()
    left = box.locator(".hc-embed-body").evaluate("(body) => body.innerHTML")
    assert not re.search(r"on\w+=|script|style|iframe|form|input|object|base|example\.com", left), left
    expect(box.locator("#bad")).not_to_have_attribute("href", re.compile("."))
    assert page.evaluate("window.hacked") is None
    assert not [url for url in requests if "example.com" in url]
    context.close()


def test_app_that_is_not_named_gets_the_link_only(chromium: Browser, app: App) -> None:
    page = chromium.new_page()
    page.goto(app.write("").replace("localhost", "127.0.0.1"))
    expect(page.get_by_role("link", name="Help")).to_be_visible()
    assert page.evaluate("customElements.get('help-centre') === undefined")
    page.close()


def test_page_that_is_not_there_leads_to_the_site(chromium: Browser, app: App) -> None:
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(app.write('page="en/nowhere/"'))
    opener(page).click()
    expect(panel(page).get_by_role("status")).to_contain_text("couldn’t be loaded")
    expect(panel(page).locator("footer a")).to_have_attribute("href", f"{app.help}en/nowhere/")
    panel(page).get_by_role("button", name="Back").click()
    expect(panel(page).get_by_role("heading", level=1)).to_have_text("Home")
    context.close()


@pytest.mark.parametrize("attribute", ["page", "topic"])
@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "https://other.example/", "http://[", "//"],
)
def test_address_elsewhere_leads_to_the_help_centre(address: str, attribute: str, chromium: Browser, app: App) -> None:
    context = chromium.new_context(locale="en-GB")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(app.write(f'{attribute}="{address}"'))
    opener(page).click()
    expect(panel(page).get_by_role("status")).to_contain_text("couldn’t be loaded")
    expect(panel(page).locator("footer a")).to_have_attribute("href", app.help)
    assert faults == []
    context.close()


def test_firefox_shows_search_page_and_language(app: App, tmp_path: Path) -> None:
    inside = "document.querySelector('help-centre').shadowRoot"
    with firefox_tab(tmp_path / "profile", is_local=True) as tab:
        tab.go(app.write('language="en"'))
        tab.wait_for(
            f"document.querySelector('help-centre').shadowRoot && !{inside}.querySelector('.hc-embed-frame').hidden"
        )
        tab.press("Tab")
        tab.evaluate(f"{inside}.activeElement.click()")  # without a window, it takes Enter in fields only
        tab.wait_for(f"{inside}.querySelector('h1')?.textContent === 'Home'")
        tab.wait_for(f"{inside}.activeElement?.matches('input')")
        tab.press(*"plum")
        tab.wait_for(f"{inside}.querySelector('.hc-embed-hit')?.textContent.includes('Deep section')")
        tab.evaluate(f"{inside}.querySelector('.hc-embed-hit').click()")
        tab.wait_for(f"{inside}.querySelector('#deep') === {inside}.activeElement")
        tab.evaluate(f"{inside}.querySelector('select').value = 'ar'")
        tab.evaluate(f"{inside}.querySelector('select').dispatchEvent(new Event('change'))")
        tab.wait_for(f"{inside}.querySelector('#deep')?.textContent === 'قسم عميق'")
        tab.press("Escape")
        tab.wait_for(
            f"{inside}.querySelector('[role=dialog]').hidden && {inside}.activeElement.matches('.hc-embed-opener')"
        )
        assert tab.complaints == []
        assert [url for url in tab.requests if not url.startswith((app.help, app.address, "data:,"))] == []  # its icon
