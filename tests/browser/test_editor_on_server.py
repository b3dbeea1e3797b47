"""The editor in a browser, with a server of GitHub, Gitea or Forgejo behind it: an author signs in, edits and saves."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from editor_page import PAIR, editor_tab, open_place, project_to_edit, upload_picture, wait_until_read, write_article
from fake_git_host import TOKEN, GitServer, HostProtocol, git_server
from fake_gitea import Gitea
from fake_github import GitHub
from helpcentre.content.frontmatter import Document, parse
from helpcentre.linkcheck.local_server import serve_folder
from support import Project

pytestmark = pytest.mark.skipif(shutil.which("npm") is None, reason="npm gets the editor")

HOSTS: dict[str, HostProtocol] = {
    "gitea": Gitea("1.24.6"),
    "forgejo": Gitea("12.0.1+gitea-1.22.0"),
    "github": GitHub(),
}


@pytest.fixture(scope="module", params=HOSTS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GitServer]:
    """The server with a project in English and German."""
    protocol, folder = HOSTS[request.param], tmp_path_factory.mktemp("lamp") / "lamp"
    backend = "github" if isinstance(protocol, GitHub) else "gitea"
    with git_server(folder, protocol) as server:
        api = server.address + protocol.root.rstrip("/")
        project = project_to_edit(folder, f'backend: {backend}, branch: main, api_root: "{api}"')
        server.begin("docs", "mkdocs.yml", "base.yml", "agents.yml")
        made = project.helpcentre("editor", "dist/editor")
        assert made.status == 0, made.output
        yield server


@pytest.fixture
def page(chromium: Browser, server: GitServer) -> Iterator[Page]:
    """The editor before anybody has signed in."""
    with serve_folder(server.folder / "dist" / "editor") as site:
        server.origin = site.address.rstrip("/")
        with editor_tab(chromium, site.address, server.address) as page:
            page.goto(site.address)
            yield page


def sign_in(page: Page, token: str) -> None:
    page.get_by_role("button", name="Sign In Using Access Token").click()
    page.get_by_role("textbox", name="Personal Access Token").fill(token)
    page.get_by_role("button", name="Sign In", exact=True).click()


def enter(page: Page) -> None:
    sign_in(page, TOKEN)
    wait_until_read(page)


def save(page: Page) -> None:
    with page.expect_response(lambda response: is_commit(response.request)) as saved:
        page.get_by_role("button", name="Save", exact=True).first.click()
    assert saved.value.ok
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)


def is_commit(request: Request) -> bool:
    return request.url.endswith("/contents") or "createCommitOnBranch" in (request.post_data or "")


def articles(server: GitServer) -> dict[str, Document]:
    return {code: parse((server.folder / name).read_text(encoding="utf-8")) for code, name in PAIR.items()}


def test_an_article_in_two_languages_is_one_commit_that_keeps_every_key(page: Page, server: GitServer) -> None:
    before, begun = articles(server), server.commits()
    enter(page)
    open_place(page, "/collections/topic-app/entries/pair")
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


def test_a_new_article_and_its_picture_are_a_commit_each(page: Page, server: GitServer, tmp_path: Path) -> None:
    begun = server.commits()
    enter(page)
    with page.expect_response(lambda response: is_commit(response.request)) as saved:
        content = upload_picture(page, tmp_path / "bulb.png")
    assert saved.value.ok
    picture = "![The bulb](../pictures/bulb.png)\n"
    german = picture.replace("The bulb", "Die Birne")
    write_article(
        page,
        ("Change the bulb", "A new bulb in one step.", f"# Change the bulb {{#bulb}}\n\nTurn it.\n\n{picture}"),
        ("Birne wechseln", "Eine neue Birne in einem Schritt.", f"# Birne wechseln {{#bulb}}\n\nDreh sie.\n\n{german}"),
    )
    save(page)
    article, illustration, *others = server.commits()
    assert others == begun
    assert server.changes(illustration) == {"docs/en/pictures/bulb.png": "A"}
    assert (server.folder / "docs/en/pictures/bulb.png").read_bytes() == content
    name = "app/change-the-bulb.md"
    assert server.changes(article) == {f"docs/{code}/{name}": "A" for code in ("en", "de")}
    assert server.refused == []
    project = Project(server.folder)
    for command in (("accept", name, "--lang", "de"), ("check",)):
        run = project.helpcentre(*command)
        assert run.status == 0, run.output


def test_authors_sign_in_by_a_token_only_and_not_by_a_wrong_one(page: Page, server: GitServer) -> None:
    """Without an application of the server's own, Sveltia's other button would lead to another host, or nowhere."""
    begun = server.commits()
    page.get_by_role("button", name="Sign In Using Access Token").wait_for()
    expect(page.get_by_role("button", name=re.compile("^Sign In"))).to_have_count(1)
    sign_in(page, "wrong")
    expect(page.get_by_role("alert").filter(has_text=re.compile("token|error", re.IGNORECASE)).first).to_be_visible()
    assert server.refused == ["401 no such token"]
    server.refused.clear()
    assert server.commits() == begun
