"""What the hooks of one page hand on to each other, on MkDocs' own object for the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from mkdocs.structure.pages import Page

from helpcentre.content.guides import Step
from helpcentre.content.language import Language
from helpcentre.content.visibility import Mark
from helpcentre.output.page import Alternate, PageArtifacts, PageRecord
from helpcentre.translation.state import PageState

_CONTEXT, _ARTIFACTS = "helpcentre_context", "helpcentre_artifacts"


@dataclass(frozen=True)
class PageContext:
    """A page as its template shows it: ``language`` is the one it stands in, ``step`` its place in a guide, if any."""

    language: Language
    record: PageRecord
    state: PageState
    alternates: list[Alternate]
    step: Step | None
    marks: tuple[Mark, ...] = ()
    """Why readers of the website do not get the page, if so."""


def set_context(page: Page, context: PageContext) -> None:
    """Let the hooks that follow have the context of a page."""
    vars(page)[_CONTEXT] = context


def context_of(page: Page) -> PageContext:
    """Return the context of a page; raises KeyError before its template is about to be rendered."""
    return cast(PageContext, vars(page)[_CONTEXT])


def artifacts_of(page: Page) -> PageArtifacts:
    """Return what is written and reported of a page beside its HTML; hooks add to it."""
    return cast(PageArtifacts, vars(page).setdefault(_ARTIFACTS, PageArtifacts()))
