"""Findings: their kinds, severities and suppressions, and the formats of reports."""
