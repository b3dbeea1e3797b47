"""The editor in a browser, on a folder of this computer: an author writes, illustrates and translates an article."""

import base64
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from functools import reduce
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from helpcentre.content.frontmatter import parse
from helpcentre.linkcheck.local_server import serve_folder
from lamp import lamp_project
from support import Project

pytestmark = pytest.mark.skipif(shutil.which("npm") is None, reason="npm gets the editor")

SETTINGS = """
extra:
  helpcentre:
    editor: { backend: gitea, repo: owner/name, api_root: "https://git.example/api/v1", url: "https://edit.example/" }
"""
OTHER_KEYS = "labels: [iOS]\nkind: how-to\nupdated: 2026-11-22\nalso_in: app\nformer: [/old/, /older/]\n"
TEXT = """# Change the bulb {#bulb}

1. Switch off the lamp.
2. Turn the bulb.

=== "iOS"

    Tap **Done**.

![The switch](../pictures/switch.png)
/// caption
The switch is below the head.
///
"""
WORDS = {
    "Change the bulb": "Birne wechseln",
    "Switch off the lamp": "Schalte die Lampe aus",
    "Turn the bulb": "Dreh die Birne",
    "Tap **Done**": "Tippe auf **Fertig**",
    "The switch is below the head": "Der Schalter ist unter dem Kopf",
    "The switch": "Der Schalter",
}
GERMAN = reduce(lambda text, word: text.replace(word, WORDS[word]), WORDS, TEXT)

PICK = """window.showDirectoryPicker = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle("project", { create: true });"""
"""Chooses a folder that the browser keeps itself, in place of one that a person would choose."""

FILL = """async (files) => {
  const top = await (await navigator.storage.getDirectory()).getDirectoryHandle("project", { create: true });
  for (const [name, data] of Object.entries(files)) {
    const parts = name.split("/");
    let folder = top;
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
    const writer = await (await folder.getFileHandle(parts.at(-1), { create: true })).createWritable();
    await writer.write(Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0)));
    await writer.close();
  }
}"""
HAS = """async ([name, text]) => {
  let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("project");
  try {
    const parts = name.split("/");
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part);
    return (await (await (await folder.getFileHandle(parts.at(-1))).getFile()).text()).includes(text);
  } catch {
    return false;
  }
}"""
READ = """async () => {
  const found = {};
  const walk = async (folder, path) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, `${path}${name}/`);
      else {
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
        found[path + name] = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      }
    }
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle("project"), "");
  return found;
}"""


@pytest.fixture(scope="module")
def lamp(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with an editor, in English and German."""
    project = lamp_project(tmp_path_factory.mktemp("lamp") / "lamp", ("en", "de"))
    (project.folder / ".git").mkdir()
    with (project.folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    project.edit("docs/en/app/pair.md", "order: 1\n", f"order: 1\n{OTHER_KEYS}")
    made = project.helpcentre("editor", "dist/editor")
    assert made.status == 0, made.output
    return project


@pytest.fixture
def page(chromium: Browser, lamp: Project) -> Iterator[Page]:
    """The editor with the files of the project; it asks for nothing but itself."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(PICK)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with serve_folder(lamp.folder / "dist" / "editor") as server:
        page.goto(server.address)
        page.evaluate(FILL, {".git/HEAD": "", **texts_of(lamp)})
        page.get_by_role("button", name="Work with Local Repository").click()
        page.get_by_text("Pages outside of topics").first.wait_for()
        yield page
        assert [url for url in asked if not re.match(rf"{re.escape(server.address)}|blob:|data:", url)] == []
    context.close()


def texts_of(project: Project) -> dict[str, str]:
    files = (file for file in (project.folder / "docs").rglob("*.md"))
    return {str(file.relative_to(project.folder)): base64.b64encode(file.read_bytes()).decode() for file in files}


def take_over(page: Page, project: Project) -> None:
    """Write what the editor has stored into the project, as a commit would bring it there."""
    for name, data in page.evaluate(READ).items():
        if name.startswith("docs/"):
            (project.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (project.folder / name).write_bytes(base64.b64decode(data))


def open_hash(page: Page, place: str) -> None:
    page.evaluate("place => { location.hash = place; }", place)


def save(page: Page, files: Mapping[str, str]) -> None:
    """Save, and wait until these files have these texts."""
    page.get_by_role("button", name="Save", exact=True).first.click()
    end = time.monotonic() + 30
    for name, text in files.items():
        while not page.evaluate(HAS, [name, text]):  # a function to be waited for is not, where it promises its answer
            assert time.monotonic() < end, name
            page.wait_for_timeout(50)
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)


def test_a_changed_article_keeps_every_key_and_the_text(page: Page, lamp: Project) -> None:
    before = {
        code: parse((lamp.folder / f"docs/{code}/app/pair.md").read_text(encoding="utf-8")) for code in ("en", "de")
    }
    open_hash(page, "/collections/topic-app/entries/pair")
    page.get_by_role("textbox", name="Title").first.fill("Pair: lamp and phone")
    save(page, {"docs/en/app/pair.md": "lamp and phone", "docs/de/app/pair.md": "koppeln"})
    take_over(page, lamp)
    for code, old in before.items():
        new = parse((lamp.folder / f"docs/{code}/app/pair.md").read_text(encoding="utf-8"))
        assert new.body == old.body
        own = {"title": "Pair: lamp and phone"} if code == "en" else {}
        assert {key: new.meta.get(key) for key in old.meta} == {**old.meta, **own}


def test_an_article_is_written_illustrated_translated_and_built(page: Page, lamp: Project, tmp_path: Path) -> None:
    upload(page, tmp_path / "switch.png")
    open_hash(page, "/collections/topic-app/new")
    page.get_by_role("textbox", name="Title").first.fill("Change the bulb")
    page.get_by_role("textbox", name="Description").first.fill("A new bulb in two steps.")
    page.get_by_role("textbox", name="Text").first.fill(TEXT)
    page.locator('button[aria-label^="German"]').last.click()
    page.locator("button", has_text="Enable").last.click()
    page.get_by_role("textbox", name="Title").last.fill("Birne wechseln")
    page.get_by_role("textbox", name="Description").last.fill("Eine neue Birne in zwei Schritten.")
    page.get_by_role("textbox", name="Text").last.fill(GERMAN)
    save(page, {f"docs/{code}/app/change-the-bulb.md": "{#bulb}" for code in ("en", "de")})
    take_over(page, lamp)
    accepted = lamp.helpcentre("accept", "app/change-the-bulb.md", "--lang", "de")
    assert accepted.status == 0, accepted.output
    built = lamp.build()
    assert built.status == 0, built.output
    bundled = lamp.helpcentre("bundle")
    assert bundled.status == 0, bundled.output
    for place, caption in (
        ("site/app/change-the-bulb", "The switch is below the head."),
        ("site/de/app/change-the-bulb", "Der Schalter ist unter dem Kopf."),
    ):
        text = lamp.page(f"{place}/index.html")
        assert text.first("figure figcaption").text().strip() == caption
    assert "https://edit.example/#/collections/topic-app/entries/change-the-bulb" in lamp.read(
        "dist/helpcentre-agents/app/change-the-bulb.html"
    )
    assert "edit.example" not in lamp.read("site/app/change-the-bulb/index.html")


def upload(page: Page, file: Path) -> None:
    """Upload a picture into the folder of the topic."""
    content = BytesIO()
    Image.new("RGB", (400, 300), "red").save(content, "PNG")
    file.write_bytes(content.getvalue())
    open_hash(page, "/assets")
    page.locator("button", has_text="The app").first.click()
    page.get_by_role("button", name="Upload New Assets").first.click()
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Choose Files").click()
    chosen.value.set_files(file)
    page.locator("dialog button", has_text="Upload").last.click()
    expect(page.get_by_text("switch.png").first).to_be_visible()
