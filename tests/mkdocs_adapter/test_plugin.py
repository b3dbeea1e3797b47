"""The plugin: the same handlers and settings as the hooks of this repository, in the order of one list."""

import inspect
import tomllib
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import EVENTS

from helpcentre.build.start import Start, add_handlers
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.mkdocs_adapter.defaults import add_defaults
from helpcentre.mkdocs_adapter.handlers import handler_files
from support import ROOT, files, small_project

_SETTINGS = """\
site_name: Example
site_url: https://example.org/
theme: { name: helpcentre }
plugins:
  - helpcentre
  - i18n:
      languages:
        - { locale: de, name: de, default: true }
        - { locale: en, name: en }
        - { locale: ar, name: ar }
"""


def names(config: MkDocsConfig) -> dict[str, list[str]]:
    """Return the file and function of each of our handlers of an event, in the order that they run in."""
    ours = {str(file) for file in handler_files()} | {inspect.getfile(Start)}
    return {
        event: [
            f"{Path(each.__code__.co_filename).stem}.{each.__name__}"
            for each in config.plugins.events[event]
            if each.__code__.co_filename in ours
        ]
        for event in EVENTS
    }


def test_plugin_runs_the_handlers_of_the_hooks_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    found = []
    for file in (tmp_path / "mkdocs.yml", ROOT / "mkdocs.yml"):
        config = load_config(file)
        before = {event: handlers for event, handlers in names(config).items() if handlers}
        assert before == {"startup": ["start.on_startup"], "config": ["start.on_config"]}
        add_handlers(config)
        found.append(names(config))
        add_handlers(config)
        assert names(config) == found[-1]
    assert found[0] == found[1]
    assert found[0]["config"][0] == "start.on_config"
    assert sum(map(len, found[0].values())) > 30


def test_own_hooks_run_before_or_after_ours_as_they_are_listed(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("before", "after"):
        (tmp_path / f"{name}.py").write_text("def on_page_markdown(markdown, **more): ...\n", encoding="utf-8")
    hooks = f"hooks: [before.py, {ROOT / 'hooks' / 'start.py'}, after.py]\n"
    settings = _SETTINGS.replace("  - helpcentre\n", "").replace("theme: { name: helpcentre }\n", hooks)
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    config = load_config(tmp_path / "mkdocs.yml")
    add_handlers(config)
    order = [Path(each.__code__.co_filename).stem for each in config.plugins.events["page_markdown"]]
    assert order.index("before") < order.index("pages") < order.index("after")


def test_settings_of_a_plugin_project_are_those_of_this_repository(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    theirs, ours = load_config(tmp_path / "mkdocs.yml"), load_config(ROOT / "mkdocs.yml")
    for name in ("markdown_extensions", "mdx_configs", "validation", "exclude_docs"):
        assert theirs[name] == ours[name], name
    assert theirs.extra["helpcentre"].keys() == {"crawl", "processes", "cache"}
    for name in ("docs_structure", "reconfigure_material", "fallback_to_default"):
        assert theirs.plugins["i18n"].config[name] == ours.plugins["i18n"].config[name], name


def test_settings_of_a_project_are_added_to_or_come_before_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    more = (
        "markdown_extensions: [footnotes, {toc: {toc_depth: 3}}]\nexclude_docs: secret/\n"
        "extra: { helpcentre: { cache: false } }\n"
    )
    (tmp_path / "mkdocs.yml").write_text(_SETTINGS + more, encoding="utf-8")
    config = load_config(tmp_path / "mkdocs.yml")
    assert {"footnotes", "admonition", "attr_list"} <= set(config.markdown_extensions)
    assert config.mdx_configs["toc"] == {"toc_depth": 3}
    assert config.exclude_docs is not None
    assert list(config.exclude_docs.match_files(["a.md", "secret/a.md", "de/strings.yml"])) == [
        "secret/a.md",
        "de/strings.yml",
    ]
    assert config.extra["helpcentre"]["cache"] is False
    before = (list(config.markdown_extensions), list(config.exclude_docs.patterns))
    add_defaults(config)
    assert (list(config.markdown_extensions), list(config.exclude_docs.patterns)) == before


def test_project_without_the_plugin_keeps_its_settings() -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "plugins": []})
    config.validate()
    add_defaults(config)
    assert "admonition" not in config.markdown_extensions


def test_site_of_the_plugin_has_the_bytes_of_the_site_of_the_hooks(tmp_path: Path) -> None:
    hooks, plugin = small_project(tmp_path / "hooks"), small_project(tmp_path / "plugin")
    for name in ("hooks", "overrides"):
        (plugin.folder / name).unlink()
    base = hooks.read("base.yml").replace("site_name: Helpcentre", "site_name: Example")
    (hooks.folder / "base.yml").write_text(base, encoding="utf-8")
    address = 'extra: { helpcentre: { contact_email: "support@example.org" } }\n'
    (plugin.folder / "mkdocs.yml").write_text(_SETTINGS + address, encoding="utf-8")
    for project in (hooks, plugin):
        done = project.build_apart()
        assert (done.status, done.warnings) == (0, []), done.output
    assert files(plugin.folder / "site") == files(hooks.folder / "site")


@pytest.mark.parametrize("kind", ["overrides/partials/footer.html", "overrides/assets/stylesheets/helpcentre/own.css"])
def test_file_of_a_project_takes_the_place_of_the_products_or_is_added(kind: str, tmp_path: Path) -> None:
    project = small_project(tmp_path / "own")
    (project.folder / "overrides").unlink()
    theme = "theme: { name: helpcentre, custom_dir: overrides }"
    settings = _SETTINGS.replace("theme: { name: helpcentre }", theme)
    (project.folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    file = project.folder / kind
    file.parent.mkdir(parents=True)
    text = ".own { color: canvastext }" if kind.endswith(".css") else "<footer>.own { color: canvastext }</footer>"
    file.write_text(text, encoding="utf-8")
    assert project.build().status == 0
    site = files(project.folder / "site")
    written = [
        name for name, content in site.items() if b".own" in content and name.endswith((".css", "en/index.html"))
    ]
    assert [name.rpartition(".")[2] for name in written] == [kind.rpartition(".")[2]]


def test_copies_and_notes_in_an_own_theme_are_told_and_not_published(tmp_path: Path) -> None:
    project = small_project(tmp_path / "own")
    (project.folder / "overrides").unlink()
    settings = _SETTINGS.replace("theme: { name: helpcentre }", "theme: { name: helpcentre, custom_dir: overrides }")
    (project.folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    stray = ("notes.txt", "partials/footer.html.orig", "assets/look.scss", "assets/look.css~")
    for name in (*stray, "assets/look.css"):
        file = project.folder / "overrides" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("/* canary */", encoding="utf-8")
    built = project.mkdocs("build")
    assert built.status == 0, built.output
    for name in stray:
        assert f"overrides/{name}: file-unpublished: " in built.output
    site = files(project.folder / "site")
    assert [name for name, content in site.items() if b"canary" in content] == ["assets/look.css"]


def test_packages_of_the_wheel_are_the_folders_of_the_code() -> None:
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    folders = {file.parent.relative_to(ROOT / "hooks") for file in (ROOT / "hooks" / "helpcentre").rglob("__init__.py")}
    assert sorted(listed) == sorted([*(".".join(folder.parts) for folder in folders), *_MAPPED])


_MAPPED = ("helpcentre.handlers", "helpcentre.theme")
