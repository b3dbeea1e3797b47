"""A team's own project: written new."""
