"""Articles of other systems become Markdown pages in every language, with a report of what is lost."""
