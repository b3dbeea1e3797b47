"""The collector: it takes what readers report of pages and searches, and keeps it in one file."""
