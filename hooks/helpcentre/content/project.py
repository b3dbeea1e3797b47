"""A project: everything that its authors and operators wrote, read once and never changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from helpcentre.content import contact, glossary, operator_fields
from helpcentre.content.addresses import Addresses
from helpcentre.content.contact import Contact, read_contact
from helpcentre.content.documents import Documents
from helpcentre.content.frontmatter import ParsedFiles
from helpcentre.content.glossary import Glossary, read_glossary
from helpcentre.content.labels.file import read_labels
from helpcentre.content.labels.model import Labels
from helpcentre.content.language import Language
from helpcentre.content.markdown.fences import Dialect
from helpcentre.content.operator_fields import Operator, read_operator
from helpcentre.content.reads import Reads, recorded
from helpcentre.content.release import Release
from helpcentre.content.ui_strings import Strings
from helpcentre.content.visibility import Audience
from helpcentre.settings.languages import fallback_chains
from helpcentre.settings.options import Settings


@dataclass(frozen=True)
class Project:
    """What a build is made of, apart from its theme and how it is run."""

    root: Path
    theme_dirs: tuple[Path, ...]
    """The folders of the theme: the project's own, if it has one, before the product's."""
    site_url: str
    """The public address of the website; the bundle has none."""
    settings: Settings
    strings: Mapping[str, Strings]
    """The words of the site that stand in no page, by language code."""
    addresses: Addresses
    glossary: Glossary
    labels: Labels
    """What the app that the pages are about calls its buttons and screens."""
    contact: Contact
    operator: Operator
    built: Release
    """The release that this build is. Few pages may depend on it, for it is another one with each commit."""

    def __post_init__(self) -> None:
        """Let what was asked here be asked again."""
        self.reads.add(self)

    @property
    def reads(self) -> Reads:
        """The record of what is asked here."""
        return self.documents.reads

    @property
    def release(self) -> Release:
        """The release that this build is."""
        return self._asked_release()

    @recorded
    def is_announcing(self) -> bool:
        """Whether the website shows its announcement on the day of the build."""
        return self.is_public and self.settings.announcement.is_shown(self.documents.audience.day)

    @recorded
    def _asked_release(self) -> Release:
        return self.built

    @property
    def documents(self) -> Documents:
        """The pages of all languages."""
        return self.addresses.documents

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the site, the source first."""
        return self.documents.languages

    @property
    def source(self) -> Language:
        """The language that all others are translations of."""
        return self.documents.source

    @property
    def is_public(self) -> bool:
        """Whether this is the edition for readers, and not the agents'."""
        return self.settings.edition == "public"

    def relative(self, file: Path) -> str:
        """Return a file's path below the project, with forward slashes, as people are shown it."""
        return self.documents.name(file)


def read_project(
    addresses: Addresses,
    strings: Mapping[str, Strings],
    settings: Settings,
    release: Release,
    *,
    theme_dirs: tuple[Path, ...],
    site_url: str,
) -> Project:
    """Return a project whose pages have ``addresses``; raises HelpcentreError, with file and line, for broken files."""
    documents = addresses.documents
    documents.require_readable()
    root, codes = documents.project_dir, [language.code for language in documents.languages]
    return Project(
        root=root,
        theme_dirs=theme_dirs,
        site_url=site_url,
        settings=settings,
        strings=strings,
        addresses=addresses,
        glossary=read_glossary(root / glossary.FILE_NAME),
        labels=read_labels(root, codes),
        contact=read_contact(root / contact.FILE_NAME, codes),
        operator=read_operator(root / operator_fields.OPERATOR),
        built=release,
    )


def read_addresses(
    root: Path,
    docs_dir: Path,
    languages: tuple[Language, ...],
    settings: Settings,
    *,
    as_folders: bool,
    file: str,
    is_left_out: Callable[[str], bool],
    hashes: Mapping[str, str],
    parsed: ParsedFiles,
    site_names: Mapping[str, str],
    dialect: Dialect,
    audience: Audience,
) -> Addresses:
    """Return where the pages of a project stand.

    ``file`` is the name of its configuration, ``is_left_out`` says of a path below ``docs_dir`` that it is no page;
    ``hashes`` are the SHA-256 of the files there by their path, where they are known, ``parsed`` those that were parsed
    already; ``dialect`` is how their Markdown is read, ``audience`` whom the pages are for. Raises HelpcentreError for
    fallbacks that do not fit the languages.
    """
    chains = fallback_chains(settings, [language.code for language in languages], file=file)
    has_asides = settings.edition == "agents"
    documents = Documents(
        root,
        docs_dir,
        languages,
        is_left_out,
        hashes,
        dialect,
        parsed,
        has_asides=has_asides,
        site_names=site_names,
        audience=audience,
    )
    return Addresses(documents, as_folders=as_folders, chains=chains)
