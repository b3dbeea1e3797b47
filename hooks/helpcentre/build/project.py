"""A project as MkDocs' configuration describes it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.brand.brand import Brand, read_brand
from helpcentre.brand.material import GivenSettings
from helpcentre.brand.palette import Sheet
from helpcentre.content import project
from helpcentre.content.addresses import Addresses
from helpcentre.content.frontmatter import ParsedFiles
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.project import Project
from helpcentre.content.release import Release, build_day
from helpcentre.content.ui_strings import read_strings
from helpcentre.content.visibility import Audience
from helpcentre.mkdocs_adapter.config import left_out
from helpcentre.mkdocs_adapter.i18n import read_languages
from helpcentre.mkdocs_adapter.theme import own_folders
from helpcentre.pages.assets import style_sheet_parts
from helpcentre.settings.options import Settings
from helpcentre.settings.reading import read_settings


def read_project(
    config: MkDocsConfig,
    settings: Settings,
    release: Release,
    hashes: Mapping[str, str],
    parsed: ParsedFiles,
    *,
    has_drafts: bool,
) -> Project:
    """Return the project that ``config`` describes; ``hashes`` are those of the files below ``docs``.

    ``parsed`` are those that were parsed already, ``has_drafts`` says whether drafts are pages of it. Raises
    HelpcentreError, with file and line, for languages, settings or data files that do not fit.
    """
    docs_dir = Path(config.docs_dir)
    strings = read_strings(docs_dir, read_languages(config), site_name=config.site_name)
    site_names = {code: words("site_name") for code, words in strings.items()}
    return project.read_project(
        _addresses(config, settings, hashes, parsed, site_names, has_drafts=has_drafts),
        strings,
        settings,
        release,
        theme_dirs=own_folders(config.theme),
        site_url=config.site_url or "",
    )


def read_project_brand(given: GivenSettings, project: Project, config: MkDocsConfig) -> Brand:
    """Return the brand that settings describe; raises HelpcentreError, with file and line, where they do not fit."""
    icons = [Path(folder, ".icons") for folder in config.theme.dirs]
    parts = style_sheet_parts(project.theme_dirs)
    return read_brand(
        given,
        [Sheet(project.relative(part), part.read_text(encoding="utf-8")) for part in parts],
        docs_dir=project.documents.docs_dir,
        has_icon=lambda name: any((folder / f"{name}.svg").is_file() for folder in icons),
    )


def read_addresses(config: MkDocsConfig) -> Addresses:
    """Return where the pages of a project stand; raises HelpcentreError for languages or fallbacks that do not fit."""
    settings = read_settings(config.extra, file=Path(config.config_file_path).name)
    return _addresses(config, settings, {}, ParsedFiles(), {}, has_drafts=False)


def _addresses(
    config: MkDocsConfig,
    settings: Settings,
    hashes: Mapping[str, str],
    parsed: ParsedFiles,
    site_names: Mapping[str, str],
    *,
    has_drafts: bool,
) -> Addresses:
    file = Path(config.config_file_path)
    return project.read_addresses(
        file.parent,
        Path(config.docs_dir),
        read_languages(config),
        settings,
        as_folders=config.use_directory_urls,
        file=file.name,
        is_left_out=left_out(config, has_drafts=has_drafts),
        hashes=hashes,
        parsed=parsed,
        site_names=site_names,
        dialect=Dialect.of(config.markdown_extensions),
        audience=Audience(
            build_day(),
            sees_internal=settings.edition == "agents",
            sees_everything=has_drafts,
            shows_machine_drafts=settings.drafts == "with notice",
        ),
    )
