"""What authors write: Markdown, front matter, addresses, guides, glossary, labels, and the project's data files."""
