"""A project as a build reads it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from helpcentre.content.addresses import Addresses
from helpcentre.content.documents import Documents
from helpcentre.mkdocs_adapter.config import left_out
from helpcentre.mkdocs_adapter.i18n import read_languages
from helpcentre.settings import fallback_chains, read_settings


def read_addresses(
    config: MkDocsConfig, digests: Mapping[str, str] | None = None, *, drafts: bool = False
) -> Addresses:
    """Return where the pages of a project stand; raises HelpcentreError for languages or fallbacks that do not fit.

    ``digests`` are those of the files below ``docs``, where they are known; drafts are pages if ``drafts`` says so.
    """
    config_file = Path(config.config_file_path)
    languages = read_languages(config)
    settings = read_settings(config.extra, file=config_file.name)
    chains = fallback_chains(settings, [language.code for language in languages], file=config_file.name)
    project, has_asides = (config_file.parent, Path(config.docs_dir), languages), settings.edition == "agents"
    documents = Documents(*project, has_asides, left_out(config, has_drafts=drafts), digests or {})
    return Addresses(documents, as_folders=config.use_directory_urls, chains=chains)
