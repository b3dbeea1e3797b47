"""The content that authors write: Markdown, front matter, addresses, guides, glossary, and the project's data files."""
