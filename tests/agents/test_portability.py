"""What a bundle's files may be called, and how large it may be."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from helpcentre.agents.portability import check_names, check_size, find_unfit
from helpcentre.output.site import files_of
from support import Project

NAMES = {
    "a/" + "b" * 106 + ".html": "the path has 121 characters, more than 120",
    "assets/straße.png": "not every computer can store the name 'straße.png'",
    "assets/what?.png": "not every computer can store the name 'what?.png'",
    "assets/a:b.png": "not every computer can store the name 'a:b.png'",
    "assets/dot.": "not every computer can store the name 'dot.'",
    "assets/space /x.png": "not every computer can store the name 'space '",
    "en/aux.html": "Windows keeps the name aux.html for itself",
    "en/COM1/index.html": "Windows keeps the name COM1 for itself",
    "en/nul": "Windows keeps the name nul for itself",
}


@pytest.mark.parametrize(("name", "fault"), NAMES.items(), ids=NAMES.values())
def test_name_that_some_computer_cannot_store_is_a_problem(name: str, fault: str) -> None:
    found = list(check_names([name, "index.html", "a/x"], folder="bundles", sources={"en/nul": "docs/en/nul.md"}))
    assert [problem.message for problem in found] == [f"{name}: {fault}"]
    assert found[0].file == ("docs/en/nul.md" if name == "en/nul" else f"docs/{name}")
    assert found[0].code == "path-unfit"


def test_a_name_that_a_page_has_in_several_languages_is_one_problem() -> None:
    dests = [f"{folder}topic/prüfung.html" for folder in ("", "ar/", "en/")]
    sources = dict(zip(dests, (f"docs/{code}/topic/prüfung.md" for code in ("de", "ar", "en")), strict=True))
    names = [*dests, "assets/prüfung.html"]
    found = check_names(names, folder="x", sources=sources, paths=dict.fromkeys(dests, "topic/prüfung.md"))
    first, second = sorted(found)
    fault = "not every computer can store the name 'prüfung.html'"
    assert (first.file, first.message) == ("docs/assets/prüfung.html", f"assets/prüfung.html: {fault}")
    assert (second.file, second.message) == (sources[dests[0]], f"{dests[0]}: {fault}; in other languages, too (2)")


def test_names_that_differ_by_case_alone_are_a_problem() -> None:
    found = list(check_names(["a/Logo.png", "a/logo.png"], folder="x", sources={}))
    assert [problem.message for problem in found] == ["a/logo.png: on Windows it is the same file as a/Logo.png"]


@pytest.mark.parametrize("name", ["auxiliary.html", "console/com10.js", "a" * 100, "fragment/de_1a2b.pf_fragment.js"])
def test_names_that_every_computer_can_store_are_no_problem(name: str) -> None:
    assert list(check_names([name], folder="bundle", sources={})) == []


def test_size_of_the_zip_is_counted_in_millions_of_bytes(tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    with ZipFile(file, "w") as archive:
        for name, size in {"start.html": 90_000, "lamp.jpg": 1_200_000, "a/film.mp4": 200_000, "x.js": 10_000}.items():
            archive.writestr(f"bundle/{name}", bytes(size))
    assert list(check_size(file, name="b.zip", megabytes=1.6)) == []
    (found,) = check_size(file, name="b.zip", megabytes=1.5)
    assert found.message == "the bundle has 1.5 MB, more than 1.5 MB"
    assert found.fix.startswith("make lamp.jpg (1.2 MB), a/film.mp4 (0.2 MB), start.html (0.1 MB) smaller, or ")


def test_real_bundle_has_no_portability_problem(project: Project) -> None:
    folder = project.folder / "dist" / "helpcentre-agents"
    assert list(check_names(files_of(folder), folder=folder.name, sources={})) == []
    assert list(check_size(folder.with_suffix(".zip"), name="", megabytes=15)) == []


def test_bundle_names_each_page_and_file_that_is_unfit(small: Project) -> None:
    (small.folder / "docs" / "assets" / "Übersicht.svg").write_text("<svg/>", encoding="utf-8")
    small.edit("docs/de/topic/second.md", "title:", "slug: con\ntitle:")
    small.edit("agents.yml", "edition: agents", "edition: agents\n    bundle: { max_megabytes: 0.01 }")
    done = small.helpcentre("bundle")
    assert done.status == 1
    assert "docs/assets/Übersicht.svg: path-unfit: " in done.output
    assert "docs/de/topic/second.md: path-unfit: topic/con.html: Windows keeps the name con.html" in done.output
    assert "docs/de/topic/second.md: path-unfit: topic/con.answers.js: Windows keeps the name con" in done.output
    assert "helpcentre-agents.zip: bundle-too-large: " in done.output
    assert not (small.folder / "dist" / "helpcentre-agents").exists()


def test_names_beside_files_are_unfit_where_windows_takes_them_for_one() -> None:
    names = ["Old.html", "old/page.html", "früher.html", "aux/a.html", "x" * 120, "fit.html"]
    found = find_unfit(names, folder="b", beside=["old.html", "fit.html"])
    assert found == {"Old.html", "früher.html", "aux/a.html", "x" * 120}
    assert find_unfit(["A/b.html", "a/b.html"], folder="b", beside=[]) == {"a/b.html"}


def test_former_addresses_of_other_systems_do_not_stop_the_bundle(small: Project) -> None:
    # The site has a page at each; no earlier bundle had a file of such a name, for it would have been refused.
    long = "/hc/de/articles/1-" + "wie-geht-das-" * 12 + "/"
    unfit = ["/hc/de/articles/2-Lampe-zurückschicken/", "/hc/ja/articles/3-ランプ/", "/con/", long]
    former = ["/hc/de/", "/hc/en-us/articles/4/", *unfit]
    small.edit("docs/de/topic/second.md", "title:", f"former: [{', '.join(former)}]\ntitle:")
    bundle = small.helpcentre("bundle")
    assert bundle.status == 0, bundle.output
    files = files_of(small.folder / "dist" / "helpcentre-agents")
    found = sorted(name for name in files if name.startswith(("con", "hc/")))
    assert found == ["hc/de.html", "hc/en-us/articles/4.html"]
    assert small.build().status == 0
    site = small.folder / "site"
    assert all((site / address.strip("/") / "index.html").is_file() for address in former)
