"""Pages without a network: the service worker that keeps what was read, and what browsers know of a site they install.

See https://www.w3.org/TR/service-workers/ and https://www.w3.org/TR/appmanifest/.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from helpcentre.brand.brand import Brand
from helpcentre.content.language import Language
from helpcentre.content.ui_strings import SITE_NAME, Strings
from helpcentre.pages.assets import compact_script

WORKER = "worker.js"
"""The file of the worker: at the top of the site, as it may answer for what is below its own folder only."""

OFFLINE = "assets/offline/"
"""The folder of the theme with the scripts for this."""

MANIFEST = "app.json"
"""What browsers know of the site once it is installed: one in the folder of each language."""

_PARTS = (f"{OFFLINE}worker.js", f"{OFFLINE}gone.js")
_SCRIPTS = ("assets/javascripts/", OFFLINE)
_SHEETS = "assets/stylesheets/"


def is_worker(path: str) -> bool:
    """Whether the theme's file at ``path`` becomes the worker, which is published at another place."""
    return path in _PARTS


def version_of(folders: Sequence[Path], docs_dir: Path, brand: Brand) -> str:
    """Return what follows the addresses of scripts and style sheets, as in ``?v=1a2b3c4d``: a hash of all of them.

    So an address stands for one content, and a page never gets a script of another build from a browser's cache.
    """
    found = {
        file.relative_to(folder).as_posix(): file
        for folder in reversed(folders)
        for file in folder.glob("assets/**/*")
        if file.suffix in (".js", ".css")
    }
    found |= {name: docs_dir / name for name in (*brand.style_sheets, *(script.path for script in brand.scripts))}
    content = hashlib.sha256()
    for name, file in sorted(found.items()):
        content.update(f"{name}\n".encode())
        content.update(hashlib.sha256(file.read_bytes()).digest())
    return f"?v={content.hexdigest()[:8]}"


def make_worker(
    folders: Sequence[Path], files: Mapping[str, str], languages: Iterable[Language], *, version: str, brand: Brand
) -> str:
    """Return the worker of a site with these ``files``, given with the hash of their content."""
    build = hashlib.sha256("".join(f"{name} {digest}\n" for name, digest in sorted(files.items())).encode()).hexdigest()
    constants = {
        "BUILD": build[:16],
        "VERSION": version,
        "ASSETS": list(_assets(files, version, brand)),
        "PREFIXES": [language.prefix for language in languages if language.prefix],
    }
    given = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in constants.items())
    return given + _read(folders, _PARTS[0])


def make_removal(folders: Sequence[Path]) -> str:
    """Return the worker that removes an earlier one, and what that has kept."""
    return _read(folders, _PARTS[1])


def make_manifest(language: Language, strings: Strings, *, brand: Brand, colours: tuple[str, str]) -> str:
    """Return what browsers know of the site in a language; ``colours`` are those of the brand and of paper."""
    up = "../" if language.prefix else "./"
    manifest = {
        "name": strings(SITE_NAME),
        "lang": language.tag,
        "dir": language.direction,
        "start_url": "./",
        "scope": up,
        "display": "standalone",
        "theme_color": colours[0],
        "background_color": colours[1],
        "icons": [{"src": f"{up}{brand.favicon}", "type": brand.favicon_type, "sizes": "any"}],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


def _assets(files: Iterable[str], version: str, brand: Brand) -> Iterable[str]:
    """Yield the addresses of what every page may load, below the site."""
    own = {*brand.style_sheets, *(script.path for script in brand.scripts)}
    for name in sorted(files):
        is_hashed = name.startswith(f"{_SHEETS}helpcentre.")
        is_ours = name.startswith(_SCRIPTS) and name.endswith(".js")
        if is_hashed or name in (brand.favicon, brand.logo):
            yield name
        elif is_ours or name in own or (name.startswith(_SHEETS) and name.endswith(".css")):
            yield f"{name}{version}"


def _read(folders: Sequence[Path], name: str) -> str:
    file = next(file for folder in folders if (file := folder / name).is_file())
    return compact_script(file.read_text(encoding="utf-8"))
