"""Where the parts of a written site stand, below its folder."""

from __future__ import annotations

SEARCH = "assets/search"
"""Where the search indexes of all languages stand."""
