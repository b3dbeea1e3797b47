"""The theme of the project, set up once for all languages."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir

from helpcentre.mkdocs_adapter.defaults import PLUGIN
from helpcentre.util.cache import digest
from helpcentre.util.files import make_folder


def own_folders(theme: Theme) -> tuple[Path, ...]:
    """Return the folders of the theme that are not Material's: the project's own, if any, before the product's."""
    own = [theme.custom_dir, get_theme_dir(PLUGIN) if theme.name == PLUGIN else None]
    return tuple(Path(folder) for folder in own if folder)


class SharedTheme(Theme):
    """A theme whose templates are read and compiled once, where MkDocs's would do so for each language."""

    def __init__(self, theme: Theme, program: str) -> None:
        """Take over a theme of MkDocs's; ``program`` is a key of all code."""
        options = {name: value for name, value in theme.items() if name not in ("name", "locale")}
        super().__init__(
            theme.name,
            custom_dir=theme.custom_dir,
            static_templates=theme.static_templates,
            locale=str(theme.locale),
            **options,
        )
        self._environment = super().get_env()
        self._environment.loader = _Loader(self.dirs, published=own_folders(theme))
        self._environment.bytecode_cache = _CompiledTemplates(program)

    def get_env(self) -> Environment:
        """Return the one environment; what depends on a language is in its globals, which each language sets."""
        return self._environment


class _Loader(FileSystemLoader):
    """Finds the files of a theme, and lists those that may be published: none of Material's, of which there are many.

    It does not look into hidden folders, in which there are 14,000 icons.
    """

    def __init__(self, searchpath: Sequence[str], *, published: Iterable[Path]) -> None:
        """Find files in the folders of ``searchpath``, and list those in ``published``."""
        super().__init__(searchpath)
        self._published = tuple(published)

    def list_templates(self) -> list[str]:
        """Return the names of the files that are not hidden, sorted."""
        return sorted({name for folder in self._published for name in _names(folder)})


class _CompiledTemplates(BytecodeCache):
    """Keeps a template, compiled, where Python keeps a module: beside it, in ``__pycache__``, or nowhere.

    It is code. So it is no entry of the build's cache, in which nothing is that runs. To compile all templates takes a
    twentieth of a build after one edit at 404 pages, and a quarter of what an edit takes in the preview.
    """

    def __init__(self, program: str) -> None:
        """Keep what this program compiles."""
        self._program = program

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002  # what Jinja calls
        """Return the file that a template is kept in; empty where it comes from none."""
        return cache_from_source(f"{filename}.py") if filename else ""

    def get_source_checksum(self, source: str) -> str:
        """Return what shows that a template was made of this text, by this program."""
        return digest("template", self._program, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a template, if it is kept and still the same."""
        with suppress(OSError, EOFError, ValueError, TypeError):
            head, code = _head(bucket), Path(bucket.key).read_bytes()
            bucket.code = marshal.loads(code[len(head) :]) if code.startswith(head) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, unless Python is told to keep nothing."""
        if sys.dont_write_bytecode or not bucket.key:
            return
        file = Path(bucket.key)
        made = file.with_name(f".{file.name}.{os.getpid()}")  # hidden: a build at the same time publishes the others
        with suppress(OSError):
            make_folder(file.parent)
            try:
                made.write_bytes(_head(bucket) + marshal.dumps(bucket.code))
                made.replace(file)
            finally:
                made.unlink(missing_ok=True)


def _head(bucket: Bucket) -> bytes:
    """Return what a kept template begins with: what it was made of, and how."""
    return f"{bucket.checksum} {sorted(bucket.environment.extensions)}\n".encode()


def _names(folder: Path) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name).relative_to(folder).as_posix() for name in files)


@cache
def icon(folders: tuple[str, ...], name: str) -> str:
    """Return the markup of one of the theme's icons, as in ``material/magnify``; raises StopIteration for others."""
    file = next(file for folder in folders if (file := Path(folder, ".icons", f"{name}.svg")).is_file())
    return f'<span class="hc-icon" aria-hidden="true">{file.read_text(encoding="utf-8").removesuffix(chr(10))}</span>'
