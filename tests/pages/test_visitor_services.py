"""Counting of visits and a chat: what the policy allows, what the privacy page says, and that nothing comes unasked."""

from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from helpcentre.content.language import Language
from helpcentre.content.ui_strings import read_strings
from helpcentre.linkcheck.local_server import serve_folder
from helpcentre.pages.visitor_services import counter, policy_sources, privacy_text
from helpcentre.settings.options import Analytics, Chat, Settings
from support import Project, small_project

CODES = ("de", "en", "fr", "es", "it", "pt", "nl", "pl", "tr", "uk", "ar", "zh")
COUNTED = Settings(analytics=Analytics("matomo", "https://stats.example.net/m/", 3, searches=True))
CHAT = Settings(chat=Chat("https://chat.example.net/widget.js", ("wss://live.example.net",)))


@pytest.mark.parametrize(
    ("provider", "url", "target"),
    [
        ("matomo", "https://stats.example.net/m/", "https://stats.example.net/m/matomo.php"),
        ("plausible", "https://stats.example.net", "https://stats.example.net/api/event"),
        ("log", "https://log.example.net/in?a=b", "https://log.example.net/in?a=b"),
        ("log", "/count", "/count"),
    ],
)
def test_policy_allows_exactly_the_address_that_counts(provider: str, url: str, target: str) -> None:
    analytics = Analytics(provider, url, "x")  # type: ignore[arg-type]
    counting = counter(analytics)
    assert counting
    assert counting.target == target
    expected = {} if target.startswith("/") else {"connect-src": target.partition("?")[0]}
    assert policy_sources(Settings(analytics=analytics)) == expected


def test_policy_allows_the_hosts_of_a_chat_and_nothing_without_one() -> None:
    sources = policy_sources(CHAT)
    assert sources["script-src"] == "https://chat.example.net"
    assert sources["connect-src"] == "https://chat.example.net wss://live.example.net"
    assert policy_sources(Settings()) == {}


@pytest.mark.parametrize("code", CODES)
def test_privacy_page_says_in_every_language_who_gets_what(code: str, tmp_path: Path) -> None:
    language = Language(code, code, is_source=True)
    strings = read_strings(tmp_path, (language,), site_name="Help")[code]
    text = privacy_text(COUNTED, strings)
    assert ("stats.example.net" in text, "helpcentre-consent" in text, "{" in text) == (True, True, False)
    assert "chat.example.net" in privacy_text(CHAT, strings)
    assert privacy_text(Settings(), strings) == ""


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small help centre with counting by Matomo and a chat, both editions."""
    project = small_project(tmp_path_factory.mktemp("visits") / "small")
    for code in ("de", "en"):
        more = "translates: {}" if code == "en" else "order: 9"
        text = f"---\ntitle: P\n{more}\n---\n\n# P {{#p}}\n\n[[visits: None.]]\n"
        project.write({f"{code}/privacy.md": text})
    with (project.folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(
            "extra: { helpcentre: { analytics: { provider: matomo, url: 'https://stats.example.net/', site: 7 },"
            " chat: { script: 'https://chat.example.net/widget.js' } } }\n"
        )
    for options in ([], ["-f", "agents.yml"]):
        built = project.mkdocs("build", *options)
        assert built.status == 0, built.output
    return project


def test_reader_is_asked_before_anything_is_sent_and_can_think_again(counted: Project, chromium: Browser) -> None:
    with serve_folder(counted.folder / "site") as server, closing(chromium.new_context(locale="en-GB")) as context:
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url) if "example.net" in request.url else None)
        context.route("https://*.example.net/**", lambda route: route.fulfill(body=""))
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{server.address}en/topic/second/")
        page.locator("[data-consent]").wait_for()
        assert asked == []
        page.locator("[data-consent] button[value=no]").click()
        page.goto(f"{server.address}en/topic/first/")
        assert page.locator("[data-consent]").is_hidden()
        assert asked == []
        page.locator("[data-consent-open]").click()
        with page.expect_request("https://stats.example.net/matomo.php?*"):
            page.locator("[data-consent] button[value=yes]").click()
        assert len(asked) == 1
        assert "idsite=7" in asked[0]
        with page.expect_request("https://chat.example.net/widget.js"):
            page.locator("[data-chat] button").click()
        assert context.cookies() == []
        assert [text for text in said if "Security Policy" in text] == []


def test_bundle_has_neither_and_the_privacy_page_follows(counted: Project) -> None:
    bundle = counted.read("dist/helpcentre-agents/en/topic/second.html")
    assert [word for word in ("visits.js", "chat.js", "example.net", "data-consent") if word in bundle] == []
    assert "stats.example.net" in counted.read("site/en/privacy/index.html")
    assert "None." in counted.read("dist/helpcentre-agents/en/privacy.html")
    assert "connect-src 'self' https://stats.example.net/matomo.php https://chat.example.net;" in counted.read(
        "site/_headers"
    )


def test_counting_that_no_page_tells_of_is_refused(small: Project) -> None:
    with (small.folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("extra: { helpcentre: { analytics: { provider: log, url: /count } } }\n")
    built = small.build()
    assert built.status == 1
    assert "mkdocs.yml: blank-unfilled: analytics or chat is set, and no page tells readers" in built.output
