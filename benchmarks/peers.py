"""The programs that the same Markdown is built with, each set up as its own users would."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_PYTHON = Path(sys.executable).parent
_STARLIGHT = Path(__file__).resolve().parent.parent / ".cache" / "starlight" / "node_modules"

_MATERIAL = """\
site_name: Corpus
site_url: https://example.org/
theme:
  name: material
  custom_dir: theme
  font: false
  features: [{features}]
markdown_extensions: [admonition, attr_list, sane_lists, tables, toc]
exclude_docs: strings.yml
plugins:
{plugins}
"""
_HUGO = """\
baseURL = "https://example.org/"
contentDir = "docs"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.parser.attribute]
block = true
title = true
"""
_ASTRO = """\
import {{ defineConfig }} from "astro/config";
import starlight from "@astrojs/starlight";
export default defineConfig({{
  site: "https://example.org/",
  integrations: [starlight({{ title: "Corpus", defaultLocale: "de", locales: {{ {locales} }} }})],
}});
"""
_ASTRO_CONTENT = """\
import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
"""


@dataclass(frozen=True)
class Peer:
    """A contender: how its project is made from the corpus, how it is built, and what a build leaves behind.

    ``preview`` is what its authors look at while they write, with ``{port}`` for the port; ``sources`` is where its
    pages are.
    """

    name: str
    needs: tuple[Path | str, ...]
    command: tuple[str, ...]
    preview: tuple[str, ...]
    output: str
    leftovers: tuple[str, ...]
    configure: Callable[[Path], None]
    sources: str = "docs"

    def is_installed(self) -> bool:
        """Whether the programs are there."""
        return all(shutil.which(need) or Path(need).is_dir() for need in self.needs)

    def prepare(self, corpus: Path, folder: Path) -> Path:
        """Write its project with the Markdown of ``corpus`` and return the folder."""
        shutil.copytree(corpus, folder)
        self.configure(folder)
        return folder


def _as_is(folder: Path) -> None:
    """This project builds the corpus as it is."""


def _material(folder: Path, *, features: str, plugins: str) -> None:
    (folder / "theme").mkdir()
    (folder / "theme" / "home.html").write_text('{% extends "main.html" %}', encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_MATERIAL.format(features=features, plugins=plugins), encoding="utf-8")


def _translated(folder: Path) -> str:
    codes = sorted(path.name for path in (folder / "docs").iterdir())
    entries = [f"        - {{ locale: {code}, name: {code}, default: {str(code == 'de').lower()} }}" for code in codes]
    start = "  - search\n  - i18n:\n      docs_structure: folder\n      fallback_to_default: true\n      languages:\n"
    return start + "\n".join(entries)


def _plain(folder: Path) -> None:
    _material(folder, features="", plugins=_translated(folder))


def _pruned(folder: Path) -> None:
    _material(folder, features="navigation.prune", plugins=_translated(folder))


def _zensical(folder: Path) -> None:
    _material(folder, features="navigation.prune", plugins="  - search")


def _hugo(folder: Path) -> None:
    (folder / "hugo.toml").write_text(_HUGO, encoding="utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    page = "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>"
    for name in ("single.html", "list.html", "home.html"):
        (layouts / name).write_text(page, encoding="utf-8")
    for file in (folder / "docs").rglob("index.md"):  # Hugo takes it for the only page of its folder
        file.rename(file.with_name("_index.md"))


def _starlight(folder: Path) -> None:
    locales = ", ".join(f'{path.name}: {{ label: "{path.name}" }}' for path in sorted((folder / "docs").iterdir()))
    (folder / "astro.config.mjs").write_text(_ASTRO.format(locales=locales), encoding="utf-8")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (folder / "src" / "content").mkdir(parents=True)
    (folder / "src" / "content.config.ts").write_text(_ASTRO_CONTENT, encoding="utf-8")
    shutil.copytree(_STARLIGHT, folder / "node_modules", symlinks=True)  # Astro fails where it is a link
    for file in (folder / "docs").rglob("*"):
        if file.suffix != ".md" and file.is_file():
            file.unlink()
    for file in (folder / "docs").rglob("index.md"):  # its templates have other names
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        text = "".join(line for line in lines if not line.startswith("template:"))
        file.write_text(text, encoding="utf-8")
    (folder / "docs").rename(folder / "src" / "content" / "docs")


def _mkdocs(name: str, configure: Callable[[Path], None]) -> Peer:
    program = str(_PYTHON / "mkdocs")
    preview = (program, "serve", "--quiet", "--livereload", "--dev-addr", "127.0.0.1:{port}")
    return Peer(name, (program,), (program, "build", "--quiet"), preview, "site", ("site", ".cache"), configure)


_ASTRO_PROGRAM = ("env", "ASTRO_TELEMETRY_DISABLED=1", "node", "node_modules/.bin/astro")

PEERS = (
    _mkdocs("this project", _as_is),
    _mkdocs("material, pruned", _pruned),
    _mkdocs("material", _plain),
    Peer(
        "zensical",
        ("zensical",),
        ("zensical", "build"),
        ("zensical", "serve", "--dev-addr", "127.0.0.1:{port}"),
        "site",
        ("site", ".cache"),
        _zensical,
    ),
    Peer(
        "starlight",
        ("node", _STARLIGHT / "@astrojs" / "starlight"),
        (*_ASTRO_PROGRAM, "build"),
        (*_ASTRO_PROGRAM, "dev", "--host", "127.0.0.1", "--port", "{port}"),
        "dist",
        ("dist", ".astro"),
        _starlight,
        "src/content/docs",
    ),
    Peer(
        "hugo, bare",
        ("hugo",),
        ("hugo", "--quiet"),
        ("hugo", "server", "--quiet", "--bind", "127.0.0.1", "--port", "{port}"),
        "public",
        ("public", "resources"),
        _hugo,
    ),
)
"""This project first: the others are compared with it."""
