"""The body of an article: HTML is read into blocks, put right, written as Markdown, rendered and compared."""
