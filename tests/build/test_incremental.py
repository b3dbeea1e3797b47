"""What is kept from one build to the next: an optimisation that changes no byte, whatever happened to it."""

import hashlib
import logging
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from helpcentre.build.run import build_site
from helpcentre.checks.links import ExternalReference
from helpcentre.diagnostics.problem import HelpcentreError, Problem
from helpcentre.mkdocs_adapter.config import load_config
from helpcentre.mkdocs_adapter.i18n import read_languages
from helpcentre.shards.assembly import build_shard, join_shards
from support import DAY, ON_FULL_DISK, Project, files, small_project


def entries(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def append(name: str, text: str = "\nZusatz {}.\n") -> Callable[[Project, int], None]:
    def edit(project: Project, number: int) -> None:
        file = project.folder / name
        if file.exists():
            file.write_text(file.read_text(encoding="utf-8") + text.format(number), encoding="utf-8")

    return edit


def front(name: str, key: str, value: str) -> Callable[[Project, int], None]:
    def edit(project: Project, number: int) -> None:
        file = project.folder / name
        if file.exists():
            lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith(f"{key}:")]
            lines.insert(1, f"{key}: {value.format(number)}")
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    return edit


def write(name: str, text: str) -> Callable[[Project, int], None]:
    def edit(project: Project, number: int) -> None:
        file = project.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.format(number), encoding="utf-8")

    return edit


def remove(name: str) -> Callable[[Project, int], None]:
    return lambda project, _: (project.folder / name).unlink(missing_ok=True)


def moved(old: str, new: str) -> Callable[[Project, int], None]:
    """Return what renames a page or a folder, and renames it back when it is done again."""

    def edit(project: Project, number: int) -> None:
        here, there = project.folder / old, project.folder / new
        if there.exists():
            here, there = there, here
        if here.exists() and not there.exists():  # another edit may have made it anew
            here.rename(there)

    return edit


def language(project: Project, number: int) -> None:
    config = project.folder / "mkdocs.yml"
    lines = [line for line in config.read_text(encoding="utf-8").splitlines(keepends=True) if "locale: ar" not in line]
    if len(lines) == len(config.read_text(encoding="utf-8").splitlines()):
        place = next(index for index, line in enumerate(lines) if "locale: en" in line)
        lines.insert(place + 1, lines[place].replace("en", "ar"))
    config.write_text("".join(lines), encoding="utf-8")


def setting(text: str) -> Callable[[Project, int], None]:
    def edit(project: Project, number: int) -> None:
        config = project.folder / "mkdocs.yml"
        above = config.read_text(encoding="utf-8").partition("extra:")[0]
        config.write_text(f"{above}extra: {{helpcentre: {{{text.format(number)}}}}}\n", encoding="utf-8")

    return edit


def word(project: Project, number: int) -> None:
    (project.folder / "docs/en/strings.yml").write_text(f"home: Home {number}\n", encoding="utf-8")


_EDITS: dict[str, Callable[[Project, int], None]] = {
    "source text": append("docs/de/topic/first.md"),
    "translated text": append("docs/en/topic/second.md"),
    "source title": front("docs/de/topic/first.md", "title", "Titel {}"),
    "translated title": front("docs/ar/topic/index.md", "title", "Title {}"),
    "order": front("docs/de/topic/second.md", "order", "{}"),
    "icon": front("docs/de/topic/second.md", "icon", "material/numeric-{}"),
    "slug": front("docs/en/topic/index.md", "slug", "s{}"),
    "new page": write("docs/de/topic/new.md", "---\ntitle: Neu {}\n---\n\n# Neu {{#new}}\n"),
    "page without a title": write("docs/de/topic/bare.md", "# Nur {} {{#bare}}\n\n[x](new.md)\n"),
    "page without a heading": write("docs/de/topic/plain.md", "Nur Text {0}.\n\n## Teil {0} {{#part}}\n"),
    "folders without a page": write("docs/de/loose/deep/page.md", "# Tief {} {{#deep-page}}\n"),
    "new translation": write("docs/en/topic/new.md", "---\ntitle: New {}\n---\n\n# New {{#new}}\n"),
    "page renamed": moved("docs/de/topic/second.md", "docs/de/topic/other.md"),
    "translation renamed": moved("docs/en/topic/second.md", "docs/en/topic/other.md"),
    "topic renamed": moved("docs/de/topic", "docs/de/theme"),
    "language": language,
    "page gone": remove("docs/de/topic/new.md"),
    "translation gone": remove("docs/ar/topic/first.md"),
    "snippet": write("docs/de/_snippets/s.md", "Geteilt {}.\n"),
    "includes": write("docs/de/topic/new.md", '---\ntitle: N\n---\n\n# N {{#n}}\n\n--8<-- "_snippets/s.md"\n{}\n'),
    "picture": write(
        "docs/en/assets/picture.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="{0}1" height="9"></svg>'
    ),
    "template": write("overrides/partials/footer.html", "<footer>{}</footer>"),
    "contact": write("contact.yml", "time_zone: Europe/Berlin\nhours: {{ monday: 0{}:00-17:00 }}\n"),
    "most asked": front("docs/de/index.md", "most_asked", "topic/first.md#deep"),
    "glossary": write("glossary.yml", "terms: {{ Absatz: {{ en: {{ require: [word{}] }} }} }}\n"),
    "labels of an app": write("labels.yml", "labels: {{ x: {{ en: {{ name: Word {} }} }} }}\n"),
    "setting": setting("contact_email: m{}@example.org"),
    "release": setting("bundle: {{version: v{0}, valid_days: 1{0}}}"),
    "level": setting("levels: {{page-orphaned: warn}}"),
    "status page": setting("status_page: true"),
    "note": write("docs/de/topic/new.md", "# N {{#n}}\n\n/// internal\nA {} ![a](../assets/tool.svg)\n///\n"),
    "reply": append("docs/en/topic/first.md", "\n/// reply | chat\nHello {{whom}}, {} apples.\n///\n"),
    "picture of notes": write(
        "docs/de/assets/tool.svg", '<svg xmlns="http://www.w3.org/2000/svg"><title>{}</title></svg>'
    ),
    "draft": front("docs/de/topic/second.md", "draft", "true"),
    "no draft": front("docs/de/topic/second.md", "draft", "false"),
    "draft of a translation": front("docs/en/topic/first.md", "draft", "true"),
    "draft of a machine": front("docs/en/topic/first.md", "machine", "{{ deep: x 2026-09-01 {}12345678901 }}"),
    "drafts with notice": setting("drafts: with notice"),
    "in another topic": front("docs/de/topic/second.md", "also_in", "loose/deep"),
    "label": front("docs/de/topic/first.md", "labels", "[A {}]"),
    "announcement": setting("announcement: {{text: News {}}}"),
    "link to elsewhere": append("docs/ar/topic/second.md", "\n<https://example.com/{}>\n"),
    "synonym": write("docs/de/synonyms.yml", "Kirschkuchen: [kuchen{0}]\nNichts{0}: [nix]\n"),
    "word": word,
    "published ids": write("published.txt", "/topic/first/\n/topic/first/#old{} -\n"),
    "former id": append("docs/de/topic/second.md", "\n## Teil {0} {{#part{0} former=/topic/first/#moved}}\n"),
}
_EDITS_OF_NOTES = {"note", "picture of notes", "release", "reply"}
"""Edits that only the agents' edition shows."""


def built(
    project: Project, edition: str, name: str
) -> tuple[dict[str, bytes], list[Problem], list[Problem], list[ExternalReference]] | str:
    """Build into a folder; return what was built, found and told, or why it was refused."""
    try:
        done = build_site(project.folder / edition, strict=False, site_dir=str(project.folder / name / "made"))
    except Exception as error:
        return str(error)
    return files(project.folder / name), sorted(set(done.all_findings)), done.report, done.external_references


def joined(project: Project, edition: str) -> dict[str, bytes] | None:
    """Build each language as a shard and join them into a folder; return what is there, None where that is refused."""
    (project.folder / "joined.yml").write_text(f"INHERIT: {edition}\nsite_dir: joined/made\n", encoding="utf-8")
    file = project.folder / "joined.yml"
    try:
        codes = [each.code for each in read_languages(load_config(file))]
        made = [build_shard(file, [code], project.folder / f"{code}.zip") for code in codes]
        join_shards(file, reversed(made), strict=False)
    except HelpcentreError:
        return None
    return files(project.folder / "joined")


def editable_project(folder: Path) -> Project:
    """Return the small help centre with templates of its own, which may be changed."""
    project = small_project(folder)
    overrides = project.folder / "overrides"
    shutil.copytree(overrides.resolve(), project.folder / "copy", ignore=shutil.ignore_patterns("__pycache__"))
    overrides.unlink()
    (project.folder / "copy").rename(overrides)
    return project


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Project]:
    """Return what puts a project where it was once built in an edition, as that build left it."""
    place = tmp_path_factory.mktemp("begun")
    project = Project(place / "small")

    def begin(edition: str) -> Project:
        kept = place / edition
        shutil.rmtree(project.folder, ignore_errors=True)
        if not kept.exists():
            editable_project(project.folder)
            built(project, edition, "site")
            project.folder.rename(kept)
        shutil.copytree(kept, project.folder, symlinks=True)
        return project

    return begin


def test_project_put_back_is_known_to_its_build(
    begun: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    project = begun("mkdocs.yml")
    before = {file: file.stat().st_ino for file in (project.folder / "site").rglob("index.html")}
    _EDITS["translated text"](project, 1)
    built(project, "mkdocs.yml", "site")
    assert [file.parent.name for file, number in before.items() if file.stat().st_ino != number] == ["second"]


@pytest.mark.parametrize("name", sorted(_EDITS))
def test_each_edit_gives_the_bytes_of_a_build_from_nothing(
    name: str, begun: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = "agents.yml" if name in _EDITS_OF_NOTES else "mkdocs.yml"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    project = begun(edition)
    _EDITS[name](project, 1)
    again = built(project, edition, "site")
    monkeypatch.setenv("HELPCENTRE_CACHE", "false")
    assert again == built(project, edition, "fresh")


@settings(max_examples=4, phases=[Phase.generate])  # a shorter sequence is not worth a hundred builds
@given(
    edition=st.sampled_from(["agents.yml", "mkdocs.yml"]),
    steps=st.lists(st.tuples(st.sampled_from(sorted(_EDITS)), st.integers(1, 3)), min_size=4, max_size=6),
)
def test_any_sequence_of_edits_gives_the_bytes_of_a_build_from_nothing(
    edition: str, steps: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    logging.disable(logging.CRITICAL)
    project = editable_project(tmp_path_factory.mktemp("edits") / "small")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SOURCE_DATE_EPOCH", DAY)
        try:
            built(project, edition, "site")
            for name, number in steps:
                _EDITS[name](project, number)
                again = built(project, edition, "site")
            environment.setenv("HELPCENTRE_CACHE", "false")
            fresh = built(project, edition, "fresh")
            assert again == fresh
            assert joined(project, edition) == (None if isinstance(fresh, str) else fresh[0])
        finally:
            logging.disable(logging.NOTSET)


class _Bomb:
    """A value that would run a command when pickle reads it."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("kill $PPID",)


def _signed(file: Path, data: bytes) -> bytes:
    """Return an entry of the cache with the right digest for its place."""
    return hashlib.sha256(file.name.encode() + b"\0" + data).digest() + data


def _same(_: Path, data: bytes) -> bytes:
    return data


_DAMAGE: list[Callable[[Path, bytes], bytes]] = [
    lambda _, data: data,
    lambda *_: b"",
    lambda _, data: data[: len(data) // 2],
    lambda _, data: data[:-1] + b"x",
    lambda _, data: b"x" + data[1:],
    lambda file, _: entries(file.parent.parent)[0].read_bytes(),
    lambda file, _: _signed(file, msgspec.msgpack.encode([1])),
    lambda file, _: _signed(file, msgspec.msgpack.encode({"files": "x"})),
    lambda file, _: _signed(file, pickle.dumps(_Bomb())),
    lambda file, _: _signed(file, b"\x91" * 100_000),
]


@settings(max_examples=3, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damages=st.lists(st.sampled_from(_DAMAGE), min_size=1, max_size=9), is_full=st.booleans())
def test_damaged_cache_changes_no_byte_of_the_site(
    damages: list[Callable[[Path, bytes], bytes]], is_full: bool, small: Project
) -> None:
    assert small.build().status == 0
    before = files(small.folder / "site")
    for number, file in enumerate(entries(small.folder / ".cache")):
        file.write_bytes(damages[number % len(damages)](file, file.read_bytes()))
        if is_full:  # a folder in the place of the file: nothing can be read or written there
            file.unlink()
            file.mkdir()
    shutil.rmtree(small.folder / "site")
    again = small.build_apart()
    assert (again.status, again.warnings) == (0, [])
    assert files(small.folder / "site") == before


def _cut_or_flipped(data: bytes, chance: Random) -> bytes:
    """Return an entry that ends too soon, or has one other bit, as a disk that fails leaves it."""
    place = chance.randrange(len(data))
    if chance.random() < 0.5:
        return data[:place]
    return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]


@pytest.mark.parametrize("seed", [1, 2])
def test_cache_damaged_at_any_place_changes_no_byte_of_the_site(seed: int, small: Project) -> None:
    assert small.build().status == 0
    before, chance = files(small.folder / "site"), Random(seed)
    for file in entries(small.folder / ".cache"):
        file.write_bytes(_cut_or_flipped(file.read_bytes(), chance))
    again = small.build_apart()
    assert (again.status, again.warnings) == (0, [])
    assert files(small.folder / "site") == before


def test_unwritable_cache_changes_no_byte_of_the_site(small: Project) -> None:
    assert small.build().status == 0
    before = files(small.folder / "site")
    shutil.rmtree(small.folder / ".cache")
    (small.folder / ".cache").symlink_to("/proc")
    again = small.build_apart()
    assert (again.status, again.warnings) == (0, [])
    assert files(small.folder / "site") == before


@pytest.mark.parametrize(("config", "first"), [("mkdocs.yml", "site"), ("agents.yml", "dist/helpcentre-agents")])
def test_real_site_is_the_same_with_and_without_the_cache(
    config: str, first: str, project: Project, tmp_path: Path
) -> None:
    ways = {"kept": {}, "alone and anew": {"HELPCENTRE_PROCESSES": "1", "HELPCENTRE_CACHE": "false"}}
    for name, environment in ways.items():
        site = tmp_path / name / Path(first).name
        command = ("mkdocs", "build", "--strict", "--config-file", config, "--site-dir", str(site))
        assert project.run(*command, **environment).status == 0
        assert files(site) == files(project.folder / first), name


def test_unchanged_page_stays_the_very_file(small: Project) -> None:
    assert small.build().status == 0
    before = {file: (small.folder / "site" / file).stat().st_ino for file in files(small.folder / "site")}
    small.edit("docs/en/topic/second.md", "apple strudel", "apple pie")
    assert small.build().status == 0
    pages = [file for file in before if file.endswith("index.html")]
    changed = [file for file in pages if (small.folder / "site" / file).stat().st_ino != before[file]]
    assert changed == ["en/topic/second/index.html"]
    assert "apple pie" in small.read("site/en/topic/second/index.html")


def test_full_disk_fails_the_build_and_leaves_the_old_site(small: Project) -> None:
    assert small.build(HELPCENTRE_CACHE="false").status == 0
    before = files(small.folder / "site")
    # No file may grow beyond some blocks: what a full disk is to a program, without filling one.
    run = small.run("sh", "-c", "ulimit -f 24 && mkdocs build", HELPCENTRE_CACHE="false", **ON_FULL_DISK)
    assert run.status == 1
    assert "File too large" in run.output
    assert "Traceback" not in run.output
    assert files(small.folder / "site") == before
    assert [path.name for path in small.folder.iterdir() if path.name.startswith(".site")] == []
