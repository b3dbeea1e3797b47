"""A team's own project: written new, brought up to date, or moved to another source language."""
