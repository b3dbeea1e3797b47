"""The files that the Markdown of a page names, found as MkDocs finds them."""

from __future__ import annotations

from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from helpcentre.content.documents import Documents
from helpcentre.elements.page_files import Finder, PageFile


def file_finder(page: Page, files: Files, documents: Documents) -> Finder:
    """Return what finds the file that an address in a page's Markdown means; what is in it counts for the page."""

    def find(address: str) -> PageFile | None:
        path = normpath(join(dirname(page.file.src_uri), unquote(address)))
        file = files.get_file_from_path(path)
        if file is None or not file.abs_src_path:
            return None
        place, digest = Path(file.abs_src_path), ""
        if not file.is_documentation_page():
            documents.note_file(documents.name(place))
            digest = documents.digests.get(file.src_uri, "")
        return PageFile(file.src_uri, file.url_relative_to(page.file), place, digest)

    return find


def path_to_root(page: Page) -> str:
    """Return what leads from a page to the top of its site, with a slash at its end."""
    return f"{get_relative_url('.', page.url).rstrip('/')}/"
