"""Findings: a page beside its source, and the built site as a whole."""
