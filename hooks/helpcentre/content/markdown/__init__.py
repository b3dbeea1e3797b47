"""Markdown read once, as Python-Markdown will render it: sections, code, comments, blocks and links of a text."""
