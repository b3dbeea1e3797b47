"""The bundle, from disk, against what may stand in its pages, in the browser's storage, in an address or in a name."""

import json
import re
import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from agent_desk import CLIPBOARD, TODAY, Chromium, Desk, wait_until
from firefox import firefox_tab
from helpcentre.hosting.csp import for_disk, for_disk_below_head
from support import BuiltPage, Project, small_project

PAGE, SECOND = "topic/first.html", "topic/second.html"
RAN = "(window.ran ??= []).push"
# What runs a script, or would; {host} is one that counts who asks it.
SCRIPTS = (
    f'x <svg onload="{RAN}(1)"></svg>',
    f'<div><img src="x.png"onerror="{RAN}(2)"></div>',
    f"<script>{RAN}(3)</script>",
    '<script src="../own.js"></script>',
    '<SCRIPT/src="../own.js" type="module"></SCRIPT>',
    '<script src="file:{folder}/docs/own.js"></script>',
    '<svg><script href="../own.js"></script></svg>',
    '<iframe src="../own.htm"></iframe>',
    '<iframe srcdoc="<script>(parent.ran ??= []).push(4)</script>"></iframe>',
    '<object data="../own.htm"></object>',
    '<embed src="../own.htm">',
    f'<details open ontoggle="{RAN}(5)">x</details>',
    f'<p id="hover" onmouseover="{RAN}(6)">x</p>',
)
LINKS = (
    f'<a class="try" href="javascript:{RAN}(7)">x</a>',
    f'<a class="try" rel="nofollow" href=" java&Tab;script&colon;{RAN}(8)">x</a>',
    f'<svg><a class="try" xlink:href="javascript:{RAN}(9)"><text>x</text></a></svg>',
    f'<svg><a class="try"><set attributeName="href" to="javascript:{RAN}(10)"/><text>x</text></a></svg>',
    f'<form action="javascript:{RAN}(11)"><button class="try">x</button></form>',
    f'<form><button class="try" formaction="javascript:{RAN}(12)">x</button></form>',
    f"[x](<javascript:{RAN}(13)>)",
)
REQUESTS = (
    '<img src="{host}img">',
    '<img src="x.png" srcset="{host}srcset 2x">',
    '<img srcset="{host}only 2x">',
    '<div><picture><source srcset="{host}source"><img src="{host}picture" srcset="{host}dense 2x"></picture></div>',
    '<script src="{host}script"></script>',
    '<link rel="stylesheet" href="{host}sheet">',
    '<link rel="prefetch" href="{host}prefetch">',
    '<link rel="preload" as="image" href="{host}preload">',
    '<iframe src="{host}iframe"></iframe>',
    '<object data="{host}object"></object>',
    '<video src="{host}video" poster="{host}poster" autoplay></video>',
    '<style>@import "{host}import"; p {{ background: url({host}background) }}</style>',
    '<p style="background: url({host}style)">x</p>',
    '<svg><image href="{host}image"></image><use href="{host}use#x"></use></svg>',
    '<meta http-equiv="refresh" content="0; url={host}refresh">',
    '<base href="{host}">',
    '<img src="file://server.example/share.png">',
)
REPLY = 'Hallo {name}: [Konto](https://shop.example/?n={name}&l={link} "t") ![{name}](../../assets/picture.svg) {link}'
NAME = '" onmouseover="window.ran = [1]" <b>&amp;</b> ?&# ä'


@pytest.fixture(scope="module")
def host() -> Iterator[tuple[str, list[str]]]:
    """The address of a host, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base's
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, host: tuple[str, list[str]]) -> Project:
    """A small help centre with all that in a note and a reply, its bundle built without ``--strict``."""
    project = small_project(tmp_path_factory.mktemp("hostile") / "project")
    (project.folder / "docs" / "own.js").write_text(f"{RAN}(99);", encoding="utf-8")
    (project.folder / "docs" / "own.htm").write_text("<script>(parent.ran ??= []).push(98)</script>", encoding="utf-8")
    lines = [each.format(host=host[0], folder=project.folder) for each in (*SCRIPTS, *LINKS, *REQUESTS)]
    note, reply = "\n\n".join(lines), "\n\n".join([REPLY, *lines])
    with (project.folder / "docs" / "de" / "topic" / "first.md").open("a", encoding="utf-8") as file:
        file.write(f"\n\n/// reply | chat\n{reply}\n///\n\n/// internal\n{note}\n///\n")
    with (project.folder / "docs" / "de" / "topic" / "second.md").open("a", encoding="utf-8") as file:
        file.write(f"\n\n/// reply | chat\n{REPLY}\n\n{{agent}}\n///\n")
    built = project.mkdocs("build", "-f", "agents.yml", SOURCE_DATE_EPOCH=TODAY)
    assert built.status == 0, built.output
    return project


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def desk(
    request: pytest.FixtureRequest, hostile: Project, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """A browser on its bundle."""
    root = (hostile.folder / "dist" / "helpcentre-agents").as_uri() + "/"
    if request.param == "chromium":
        context = chromium.new_context(locale="de-DE", permissions=CLIPBOARD)
        yield Desk(Chromium(context.new_page()), root)
        context.close()
    else:
        with firefox_tab(tmp_path_factory.mktemp("firefox") / "profile") as tab:
            yield Desk(tab, root)


def visit_all(desk: Desk) -> object:
    """Open the page with the payloads, use all that can be used of them, and return what has run."""
    desk.go(PAGE)
    desk.browser.evaluate(
        """(async () => {
          for (const box of document.querySelectorAll("details")) box.open = true;
          await helpcentre.agents.act("sides");
          await helpcentre.agents.act("replies");
          for (const one of document.querySelectorAll(".try, [data-preview] a:not([href^=http])")) {
            one.target = "";
            one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
          }
          for (const one of document.querySelectorAll("[id=hover]")) one.dispatchEvent(new MouseEvent("mouseover"));
          await new Promise((resolve) => setTimeout(resolve, 300));
        })()"""
    )
    return desk.browser.evaluate("JSON.stringify(window.ran ?? [])")


def test_payload_in_a_note_or_reply_runs_nothing_and_reaches_no_host(desk: Desk, host: tuple[str, list[str]]) -> None:
    for _ in range(3):  # what a browser loads ahead of its parser differs
        assert visit_all(desk) == "[]"
    assert host[1] == []
    if not isinstance(desk.browser, Chromium):  # whose list has what the policy stopped, too
        assert [url for url in desk.browser.requests if url.startswith("http")] == []
    assert desk.browser.evaluate("location.href").startswith(desk.root + PAGE), "nobody was led away"


def test_agents_tools_beside_the_payloads_still_work(desk: Desk) -> None:
    desk.go(PAGE)
    desk.press("/")
    desk.press(*"Pflaumenmus")
    desk.browser.wait_for("document.querySelector('[role=option]')?.textContent.includes('Tiefer')")
    desk.press("Escape")
    desk.browser.wait_for("!document.querySelector('[data-search]').open")
    desk.go(SECOND)
    desk.press("b")
    desk.panel("sides")
    desk.press("Escape")
    desk.press("r")
    desk.panel("replies")
    desk.press("Escape")


def test_payload_without_the_policy_would_run_and_reach_the_host(
    hostile: Project, host: tuple[str, list[str]], chromium: Browser, tmp_path: Path
) -> None:
    folder = tmp_path / "helpcentre-agents"
    shutil.copytree(hostile.folder / "dist" / "helpcentre-agents", folder)
    text = (folder / PAGE).read_text(encoding="utf-8")
    text = text.replace("Content-Security-Policy", "no")
    text = re.sub("hc-refused-(?!base)", "", text).replace("refresh", "no")  # both change what all others mean
    (folder / PAGE).write_text(text, encoding="utf-8")
    page = chromium.new_page()
    page.goto((folder / PAGE).as_uri())
    wait_until(page, "[1, 2, 3, 4, 5, 99].every((number) => window.ran?.includes(number))")
    page.close()
    assert len(set(host[1])) > 8
    host[1].clear()


def test_strict_build_of_the_bundle_names_each_payload_with_its_line(
    hostile: Project, host: tuple[str, list[str]]
) -> None:
    built = hostile.mkdocs("build", "--strict", "-f", "agents.yml")
    assert built.status == 1
    lines = hostile.read("docs/de/topic/first.md").splitlines()
    told = {warning.split(": ")[0] for warning in built.warnings if "policy-blocked" in warning or "foreign" in warning}
    # A tag that stands there twice is told at its first line; each other has a line of its own.
    for payload in (*SCRIPTS[:3], *LINKS, *REQUESTS[:8], *REQUESTS[11:13], *REQUESTS[14:]):
        text = payload.format(host=host[0], folder=hostile.folder)
        assert f"docs/de/topic/first.md:{lines.index(text) + 1}" in told, text
    assert "Traceback" not in built.output


def test_bundle_pages_declare_the_policy_before_and_after_their_scripts(hostile: Project) -> None:
    folder = hostile.folder / "dist" / "helpcentre-agents"
    pages = sorted(folder.rglob("*.html"))
    names = {file.relative_to(folder).as_posix() for file in pages}
    assert {"START.html", "index.html", "articles.html", "status.html", "en/topic/first.html"} <= names
    for file in pages:
        page = BuiltPage(file.read_text(encoding="utf-8"))
        assert page.attributes("head meta[http-equiv]", "content") == [for_disk(), for_disk_below_head()], file
        head = [
            node.tag for node in page.first("head").iter() if node.tag == "script" or "http-equiv" in node.attributes
        ]
        assert head == ["meta", *["script"] * (len(head) - 2), "meta"], file


def test_value_of_a_field_is_text_in_a_reply_and_a_part_of_an_address(desk: Desk, hostile: Project) -> None:
    page = hostile.page(f"dist/helpcentre-agents/{SECOND}")
    assert page.attribute("[data-aside=chat] a", "href") == "https://shop.example/?n={name}&l={link}"
    assert page.attribute("[data-aside=chat] img", "alt") == "{name}"
    assert page.first("[data-aside=chat] mark").text() == "{name}"
    desk.go(SECOND)
    desk.browser.evaluate(f"helpcentre.agents.store.fillIn('name', {json.dumps(NAME)})")
    desk.press("r")
    desk.panel("replies")
    preview = "document.querySelector('[data-preview] .hc-agents-preview')"
    encoded = "%22%20onmouseover%3D%22window.ran%20%3D%20%5B1%5D%22%20%3Cb%3E%26amp%3B%3C%2Fb%3E%20%3F%26%23%20%C3%A4"
    address = "https://example.org/topic/second/#second"
    own = address.removesuffix("#second") if address not in desk.text("[data-preview]") else address
    target = f"https://shop.example/?n={encoded}&l={own.replace(':', '%3A').replace('/', '%2F').replace('#', '%23')}"
    assert desk.browser.evaluate(f"{preview}.querySelector('a').getAttribute('href')") == target
    assert desk.browser.evaluate(f"{preview}.querySelector('img').alt") == NAME
    assert desk.text("[data-preview] p").startswith(f"Hallo {NAME}: Konto")
    attributes = f"JSON.stringify([...{preview}.querySelectorAll('*')].flatMap((each) => each.getAttributeNames()))"
    assert set(json.loads(desk.browser.evaluate(attributes))) == {"lang", "dir", "href", "src", "alt", "target"}
    desk.browser.evaluate("document.querySelector('[data-fields] [name=agent]').focus()")
    desk.press(*"Jo", "Enter")
    html, text = desk.pasted()
    assert target in text
    assert target.replace("&", "&amp;") in html
    assert not BuiltPage(html).tree.css("[onmouseover], [style], b, mark")
    assert text.startswith(f"Hallo {NAME}: Konto (")
    assert desk.browser.evaluate("window.ran === undefined")


@pytest.mark.parametrize("value", ["\ud800", "$& $1 {link} {agent}", "javascript:alert(1)", "x" * 1000])
def test_value_of_a_field_that_is_strange_changes_nothing_else(value: str, desk: Desk) -> None:
    desk.go(SECOND)
    made = desk.browser.evaluate(
        f"""(async () => {{
          const agents = helpcentre.agents, data = await agents.inLanguage("de");
          const {{ html }} = agents.reply(data, data.replies[0], {{ name: {json.dumps(value)} }});
          const body = agents.parsed(html);
          return JSON.stringify([body.querySelectorAll("a").length, new URL(body.querySelector("a").href).host]);
        }})()"""
    )
    assert json.loads(made) == [2, "shop.example"]


GOOD = {"page": "topic/second", "id": "second", "kind": "link", "title": "Zweite", "language": "de"}
BAD_ENTRIES = [
    {**GOOD, "page": "../../evil"},
    {**GOOD, "page": "topic/../../../evil"},
    {**GOOD, "page": "..\\..\\evil"},
    {**GOOD, "page": "%2e%2e/%2e%2e/evil"},
    {**GOOD, "page": ".\t./evil"},
    {**GOOD, "page": "/evil"},
    {**GOOD, "page": "//evil.example/evil"},
    {**GOOD, "page": "file:///evil"},
    {**GOOD, "page": "javascript:alert(1)//"},
    {**GOOD, "page": "evil.js?"},
    {**GOOD, "page": "evil.js#"},
    {**GOOD, "page": "x" * 301},
    {**GOOD, "page": 1},
    {**GOOD, "page": ["topic/second"]},
    {**GOOD, "id": {}},
    {**GOOD, "id": "a\nb"},
    {**GOOD, "kind": "load"},
    {**GOOD, "kind": "constructor"},
    {**GOOD, "language": "__proto__"},
    {**GOOD, "language": "xx"},
    {**GOOD, "title": None},
    {**GOOD, "title": "x" * 301},
    {name: value for name, value in GOOD.items() if name != "title"},
    None,
    "topic/second",
    [],
]
BAD_STORES: list[object] = [
    None,
    1,
    "x",
    [],
    [GOOD],
    {"recent": "1"},
    {"recent": {"length": 3}},
    {"recent": None},
    {"customer": "xx", "keys": "no", "focus": 0, "reading": "xx", "begun": "1"},
    {"customer": ["en"], "reading": "toString", "begun": -1, "values": "x"},
    {"shift": None, "favourites": "1", "values": {"name": 1, "NAME": "x", "a b": "x"}},
    {"shift": {"agent": "Eve", "channel": "chat"}},
    {"shift": {"agent": "Eve", "channel": "chat", "used": 1}},
    {"shift": {"agent": "Eve", "channel": "chat", "used": 8e15}},
    {"shift": [{"used": 1}], "favourites": {"0": GOOD}},
    {"__proto__": {"recent": 1}},
    {"more": "x" * 200_000},
    {"recent": BAD_ENTRIES, "favourites": BAD_ENTRIES},
]


def store(desk: Desk, **values: object) -> None:
    """Write into the browser's storage, as another page on the disk may."""
    for name, value in values.items():
        key, text = name.replace("_", "-"), value if isinstance(value, str) else json.dumps(value)
        desk.browser.evaluate(f"localStorage.setItem({json.dumps(key)}, {json.dumps(text)})")


@pytest.fixture
def emptied(desk: Desk) -> Iterator[Desk]:
    """The browser with nothing in its storage, before and after."""
    desk.go(SECOND)
    desk.browser.evaluate("(localStorage.clear(), sessionStorage.clear())")
    yield desk
    desk.browser.evaluate("(localStorage.clear(), sessionStorage.clear())")


def test_storage_with_a_bad_value_drops_it_and_breaks_nothing(emptied: Desk) -> None:
    desk = emptied
    for bad in ["{", *BAD_STORES]:
        store(desk, helpcentre_agents=bad)
        desk.browser.evaluate(f"sessionStorage.setItem('helpcentre-agents', {json.dumps(json.dumps(bad))})")
        desk.go(SECOND)
        desk.press("v")
        desk.panel("recent")
        assert desk.browser.evaluate("document.querySelectorAll('[data-panel=recent] li').length") == 0, bad
        desk.press("Escape", "r")
        desk.panel("replies")
        assert desk.browser.evaluate("document.querySelector('[data-fields] input').value") == "", bad
        desk.press("Escape")


def test_address_with_a_bad_state_is_not_taken_over(emptied: Desk) -> None:
    desk = emptied
    for bad in BAD_STORES:
        given = f"encodeURIComponent({json.dumps(json.dumps(bad))})"
        desk.browser.evaluate(f"location.search = 'helpcentre-agents=' + {given}")
        desk.browser.wait_for("location.search === '' && document.readyState === 'complete'")
        desk.ready()
        desk.press("v")
        desk.panel("recent")
        assert desk.browser.evaluate("document.querySelectorAll('[data-panel=recent] li').length") == 0, bad
        kept = json.loads(desk.browser.evaluate("localStorage.getItem('helpcentre-agents')") or "{}")
        assert not [each for each in kept.values() if each], bad
        assert (
            desk.browser.evaluate(
                "[helpcentre.agents.store.channel() ?? '', helpcentre.agents.store.values().agent].join('')"
            )
            == ""
        ), bad
        assert desk.browser.evaluate("helpcentre.agents.customer()") == "de", bad
        desk.press("Escape")


def test_storage_with_bad_entries_keeps_the_good_ones(emptied: Desk) -> None:
    desk = emptied
    entries = [*BAD_ENTRIES, *({**GOOD, "id": f"s{number}"} for number in range(20))]
    shift = "{ used: Date.now(), agent: 'Anna', channel: 'javascript:' }"
    store(desk, helpcentre_agents={"keys": False, "recent": [*entries, GOOD], "more": 1})
    kept = f"JSON.stringify({{ ...JSON.parse(localStorage.getItem('helpcentre-agents')), shift: {shift} }})"
    desk.browser.evaluate(f"localStorage.setItem('helpcentre-agents', {kept})")
    theirs = json.dumps({"customer": "en", "begun": "x", "values": {"name": "Olena", "x y": "1"}, "more": 1})
    desk.browser.evaluate(f"sessionStorage.setItem('helpcentre-agents', {json.dumps(theirs)})")
    desk.go(SECOND)
    assert desk.browser.evaluate("helpcentre.agents.customer()") == "en"
    values = json.loads(desk.browser.evaluate("JSON.stringify(helpcentre.agents.store.values())"))
    assert values == {"name": "Olena", "agent": "Anna"}
    assert desk.browser.evaluate("helpcentre.agents.store.channel() === undefined")
    assert desk.browser.evaluate("helpcentre.agents.store.get('keys')") is False
    assert desk.browser.evaluate("helpcentre.agents.store.recent().length") == 9
    store(desk, helpcentre_agents={"recent": [*BAD_ENTRIES, GOOD]})
    desk.go(SECOND)
    desk.press("v")
    desk.panel("recent")
    desk.press("1")
    assert re.fullmatch(r"https://example\.org/en/topic/second/\?seen=[0-9a-f]{12}", desk.pasted()[1])


def test_texts_to_paste_are_loaded_from_inside_the_bundle_only(emptied: Desk, hostile: Project) -> None:
    desk = emptied
    for folder in (hostile.folder, hostile.folder / "dist"):
        (folder / "evil.answers.js").write_text(f"{RAN}(1)", encoding="utf-8")
    desk.go(SECOND)
    for page in ("../evil", "../../evil", "topic/../../evil", "..\\evil", "%2e%2e/evil"):
        loaded = f"helpcentre.agents.load({json.dumps(page)}).then(() => 'loaded', () => 'refused')"
        assert desk.browser.evaluate(loaded) == "refused", page
    assert desk.browser.evaluate("window.ran === undefined")


def test_recent_copy_whose_place_is_gone_says_so(emptied: Desk) -> None:
    desk = emptied
    store(
        desk, helpcentre_agents={"recent": [{**GOOD, "kind": "answer", "id": "gone"}, {**GOOD, "page": "topic/gone"}]}
    )
    for key in ("1", "2"):
        desk.go(SECOND)
        desk.press("v")
        desk.panel("recent")
        desk.press(key)
        assert desk.said() == "Nicht senden: veraltet"


FOUND = {"url": "topic/second.html#second", "title": "Zweite", "page": "Zweite", "language": "de"}
BAD_ABOVE = {**FOUND, "url": "../evil.html"}  # nothing is above the root of a host
BAD_FOUND = [
    {**FOUND, "url": f"javascript:{RAN}(1)"},
    {**FOUND, "url": f" java\tscript:{RAN}(1)"},
    {**FOUND, "url": "https://evil.example/"},
    {**FOUND, "url": "//evil.example/"},
    BAD_ABOVE,
    {**FOUND, "url": "data:text/html,x"},
    {**FOUND, "url": "http://["},
    {**FOUND, "url": None},
    {**FOUND, "title": 1},
    {**FOUND, "language": "constructor"},
    {**FOUND, "page": "x" * 501},
    None,
    1,
]


def test_recent_results_in_the_bundle_lead_only_into_it(emptied: Desk) -> None:
    desk = emptied
    bads: list[object] = ["{", 1, {}, "1", [*BAD_FOUND, FOUND]]
    for bad in bads:
        store(desk, helpcentre_recent=bad)
        desk.go(SECOND)
        desk.press("/")
        desk.browser.wait_for("document.querySelector('[data-search]').open")
        shown = "JSON.stringify([...document.querySelectorAll('[data-search] [role=option]')].map((each) => each.href))"
        good = [f"{desk.root}{FOUND['url']}"] if isinstance(bad, list) else []
        desk.browser.wait_for(f"document.querySelectorAll('[data-search] [role=option]').length === {len(good)}")
        assert json.loads(desk.browser.evaluate(shown)) == good
        desk.press("Escape")


def test_recent_results_on_the_website_lead_only_into_it(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(address)
    good, bad = {**FOUND, "url": "whatsapp/#x"}, [entry for entry in BAD_FOUND if entry != BAD_ABOVE]
    page.evaluate(f"localStorage.setItem('helpcentre-recent', JSON.stringify({json.dumps([*bad, good])}))")
    page.reload()
    page.keyboard.press("/")
    expect(page.locator("[role=option]")).to_have_count(1)
    assert page.locator("[role=option]").get_attribute("href") == f"{address}whatsapp/#x"
    page.close()


@pytest.mark.parametrize("query", ["q", "mark", "helpcentre-agents", "#"])
def test_address_with_a_payload_runs_nothing_and_breaks_nothing(query: str, desk: Desk) -> None:
    for value in (f"<img src=x onerror={RAN}(1)>", "x" * 5000, f"javascript:{RAN}(1)", '"><script>', "\u202e%00(((["):
        if query == "#":
            desk.browser.go("about:blank")  # or the page would only scroll
        start = "#" if query == "#" else f"?{query}="
        desk.go(SECOND + start + quote(value, safe="!~*'()"))
        desk.browser.evaluate("document.querySelector('dialog[open]')?.close()")
        desk.press("v")
        desk.panel("recent")
        desk.press("Escape")
        assert desk.browser.evaluate("window.ran === undefined")
