"""Extensions of Markdown that the project brings itself, with values that only a build knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from markdown.extensions import Extension
from mkdocs.config.defaults import MkDocsConfig

from helpcentre.content.steps import StepReader


def use_extension(config: MkDocsConfig, extension: Extension) -> None:
    """Let pages be rendered with ``extension`` from now on, in place of the one of its type that was used before."""
    extensions = cast("list[str | Extension]", config.markdown_extensions)  # MkDocs hands them to Markdown as they are
    extensions[:] = [each for each in extensions if type(each) is not type(extension)] + [extension]


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
