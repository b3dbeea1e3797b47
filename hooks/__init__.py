"""The handlers, as a package of the wheel; this repository runs each file as a hook."""
