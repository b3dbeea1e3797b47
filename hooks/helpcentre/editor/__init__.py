"""An editor in the browser for authors without Git: Sveltia CMS, set up for a project's folders, languages and keys."""
