"""Help within a team's own app: the files that its pages load, one script and what that asks for.

The script defines the element ``<help-centre>``. Its panel reads pages as they are published, and the search is that of
the site, so what is written here are words, and style sheets that hold within the element alone (Shadow DOM).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from helpcentre.brand.custom_properties import spell_out_schemes
from helpcentre.content.addresses import Addresses
from helpcentre.content.language import Language
from helpcentre.content.ui_strings import SITE_NAME, Strings
from helpcentre.output import static_pages
from helpcentre.pages.assets import EMBED, compact, compact_script, joined_parts

SCRIPT = "assets/embed.js"
"""The one script that a page of another host names."""

_SHARED = tuple(f"assets/javascripts/{name}.js" for name in ("files", "languages"))
_SCRIPTS = (f"{EMBED}host.js", *_SHARED, f"{EMBED}page.js", f"{EMBED}element.js")
_WORDS = ("language", "all_articles", "contact_button")
_CONTACT = "contact.md"
_PIXELS = 18
"""What one rem is within the element, in pixels: the page around it may have any size of its own."""

_PRINT = re.compile(r"@media print\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_MEDIA = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_ROOT = re.compile(r":root\s*\{[^{}]*\}")
_THEMES = re.compile(r":root(?P<where>:where\()?(?P<theme>(?::not\()?\[data-theme=\"?\w+\"?\]\)?)(?(where)\))")
_PAGE = re.compile(r"(?<=[{},;])\s*(?P<name>html|body)(?=[\s,{:\[])")
_REM = re.compile(r"(?P<head>@media[^{]*\{)|(?P<number>\d*\.?\d+)rem\b")


def embed_files(
    folders: Sequence[Path],
    languages: Sequence[Language],
    strings: Mapping[str, Strings],
    addresses: Addresses,
    *,
    own_css: str,
) -> dict[str, str]:
    """Return the files by their path below the site, from the parts below the theme's ``folders``.

    ``own_css`` are rules that follow from settings, as in :func:`~helpcentre.pages.assets.style_sheet`.
    """
    joined = joined_parts(folders) + own_css
    files = {
        SCRIPT: make_script(folders, languages, strings),
        f"{EMBED}embed.css": within_element(_custom_properties(joined) + compact(_read(folders, f"{EMBED}embed.css"))),
        f"{EMBED}page.css": within_element(joined),
    }
    for language in languages:
        name = f"{EMBED}{language.code}"
        words = _words(language, strings[language.code], addresses)
        files[f"{name}.js"] = f"helpcentre.deliver({json.dumps(name)},{_json(words)});\n"
    return files


def within_element(css: str) -> str:
    """Return a style sheet of pages as one of an element's shadow tree, with measures of its own.

    What holds for ``:root`` holds for the element, and what for ``body`` for an element with the class ``hc-page``.
    """
    text = _THEMES.sub(_on_host, spell_out_schemes(_PRINT.sub("", "}" + css)))
    text = _PAGE.sub(
        lambda found: ".hc-page" if found["name"] == "body" else ".hc-site", text.replace(":root", ":host")
    )
    return _REM.sub(_in_pixels, text).removeprefix("}")


def _on_host(found: re.Match[str]) -> str:
    theme = found["theme"].replace("data-theme", "theme")
    return f":host(:where({theme}))" if found["where"] else f":host({theme})"


def _in_pixels(found: re.Match[str]) -> str:
    return found["head"] or f"{float(found['number']) * _PIXELS:.6g}px"


def _custom_properties(css: str) -> str:
    return "".join(_ROOT.findall(_MEDIA.sub("", css)))


def make_script(folders: Sequence[Path], languages: Sequence[Language], strings: Mapping[str, Strings]) -> str:
    """Return the one script that a page of another host names, in ASCII, as that page may have any encoding."""
    known = {
        language.code: {
            "name": language.name,
            "tag": language.tag,
            "direction": language.direction,
            "button": strings[language.code]("help_button"),
            "home": language.prefix,
        }
        for language in languages
    }
    shown = json.dumps(known, separators=(",", ":"))
    begin = f"(window.helpcentre = window.helpcentre || {{}}).languages = {shown};\n"
    return begin + "".join(compact_script(_read(folders, name)) for name in _SCRIPTS)


def _words(language: Language, strings: Strings, addresses: Addresses) -> dict[str, object]:
    """Return what the panel says in a language, and the pages that it leads on to."""
    texts = {name: strings.texts[name] for name in _WORDS}
    texts |= strings.starting_with("search") | strings.starting_with("help_")
    has_contact = addresses.documents.get(addresses.documents.source.code, _CONTACT) is not None
    return {
        "name": strings(SITE_NAME),
        "strings": texts,
        "contact": addresses.url(language, _CONTACT).removeprefix("./") if has_contact else "",
        "articles": static_pages.address(language, static_pages.ARTICLES),
    }


def _read(folders: Sequence[Path], name: str) -> str:
    """Return the text of a part of the theme; that of the first folder counts."""
    return next(file for folder in folders if (file := folder / name).is_file()).read_text(encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
