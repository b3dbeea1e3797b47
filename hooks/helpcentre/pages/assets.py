"""The files that the site's templates load: only those of the project, its style sheet being joined from parts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from posixpath import basename

from helpcentre.brand.custom_properties import spell_out_schemes
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.diagnostics.suggest import did_you_mean

STYLE_SHEET = "assets/stylesheets/helpcentre.css"
"""The list of the parts that the style sheet is joined from: an ``@import`` for each, in their order."""

_PARTS = STYLE_SHEET.removesuffix(".css")
"""The folder of the parts, one for each job."""

EMBED = "assets/embed/"
"""The folder of what pages of other hosts load: parts in the theme, joined files in the site."""

_IMPORT = re.compile(rf"""^[ \t]*@import\s+["']{basename(_PARTS)}/(?P<name>[^"'/]+)["'];""", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BREAK = re.compile(r"(?P<end>[{};,]?)\s*\n\s*")
_STRING = r"""(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
_SPACES = re.compile(rf"{_STRING}|;(?=\}})|(?<=[{{;])(?P<name>[\w-]+:) (?!;)|(?P<sign>,) | (?P<brace>\{{)")
_INDENT = re.compile(r">\s*\n\s*<")
_AS_IT_IS = re.compile(r"(<(article|pre|textarea)\b.*?</\2>)", re.DOTALL)
_SCRIPT_NOISE = re.compile(r"^[ \t]*//(?![^\n]*\*/)[^\n]*\n|^[ \t]+|^\n", re.MULTILINE)
SCRIPTS = "assets/javascripts"
"""The folder of the scripts of every edition."""
_FOR_AGENTS = re.compile(r"assets/agents/|assets/javascripts/trust\.js$")


def is_part(path: str) -> bool:
    """Whether the theme's file at ``path`` is a part of files that the build joins, which readers do not load."""
    return path == STYLE_SHEET or path.startswith((f"{_PARTS}/", EMBED))


_NOT_FOR_PAGES = frozenset({"404.html", "START.html", "articles.html", "changes.html", "status.html"})
"""Templates of pages that are made of what the build knows."""


def is_for_agents(path: str) -> bool:
    """Whether only the agents' edition loads the theme's file at ``path``."""
    return _FOR_AGENTS.match(path) is not None


def style_sheet(folders: Sequence[Path], own: str = "") -> tuple[str, str]:
    """Return the one style sheet of every page, its path and its text, from the parts below the theme's ``folders``.

    Of files with one name that of the first folder counts. Parts of a folder before that of the list need not be in it:
    they come last, but for ``own``: rules that follow from settings. Comments and spaces are left out, and the colours
    of light and dark are spelt out. The name has a hash of its content, so that a browser that has it need not ask for
    it again. Raises HelpcentreError where the list names a part that is not there, or leaves one out.
    """
    text = _SPACES.sub(_without_spaces, spell_out_schemes(joined_parts(folders) + own))
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]
    return f"{_PARTS}.{digest}.css", text


def joined_parts(folders: Sequence[Path]) -> str:
    """Return the parts of the style sheet in one line each, without comments."""
    return "".join(compact(part.read_text(encoding="utf-8")) for part in style_sheet_parts(folders))


def style_sheet_parts(folders: Sequence[Path]) -> list[Path]:
    """Return the parts of the style sheet in the order of its list, then those that a project adds."""
    place = next(number for number, folder in enumerate(folders) if (folder / STYLE_SHEET).is_file())
    sheet = folders[place] / STYLE_SHEET
    parts = {part.name: part for folder in reversed(folders) for part in (folder / _PARTS).glob("*.css")}
    added = {part.name for folder in folders[:place] for part in (folder / _PARTS).glob("*.css")}
    listed = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), sheet.read_text(encoding="utf-8"))
    lines = {match["name"]: listed.count("\n", 0, match.start()) + 1 for match in _IMPORT.finditer(listed)}
    for name in sorted(lines.keys() ^ (parts.keys() - (added - lines.keys()))):
        if name in parts:
            message, fix = f"{basename(_PARTS)}/{name} is not among the parts", "add an @import where it belongs"
        else:
            message, fix = f"there is no part {basename(_PARTS)}/{name}", "remove its @import"
        raise HelpcentreError(message, fix=fix, file=f"{sheet.parents[2].name}/{STYLE_SHEET}", line=lines.get(name, 1))
    return [parts[name] for name in (*lines, *sorted(added - lines.keys()))]


def compact(text: str) -> str:
    """Return a part in one line, without comments."""
    return _BREAK.sub(lambda match: match["end"] or " ", _COMMENT.sub("", text).strip() + "\n").strip()


def _without_spaces(match: re.Match[str]) -> str:
    return next(filter(None, match.group("string", "name", "sign", "brace")), "")


def compact_page(html: str) -> str:
    """Return a page without the indentation of its templates: what authors wrote stays as it is."""
    around = _AS_IT_IS.split(html)
    around[::3] = [_INDENT.sub(">\n<", part) for part in around[::3]]
    del around[2::3]  # the names of the elements between
    return "".join(around)


def compact_script(text: str) -> str:
    """Return a script without lines of comments and without indentation, or as it is where a text has several lines."""
    if any(line.count("`") % 2 for line in text.splitlines()):
        return text
    return _SCRIPT_NOISE.sub("", text)


def require_in_theme(folders: Iterable[str], name: str, *, file: str, line: int) -> None:
    """Raise HelpcentreError where none of the theme's folders has the template or icon that a page ``file`` names."""
    if name in _NOT_FOR_PAGES:
        message = f"the template {name} is for no page that is written in Markdown"
        raise HelpcentreError(message, fix="use another template, or none", file=file, line=line)
    if not any(Path(folder, name).is_file() for folder in folders):
        known = frozenset(each for folder in folders for each in _names_beside(Path(folder), name))
        fix = did_you_mean(name, known, "correct template or icon").replace(".icons/", "").replace(".svg", "")
        raise HelpcentreError(f"the theme has no {name}", fix=fix, file=file, line=line)


def _names_beside(folder: Path, name: str) -> Iterator[str]:
    """Yield the names of the files with the ending of a template or icon that are in its folder."""
    place = folder / name
    if ".." not in place.parts:
        yield from (each.relative_to(folder).as_posix() for each in place.parent.glob(f"*{place.suffix}"))
