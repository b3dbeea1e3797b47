"""The elements of a page's text that Markdown alone leaves bare: tabs, boxes, code, pictures, films, downloads."""
