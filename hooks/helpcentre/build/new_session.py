"""A new session: what the project, its brand and its settings say now, and the folders that the build writes to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.brand.brand import Brand
from helpcentre.brand.material import check_ignored
from helpcentre.build import staging
from helpcentre.build.inputs import Inputs, code_key
from helpcentre.build.keys import program_key, site_key
from helpcentre.build.language_build import LanguageBuild
from helpcentre.build.output_dirs import Output
from helpcentre.build.pages import require_pages
from helpcentre.build.previous_site import PreviousSite
from helpcentre.build.project import read_project, read_project_brand
from helpcentre.build.session import Mode, Session, runtime
from helpcentre.checks.brand import check_contrast, check_footer_links
from helpcentre.checks.visibility import check_dates, require_home
from helpcentre.content import internal_files
from helpcentre.content.places import PUBLISHED, SNIPPETS
from helpcentre.content.project import Project
from helpcentre.content.publishable_files import check_theme
from helpcentre.content.published import read_published
from helpcentre.content.release import build_day
from helpcentre.content.ui_strings import check_strings
from helpcentre.diagnostics.problem import Problem
from helpcentre.diagnostics.severity import SeverityPolicy
from helpcentre.hosting.published import read_anchors
from helpcentre.mkdocs_adapter.given_settings import read_given
from helpcentre.mkdocs_adapter.i18n import select
from helpcentre.mkdocs_adapter.markdown import step_reader
from helpcentre.settings.options import Settings
from helpcentre.translation.state import TranslationStates
from helpcentre.util.files import names_below
from helpcentre.util.results import Results


def make_session(config: MkDocsConfig, settings: Settings, inputs: Inputs) -> Session:
    """Return a session for what the project has now, with its staging folders made."""
    target_dir, hashes, is_serving = Path(config.site_dir), inputs.hashes, inputs.is_serving
    texts = hashes.below(config.docs_dir)
    project, findings = _read_project(config, settings, inputs, texts)
    brand, about_brand = _read_brand(config, project)
    anchors = read_anchors(project.addresses, read_published(project.root / PUBLISHED), step_reader(config))
    published, about_files = _classify_files(project, brand)
    output = Output(target_dir, staging.make_folder(target_dir), staging.make_folder(target_dir))
    code = code_key(hashes)
    program = program_key(config, code, hashes)
    project.documents.reads.base = site_key(config, project, program, more=(sorted(published), is_serving, brand))
    config.site_dir = str(output.site_dir)
    select(config, project.source.code)
    return Session(
        project=project,
        brand=brand,
        anchors=anchors,
        states=TranslationStates(project.documents),
        output=output,
        mode=Mode(is_serving=is_serving, is_strict=bool(config.strict)),
        policy=SeverityPolicy(settings.levels, settings.allow, project.release.built, Path(config.config_file_path)),
        results=Results(inputs.cache, code),
        inputs=inputs,
        program=program,
        previous=PreviousSite(target_dir, hashes),
        assets={name: digest for name, digest in texts.items() if not name.endswith(".md") or SNIPPETS in name},
        published_files=published,
        preview=runtime.preview,
        current=LanguageBuild(project.source.code),
        findings=[*findings, *about_brand, *about_files, *_check_theme(config, project)],
    )


def _read_project(
    config: MkDocsConfig, settings: Settings, inputs: Inputs, hashes: Mapping[str, str]
) -> tuple[Project, list[Problem]]:
    """Return the project, and the findings about its addresses and words; raises HelpcentreError for broken pages.

    ``hashes`` are those of the files below ``docs``.
    """
    release = inputs.release.named(settings.bundle.version, settings.bundle.valid_days)
    project = read_project(config, settings, release, hashes, runtime.parsed, has_drafts=inputs.is_serving)
    findings = list(project.addresses.check_unique())  # reads every page and says which is broken, so it is first
    require_pages(project, config.theme.dirs)
    require_home(project.documents)
    findings += check_dates(project.documents, build_day())
    return project, [*findings, *check_strings(project.strings, project.documents)]


def _check_theme(config: MkDocsConfig, project: Project) -> list[Problem]:
    """Return a problem for each file of the project's own theme that is not published."""
    if not config.theme.custom_dir:
        return []
    folder = Path(config.theme.custom_dir)
    names = names_below(folder)
    return list(check_theme(names, more=project.settings.publish, folder=project.relative(folder)))


def _read_brand(config: MkDocsConfig, project: Project) -> tuple[Brand, list[Problem]]:
    """Return the brand, and the findings about it; raises HelpcentreError for settings that do not fit."""
    given, links = read_given(config), project.settings.footer_links
    brand = read_project_brand(given, project, config)
    place = given.place("extra.helpcentre.footer_links")
    about_links = check_footer_links(links, project.addresses.paths(), place=place)
    return brand, [*check_ignored(given), *check_contrast(brand.palette), *about_links]


def _classify_files(project: Project, brand: Brand) -> tuple[frozenset[str], list[Problem]]:
    """Return the files below ``docs`` that the edition publishes, and the findings about them."""
    more = (*project.settings.publish, *(f"/{name}" for name in brand.files))
    return internal_files.classify_files(project.documents, more=more, is_public=project.is_public)
