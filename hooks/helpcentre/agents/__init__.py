"""The agents' offline edition: texts to paste, lists of files, zip, and answers for assistants."""
