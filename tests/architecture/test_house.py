"""The rules of the house that import-linter cannot hold: circles, hooks, packages, and who starts other programs."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from helpcentre.mkdocs_adapter.handlers import START, handler_files
from python_sources import imports_of, parse
from support import ROOT

HOOKS = ROOT / "hooks"
PACKAGE = HOOKS / "helpcentre"
MODULES = {
    ".".join(file.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(PACKAGE.rglob("*.py"))
}
"""Each module of the package by its name."""
DOMAIN = (
    "agents", "brand", "checks", "content", "diagnostics", "elements", "hosting", "importer", "linkcheck", "output",
    "pages",
    "search", "settings", "translation", "util",
)  # fmt: skip
"""What knows of no MkDocs."""
HOOK_FILES = sorted(file for file in HOOKS.glob("*.py") if file.stem != "__init__")
MOST_STATEMENTS = 12


_BLOCKED = """
import importlib, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("mkdocs", "mkdocs_static_i18n", "material"):
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Blocked())
for name in sys.argv[1:]:
    importlib.import_module(name)
try:
    import mkdocs
except ImportError:
    print("blocked")
"""


def test_domain_without_mkdocs_is_imported() -> None:
    names = [name for name in MODULES if name.count(".") and name.split(".")[1] in DOMAIN]
    assert len(names) > 80
    done = subprocess.run(
        [sys.executable, "-c", _BLOCKED, *names], check=False, capture_output=True, text=True, cwd=ROOT
    )
    assert (done.stderr, done.stdout) == ("", "blocked\n")


def test_modules_import_each_other_in_no_circle() -> None:
    """Not for types alone either: ``TYPE_CHECKING`` hides a circle and does not open it."""
    graph = {name: imports_of(file, MODULES) - {name} for name, file in MODULES.items()}
    assert sum(map(len, graph.values())) > 400
    assert len(list(TopologicalSorter(graph).static_order())) == len(MODULES)


@pytest.mark.parametrize("file", HOOK_FILES, ids=lambda file: file.stem)
def test_hook_is_named_as_a_module_or_package_that_it_imports(file: Path) -> None:
    assert file.stem in {part for name in imports_of(file, MODULES) for part in name.split(".")}


@pytest.mark.parametrize("file", HOOK_FILES, ids=lambda file: file.stem)
def test_hook_only_calls_what_has_the_logic(file: Path) -> None:
    functions = [node for node in ast.walk(parse(file)) if isinstance(node, ast.FunctionDef)]
    statements = {
        function.name: sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1 for function in functions
    }
    assert {name: count for name, count in statements.items() if count > MOST_STATEMENTS} == {}


@pytest.mark.parametrize("file", HOOK_FILES, ids=lambda file: file.stem)
def test_hook_priority_is_a_named_phase(file: Path) -> None:
    phases = {
        target.id
        for node in parse(PACKAGE / "mkdocs_adapter" / "phases.py").body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    given = [ast.unparse(call.args[0]) for call in _calls(file, "event_priority")]
    assert set(given) <= phases


def test_hooks_of_the_settings_are_the_files_in_their_folder() -> None:
    listed = re.findall(r"^  - (hooks/\w+\.py)", (PACKAGE / "defaults.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == [f"hooks/{START}.py"]
    assert sorted(handler_files()) == HOOK_FILES


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("__init__.py")), ids=lambda file: file.parent.name)
def test_package_says_in_one_sentence_what_is_in_it(file: Path) -> None:
    text = ast.get_docstring(parse(file))
    assert text is not None
    assert re.fullmatch(r"[^.\n]+(\.\w[^.\n]*)*\.", text), text


def test_other_program_is_started_by_one_module() -> None:
    assert [name for name, file in MODULES.items() if _starts(file, "linkcheck")] == [
        "helpcentre.linkcheck.linkchecker"
    ]


def test_folders_in_folders_are_made_by_one_function() -> None:
    """Those of Python call themselves for each, and end in a traceback where there are too many."""
    made = {
        name
        for name, file in MODULES.items()
        for node in ast.walk(parse(file))
        if isinstance(node, ast.keyword) and node.arg == "parents"
    }
    assert made == set()
    assert [name for name, file in MODULES.items() if "makedirs" in file.read_text(encoding="utf-8")] == []


def test_make_test_checks_the_layers_and_is_all_that_ci_runs() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ntest:")[2].partition("\n\n")[0]
    commands = [line.split()[0].removeprefix(".venv/bin/") for line in recipe.splitlines()[1:]]
    assert commands == ["python", "ruff", "ruff", "lint-imports", "mypy", "pytest"]
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == "make test"


def _calls(file: Path, name: str) -> Iterator[ast.Call]:
    """Yield the calls of a function by its bare name."""
    for node in ast.walk(parse(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def _starts(file: Path, program: str) -> bool:
    """Whether a module imports the package of a program, or has its name in a command."""
    if program in {name.partition(".")[0] for name in imports_of(file)}:
        return True
    commands = [node for node in ast.walk(parse(file)) if isinstance(node, ast.List | ast.Tuple)]
    words = [word for command in commands for word in command.elts if isinstance(word, ast.Constant)]
    return program in [word.value for word in words]
