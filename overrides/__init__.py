"""The theme, as a package of the wheel; Python is no part of it."""
