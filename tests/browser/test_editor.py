"""The editor in a browser, on a folder of this computer: an author writes, illustrates and translates an article."""

import base64
import shutil
import time
from collections.abc import Iterator, Mapping
from functools import reduce
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from editor_page import PAIR, editor_tab, open_place, project_to_edit, upload_picture, wait_until_read, write_article
from helpcentre.content.frontmatter import parse
from helpcentre.linkcheck.local_server import serve_folder
from support import Project

pytestmark = pytest.mark.skipif(shutil.which("npm") is None, reason="npm gets the editor")

SETTINGS = 'backend: gitea, api_root: "https://git.example/api/v1", url: "https://edit.example/"'
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
    project = project_to_edit(tmp_path_factory.mktemp("lamp") / "lamp", SETTINGS)
    (project.folder / ".git").mkdir()
    made = project.helpcentre("editor", "dist/editor")
    assert made.status == 0, made.output
    return project


@pytest.fixture
def page(chromium: Browser, lamp: Project) -> Iterator[Page]:
    """The editor with the files of the project."""
    with serve_folder(lamp.folder / "dist" / "editor") as server, editor_tab(chromium, server.address) as page:
        page.add_init_script(PICK)
        page.goto(server.address)
        page.evaluate(FILL, {".git/HEAD": "", **texts_of(lamp)})
        page.get_by_role("button", name="Work with Local Repository").click()
        wait_until_read(page)
        yield page


def texts_of(project: Project) -> dict[str, str]:
    files = (file for file in (project.folder / "docs").rglob("*.md"))
    return {str(file.relative_to(project.folder)): base64.b64encode(file.read_bytes()).decode() for file in files}


def take_over(page: Page, project: Project) -> None:
    """Write what the editor has stored into the project, as a commit would bring it there."""
    for name, data in page.evaluate(READ).items():
        if name.startswith("docs/"):
            (project.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (project.folder / name).write_bytes(base64.b64decode(data))


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
    before = {code: parse(lamp.read(file)) for code, file in PAIR.items()}
    open_place(page, "/collections/topic-app/entries/pair")
    page.get_by_role("textbox", name="Title").first.fill("Pair: lamp and phone")
    save(page, {PAIR["en"]: "lamp and phone", PAIR["de"]: "koppeln"})
    take_over(page, lamp)
    for code, old in before.items():
        new = parse(lamp.read(PAIR[code]))
        assert new.body == old.body
        own = {"title": "Pair: lamp and phone"} if code == "en" else {}
        assert {key: new.meta.get(key) for key in old.meta} == {**old.meta, **own}


def test_an_article_is_written_illustrated_translated_and_built(page: Page, lamp: Project, tmp_path: Path) -> None:
    upload_picture(page, tmp_path / "switch.png")
    write_article(
        page,
        ("Change the bulb", "A new bulb in two steps.", TEXT),
        ("Birne wechseln", "Eine neue Birne in zwei Schritten.", GERMAN),
    )
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
