"""What a build is made of, as it is found when it begins: settings, program, and the files and folders that it reads.

Little is imported here: a build that has nothing to do ends before the rest is loaded, see ``build/start.py``.
"""

from __future__ import annotations

import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.content.file_links import require_inside
from helpcentre.content.places import CACHE_DIR, PUBLISHED, data_files
from helpcentre.content.release import Release, build_day, read_release
from helpcentre.mkdocs_adapter.handlers import handler_files
from helpcentre.mkdocs_adapter.theme import own_folders
from helpcentre.util.cache import Cache, digest
from helpcentre.util.hashes import FileHashes

_CODE = Path(__file__).parent.parent


@dataclass(frozen=True)
class Inputs:
    """Everything that a build is made of, with the cache and the digests of files that it works with.

    ``key`` is that of all of it, as it was when the build began. ``release`` is what git says of it.
    """

    settings_key: str
    places: tuple[Path, ...]
    key: str
    release: Release
    cache: Cache
    hashes: FileHashes
    is_serving: bool

    @classmethod
    def read(cls, config: MkDocsConfig, *, is_serving: bool) -> Inputs:
        """Return the inputs as they are now.

        Raises HelpcentreError for links below ``docs`` that lead out of it, and for a day that is none.
        """
        if Path(config.site_dir).is_symlink():  # what it leads to is replaced, and the link stays
            config.site_dir = os.path.realpath(config.site_dir)
        file, docs_dir = Path(config.config_file_path), Path(config.docs_dir)
        require_inside(docs_dir, name=os.path.relpath(docs_dir, file.parent))
        cache = Cache(file.parent / CACHE_DIR / "build" if _options(config).get("cache") is not False else None)
        hashes = FileHashes(cache, name=f"{file} {config.site_dir}", linked=config.site_dir)
        release = read_release(file.parent)
        own = settings_key(config, more=(release, is_serving, build_day()))
        places = tuple(input_places(config))
        return cls(own, places, _key(own, places, hashes), release, cache, hashes, is_serving)

    def are_unchanged(self) -> bool:
        """Whether nothing has been written to them since the build began."""
        return self.key == _key(self.settings_key, self.places, self.hashes)


def settings_key(config: MkDocsConfig, *, more: object) -> str:
    """Return the key of all settings and of the packages; ``more`` is what else there is, as values."""
    given: dict[str, Any] = {name: value for name, value in config.items() if name not in ("hooks", "strict")}
    given["plugins"] = {name: each for name, each in config.plugins.items() if not isinstance(each, ModuleType)}
    own = {name: value for name, value in _options(config).items() if name != "processes"}
    given["extra"] = {**config.extra, "helpcentre": own}
    return digest(plain_value(given), sys.version, list(_packages()), names(config), more)


def input_places(config: MkDocsConfig) -> Iterator[Path]:
    """Yield the files and folders that a build reads, whoever asks for them; other files show when they are opened.

    What the settings of the bundle name may be read by another program.
    """
    project_dir, bundle = Path(config.config_file_path).parent, _options(config).get("bundle")
    yield from (*programs(config), Path(config.docs_dir), project_dir / PUBLISHED, *data_files(project_dir))
    named = [bundle.get(name) for name in ("since", "sign")] if isinstance(bundle, Mapping) else []
    yield from (project_dir / file for file in named if file and isinstance(file, str))


def code_key(digests: FileHashes) -> str:
    """Return the key of our code with its data, of Python, and of the packages."""
    return digest(digests.below(_CODE), sys.version, zlib.ZLIB_RUNTIME_VERSION, list(_packages()))


def names(config: MkDocsConfig) -> list[str]:
    """Return the names of the files beside mkdocs.yml, sorted: a build may ask whether one is there.

    Hidden ones are left out, and what builds put beside a site and name after its folder, which may be gone.
    """
    entries = list(os.scandir(Path(config.config_file_path).parent))
    sites = (f"{Path(config.site_dir).name}.", *(f"{each.name}." for each in entries if each.is_dir()))
    return sorted(each.name for each in entries if each.is_file() and not each.name.startswith((".", *sites)))


def programs(config: MkDocsConfig) -> Iterator[Path]:
    """Yield our code, the hooks, and the templates."""
    yield from (_CODE, *handler_files())
    yield from (Path(str(module.__file__)) for module in config["hooks"].values())
    yield from own_folders(config.theme)


def plain_value(value: object) -> object:
    """Return a setting as plain values whose ``repr`` is the same in every process."""
    if isinstance(value, Mapping):
        return sorted((str(key), plain_value(each)) for key, each in value.items())
    if isinstance(value, (list, tuple)):
        return [plain_value(each) for each in value]
    if hasattr(value, "config"):  # a plugin
        return plain_value(value.config)
    if isinstance(value, ModuleType):  # a hook; its file counts by what is in it
        return value.__name__
    return re.sub(r" at 0x\w+", "", repr(value))


def _packages() -> Iterator[str]:
    """Yield the name and version of each package that is installed: the name of the folder that describes it."""
    for folder in sys.path:
        yield from sorted(file.name for file in Path(folder).glob("*.dist-info"))


def _options(config: MkDocsConfig) -> Mapping[str, Any]:
    """Return our options as they are written: whether they fit shows later."""
    own = config.extra.get("helpcentre")
    return own if isinstance(own, Mapping) else {}


def _key(settings_key: str, places: Iterable[Path], hashes: FileHashes) -> str:
    return digest("inputs", settings_key, hashes.all_of(places))
