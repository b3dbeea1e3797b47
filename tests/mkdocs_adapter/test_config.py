"""Settings that MkDocs refuses are told in one line each, with the place of the key and what to do."""

from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.mkdocs_adapter.config import load_config

_GUIDE = "(see the MkDocs user guide on configuration)"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "expires: 2026-02-31",
            "not a YAML file: '2026-02-31' is no date that exists; put a text in quotes (correct it)",
        ),
        (
            "site_description: Lamps: all of them",
            "not a YAML file: mapping values are not allowed here (put the text in quotes)",
        ),
        ("INHERIT: nowhere.yml", "INHERIT names no file (make nowhere.yml)"),
        ("x: !ENV {a: b}", "not a YAML file: expected a scalar or sequence node, but found mapping (correct it)"),
        ("x: !unknown a", "not a YAML file: could not determine a constructor for the tag '!unknown' (correct it)"),
        (
            "x: !!python/object:datetime.date z",
            "not a YAML file: the tag !!python/object:datetime.date cannot be read: function missing required argument "
            "'year' (pos 1) (correct it)",
        ),
        ("nav: 3", f"nav: Expected nav to be a list, got a int: 3 {_GUIDE}"),
        ("plugins: [none]", f'plugins: The "none" plugin is not installed {_GUIDE}'),
        ("site_ulr: x", "site_ulr: Unrecognised configuration name: site_ulr (did you mean site_url?)"),
    ],
)
def test_setting_that_is_refused_is_told_in_one_line_with_its_place(line: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"site_name: Help\n\n{line}\n", encoding="utf-8")
    with pytest.raises(HelpcentreError) as caught:
        load_config(file, strict=True)
    assert str(caught.value) == f"mkdocs.yml:3: {told}"


def test_every_setting_that_is_refused_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "base.yml").write_text("site_name: [x]\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nx: 1\ny: 2\n", encoding="utf-8")
    with pytest.raises(HelpcentreError) as caught:
        load_config(tmp_path / "mkdocs.yml", strict=True)
    lines = str(caught.value).splitlines()
    assert [" ".join(line.split(": ")[:2]) for line in lines] == [
        "base.yml:1 site_name",
        "mkdocs.yml:2 x",
        "mkdocs.yml:3 y",
    ]


def test_name_that_mkdocs_does_not_know_is_a_warning_unless_strict(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nsite_ulr: y\n", encoding="utf-8")
    assert load_config(tmp_path / "mkdocs.yml").site_name == "x"
    assert [text.partition(": ")[0] for text in caplog.messages] == ["mkdocs.yml:2"]
