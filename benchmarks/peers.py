"""The programs that the same Markdown is built with, each set up as its own users would."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_PYTHON = Path(sys.executable).parent

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


@dataclass(frozen=True)
class Peer:
    """A contender: how its project is made from the corpus, how it is built, and what a build leaves behind."""

    name: str
    program: Path | str
    command: tuple[str, ...]
    output: str
    leftovers: tuple[str, ...]
    configure: Callable[[Path], None]

    def is_installed(self) -> bool:
        """Whether the program is there."""
        return shutil.which(self.program) is not None

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


def _mkdocs(name: str, configure: Callable[[Path], None]) -> Peer:
    program = _PYTHON / "mkdocs"
    leftovers = ("site", ".cache")
    return Peer(name, program, (str(program), "build", "--quiet"), "site", leftovers, configure)


PEERS = (
    _mkdocs("this project", _as_is),
    _mkdocs("material, pruned", _pruned),
    _mkdocs("material", _plain),
    Peer("zensical", "zensical", ("zensical", "build"), "site", ("site", ".cache"), _zensical),
    Peer("hugo, bare", "hugo", ("hugo", "--quiet"), "public", ("public", "resources"), _hugo),
)
"""This project first: the others are compared with it."""
