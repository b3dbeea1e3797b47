"""Python files as the tests of the architecture read them."""

import ast
from collections.abc import Container
from functools import cache
from pathlib import Path


@cache
def parse(file: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def imports_of(file: Path, known: Container[str] = ()) -> set[str]:
    """Return the modules that a file imports, at its top or anywhere else.

    ``from a import b`` is one of ``a.b`` if that is a ``known`` module, else of ``a``. Where modules are ``known``, no
    others are returned.
    """
    modules: set[str] = set()
    for node in ast.walk(parse(file)):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{file}:{node.lineno}: a relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                modules.add(inner if inner in known else node.module)
    return {name for name in modules if name in known} if known else modules
