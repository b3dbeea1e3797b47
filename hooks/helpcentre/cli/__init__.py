"""The ``helpcentre`` command: it reads its arguments, calls one function, and prints what that returns."""
