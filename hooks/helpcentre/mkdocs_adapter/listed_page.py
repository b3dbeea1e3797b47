"""Pages as others list them: whoever reads the name or front matter of one depends on that, and on no more of it."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from mkdocs.structure.pages import Page

from helpcentre.content.documents import Documents
from helpcentre.mkdocs_adapter.i18n import shared_path, text_code

_DOCUMENTS, _TITLE, _META = "documents", "title", "meta"


class ListedPage(Page):
    """A page of MkDocs whose name and front matter are recorded when they are read."""

    @property
    def title(self) -> str:
        """What the page is called: as settings name it, or else as it names itself."""
        return vars(self).get(_TITLE) or _documents(self).title(text_code(self.file), shared_path(self.file))

    @title.setter
    def title(self, title: str) -> None:
        vars(self)[_TITLE] = title

    @property
    def meta(self) -> MutableMapping[str, Any]:
        """The front matter of the page, also where it is not rendered."""
        asked = _documents(self).shown_meta(text_code(self.file), shared_path(self.file))
        found: MutableMapping[str, Any] = vars(self).get(_META, asked)
        return found

    @meta.setter
    def meta(self, meta: MutableMapping[str, Any]) -> None:
        vars(self)[_META] = meta

    def __eq__(self, other: object) -> bool:
        """Whether this is the same page: MkDocs compares names, too."""
        return self is other

    __hash__ = None  # type: ignore[assignment]  # as that of MkDocs' pages


def list_page(page: Page, documents: Documents) -> None:
    """Let the name and front matter of a page that MkDocs made be asked of ``documents``."""
    page.__class__ = ListedPage
    vars(page)[_DOCUMENTS] = documents
    del vars(page)[_META]  # it is empty until the page is read, and may be empty after that


def _documents(page: Page) -> Documents:
    found: Documents = vars(page)[_DOCUMENTS]
    return found
