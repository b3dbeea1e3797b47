"""Templates, compiled once for all builds of one program."""

import errno
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest
from jinja2 import Environment
from mkdocs.config import load_config
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from helpcentre.mkdocs_adapter.theme import SharedTheme
from support import files


def _templates(folder: Path, program: str) -> Environment:
    theme = Theme("mkdocs", custom_dir=str(folder))
    return SharedTheme(theme, program).get_env()


@pytest.fixture
def is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


@pytest.mark.usefixtures("is_kept")
def test_a_template_is_compiled_once_for_a_program_and_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_template = Environment.compile

    def counted(self: Environment, source: str, name: str | None = None, *rest: object, **more: object) -> object:
        compiled.append(str(name))
        return compile_template(self, source, name, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", counted)
    texts = ["one {{ 1 + 1 }}", "one {{ 1 + 1 }}", "two {{ 2 + 2 }}", "one {{ 1 + 1 }}"]
    found = []
    for text, program in zip(texts, ("a", "a", "a", "b"), strict=True):
        (tmp_path / "page.html").write_text(text, encoding="utf-8")
        found.append(_templates(tmp_path, program).get_template("page.html").render())
    assert found == ["one 2", "one 2", "two 4", "one 2"]
    assert compiled == ["page.html"] * 3


@pytest.mark.usefixtures("is_kept")
@pytest.mark.parametrize("size", [0, 20, -1])
def test_a_damaged_one_is_compiled_again(tmp_path: Path, size: int) -> None:
    (tmp_path / "page.html").write_text("{% for each in (1, 2) %}{{ each }}{% endfor %}", encoding="utf-8")
    assert _templates(tmp_path, "a").get_template("page.html").render() == "12"
    [kept] = (tmp_path / "__pycache__").iterdir()
    kept.write_bytes(kept.read_bytes()[:size])
    assert _templates(tmp_path, "a").get_template("page.html").render() == "12"


@pytest.mark.usefixtures("is_kept")
def test_nothing_is_left_of_one_that_has_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text("text", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", Mock(side_effect=OSError(errno.ENOSPC, "No space left on device")))
    assert _templates(tmp_path, "a").get_template("page.html").render() == "text"
    assert list(files(tmp_path)) == ["page.html"]


def test_none_is_kept_where_python_keeps_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (tmp_path / "page.html").write_text("text", encoding="utf-8")
    assert _templates(tmp_path, "a").get_template("page.html").render() == "text"
    assert list(files(tmp_path)) == ["page.html"]


@pytest.mark.usefixtures("is_kept")
def test_a_build_at_the_same_time_publishes_no_compiled_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published: list[list[str]] = []

    def look(made: Path, target: Path) -> Path:
        environment = _templates(tmp_path, "b")
        found = Files([])
        found.add_files_from_theme(
            environment, load_config(config_file=None, theme={"name": "mkdocs", "custom_dir": str(tmp_path)})
        )
        published.append([file.src_uri for file in found if made.name in file.src_uri or target.name in file.src_uri])
        return replace(made, target)

    replace = Path.replace
    monkeypatch.setattr(Path, "replace", look)
    (tmp_path / "page.html").write_text("text", encoding="utf-8")
    _templates(tmp_path, "a").get_template("page.html")
    assert published == [[]]
