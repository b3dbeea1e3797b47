"""The search index of each language, and the ranking of its passages for a query."""
