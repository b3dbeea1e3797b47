"""Names of buttons and screens, as the app that the pages are about shows them in each language."""
