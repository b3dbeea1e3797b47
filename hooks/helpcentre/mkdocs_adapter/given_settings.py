"""What the author of mkdocs.yml wrote there, apart from all that MkDocs and Material add."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from helpcentre.brand.material import GivenSettings
from helpcentre.settings.config_files import key_lines

_GROUPS = ("theme", "extra")
_FAST: type = getattr(yaml, "CLoader", yaml.Loader)
"""The loader of libyaml; MkDocs has read the same file with its twin in Python by now."""


def read_given(config: MkDocsConfig) -> GivenSettings:
    """Return the settings that were written by hand, those of ``theme`` and ``extra`` each by itself."""
    file = Path(config.config_file_path)
    with file.open("rb") as opened:
        values = dict(_flat(yaml_load(opened, get_yaml_loader(_FAST))))
    return GivenSettings(values, key_lines(file))


def _flat(given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, value in given.items():
        yield name, value
        if name in _GROUPS and isinstance(value, Mapping):
            yield from ((f"{name}.{key}", each) for key, each in value.items())
