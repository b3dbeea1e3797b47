"""A project of an earlier version, with the settings, words and requirements that this version wants."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node

from helpcentre.content.ui_strings import FILE_NAME, product_strings
from helpcentre.settings.config_files import check_project_file
from helpcentre.starter.project import STARTER_FILES
from helpcentre.starter.requirements import PRODUCT, REQUIREMENTS, requirements_text
from helpcentre.util.files import read_text, write_texts
from helpcentre.util.yaml import load_yaml

_MADE_FOR = re.compile(r"\A# Helpcentre (?P<version>\d[\w.]*)")
_RELEASE = re.compile(r"^## (?P<version>\d[\w.]*)[^\n]*\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"\{\w+\}")
_OURS = ("hooks", "INHERIT", "validation", "exclude_docs", "markdown_extensions")
"""What a project that had the program's files in it said in mkdocs.yml, and the plugin says now."""
_DEFAULTS = "hooks/helpcentre/defaults.yml"
_MAKEFILE = "Makefile"
_OF_THE_PROGRAM = ("hooks/", "tests/", "benchmarks/", "ci/", "pyproject.toml")
"""What a copy of the program's repository has besides the project."""


@dataclass(frozen=True)
class Upgrade:
    """What was written and why, what is left to a person, and what is new in the versions since the former one."""

    files: tuple[str, ...]
    changes: tuple[str, ...]
    advice: tuple[str, ...]
    news: str


def upgrade_project(config_file: Path, *, version: str, requirements: Sequence[str]) -> Upgrade:
    """Bring a project up to this ``version`` and return what was done; doing it again changes nothing.

    ``requirements`` are the lines of its ``requirements.txt``. Raises HelpcentreError, with nothing written, for a file
    that cannot be read.
    """
    root = config_file.parent
    texts: dict[Path, str] = {}
    changes: list[str] = []
    advice: list[str] = []

    def change(file: Path, edit: Callable[[str], tuple[str, list[str]]]) -> None:
        before = read_text(file, name=file.relative_to(root).as_posix())
        if file.suffix == ".yml":
            check_project_file(file, is_whole=False)
        after, done = edit(before)
        if after != before:
            texts[file] = after
            changes.extend(f"{file.relative_to(root).as_posix()}: {each}" for each in done)

    is_copy = _has_program(config_file)
    former = _former_version(root / REQUIREMENTS, is_copy=is_copy)
    if is_copy:
        change(config_file, _with_plugin)
        if (root / _MAKEFILE).is_file():
            change(root / _MAKEFILE, _with_steps)
        advice += _left_over(root)
    for file in sorted(root.glob(f"docs/*/{FILE_NAME}")):
        change(file, _without_product_words(file.parent.name))
    pinned = requirements_text(version, requirements)
    if (root / REQUIREMENTS).is_file():
        change(root / REQUIREMENTS, lambda _: (pinned, [f"the versions of Helpcentre {version}"]))
    else:
        texts[root / REQUIREMENTS] = pinned
        changes.append(f"{REQUIREMENTS}: the versions of Helpcentre {version}")
    write_texts(texts, folder=root)
    files = sorted(file.relative_to(root).as_posix() for file in texts)
    return Upgrade(tuple(files), tuple(changes), tuple(advice), news(former, version, _changelog()))


def news(former: str, version: str, changelog: str) -> str:
    """Return the parts of a changelog on the versions after ``former``, up to ``version``."""
    found = ((match["version"], match[0].rstrip()) for match in _RELEASE.finditer(changelog))
    return "\n\n".join(text for each, text in found if _order(former) < _order(each) <= _order(version))


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))


def _changelog() -> str:
    """Return the changelog of the package, which stands behind its description."""
    return str(metadata(PRODUCT).json.get("description", ""))


def _former_version(file: Path, *, is_copy: bool) -> str:
    """Return the version that a project was made for, as its requirements say."""
    match = _MADE_FOR.match(file.read_text(encoding="utf-8")) if file.is_file() else None
    return match["version"] if match and not is_copy else "0.1.0"


def _has_program(config_file: Path) -> bool:
    """Whether a project runs the program's own files as hooks, as a copy of its repository does."""
    text = read_text(config_file, name=config_file.name)
    check_project_file(config_file, is_whole=False)  # the files of the program may be gone already
    given = _top_level(text)
    hooks = given.get("hooks")
    names = [entry.value for entry in hooks.value] if hooks is not None and isinstance(hooks.value, list) else []
    inherited = given.get("INHERIT")
    return "hooks/lifecycle.py" in names or (inherited is not None and inherited.value == _DEFAULTS)


def _with_plugin(text: str) -> tuple[str, list[str]]:
    """Return settings that name the plugin and the theme in place of the program's files."""
    text = _without_keys(text, [name for name in _OURS if name in _top_level(text)])
    text = re.sub(r"^(?P<indent>[ ]*)name:[ ]*material[ ]*$", rf"\g<indent>name: {PRODUCT}", text, count=1, flags=re.M)
    text = re.sub(r"^[ ]*custom_dir:[ ]*overrides[ ]*\n", "", text, count=1, flags=re.M)
    plugins = rf"plugins:\n\g<indent>- {PRODUCT}\n\g<indent>-"
    text = re.sub(r"^plugins:[ ]*\n(?P<indent>[ ]*)-", plugins, text, count=1, flags=re.M)
    return text, ["the plugin and the theme of the package, in place of hooks/ and overrides/"]


def _with_steps(text: str) -> tuple[str, list[str]]:
    """Return the steps of a new project in place of those that install the program from its own files."""
    if "--editable ." not in text:
        return text, []
    return (STARTER_FILES / _MAKEFILE).read_text(encoding="utf-8"), ["the steps of a project that has the package"]


def _left_over(root: Path) -> Iterator[str]:
    for name in _OF_THE_PROGRAM:
        if (root / name).exists():
            yield f"{name} is not used any more: remove it, but for what you added"
    if (root / "overrides").is_dir():
        yield "overrides/ is not used any more: keep what you changed, and set theme: custom_dir: overrides"


def _without_product_words(code: str) -> Callable[[str], tuple[str, list[str]]]:
    """Return an edit that leaves out words which the product says itself, or can no longer say in that form."""

    def edit(text: str) -> tuple[str, list[str]]:
        own, ours, english = load_yaml(text) or {}, product_strings(code), product_strings("en")
        if not isinstance(own, dict):
            return text, []
        equal = [key for key, value in own.items() if key in ours and value == ours[key]]
        changed = [key for key, value in own.items() if key in english and not _fits(value, english[key])]
        done = [f"{len(equal)} words that the product says itself are left out"] if equal else []
        done += [f"{key!r} is left out: its placeholders are others now; it said {own[key]!r}" for key in changed]
        return _without_keys(text, {*equal, *changed}), done

    return edit


def _fits(value: Any, expected: Any) -> bool:
    if isinstance(value, str) and isinstance(expected, str):
        return set(_NAMED.findall(value)) == set(_NAMED.findall(expected))
    return isinstance(value, dict) == isinstance(expected, dict)


def _top_level(text: str) -> Mapping[str, Node]:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    return {key.value: value for key, value in root.value} if isinstance(root, MappingNode) else {}


def _without_keys(text: str, names: Collection[str]) -> str:
    """Return YAML without some keys of its top level, each with the comment lines above it; the rest stays as it is."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not names or not isinstance(root, MappingNode):
        return text
    lines = text.splitlines(keepends=True)
    starts = [key.start_mark.line for key, _ in root.value] + [len(lines)]
    gone: set[int] = set()
    for (key, _), start, stop in zip(root.value, starts, starts[1:], strict=False):
        if key.value in names:
            first, end = start, stop
            while end > start + 1 and lines[end - 1].lstrip().startswith("#"):
                end -= 1  # it is about the next key
            while start > starts[0] and lines[first - 1].startswith("#"):
                first -= 1
            gone.update(range(first, end))
    return "".join(line for number, line in enumerate(lines) if number not in gone)
