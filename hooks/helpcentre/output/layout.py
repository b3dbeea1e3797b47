"""Where the parts of a written site stand, below its folder."""

from __future__ import annotations

ENTRY = "pagefind-entry.json"
"""The file of an index that names its languages, each with the file that names all others."""

FOLDER = "pagefind"
"""Where the index stands, below the site."""

PACKED = tuple(f"{FOLDER}/{folder}/" for folder in ("fragment", "index"))
"""Where files of the index are that Pagefind has packed."""

ENTRY_FILE = f"{FOLDER}/{ENTRY}"
"""The file of the index that names its languages, below the site."""
