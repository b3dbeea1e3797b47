"""Extensions of Markdown that the project brings itself, with values that only a build knows."""

from __future__ import annotations

from typing import cast

from markdown.extensions import Extension
from mkdocs.config.defaults import MkDocsConfig


def use_extension(config: MkDocsConfig, extension: Extension) -> None:
    """Let pages be rendered with ``extension`` from now on, in place of the one of its type that was used before."""
    extensions = cast("list[str | Extension]", config.markdown_extensions)  # MkDocs hands them to Markdown as they are
    extensions[:] = [each for each in extensions if type(each) is not type(extension)] + [extension]
