"""Everything that an import needs of a help centre, saved from its API; a run that was stopped goes on."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.fetching.client import Client
from helpcentre.importer.fetching.store import Store
from helpcentre.importer.json_records import number as number_of
from helpcentre.importer.json_records import read_records, text, texts
from helpcentre.util.addresses import join_address

SYSTEMS = ("zendesk", "intercom")
"""Whose APIs are known."""

SITES = {"intercom": "https://api.intercom.io"}
"""Where an API is, if that is the same for every team."""

INTERCOM_VERSION = "2.14"

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_MOST_PAGES = 10_000

Say = Callable[[str], None]
"""What is told each file that was saved."""


def fetch(system: str, site: str, folder: Path, *, token: str, say: Say, client: Client | None = None) -> Store:
    """Save the answers of a system's API, and the pictures and attachments that they name, into a folder.

    Raises HelpcentreError where the API refuses or stays broken; what was saved until then counts in the next run.
    """
    site = site or SITES.get(system, "")
    if not site:
        raise HelpcentreError("no --site", fix=f"name the site, as in --site https://example.{system}.com")
    if folder.exists() and not folder.is_dir():
        raise HelpcentreError("is no folder", fix="name a folder", file=str(folder))
    client = client or Client(site, headers_of(system, token))
    run = _Run(client, Store.open(folder), say)
    if system == "zendesk":
        run.zendesk()
    else:
        run.intercom()
    run.files()
    return run.store


def headers_of(system: str, token: str) -> dict[str, str]:
    """Return what shows the token to the API; of Zendesk also ``name@example.org/token:…``, as it writes it itself."""
    if not token:
        return {"Accept": "application/json"}
    if system == "zendesk" and "/token:" in token:
        kept = f"Basic {base64.b64encode(token.encode('utf-8')).decode('ascii')}"
    else:
        kept = f"Bearer {token}"
    version = {"Intercom-Version": INTERCOM_VERSION} if system == "intercom" else {}
    return {"Accept": "application/json", "Authorization": kept, **version}


@dataclass(frozen=True)
class _Run:
    client: Client
    store: Store
    say: Say

    def saved(self, name: str, address: str) -> Any:
        """Return an answer, from the folder if it is there."""
        answer = self.store.read(name)
        if answer is None:
            answer = self.client.get_json(address)
            self.store.save(name, answer)
            self.say(name)
        return answer if isinstance(answer, dict) else {}

    def zendesk(self) -> None:
        start = "/api/v2/help_center"
        locales = self.saved("locales.json", f"{start}/locales.json")
        codes = _names(texts(locales, "locales") or [text(locales, "default_locale") or "en-us"])
        articles: dict[str, None] = {}
        for kind in ("categories", "sections", "articles"):
            for code in codes:
                for answer in self._zendesk_pages(f"{code}/{kind}", f"{start}/{code}/{kind}.json?per_page=100"):
                    given = answer.get(kind) if kind == "articles" else []
                    listed = given if isinstance(given, list) else []
                    articles |= dict.fromkeys(_names(text(each, "id") for each in listed if isinstance(each, dict)))
        for key in articles:
            self.saved(f"attachments/{key}.json", f"{start}/articles/{key}/attachments.json?per_page=100")

    def _zendesk_pages(self, name: str, address: str) -> Iterator[Mapping[str, Any]]:
        number, seen = 1, set[str]()
        while address and address not in seen:  # an API that leads in a circle would never end
            seen.add(address)
            answer = self.saved(f"{name}-{number}.json", address)
            yield answer
            number, address = number + 1, str(answer.get("next_page") or "")

    def intercom(self) -> None:
        for kind, address in (("collections", "/help_center/collections"), ("articles", "/articles")):
            number, last = 1, 1
            while number <= last:
                answer = self.saved(f"{kind}-{number}.json", f"{address}?per_page=50&page={number}")
                pages = answer.get("pages")
                last = int(min(number_of(pages if isinstance(pages, dict) else answer, "total_pages"), _MOST_PAGES))
                number += 1

    def files(self) -> None:
        """Save the pictures and attachments that the answers name, but those that are there."""
        for address in _files_in(self.store.folder):
            if address in self.store.addresses:
                continue
            data, kind = self.client.get_file(address)
            if data:
                self.store.save_file(address, data, kind)
                self.say(self.store.addresses[address])
            else:
                self.store.missing[address] = kind


def _names(given: Iterable[str]) -> list[str]:
    """Return those of an answer's codes and numbers that can be parts of an address and of a file's name."""
    return [each for each in given if _NAME.fullmatch(each)]


def _files_in(folder: Path) -> Iterable[str]:
    """Return the addresses of all pictures in the saved texts, and of all attachments, each once."""
    found: dict[str, None] = {}
    for _, record in read_records(folder):
        if text(record, "content_url"):
            found[text(record, "content_url")] = None
        contents = record.get("translated_content")
        versions = [record, *(contents.values() if isinstance(contents, dict) else ())]
        for version in versions:
            if isinstance(version, dict) and text(version, "body"):
                base = text(version, "html_url", "url")
                sources = (
                    node.attributes.get("src") for node in LexborHTMLParser(text(version, "body")).css("img[src]")
                )
                found |= {
                    join_address(base, source): None for source in sources if source and not source.startswith("data:")
                }
    return [address for address in found if address.startswith(("http://", "https://"))]
