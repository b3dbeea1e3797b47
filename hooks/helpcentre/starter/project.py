"""A new project: settings, data files, recipes, and the first pages in each language."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError

from helpcentre.content import frontmatter
from helpcentre.content.frontmatter import parse
from helpcentre.content.translation_record import RECORD_KEY
from helpcentre.content.ui_strings import FILE_NAME, product_strings
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.starter.requirements import REQUIREMENTS, requirements_text
from helpcentre.translation.state import fingerprints
from helpcentre.util.files import make_folder
from helpcentre.util.text import wider_codes

_HERE = Path(__file__).parent
STARTER_FILES, _PAGES = _HERE / "files", _HERE / "pages"
_PLACES = {
    "gitignore": ".gitignore",
    "gitlab-ci.yml": ".gitlab-ci.yml",
    "github.yml": ".github/workflows/site.yml",
}
"""Where files stand in a project that are not at its top, or hidden there."""
_SOURCE_KEYS: Mapping[str, Mapping[str, Any]] = {
    "index.md": {"template": "home.html", "order": 0, "most_asked": ["help-centre/find-an-answer.md"]},
    "help-centre/index.md": {"order": 1},
    "help-centre/find-an-answer.md": {"order": 1},
    "contact.md": {"template": "contact.html", "order": 90},
    "imprint.md": {"template": "legal.html", "order": 95},
    "privacy.md": {"template": "legal.html", "order": 96},
    "accessibility.md": {"template": "legal.html", "order": 97},
}
"""What the front matter of a source page says for all languages."""
_ENGLISH = "en"
_CODE = re.compile(r"[a-z]{2}(-[A-Za-z]{4})?(-[A-Z]{2})?")
_LONGEST_NAME = 80


@dataclass(frozen=True)
class NewProject:
    """What was made: the files, the languages without pages, and whether the source's pages are in English instead."""

    files: tuple[str, ...]
    without_pages: tuple[str, ...]
    has_english_source: bool


def create_project(
    folder: Path, *, name: str, codes: Sequence[str], version: str, requirements: Sequence[str]
) -> NewProject:
    """Write a project called ``name`` into a new or empty ``folder`` and return what was made.

    ``codes`` are its languages, the source first. ``requirements`` are the lines of its ``requirements.txt``. Raises
    HelpcentreError, with nothing written, for a folder that has files, or a name or language that cannot be one.
    """
    _require_fit(folder, name, codes)
    texts = dict(_project_files(name, codes, version, requirements))
    pages = dict(_pages(codes))
    written = {**texts, **dict(_strings(codes)), **pages}
    make_folder(folder.parent)
    scratch = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        for path, text in written.items():
            file = scratch / path
            make_folder(file.parent)
            file.write_text(text, encoding="utf-8", newline="\n")
        if folder.exists():  # empty, and perhaps the one that this runs in
            for entry in scratch.iterdir():
                entry.rename(folder / entry.name)
        else:
            scratch.chmod(0o755)  # that of a scratch folder is for its owner alone
            scratch.rename(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    has_pages = {path.split("/")[1] for path in pages}
    without = tuple(code for code in codes if code not in has_pages and not _is_variant(code, codes))
    return NewProject(tuple(sorted(written)), without, has_english_source=not _texts_code(codes[0]))


def _require_fit(folder: Path, name: str, codes: Sequence[str]) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise HelpcentreError("the folder has files already", fix="name a new one", file=str(folder))
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        fix = f"write a name of 1 to {_LONGEST_NAME} letters in one line"
        raise HelpcentreError(f"--name: {name[:_LONGEST_NAME]!r} cannot be the name of a site", fix=fix)
    for code in codes:
        try:
            is_known = bool(_CODE.fullmatch(code)) and bool(Locale.parse(code, sep="-"))
        except (UnknownLocaleError, ValueError):
            is_known = False
        if not is_known:
            raise HelpcentreError(f"{code!r} is not a language", fix="use codes such as fr or pt-BR")


def _project_files(
    name: str, codes: Sequence[str], version: str, requirements: Sequence[str]
) -> Iterator[tuple[str, str]]:
    names = [f"locale: {_scalar(code)}, name: {_scalar(_name_of(code))}" for code in codes]
    names[0] += ", default: true"
    entries = [f"        - {{ {name} }}" for name in names]
    values = {
        "@NAME@": name,
        "@LANGUAGES@": "\n".join(entries),
        "@SOURCE@": codes[0],
        "@VERSION@": version,
    }
    for file in sorted(STARTER_FILES.iterdir()):
        own = {**values, "@NAME@": _scalar(name)} if file.suffix == ".yml" else values
        yield _PLACES.get(file.name, file.name), _filled_in(file.read_text(encoding="utf-8"), own)
    yield REQUIREMENTS, requirements_text(version, requirements)


def _filled_in(text: str, values: Mapping[str, str]) -> str:
    return re.sub("|".join(values), lambda match: values[match[0]], text)


def _strings(codes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield a file of words for each language: what may differ, or all that the product cannot say in it."""
    for code in codes:
        if product_strings(code):
            text = (
                "# What this site says in other words than Helpcentre, as in:\n"
                f"# search_placeholder: {_scalar(product_strings(code)['search_placeholder'])}\n"
            )
        else:
            words = yaml.safe_dump(dict(product_strings(_ENGLISH)), allow_unicode=True, sort_keys=False, width=2**16)
            text = (
                "# Helpcentre does not speak this language. Translate each word behind a #, and remove the #.\n"
                "# {…} are filled in by the site and must stay. A count needs each plural form of the language.\n"
            ) + "".join(f"# {line}\n" for line in words.splitlines())
        yield f"docs/{code}/{FILE_NAME}", text


def _pages(codes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pages of each language that there are texts for.

    A variant of another language inherits its pages. A source that there are no texts for has the English ones.
    """
    source = codes[0]
    texts_of_source = _texts_code(source) or _ENGLISH
    originals = {path: _with_keys(_text(texts_of_source, path), keys) for path, keys in _SOURCE_KEYS.items()}
    yield from ((f"docs/{source}/{path}", text) for path, text in originals.items())
    for code in codes[1:]:
        texts = _texts_code(code)
        if not texts or texts == texts_of_source or _is_variant(code, codes):
            continue
        for path, original in originals.items():
            record = fingerprints(parse(original))
            yield f"docs/{code}/{path}", frontmatter.with_key(_text(texts, path), RECORD_KEY, record)


def _texts_code(code: str) -> str:
    """Return the language whose texts fit a language: its own, or its wider one; empty where there are none."""
    return next((each for each in (code, *wider_codes(code)) if (_PAGES / each).is_dir()), "")


def _text(code: str, path: str) -> str:
    return (_PAGES / code / path).read_text(encoding="utf-8")


def _with_keys(text: str, keys: Mapping[str, Any]) -> str:
    for key, value in keys.items():
        text = frontmatter.with_key(text, key, value)
    return text


def _is_variant(code: str, codes: Sequence[str]) -> bool:
    return any(wider in codes for wider in wider_codes(code))


def _name_of(code: str) -> str:
    """Return what a language calls itself, as in *Deutsch*."""
    name = str(Locale.parse(code, sep="-").get_display_name() or code)
    return name[:1].upper() + name[1:]


def _scalar(text: str) -> str:
    """Return a text as YAML writes it in one line, also within braces."""
    is_plain = bool(re.fullmatch(r"[^\W\d_][\w ’()-]*", text)) and yaml.safe_load(text) == text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return text if is_plain else f'"{quoted}"'
