"""Files, text, hashes, YAML, cache, processes and git; nothing here knows of help centres."""
