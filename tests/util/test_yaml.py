"""Hand-written YAML: whatever stands there is read, or told in one line with its place, and never takes long."""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpcentre.content.contact import read_contact
from helpcentre.content.frontmatter import parse
from helpcentre.content.glossary import read_glossary
from helpcentre.content.operator_fields import read_operator
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.search.synonyms import read_synonyms
from helpcentre.settings.config_files import check_project_file
from helpcentre.util.yaml import load_yaml, read_yaml, reason_of

_BOMB = "a0: &a0 [1, 1]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
_DEEP = ["[" * 50_000, "[" * 300 + "]" * 300, "{a: " * 300 + "}" * 300, "\n  " + "- " * 300 + "x"]


@pytest.mark.parametrize("value", ["2026-02-30", "2026-11-31", "2026-00-01", "2026-01-01T25:00:00Z", "0000-01-01"])
@pytest.mark.parametrize("key", ["updated", "published", "title"])
def test_a_date_that_does_not_exist_is_named_with_its_line(value: str, key: str) -> None:
    with pytest.raises(HelpcentreError, match=rf"^page\.md:3: .*{value}.* is no date that exists.*\(correct it\)$"):
        parse(f"---\norder: 1\n{key}: {value}\n---\n", file="page.md")
    assert parse(f"---\n{'text' if key == 'updated' else key}: '{value}'\n---\n").meta


@pytest.mark.parametrize("value", _DEEP)
def test_deep_nesting_is_told_and_does_not_end_the_process(value: str) -> None:
    with pytest.raises(HelpcentreError, match=r"page\.md:\d+: .*more than 60 lists are nested"):
        parse(f"---\nx: {value}\n---\n", file="page.md")


@pytest.mark.parametrize("text", [_BOMB, "a: &a [*a]\n", "a: &a {b: [*a]}\n"])
def test_aliases_that_stand_for_too_much_are_told(text: str) -> None:
    for read in (lambda: load_yaml(text), lambda: parse(f"---\n{text}---\n")):
        with pytest.raises((yaml.YAMLError, HelpcentreError), match=r"aliases stand for|stands within itself"):
            read()


def test_aliases_that_stand_for_little_are_read() -> None:
    assert load_yaml("a: &a [1, 2]\nb: {<<: {c: *a}}\n") == {"a": [1, 2], "b": {"c": [1, 2]}}


@pytest.mark.parametrize("text", ["x: " + _DEEP[0], _BOMB, "x: [", "x: '\\", 'x: "\\ud800"'])
def test_every_file_of_ours_tells_what_cannot_be_read(text: str, tmp_path: Path) -> None:
    file = tmp_path / "data.yml"
    file.write_text(text, encoding="utf-8")
    readers: tuple[Callable[[Path], object], ...] = (
        read_operator,
        read_glossary,
        lambda file: read_contact(file, ["de"]),
        lambda file: read_synonyms(file, file.name),
        check_project_file,
        load_config,
    )
    for read in readers:
        with pytest.raises(HelpcentreError, match=r"^(operator|data)\.yml:\d+: .+ \(.+\)$"):
            read(file)


def test_settings_with_a_date_that_does_not_exist_name_their_line(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("a: 1\nb: !ENV [X, 1]\nexpires: 2026-02-30\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: x\n", encoding="utf-8")
    with pytest.raises(HelpcentreError, match=r"^base\.yml:3: .*'2026-02-30' is no date"):
        load_config(tmp_path / "mkdocs.yml")
    (tmp_path / "base.yml").write_text("INHERIT: mkdocs.yml\n", encoding="utf-8")
    with pytest.raises(HelpcentreError, match="INHERIT leads back"):
        load_config(tmp_path / "mkdocs.yml")


_KEYS = st.sampled_from(
    ["title", "order", "updated", "slug", "former", "related", "template", "ready", "kind", "translates", "own", "1"]
)
_VALUES = st.one_of(
    st.text(max_size=12),
    st.from_regex(r"\d{4}-\d{1,2}-\d{1,2}([T ]\d\d:\d\d(:\d\d)?)?", fullmatch=True),
    st.from_regex(r"[-+]?(0[xob]?)?[0-9_:.]{1,9}(e[0-9]{1,4})?", fullmatch=True),
    st.from_regex(
        r"!!(int|float|bool|null|timestamp|binary|set|omap|pairs|python/name:os) ?[a-z0-9\[{:-]{0,6}", fullmatch=True
    ),
    st.from_regex(r'"\\[uUx][0-9A-Fd]{0,8}"', fullmatch=True),
    st.from_regex(r"[\[\]{}&*a?:,! -]{1,12}", fullmatch=True),
)


@given(key=_KEYS, value=_VALUES)
@example("updated", "2026-02-30")
@example("order", "9" * 400)
@example("order", "9" * 5000)
@example("order", ".nan")
@example("order", "1e999")
@example("title", '"\\uD800"')
@example("title", '"\\0"')
@example("own", "!!timestamp x")
@example("own", "!!int ''")
@example("own", "!!bool maybe")
@example("own", "!!float x")
@example("own", "{[a]: b}")
@example("own", "{? {a: 1} : 2}")
@example("own", "&a [*a]")
@example("own", "0b")
@example("own", "2026-01-01T00:00:00+99:99")
def test_any_value_of_front_matter_is_read_or_told_in_one_line(key: str, value: str) -> None:
    told = ""
    try:
        document = parse(f"---\n{key}: {value}\n---\n# A {{#a}}\n", file="page.md")
    except HelpcentreError as error:
        told = str(error)
    if told:
        assert told.startswith("page.md:")
        assert "\n" not in told
        return
    str(document.meta).encode("utf-8", "strict")
    assert abs(float(document.meta.get("order", 50))) <= 1_000_000
    assert document.key


@settings(max_examples=40)
@given(key=_VALUES, text=_VALUES)
@example("keep", "2026-02-30")
@example("hours", "[" * 50_000)
@example("expires", "!!timestamp x")
def test_settings_file_of_any_text_is_read_or_told(key: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "any.yml")
        file.write_text(f"{key}: {text}\n", encoding="utf-8")
        for read in (check_project_file, read_operator, read_glossary, read_yaml):
            with suppress(HelpcentreError):
                read(file)


def test_yaml_error_without_a_place_has_no_line() -> None:
    assert reason_of(yaml.YAMLError()) == ("unreadable", 0)
