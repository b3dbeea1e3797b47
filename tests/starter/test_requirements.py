"""The requirements of a new project: the product, and each package that it needs, in the installed version."""

import json
import re
from importlib.metadata import version
from types import SimpleNamespace

import pytest

from helpcentre.starter import requirements
from helpcentre.starter.requirements import pinned_requirements, product_requirement, product_version


def test_each_package_is_named_once_in_its_version() -> None:
    first, *others = pinned_requirements()
    assert first == product_requirement()
    assert all(re.fullmatch(r"[a-z0-9-]+==[^\s;]+", line) for line in others)
    names = [line.partition("==")[0] for line in others]
    assert names == sorted(set(names))
    for name in ("mkdocs", "mkdocs-material", "jinja2"):
        assert f"{name}=={version(name)}" in others
    assert not [line for line in others if line.startswith(("pytest", "ruff", "helpcentre"))]


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (None, f"helpcentre=={product_version()}"),
        ({"url": "file:///a/b", "dir_info": {"editable": True}}, "helpcentre @ file:///a/b"),
        ({"url": "https://example.org/h-1.whl", "archive_info": {}}, "helpcentre @ https://example.org/h-1.whl"),
        (
            {"url": "https://example.org/h.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "helpcentre @ git+https://example.org/h.git@abc",
        ),
    ],
)
def test_product_is_named_by_where_it_came_from(origin: object, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = json.dumps(origin) if origin else None
    monkeypatch.setattr(requirements, "distribution", lambda _: SimpleNamespace(read_text=lambda _: text))
    assert product_requirement() == line
