"""The files of an index in one order: Pagefind writes filters in another one each time, and names files by content.

The files are CBOR (RFC 8949), gzipped, as https://github.com/Pagefind/pagefind has them in ``pagefind/src/index``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import cbor2

from helpcentre.output.layout import ENTRY

_HEAD = b"pagefind_dcd"
_FILTERS = 3
"""Where a language's file has the names of its filters, each with that of its file."""


def sort_index(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of the index of one language with its filters and their values sorted, by their new names."""
    filters = {name: _sorted(content) for name, content in files.items() if name.startswith("filter/")}
    if not filters:
        return dict(files)
    found = {name: content for name, content in files.items() if name not in filters}
    names = {}
    for name, content in filters.items():
        former = name.removeprefix("filter/").removesuffix(".pf_filter")
        names[former] = _renamed(former, content)
        found[f"filter/{names[former]}.pf_filter"] = content
    entry = json.loads(found[ENTRY])
    for language in entry["languages"].values():
        meta = _read(found.pop(f"pagefind.{language['hash']}.pf_meta"))
        meta[_FILTERS] = sorted([name, names[former]] for name, former in meta[_FILTERS])
        content = _packed(meta)
        language["hash"] = _renamed(language["hash"], content)
        found[f"pagefind.{language['hash']}.pf_meta"] = content
    return {**found, ENTRY: json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8")}


def _sorted(content: bytes) -> bytes:
    name, values = _read(content)
    return _packed([name, sorted(values)])


def _renamed(former: str, content: bytes) -> str:
    """Return the name of a file: its language and, of the digest of what it holds, as many signs as before."""
    language, _, digest = former.rpartition("_")
    return f"{language}_{hashlib.sha256(content).hexdigest()[: len(digest)]}"


def _read(content: bytes) -> Any:
    return cbor2.loads(gzip.decompress(content).removeprefix(_HEAD))


def _packed(value: object) -> bytes:
    return gzip.compress(_HEAD + cbor2.dumps(value), 9, mtime=0)
