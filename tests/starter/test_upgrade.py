"""Upgrades: a project of an earlier version gets this one's settings, words and requirements, and is told the news."""

import shutil
from pathlib import Path

from helpcentre.content.ui_strings import product_strings
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.starter.project import create_project
from helpcentre.starter.upgrade import news, upgrade_project
from support import ROOT, SITES, Project, files

_NEEDED = ["helpcentre==9.0", "mkdocs==1.6.1"]
_VERSIONS = {"Unreleased": "x", "0.10.0 (2026-12-01)": "ten", "0.2.0": "two", "0.1.0": "one"}
_CHANGELOG = "# Changelog\n\n" + "\n".join(f"## {version}\n\n- {text}\n" for version, text in _VERSIONS.items())

_COPY = """\
# The public website.
site_name: Example
site_url: !ENV [SITE_URL, "https://example.org/"]

theme:
  name: material
  custom_dir: overrides
  font: false

# One file for each capability.
hooks:
  - hooks/lifecycle.py
  - hooks/theme.py

plugins:
  - i18n:
      docs_structure: folder
      reconfigure_material: false
      languages:
        - { locale: de, name: Deutsch, default: true }
        - { locale: en, name: English }

markdown_extensions:
  - admonition

# Two lines on what
# is checked elsewhere.
validation:
  nav: { omitted_files: ignore }
exclude_docs: |
  strings.yml

extra:
  helpcentre:
    contact_email: support@example.org # ours
"""


def test_project_with_the_programs_files_becomes_one_with_the_plugin(tmp_path: Path) -> None:
    shutil.copytree(SITES / "small" / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("ar"))
    (tmp_path / "mkdocs.yml").write_text(_COPY, encoding="utf-8")
    for name in ("hooks/helpcentre", "overrides"):
        (tmp_path / name).mkdir(parents=True)
    words = (
        f"# Words.\nsite_name: Hilfe\nskip: {product_strings('de')['skip']}\noutdated_link: Deutsche Fassung lesen\n"
    )
    (tmp_path / "docs" / "de" / "strings.yml").write_text(words, encoding="utf-8")
    done = upgrade_project(tmp_path / "mkdocs.yml", version="9.0", requirements=_NEEDED)
    assert done.files == ("docs/de/strings.yml", "mkdocs.yml", "requirements.txt")
    assert [line.split()[0] for line in done.advice] == ["hooks/", "overrides/"]
    project = Project(tmp_path)
    assert project.read("docs/de/strings.yml") == "# Words.\nsite_name: Hilfe\n"
    assert [line for line in done.changes if "outdated_link" in line and "Deutsche Fassung lesen" in line]
    settings = project.read("mkdocs.yml")
    assert settings.startswith("# The public website.\nsite_name: Example\n")
    assert "contact_email: support@example.org # ours\n" in settings
    assert not [word for word in ("capability", "elsewhere") if word in settings]
    assert list(load_config(tmp_path / "mkdocs.yml").plugins) == ["helpcentre", "i18n"]
    built = project.mkdocs("build", "--strict")
    assert (built.status, built.warnings) == (0, []), built.output
    before = files(tmp_path / "docs")
    again = upgrade_project(tmp_path / "mkdocs.yml", version="9.0", requirements=_NEEDED)
    assert (again.files, again.changes, files(tmp_path / "docs")) == ((), (), before)


def test_sample_of_this_repository_could_be_upgraded(tmp_path: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "docs").mkdir()
    upgrade_project(tmp_path / "mkdocs.yml", version="9.0", requirements=_NEEDED)
    config = load_config(tmp_path / "mkdocs.yml")
    assert (config.theme.name, config.theme.custom_dir) == ("helpcentre", None)
    assert list(config.plugins) == ["helpcentre", "i18n"]


def test_new_project_of_an_earlier_version_gets_the_versions_of_this_one(tmp_path: Path) -> None:
    create_project(
        tmp_path / "new", name="x", codes=["en"], version="0.2.0", requirements=["helpcentre==0.2.0", "a==1"]
    )
    before = files(tmp_path / "new")
    done = upgrade_project(tmp_path / "new" / "mkdocs.yml", version="9.0", requirements=_NEEDED)
    after = files(tmp_path / "new")
    assert [name for name in after if before.get(name) != after[name]] == ["requirements.txt"] == list(done.files)
    assert after["requirements.txt"].decode() == "# Helpcentre 9.0, and all that it needs\n" + "\n".join(_NEEDED) + "\n"
    assert done.advice == ()


def test_news_are_those_of_the_versions_in_between() -> None:
    assert news("0.2.0", "0.10.0", _CHANGELOG) == "## 0.10.0 (2026-12-01)\n\n- ten"
    assert news("0.1.0", "0.2.0", _CHANGELOG) == "## 0.2.0\n\n- two"
    assert news("0.10.0", "0.10.0", _CHANGELOG) == ""
