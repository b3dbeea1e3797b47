"""PDFs: the pages of a language or topic as one document to print, to send or to keep."""
