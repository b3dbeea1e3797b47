"""The project's options under ``extra.helpcentre`` in mkdocs.yml."""
