"""The settings that every project has: ``defaults.yml``, which this repository inherits and the plugin adds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import reduce_list
from mkdocs.utils.yaml import yaml_load

FILE = Path(__file__).parent.parent / "defaults.yml"
PLUGIN = "helpcentre"
"""The name of the plugin, and of the theme."""


def add_defaults(config: MkDocsConfig) -> None:
    """Add what every project has to the settings of one that uses the plugin; doing it again changes nothing.

    Where MkDocs takes one value, the project's own comes before ours. Its Markdown extensions are added to ours.
    """
    if PLUGIN not in config.plugins:
        return
    ours = _settings()
    config.markdown_extensions = reduce_list([*ours.markdown_extensions, *config.markdown_extensions])
    config.mdx_configs = {**ours.mdx_configs, **config.mdx_configs}
    config.validation = ours.validation
    left_out = list(config.exclude_docs.patterns) if config.exclude_docs else []
    if config.exclude_docs is None:
        config.exclude_docs = ours.exclude_docs
    elif ours.exclude_docs and not all(pattern in left_out for pattern in ours.exclude_docs.patterns):
        config.exclude_docs = ours.exclude_docs + config.exclude_docs
    own = config.extra.get("helpcentre")
    if own is None or isinstance(own, Mapping):  # else it is no list of options, which is told later
        config.extra["helpcentre"] = {**_given()["extra"]["helpcentre"], **(own or {})}
    if "i18n" in config.plugins:
        config.plugins["i18n"].config.update(docs_structure="folder", reconfigure_material=False)


def _given() -> Any:
    """Return the file as YAML; variables of the environment are read each time."""
    with FILE.open(encoding="utf-8") as file:
        return yaml_load(file)


@cache
def _settings() -> MkDocsConfig:
    """Return the settings that are MkDocs' own, as it reads them."""
    config = MkDocsConfig()
    names = ("markdown_extensions", "validation", "exclude_docs")
    config.load_dict({"site_name": PLUGIN, **{name: value for name, value in _given().items() if name in names}})
    failed, _ = config.validate()
    for _, error in failed:
        raise error
    return config
