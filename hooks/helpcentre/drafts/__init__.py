"""Drafts of translations by a machine: what is sent, how it is proved, where it is written, and its review."""
