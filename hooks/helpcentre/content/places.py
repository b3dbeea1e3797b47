"""Where a project keeps what is no page: beside mkdocs.yml, and below ``docs``."""

from __future__ import annotations

from pathlib import Path

CACHE_DIR = ".cache/helpcentre"
"""The folder below a project for what is kept from one run to the next and may be lost at any time."""

PUBLISHED = "published.txt"
"""The list of published addresses, beside mkdocs.yml; without it nothing counts as published."""

SNIPPETS = "_snippets"
"""The folder of a language that holds text to be included, not pages."""

WELL_KNOWN = ".well-known"
"""The only hidden folder that anything is published of: what apps and other programs look for at a site."""


def agents_file(config_file: Path) -> Path:
    """Return the configuration of the agents' edition, which stands beside that of the website."""
    return config_file.with_name("agents.yml")


def data_files(root: Path) -> list[Path]:
    """Return the settings of a project and what else stands beside them, sorted: contacts, glossary, operator."""
    return sorted(file for file in root.iterdir() if is_data_file(file))


def is_data_file(file: Path) -> bool:
    """Whether a file beside mkdocs.yml has settings or data, by its name."""
    return file.suffix in (".yml", ".yaml") and not file.name.startswith(".")
