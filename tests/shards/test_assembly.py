"""A site built in shards is, byte for byte, that of one build; what cannot be put together is refused by its name."""

import json
import shutil
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.shards.assembly import build_shard, join_shards
from support import DAY, SITES, Project, files, small_project

_COMMIT = ("git", "-c", "user.name=x", "-c", "user.email=x@x", "commit", "--allow-empty", "-m", "x")


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One shard for each language of the small site, and the project, built at another place than it is joined."""
    folder = tmp_path_factory.mktemp("shards")
    project = small_project(folder / "built here")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SOURCE_DATE_EPOCH", DAY)
        return {
            code: build_shard(project.folder / "mkdocs.yml", [code], folder / f"{code}.zip")
            for code in ("de", "en", "ar")
        }


@pytest.fixture
def config_file(small: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration of the project that shards are joined in."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    return small.folder / "mkdocs.yml"


@pytest.mark.parametrize(("config", "target"), [("mkdocs.yml", "site"), ("agents.yml", "dist")])
def test_shards_of_other_machines_give_the_bytes_of_one_build(
    config: str, target: str, small: Project, tmp_path: Path
) -> None:
    machines = [small_project(tmp_path / name) for name in ("first", "second")]
    for machine, codes in zip(machines, ("en", "ar,de"), strict=True):
        built = machine.helpcentre("-f", config, "build", "--shard", codes, "-o", f"{codes[:2]}.zip")
        assert (built.status, built.output) == (0, f"wrote {codes[:2]}.zip\n")
        assert not files(machine.folder / target)
        shutil.copy(machine.folder / f"{codes[:2]}.zip", tmp_path)
    assert small.build_apart("--config-file", config).status == 0
    joined = small_project(tmp_path / "joined")
    done = joined.helpcentre("-f", config, "join", str(tmp_path / "en.zip"), str(tmp_path / "ar.zip"))
    assert done.status == 0, done.output
    assert files(joined.folder / target) == files(small.folder / target)
    assert [path.name for path in joined.folder.iterdir() if path.name.startswith(".site")] == []


def test_equal_input_gives_equal_shards(shards: dict[str, Path], config_file: Path, tmp_path: Path) -> None:
    again = build_shard(config_file, ["ar"], tmp_path / "ar.zip")
    assert again.read_bytes() == shards["ar"].read_bytes()


def test_joined_shards_tell_faults_as_one_build_does(tmp_path: Path) -> None:
    project = small_project(tmp_path / "planted", "planted")
    for codes in ("de", "ar,en"):
        assert project.helpcentre("build", "--shard", codes, "-o", f"{codes}.zip").status == 0
    joined = project.helpcentre("join", "de.zip", "ar,en.zip")
    assert joined.status == 1
    assert "mkdocs.yml: the site was refused" in joined.output
    assert not (project.folder / "site").exists()
    told = [line.removeprefix("WARNING - ") for line in joined.output.splitlines() if line.startswith("WARNING")]
    assert told == project.build().warnings
    assert len(told) >= len((SITES / "planted" / "expected.txt").read_text(encoding="utf-8").splitlines())
    assert project.helpcentre("join", "--no-strict", "de.zip", "ar,en.zip").status == 0
    shutil.move(project.folder / "site", tmp_path / "joined")
    assert project.mkdocs("build").status == 0
    assert files(tmp_path / "joined") == files(project.folder / "site")


def test_joined_shards_tell_their_warnings_again_and_count_them(small: Project) -> None:
    code = (
        "import logging\n"
        "def on_page_content(html, page, config, files):\n"
        "    if page.file.dest_uri == 'ar/index.html': logging.getLogger('mkdocs.plugins.more').warning('hm')\n"
    )
    small.add_hook("more.py", code)
    built = small.helpcentre("build", "--shard", "de,en,ar", "-o", "all.zip")
    joined = small.helpcentre("join", "all.zip")
    assert [done.output.count("WARNING - hm") for done in (built, joined)] == [1, 1]
    assert (built.status, joined.status) == (0, 1)


def test_a_language_that_fails_gives_no_shard(small: Project) -> None:
    small.edit("docs/de/topic/first.md", "order:", "template: nope.html\norder:")
    built = small.helpcentre("build", "--shard", "en,ar")
    assert built.status == 1
    assert "docs/de/topic/first.md:4: the theme has no nope.html" in built.output
    assert "Traceback" not in built.output
    assert not list((small.folder).rglob("*.zip"))


@pytest.mark.parametrize("codes", ["xx", "en,en", "", "en,"])
def test_only_languages_of_the_site_are_built(codes: str, small: Project) -> None:
    built = small.helpcentre("build", "--shard", codes)
    assert built.status == 1
    assert "is no language, or there twice (name some of de, en, ar, each once)" in built.output


def test_missing_and_doubled_languages_are_named(shards: dict[str, Path], config_file: Path) -> None:
    de, en, ar = shards["de"], shards["en"], shards["ar"]
    with pytest.raises(HelpcentreError, match=r"^no shard has en, ar \(build .* --shard en,ar\)$"):
        join_shards(config_file, [de], strict=True)
    with pytest.raises(HelpcentreError, match=r"en\.zip: en is also in .*en\.zip \(give each language once\)$"):
        join_shards(config_file, [de, en, ar, en], strict=True)
    join_shards(config_file, [ar, de, en], strict=True)
    assert (config_file.parent / "site" / "ar" / "index.html").is_file()


def about(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    """Return what changes what a shard says of itself."""
    return changed("shard.json", change)


def facts(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    """Return what changes what a shard says of a language."""
    return changed("en.json", change)


def changed(name: str, change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    """Return what changes a file of JSON in a shard."""

    def damage(file: Path) -> None:
        with zipfile.ZipFile(file) as archive:
            contents = {name: archive.read(name) for name in archive.namelist()}
        data = json.loads(contents[name])
        change(data)
        with zipfile.ZipFile(file, "w") as archive:
            for each, content in {**contents, name: json.dumps(data).encode()}.items():
                archive.writestr(each, content)

    return damage


def cut(keep: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Return what changes a shard's bytes."""

    def damage(file: Path) -> None:
        file.write_bytes(keep(file.read_bytes()))

    return damage


def renamed(old: str, new: str) -> Callable[[Path], None]:
    """Return what gives a file in a shard another name, of the same length."""
    return cut(lambda data: data.replace(old.encode(), new.encode()))


def added(name: str, content: bytes = b"x") -> Callable[[Path], None]:
    """Return what puts one more file into a shard."""

    def add(file: Path) -> None:
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings(action="ignore"):
            archive.writestr(name, content)

    return add


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (cut(lambda _: b""), "is damaged, or no shard"),
        (cut(lambda data: data[:-30]), "is damaged, or no shard"),
        (cut(lambda data: data[: len(data) // 2] + b"xxxx" + data[len(data) // 2 + 4 :]), "is damaged, or no shard"),
        (cut(lambda _: b"not a zip"), "is damaged, or no shard"),
        (Path.unlink, "there is no such shard"),
        (renamed("en/en/index.html", "en/../index.html"), r"'\.\./index\.html' is no file of a site"),
        (renamed("en/en/index.html", "en//xn/ndex.html"), "is no file of a site"),
        (added("en/./index.html"), r"'\./index\.html' is no file of a site"),
        (added("en/" + "a/" * 1_500 + "b"), r"'(a/){50}' is no file of a site"),
        (added("en/a\nb"), r"'a\\nb' is no file of a site"),
        (added("en/en/index.html"), "two of its files have one name"),
        (added("shard.json"), "two of its files have one name"),
        (added("en/zeros", bytes(40_000_000)), r"it is too large when unpacked: 4\d MB"),
        (added("shard.json2", bytes(40_000_000)), r"it is too large when unpacked: 4\d MB"),
        (renamed("en.json", "xx.json"), "is damaged, or no shard"),
        (renamed("shard.json", "other.json"), "is damaged, or no shard"),
        (about(lambda data: data.pop("origin")), "is damaged, or no shard"),
        (about(lambda data: data.update(languages="en")), "is damaged, or no shard"),
        (about(lambda data: data.update(format="2")), "is damaged, or no shard"),
        (facts(lambda data: data.update(pages=[])), "is damaged, or no shard"),
        (facts(lambda data: next(iter(data["pages"].values())).update(digest=1)), "is damaged, or no shard"),
        (facts(lambda data: data.pop("problems")), "is damaged, or no shard"),
        (about(lambda data: data.update(format=99)), "is a shard of format 99, this is 3"),
        (about(lambda data: data["origin"].update(edition="agents")), "it is of the edition agents, this is public"),
        (about(lambda data: data["origin"].update(commit="f" * 40)), "it is of the commit ffffffffffff, this is "),
        (about(lambda data: data["origin"].update(languages=["de", "en"])), "its site has the languages de, en, this"),
        (about(lambda data: data["origin"]["packages"].update(mkdocs="1.0")), r"it has mkdocs 1\.0, this 1\.6"),
        (about(lambda data: data["origin"]["packages"].pop("mkdocs")), r"it has mkdocs not, this 1\.6"),
        (about(lambda data: data["origin"].update(release="v1")), "its release is v1, this is "),
    ],
)
def test_a_shard_that_is_damaged_or_of_another_site_is_refused(
    change: Callable[[Path], None], message: str, shards: dict[str, Path], config_file: Path, tmp_path: Path
) -> None:
    changed = Path(shutil.copy(shards["en"], tmp_path / "changed.zip"))
    change(changed)
    before = sorted(config_file.parent.iterdir())
    with pytest.raises(HelpcentreError, match=rf"changed\.zip: .*{message}"):
        join_shards(config_file, [shards["de"], changed, shards["ar"]], strict=True)
    assert sorted(config_file.parent.iterdir()) == before


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda small: small.edit("base.yml", "font: false", "font: false\n  language: nl"), "settings differ: theme"),
        (lambda small: small.edit("base.yml", "edition: public", "edition: agents"), "the edition public, this is age"),
        (
            lambda small: small.edit("base.yml", "https://example.org/", "https://help.example.org/"),
            "its settings differ: site_url",
        ),
        (
            lambda small: small.edit("base.yml", "support@", "help@"),
            r"settings differ: extra\.helpcentre\.contact_email",
        ),
        (lambda small: small.edit("docs/de/topic/first.md", "Pflaumenmus", "Mus"), "its files differ: docs/de"),
        (lambda small: small.write({"../glossary.yml": "keep: [Name]\n"}), "its files differ: glossary"),
        (lambda small: small.run("git", "init") and small.run(*_COMMIT), r"the commit \(none, .*\), this is [0-9a-f]"),
    ],
)
def test_a_shard_of_something_else_than_is_here_is_refused(
    change: Callable[[Project], object], message: str, shards: dict[str, Path], config_file: Path
) -> None:
    change(Project(config_file.parent))
    with pytest.raises(HelpcentreError, match=message):
        join_shards(config_file, shards.values(), strict=True)
