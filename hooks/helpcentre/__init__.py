"""All logic of the help centre; the files in ``hooks/`` only translate MkDocs events into calls of it."""

import atexit
import gc

__version__ = "0.3.0"

gc.set_threshold(10_000)
atexit.register(gc.freeze)
"""Few looks for cycles among the 50,000 objects that modules alone are, and none at the end: a quarter of a build
without a change."""
