"""A few pages with slugs and former addresses, in two languages, without a build."""

from pathlib import Path

from helpcentre.content.addresses import Addresses
from helpcentre.content.documents import Documents
from helpcentre.content.language import Language

GERMAN, ENGLISH = Language("de", "Deutsch", is_source=True), Language("en", "English", is_source=False)


PAGES = {
    "de/index.md": "",
    "de/topic/index.md": "slug: thema",
    "de/topic/page.md": "slug: seite\nformer: [alt/, ganz-alt.html]",
    "de/topic/plain.md": "",
    "en/topic/page.md": "",
}


def addresses(docs: Path, pages: dict[str, str], *, as_folders: bool = True) -> Addresses:
    """Return the addresses of pages, whose front matter is in ``pages`` by file, after writing them below ``docs``."""
    for name, meta in pages.items():
        file = docs / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{meta}\n---\n# A {{#a}}\n", encoding="utf-8")
    documents = Documents(docs.parent, docs, (GERMAN, ENGLISH))
    return Addresses(documents, as_folders=as_folders, chains={"de": (), "en": ("de",)})
