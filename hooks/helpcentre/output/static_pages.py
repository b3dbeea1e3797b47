"""Pages that are templates and not Markdown: one for each language, in its own folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from helpcentre.content.language import Language
from helpcentre.output.page import Alternate
from helpcentre.util.files import make_folder

ARTICLES = "articles.html"
"""The page that lists all articles."""


def address(language: Language, name: str) -> str:
    """Return the file of the page ``name`` in a language, relative to the site."""
    return f"{language.prefix}{name}"


def place(context: dict[str, Any], name: str, *, language: Language, languages: Iterable[Language]) -> None:
    """Tell the template where its page stands: MkDocs renders all of them as if for the top of the site."""
    context["base_url"] = "." if language.is_source else ".."
    context["alternates"] = [Alternate(each, each, address(each, name)) for each in languages]


def write(html: str, name: str, *, language: Language, site_dir: str) -> str:
    """Write a language's page, and return the nothing that MkDocs is to write in its place."""
    file = Path(site_dir, address(language, name))
    make_folder(file.parent)
    file.write_text(html, encoding="utf-8", newline="\n")
    return ""
