"""State that changes has one place: the runtime of build/session.py; no other module keeps any at its top level."""

import ast
from collections.abc import Iterator

import pytest

from support import ROOT

HOOKS = ROOT / "hooks"
STATEFUL = "helpcentre/build/session.py"
_OF_THE_PROCESS = {"helpcentre/build/staging.py": "_locks"}
"""What a process has, not a session: open files that lock its folders until it ends, as the system has them too."""

_MUTATORS = frozenset(
    {
        *("add", "append", "appendleft", "clear", "discard", "extend", "insert", "pop", "popitem", "remove", "reverse"),
        *("setdefault", "sort", "update", "difference_update", "intersection_update", "symmetric_difference_update"),
    }
)


def changes(source: str) -> list[str]:
    """Return what the functions of a module change at its top level, each as its line and name."""
    tree = ast.parse(source)
    names = {name for node in tree.body for name in _assigned(node)}
    functions = [
        node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
    ]
    found = {(node.lineno, name) for function in functions for node, name in _changed(function)}
    return [f"{line}: {name}" for line, name in sorted(found) if name in names or name.startswith("global ")]


def _assigned(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement at the top of a module gives values to."""
    if isinstance(node, (ast.If, ast.Try, ast.With, ast.For)):
        for inner in ast.iter_child_nodes(node):
            yield from _assigned(inner) if isinstance(inner, ast.stmt) else ()
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    yield from (name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name))


def _changed(function: ast.AST) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    """Yield the names that a function changes the values of, without having given these values itself."""
    own = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    own |= {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for node in ast.walk(function):
        if not isinstance(node, (ast.stmt, ast.expr)):
            continue
        if isinstance(node, ast.Global):
            yield from ((node, f"global {name}") for name in node.names)
            own -= set(node.names)
        value: ast.AST | None = None
        if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, (ast.Store, ast.Del)):
            value = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _MUTATORS:
            value = node.func.value
        while isinstance(value, (ast.Subscript, ast.Attribute)):
            value = value.value
        if isinstance(value, ast.Name) and value.id not in own:
            yield node, value.id


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a = {}\ndef f(): a[1] = 2\n", ["2: a"]),
        ("a = {}\ndef f():\n    del a[1]\n", ["3: a"]),
        ("a: list[int] = []\ndef f(): a.append(1)\n", ["2: a"]),
        ("a = b()\nclass C:\n    def f(self): a.clear()\n", ["3: a"]),
        ("a = b()\ndef f(): a.c = 1\n", ["2: a"]),
        ("a = b()\ndef f(): a.c.d[1] = 1\n", ["2: a"]),
        ("a = set()\nf = lambda: a.add(1)\n", ["2: a"]),
        ("a = 1\ndef f():\n    global a\n    a = 2\n", ["3: global a"]),
        ("if True:\n    a = {}\ndef f(): a.update({})\n", ["3: a"]),
        ("a = [1]\ndef f(): return a[0], a.copy()\n", []),
        ("a = []\ndef f():\n    a = []\n    a.append(1)\n", []),
        ("a = []\ndef f(a): a.append(1)\n", []),
        ("a = []\na.append(1)\n", []),
        ("def f():\n    a = {}\n    a[1] = 2\n", []),
    ],
)
def test_state_is_told_from_constants(source: str, expected: list[str]) -> None:
    assert changes(source) == expected


def test_no_module_has_state_but_the_session() -> None:
    files = {file.relative_to(HOOKS).as_posix(): file for file in sorted(HOOKS.rglob("*.py"))}
    assert STATEFUL in files
    found = {name: changes(file.read_text(encoding="utf-8")) for name, file in files.items() if name != STATEFUL}
    found = {name: [line.partition(" ")[2] for line in lines] for name, lines in found.items() if lines}
    assert {name: set(names) for name, names in found.items()} == {
        name: {constant} for name, constant in _OF_THE_PROCESS.items()
    }
