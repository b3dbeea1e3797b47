"""Insights: what readers reported of pages and searches, and the synonyms that would have helped, each with a test."""
