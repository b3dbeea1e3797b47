"""Everything a page has besides its text: metadata, schema.org, contact box, feedback, alternates."""
