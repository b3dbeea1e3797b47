"""The files of a project that a build reads beside its pages."""

from __future__ import annotations

from pathlib import Path

from helpcentre.content import contact, glossary, operator

DATA_FILES = (contact.FILE_NAME, glossary.FILE_NAME, operator.OPERATOR)
"""The files beside mkdocs.yml that every page may show something of; each may be absent."""


def data_files(project_dir: Path) -> list[Path]:
    """Return the settings of a project and what else stands beside them, sorted: contacts, glossary, operator."""
    return sorted(file for file in project_dir.iterdir() if file.suffix in (".yml", ".yaml"))
