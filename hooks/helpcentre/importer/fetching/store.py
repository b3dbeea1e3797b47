"""The folder that answers and files are saved in: what is there already is not asked for again."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from helpcentre.importer.json_records import ADDRESSES
from helpcentre.util.addresses import split_address
from helpcentre.util.files import make_folder, replace_text, write_files

_ENDINGS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}


@dataclass
class Store:
    """A folder of saved answers; ``addresses`` are the files by the addresses that they were saved from."""

    folder: Path
    addresses: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Return the store in a folder, which need not exist; what an earlier run has saved there counts."""
        store = cls(folder)
        known = store.read(ADDRESSES)
        if isinstance(known, dict):
            store.addresses = {str(key): str(value) for key, value in known.items() if (folder / str(value)).is_file()}
        return store

    def read(self, name: str) -> Any:
        """Return a saved answer, None where there is none or where it was cut off."""
        try:
            return json.loads((self.folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None

    def save(self, name: str, answer: Any) -> None:
        """Save an answer in one step."""
        replace_text(self.folder / name, json.dumps(answer, indent=1) + "\n")

    def save_file(self, address: str, data: bytes, content_type: str) -> None:
        """Save a file and note its address."""
        name = f"files/{_file_name(address, content_type)}"
        make_folder(self.folder)
        write_files({self.folder / name: data}, folder=self.folder)
        self.addresses[address] = name
        self.save(ADDRESSES, dict(sorted(self.addresses.items())))


def _file_name(address: str, content_type: str) -> str:
    """Return a name that differs for each address: a hash of it, and what its end says."""
    last = unquote(split_address(address).path).rstrip("/").rpartition("/")[2]
    stem = re.sub(r"[^\w.-]+", "-", last)[-60:].strip(".-") or "file"
    kind = _ENDINGS.get(content_type.partition(";")[0].strip().lower(), "")
    if kind and not re.search(r"\.[A-Za-z0-9]{1,5}$", stem):
        stem += kind
    return f"{hashlib.sha256(address.encode('utf-8')).hexdigest()[:10]}-{stem}"
