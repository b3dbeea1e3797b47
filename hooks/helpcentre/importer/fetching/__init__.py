"""Saves the articles of a help desk's API with their pictures, page by page, for an import."""
