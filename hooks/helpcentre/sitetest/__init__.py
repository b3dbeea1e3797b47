"""Tests of a team's own site, as its readers and agents get it: pages, leaks, search, and a browser."""
