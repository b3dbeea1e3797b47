"""The written site: its files, the records and scans of its pages, and the source lines of their parts."""
