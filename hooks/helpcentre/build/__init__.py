"""One run: its session, languages in parallel, reuse of earlier results, staging and swap."""
