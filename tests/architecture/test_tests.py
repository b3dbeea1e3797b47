"""The rules of the tests: each stands for itself, and what several need is a helper or a fixture."""

import ast

from python_sources import imports_of, parse
from support import ROOT, TESTS

TEST_FILES = {file.relative_to(TESTS).as_posix(): file for file in sorted(TESTS.rglob("test_*.py"))}
HELPERS = {file.stem for file in TESTS.glob("*.py")} - {"conftest"} - {file.stem for file in TEST_FILES.values()}
NOT_OF_A_PACKAGE = {"architecture", "benchmarks", "browser", "repository", "sample"}
LONGEST_NAME = 78


def test_tests_and_helpers_are_found() -> None:
    assert "architecture/test_tests.py" in TEST_FILES
    assert {"support", "python_sources"} <= HELPERS


def test_test_files_import_no_other_test_file() -> None:
    tests = {file.stem for file in TEST_FILES.values()} | {"conftest"}
    found = {name: imports_of(file) & tests for name, file in TEST_FILES.items()}
    assert {name: modules for name, modules in found.items() if modules} == {}


def test_test_files_stand_in_the_folder_of_what_they_test() -> None:
    package = ROOT / "hooks" / "helpcentre"
    folders = {file.parent.name for file in package.rglob("__init__.py")} | NOT_OF_A_PACKAGE
    for name, file in TEST_FILES.items():
        tested = package / f"{file.stem.removeprefix('test_')}.py"
        assert tested.is_file() if file.parent == TESTS else file.parent.name in folders, name


def test_names_of_tests_are_short_and_used_once_in_a_file() -> None:
    for file, source in TEST_FILES.items():
        functions = [node for node in parse(source).body if isinstance(node, ast.FunctionDef)]
        names = [function.name for function in functions if function.name.startswith("test_")]
        assert names, file
        assert sorted(set(names)) == sorted(names), file
        assert [name for name in names if len(name) > LONGEST_NAME] == [], file


def test_helpers_are_used() -> None:
    used = set[str]().union(*(imports_of(file) for file in TESTS.rglob("*.py")))
    assert HELPERS - used == set()


def test_no_test_waits_by_a_text_that_a_page_would_have_to_evaluate() -> None:
    calls = [
        f"{file.relative_to(TESTS)}:{node.lineno}"
        for file in sorted(TESTS.rglob("*.py"))
        for node in ast.walk(parse(file))
        if isinstance(node, ast.Attribute) and node.attr == "wait_for_function"
    ]
    assert calls == []  # agent_desk.wait_until does


def test_no_test_waits_for_a_time_instead_of_what_it_needs() -> None:
    """A pause is part of a loop that looks again: alone, it is too short on a busy machine, and lost time on others."""
    pauses = {"sleep", "wait_for_timeout"}
    found = []
    for file in sorted(TESTS.rglob("*.py")):
        calls = _calls(parse(file), pauses)
        loops = [node for node in ast.walk(parse(file)) if isinstance(node, (ast.For, ast.While))]
        in_loops = {id(call) for loop in loops for call in _calls(loop, pauses)}
        found += [f"{file.relative_to(TESTS)}:{call.lineno}" for call in calls if id(call) not in in_loops]
    assert found == []


def test_no_test_gives_up_before_a_busy_machine_may_have_answered() -> None:
    """What ends a wait is ten seconds or more, but where that end is what is tested."""
    found = {
        f"{name}:{function.name}"
        for name, file in TEST_FILES.items()
        for function in parse(file).body
        for call in ast.walk(function)
        if isinstance(function, ast.FunctionDef) and isinstance(call, ast.Call)
        for given in call.keywords
        if given.arg == "timeout" and isinstance(given.value, ast.Constant)
        if isinstance(given.value.value, (int, float)) and given.value.value < 10
    }
    assert found == {
        "drafts/test_engines.py:test_a_program_that_takes_too_long_gives_no_answer",
        "settings/test_settings.py:test_options_for_other_sites_are_read",
    }


def test_no_test_of_a_browser_looks_once_at_what_may_come_late() -> None:
    """``expect`` looks again until it holds; these answer for one moment only."""
    found = [
        f"{file.relative_to(TESTS)}:{call.lineno}"
        for file in sorted((TESTS / "browser").rglob("*.py"))
        for node in ast.walk(parse(file))
        if isinstance(node, ast.Assert)
        for call in _calls(node, {"count", "is_visible", "is_hidden", "is_enabled", "is_checked"})
        if not call.args
    ]
    assert found == []


def _calls(tree: ast.AST, names: set[str]) -> list[ast.Call]:
    """Return the calls of methods with these names."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in names]
