"""MkDocs and static-i18n as the rest of the code sees them; only this package, build, shards and cli import them."""
