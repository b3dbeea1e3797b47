"""The Pagefind index of each language, and the lists of its words that queries are read with."""
