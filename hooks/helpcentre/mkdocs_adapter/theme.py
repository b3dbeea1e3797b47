"""The theme of the project, set up once for all languages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir

from helpcentre.mkdocs_adapter.defaults import PLUGIN


def own_folders(theme: Theme) -> tuple[Path, ...]:
    """Return the folders of the theme that are not Material's: the project's own, if any, before the product's."""
    own = [theme.custom_dir, get_theme_dir(PLUGIN) if theme.name == PLUGIN else None]
    return tuple(Path(folder) for folder in own if folder)


class SharedTheme(Theme):
    """A theme whose templates are read and compiled once, where MkDocs's would do so for each language."""

    def __init__(self, theme: Theme, *, key: str, environments: dict[str, Environment]) -> None:
        """Take over a theme of MkDocs's; ``key`` is that of all that its templates depend on.

        ``environments`` has that of the last build by its key, and gets that of this one.
        """
        options = {name: value for name, value in theme.items() if name not in ("name", "locale")}
        super().__init__(
            theme.name,
            custom_dir=theme.custom_dir,
            static_templates=theme.static_templates,
            locale=str(theme.locale),
            **options,
        )
        if key not in environments:
            environments.clear()
            environments[key] = super().get_env()
            environments[key].loader = _Loader(self.dirs)
        self._environment = environments[key]

    def get_env(self) -> Environment:
        """Return the one environment; what depends on a language is in its globals, which each language sets."""
        return self._environment


class _Loader(FileSystemLoader):
    """Finds the theme's files, without looking into hidden folders: MkDocs publishes none of their 14,000 icons."""

    def list_templates(self) -> list[str]:
        """Return the names of all files that are not hidden, sorted."""
        return sorted({name for folder in self.searchpath for name in _names(Path(folder))})


def _names(folder: Path) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name).relative_to(folder).as_posix() for name in files)


@cache
def icon(folders: tuple[str, ...], name: str) -> str:
    """Return the markup of one of the theme's icons, as in ``material/magnify``; raises StopIteration for others."""
    file = next(file for folder in folders if (file := Path(folder, ".icons", f"{name}.svg")).is_file())
    return f'<span class="hc-icon" aria-hidden="true">{file.read_text(encoding="utf-8").removesuffix(chr(10))}</span>'
