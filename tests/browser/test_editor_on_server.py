"""The editor in a browser, with a server of Gitea or Forgejo behind it: an author signs in, edits and saves."""

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from fake_gitea import REPO, TOKEN, GitServer, git_server
from helpcentre.content.frontmatter import Document, parse
from helpcentre.linkcheck.local_server import serve_folder
from lamp import lamp_project
from support import Project

pytestmark = pytest.mark.skipif(shutil.which("npm") is None, reason="npm gets the editor")

SETTINGS = """
extra:
  helpcentre:
    editor: {{ backend: gitea, repo: {repo}, branch: main, api_root: "{address}/api/v1" }}
"""
OTHER_KEYS = "labels: [iOS]\nkind: how-to\nupdated: 2026-11-22\nalso_in: app\nformer: [/old/, /older/]\n"
PAIR = {code: f"docs/{code}/app/pair.md" for code in ("en", "de")}


@pytest.fixture(scope="module", params=["1.24.6", "12.0.1+gitea-1.22.0"], ids=["gitea", "forgejo"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GitServer]:
    """The server with a project in English and German."""
    project = lamp_project(tmp_path_factory.mktemp("lamp") / "lamp", ("en", "de"))
    project.edit(PAIR["en"], "order: 1\n", f"order: 1\n{OTHER_KEYS}")
    with git_server(project.folder, request.param) as server:
        with (project.folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
            file.write(SETTINGS.format(repo=REPO, address=server.address))
        server.begin("docs", "mkdocs.yml", "base.yml", "agents.yml")
        made = project.helpcentre("editor", "dist/editor")
        assert made.status == 0, made.output
        yield server


@pytest.fixture
def page(chromium: Browser, server: GitServer) -> Iterator[Page]:
    """The editor before anybody has signed in; it asks for nothing but itself and that server."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    with serve_folder(server.folder / "dist" / "editor") as site:
        server.origin = site.address.rstrip("/")
        page.goto(site.address)
        yield page
        known = "|".join(map(re.escape, (site.address, server.address)))
        assert [url for url in asked if not re.match(rf"{known}|blob:|data:", url)] == []
        assert [text for text in complaints if "Security Policy" in text] == []
    context.close()


def sign_in(page: Page, token: str) -> None:
    page.get_by_role("button", name="Sign In Using Access Token").click()
    page.get_by_role("textbox", name="Personal Access Token").fill(token)
    page.get_by_role("button", name="Sign In", exact=True).click()


def open_hash(page: Page, place: str) -> None:
    page.get_by_text("Pages outside of topics").first.wait_for()
    page.evaluate("place => { location.hash = place; }", place)


def save(page: Page) -> None:
    with page.expect_response(lambda response: response.url.endswith("/contents")) as saved:
        page.get_by_role("button", name="Save", exact=True).first.click()
    assert saved.value.status == 201
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)


def articles(server: GitServer) -> dict[str, Document]:
    return {code: parse((server.folder / name).read_text(encoding="utf-8")) for code, name in PAIR.items()}


def test_an_article_in_two_languages_is_one_commit_that_keeps_every_key(page: Page, server: GitServer) -> None:
    before, begun = articles(server), server.commits()
    sign_in(page, TOKEN)
    open_hash(page, "/collections/topic-app/entries/pair")
    page.get_by_role("textbox", name="Title").first.fill("Pair: lamp and phone")
    page.locator('button[aria-label^="German"]').last.click()
    page.get_by_role("textbox", name="Title").last.fill("Koppeln: Lampe und Telefon")
    save(page)
    commit, *others = server.commits()
    assert others == begun
    assert server.changes(commit) == dict.fromkeys(PAIR.values(), "M")
    assert server.git("show", "--no-patch", "--format=%an", commit).strip() == "An Author"
    after = articles(server)
    titles = {"en": "Pair: lamp and phone", "de": "Koppeln: Lampe und Telefon"}
    for code, old in before.items():
        assert after[code].body == old.body
        switches = {"draft": False, "internal": False} if code == "en" else {}
        assert after[code].meta == {**old.meta, "title": titles[code], **switches}
    assert server.refused == []
    checked = Project(server.folder).helpcentre("check")
    assert checked.status == 0, checked.output


def test_a_new_article_in_two_languages_is_one_commit(page: Page, server: GitServer) -> None:
    begun = server.commits()
    sign_in(page, TOKEN)
    open_hash(page, "/collections/topic-app/new")
    fill(page, "first", "Change the bulb", "A new bulb in one step.", "# Change the bulb {#bulb}\n\nTurn it.\n")
    page.locator('button[aria-label^="German"]').last.click()
    page.locator("button", has_text="Enable").last.click()
    fill(page, "last", "Birne wechseln", "Eine neue Birne in einem Schritt.", "# Birne wechseln {#bulb}\n\nDreh sie.\n")
    save(page)
    commit, *others = server.commits()
    assert others == begun
    name = "app/change-the-bulb.md"
    assert server.changes(commit) == {f"docs/{code}/{name}": "A" for code in ("en", "de")}
    project = Project(server.folder)
    for command in (("accept", name, "--lang", "de"), ("check",)):
        run = project.helpcentre(*command)
        assert run.status == 0, run.output


def fill(page: Page, column: str, title: str, description: str, text: str) -> None:
    """Write an article in the first or last language that is shown."""
    for name, value in (("Title", title), ("Description", description), ("Text", text)):
        getattr(page.get_by_role("textbox", name=name), column).fill(value)


def test_authors_sign_in_by_a_token_only_and_not_by_a_wrong_one(page: Page, server: GitServer) -> None:
    """Without an application of the server's own, Sveltia's other button would lead to another host, or nowhere."""
    begun = server.commits()
    page.get_by_role("button", name="Sign In Using Access Token").wait_for()
    assert page.get_by_role("button", name=re.compile("^Sign In")).count() == 1
    sign_in(page, "wrong")
    expect(page.get_by_role("alert").filter(has_text=re.compile("token|error", re.IGNORECASE)).first).to_be_visible()
    assert server.refused == ["401 no such token"]
    server.refused.clear()
    assert server.commits() == begun
