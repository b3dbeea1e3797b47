"""What front matter says, known from an earlier build: nothing else takes as long of a page that is not built again."""

from __future__ import annotations

import hashlib
import sys
from typing import Any

import yaml

from helpcentre.util.cache import Cache, key_of
from helpcentre.util.yaml import load_yaml

_KEY = key_of("front matter", yaml.__version__, sys.version)
_known: dict[str, Any] = {}
_asked: dict[str, Any] = {}


def load(text: str) -> Any:
    """Return what a YAML text says, not to be changed; raises YAMLError where it is none."""
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    _asked[digest] = found = _known[digest] if digest in _known else load_yaml(text)
    return found


def recall(cache: Cache) -> None:
    """Know what an earlier build was told."""
    _known.update(cache.get(_KEY) or {})


def keep(cache: Cache) -> None:
    """Let a later build know what this one asked for."""
    if _asked.keys() != _known.keys():
        cache.put(_KEY, _asked)
