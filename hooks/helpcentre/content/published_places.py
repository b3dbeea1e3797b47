"""What was published, by the page where its address leads today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from helpcentre.content.addresses import Addresses, file_of
from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.content.published import Published, PublishedSection
from helpcentre.content.reads import Reads, recorded


@dataclass(frozen=True)
class PublishedPlaces:
    """What was published of each page.

    ``leads`` are the redirects: the file that each leads to by its own, below a website whose pages stand in folders.
    """

    addresses: Addresses
    published: Published = field(default_factory=Published)
    leads: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Let what was asked here be asked again."""
        self.reads.add(self)

    @property
    def reads(self) -> Reads:
        """The record of what is asked here."""
        return self.documents.reads

    @property
    def documents(self) -> Documents:
        """The pages of the project."""
        return self.addresses.documents

    @recorded
    def path_of(self, address: str) -> str | None:
        """Return the path of the page of the source language that an address leads to, or None."""
        code, path = self._place_of(address)
        return path if code == self.documents.source.code else None

    @recorded
    def sections_of(self, path: str) -> tuple[PublishedSection, ...]:
        """Return what was published of the page that is now at ``path``."""
        return tuple(self._by_place.get((self.documents.source.code, path), ()))

    @recorded
    def own_sections_of(self, code: str, path: str) -> tuple[PublishedSection, ...]:
        """Return what was published of a translation by itself, where the source does not say which ids it had."""
        return tuple(self._by_place.get((code, path), ())) if code != self.documents.source.code else ()

    @recorded
    def gone_of(self, path: str) -> dict[str, str]:
        """Return the ids of which readers of a page are told that they are gone, each with the address it had."""
        return dict(self._gone.get(path, {}))

    @recorded
    def sections_at(self, address: str, each: str) -> tuple[PublishedSection, ...]:
        """Return what was published at an address under an id."""
        return tuple(self._by_address.get((address, each), ()))

    @cached_property
    def _pages(self) -> Mapping[str, tuple[Language, str]]:
        return self.addresses.text_pages()

    def _place_of(self, address: str) -> tuple[str, str]:
        """Return the language and path of the page that an address leads to; empty where it leads to none."""
        file, seen = file_of(address), set[str]()
        while file in self.leads and file not in seen:
            seen.add(file)
            file = self.leads[file]
        language, path = self._pages.get(file, (None, ""))
        return (language.code, path) if language else ("", "")

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], list[PublishedSection]]:
        """By language and path, what was published of a page."""
        found = defaultdict[tuple[str, str], list[PublishedSection]](list)
        for section in self.published.sections:
            found[self._place_of(section.address)].append(section)
        return dict(found)

    @cached_property
    def _gone(self) -> dict[str, dict[str, str]]:
        found = defaultdict[str, dict[str, str]](dict)
        for address, each in self.published.gone:
            if path := self.path_of(address):
                found[path][each] = address
        return dict(found)

    @cached_property
    def _by_address(self) -> dict[tuple[str, str], list[PublishedSection]]:
        found = defaultdict[tuple[str, str], list[PublishedSection]](list)
        for section in self.published.sections:
            found[section.address, section.id].append(section)
        return dict(found)
