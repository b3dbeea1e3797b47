"""An article exported as plain text becomes Markdown pages."""
