"""The editor in a browser, as its tests use it: a project with one, its pages, and what an author does there."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from lamp import lamp_project
from support import Project

PAIR = {code: f"docs/{code}/app/pair.md" for code in ("en", "de")}
"""An article in both languages of the project, with keys that the editor has no field for."""

_SETTINGS = "\nextra:\n  helpcentre:\n    editor: {{ repo: owner/help, {} }}\n"
_OTHER_KEYS = "labels: [iOS]\nkind: how-to\nupdated: 2026-11-22\nalso_in: app\nformer: [/old/, /older/]\n"


def project_to_edit(folder: Path, settings: str) -> Project:
    """Return a project in English and German with these settings of its editor."""
    project = lamp_project(folder, tuple(PAIR))
    project.edit(PAIR["en"], "order: 1\n", f"order: 1\n{_OTHER_KEYS}")
    with (project.folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(_SETTINGS.format(settings))
    return project


@contextmanager
def editor_tab(chromium: Browser, address: str, *others: str) -> Iterator[Page]:
    """A tab for the editor at an address; it asks for nothing but itself and other addresses, and breaks no policy."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page, asked, complaints = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    known = "|".join(map(re.escape, (address, *others)))
    assert [url for url in asked if not re.match(rf"{known}|blob:|data:", url)] == []
    assert [text for text in complaints if "Security Policy" in text] == []
    context.close()


def wait_until_read(page: Page) -> None:
    """Wait until the editor has read the project."""
    page.get_by_text("Pages outside of topics").first.wait_for()


def open_place(page: Page, place: str) -> None:
    """Open a place of the editor."""
    page.evaluate("place => { location.hash = place; }", place)


def write_article(page: Page, english: Sequence[str], german: Sequence[str]) -> None:
    """Write the title, description and text of a new article in both languages."""
    open_place(page, "/collections/topic-app/new")
    _fill(page, "first", english)
    page.locator('button[aria-label^="German"]').last.click()
    page.locator("button", has_text="Enable").last.click()
    _fill(page, "last", german)


def _fill(page: Page, column: str, values: Sequence[str]) -> None:
    for name, value in zip(("Title", "Description", "Text"), values, strict=True):
        getattr(page.get_by_role("textbox", name=name), column).fill(value)


def upload_picture(page: Page, file: Path) -> bytes:
    """Upload a picture of this name into the folder of pictures, and return its content."""
    content = BytesIO()
    Image.new("RGB", (400, 300), "red").save(content, "PNG")
    file.write_bytes(content.getvalue())
    open_place(page, "/assets")
    page.locator("button", has_text="The app").first.click()
    page.get_by_role("button", name="Upload New Assets").first.click()
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Choose Files").click()
    chosen.value.set_files(file)
    page.locator("dialog button", has_text="Upload").last.click()
    expect(page.get_by_text(file.name).first).to_be_visible()
    return content.getvalue()
