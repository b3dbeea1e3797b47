"""All logic of the help centre; the files in ``hooks/`` only translate MkDocs events into calls of it."""

__version__ = "0.3.0"
