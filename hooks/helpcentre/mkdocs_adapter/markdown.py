"""Extensions of Markdown that the project brings itself, with values that only a build knows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import (
    Page,
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc

from helpcentre.content.markdown.attribute_lists import give_values
from helpcentre.content.markdown.quick import quicken
from helpcentre.content.steps import StepReader
from helpcentre.mkdocs_adapter.errors import clear_errors
from helpcentre.util.time_limit import in_time

_EXTENSIONS = "helpcentre_extensions"
"""What MkDocs' own object for a page has its further extensions of Markdown under."""


def use_extension(page: Page, extension: Extension) -> None:
    """Let a page be rendered with an extension of its own, which registers its steps under names of their own."""
    vars(page).setdefault(_EXTENSIONS, []).append(extension)


class MarkdownReaders:
    """Python-Markdown set up once for all pages with the same extensions and options, not for each page.

    That saves a twelfth of a build from nothing, at 404 pages.
    """

    def __init__(self) -> None:
        """Set up none yet."""
        self._known: list[tuple[object, Markdown]] = []

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Turn the Markdown of a page into HTML, as MkDocs' ``Page.render`` does, with the page's own extensions.

        Raises PluginError where that takes too long.
        """
        markdown = self._reader(config)
        for extension in vars(page).pop(_EXTENSIONS, ()):
            extension.extendMarkdown(markdown)  # what the page before registered under these names is replaced
        html, title = _RawHTMLPreprocessor(), _ExtractTitleTreeprocessor()
        anchors = _ExtractAnchorsTreeprocessor(page.file, files, config)
        links = _RelativePathTreeprocessor(page.file, files, config)
        for step in (html, anchors, links, title):
            step._register(markdown)
        name = f"{Path(page.file.src_dir or '').name}/{page.file.src_uri}"
        with clear_errors(), in_time(lambda: page.file.content_string, file=name):
            page.content = markdown.convert(page.markdown or "")
        page.toc = get_toc(getattr(markdown, "toc_tokens", []))
        page._title_from_render = title.title
        page.present_anchor_ids = anchors.present_anchor_ids | html.present_anchor_ids
        page.links_to_anchors = links.links_to_anchors

    def use_for(self, page: Page) -> None:
        """Let MkDocs render a page so."""
        vars(page)["render"] = partial(self.render, page)

    def _reader(self, config: MkDocsConfig) -> Markdown:
        """Return Markdown with the extensions of the project, as if it had read no page yet."""
        names = list(config.markdown_extensions)
        wanted = names, {name: dict(options or {}) for name, options in config.mdx_configs.items()}
        for made, markdown in self._known:
            if made == wanted:
                return markdown.reset()
        markdown = give_values(quicken(Markdown(extensions=names, extension_configs=config.mdx_configs)))
        self._known.append((wanted, markdown))
        return markdown


def extension_names(config: MkDocsConfig) -> frozenset[str]:
    """Return the names of the extensions that the project has, without those of :func:`use_extension`."""
    return frozenset(each for each in config.markdown_extensions if isinstance(each, str))


def set_options(config: MkDocsConfig, options: Mapping[str, Mapping[str, Any]]) -> None:
    """Set options of extensions, by their names, over those that the project gives the extensions itself."""
    for name, own in options.items():
        config.mdx_configs[name] = {**(config.mdx_configs.get(name) or {}), **own}


def step_reader(config: MkDocsConfig) -> StepReader:
    """Return what reads the steps of pages as the project's own extensions render them."""
    return StepReader(tuple(name for name in config.markdown_extensions if isinstance(name, str)), config.mdx_configs)
