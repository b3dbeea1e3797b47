"""What pages weigh, and the budget they are held against."""

import gzip
import json
from datetime import date
from hashlib import sha256
from pathlib import Path

from helpcentre.checks.performance_budget import Weight, as_table, check_budget, weigh
from helpcentre.output.page import PageRecord
from helpcentre.output.scan import scan_site
from helpcentre.output.site import files_of
from helpcentre.settings.options import Budget
from helpcentre.util.cache import Cache
from helpcentre.util.results import Results
from support import Project

KB = 1024
SMALL = Weight("a/index.html", html=10 * KB, elements=100, first_view=40 * KB)
LARGE = Weight("b/index.html", html=50 * KB, elements=600, first_view=70 * KB)


def test_first_view_is_the_page_with_its_styles_and_scripts(tmp_path: Path) -> None:
    contents = {
        "p/index.html": '<link rel="stylesheet" href="../a.css"><script src="/help/b%20c.js"></script>'
        '<img src="../d.png"><a href="../e.js"></a><script src="../gone.js"></script><img src="../a.css?1">',
        "a.css": "p{}" * 50, "b c.js": "x()" * 70, "d.png": "d" * 999, "e.js": "e" * 999,
    }  # fmt: skip
    for name, content in contents.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "status.html").write_text("<p>", encoding="utf-8")
    (tmp_path / "former.html").write_text('<meta http-equiv="refresh" content="0; url=p/">', encoding="utf-8")
    found = weigh(tmp_path, scan_site(tmp_path, files_of(tmp_path)), site_url="https://example.org/help/")
    loaded = [len(gzip.compress(contents[name].encode(), 6, mtime=0)) for name in ("p/index.html", "a.css", "b c.js")]
    assert found == [Weight("p/index.html", len(contents["p/index.html"]), 9, sum(loaded), 999, "d.png")]


def test_compressed_page_is_compressed_again_only_when_it_is_another(tmp_path: Path) -> None:
    site, results, first = tmp_path / "site", Results(Cache(tmp_path / "cache"), ""), "first" * 90
    site.mkdir()

    def first_view(text: str, *, sha256: str) -> int:
        (site / "a.html").write_text(text, encoding="utf-8")
        scans = scan_site(site, files_of(site))
        return weigh(site, scans, site_url="/", results=results, digests={"a.html": sha256})[0].first_view

    size = first_view(first, sha256=sha256(first.encode()).hexdigest())
    assert first_view("x", sha256=sha256(first.encode()).hexdigest()) == size  # its digest is known: it is not read
    assert first_view("x", sha256=sha256(b"x").hexdigest()) == len(gzip.compress(b"x", 6, mtime=0))


def test_of_the_copies_of_a_picture_the_largest_counts(tmp_path: Path) -> None:
    copies = {f"assets/pictures/{name}": size for name, size in (("a-0f-400.webp", 40), ("a-0f-800.webp", 90))}
    for name, size in {**copies, "b.png": 70, "c-2.png": 1}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(bytes(size))
    shown = ", ".join(f"{name} {place}w" for place, name in enumerate(copies, 1))
    html = f'<img src="{next(iter(copies))}" srcset="{shown}"><img src="b.png"><video poster="c-2.png"></video>'
    (tmp_path / "index.html").write_text(f"{html}<img src='b.png'><a href='b.png'></a>", encoding="utf-8")
    (found,) = weigh(tmp_path, scan_site(tmp_path, files_of(tmp_path)), site_url="https://example.org/")
    assert (found.pictures, found.largest) == (90 + 70 + 1, "assets/pictures/a-0f-800.webp")


def test_no_page_of_the_sample_loads_more_than_thirty_kilobytes_at_first_view(project: Project) -> None:
    weighed = project.run("helpcentre", "weigh", "--json")
    assert weighed.status == 0, weighed.output
    pages = json.loads(weighed.output)
    assert len(pages) > 100
    assert [page["dest"] for page in pages if page["first_view"] > 30 * KB] == []


def messages(*weights: Weight, budget: Budget | None = None) -> list[str]:
    page = PageRecord("de", "de", "b.md", "b/", "b/index.html", "docs/de/b.md", "", date(2026, 9, 1))
    return [f"{p.place}: {p.code}: {p.message}" for p in check_budget(weights, budget or Budget(), pages=[page])]


def test_pages_within_the_budget_are_no_problem() -> None:
    assert messages() == messages(SMALL) == messages(SMALL, SMALL) == []
    exact = Weight("c", html=25 * KB, elements=500, first_view=60 * KB)
    assert messages(exact) == []


def test_figure_over_the_budget_is_one_problem_with_its_page() -> None:
    assert messages(SMALL, LARGE, LARGE) == [
        "docs/de/b.md: budget-exceeded: HTML has 36.7 KB on average, the budget is 25 KB; "
        "the most, 50.0 KB, has b/index.html",
        "docs/de/b.md: budget-exceeded: b/index.html has 600 elements, the budget is 500; 2 pages are over it",
        "docs/de/b.md: budget-exceeded: the first view of b/index.html loads 70.0 KB gzipped, the budget is 60 KB; "
        "2 pages are over it",
    ]
    assert messages(LARGE, budget=Budget(html_kb=50, elements=600, first_view_kb=70)) == []


def test_pictures_over_the_budget_are_told_with_the_largest() -> None:
    full = Weight("b/index.html", KB, 9, KB, pictures=3000 * KB, largest="assets/photo.jpg")
    assert messages(SMALL, full) == [
        "docs/de/b.md: budget-exceeded: the pictures of b/index.html have 3000 KB, the budget is 2000 KB; "
        "the largest is assets/photo.jpg; 1 page is over it"
    ]


def test_weigh_table_has_the_figures_that_count() -> None:
    assert as_table([LARGE, SMALL], Budget()).splitlines() == [
        "first view    HTML  elements  pictures  page",
        "      70.0    50.0       600       0.0  b/index.html",
        "      40.0    10.0       100       0.0  a/index.html",
        "      70.0    30.0       600       0.0  the most; of HTML the mean",
        "      60.0    25.0       500    2000.0  budget",
        "Sizes are KB of 1,024 bytes; a first view is HTML, style sheets and scripts, gzipped.",
    ]


def test_weigh_command_lists_every_page_of_the_built_site(project: Project) -> None:
    done = project.helpcentre("weigh")
    assert done.status == 0
    rows = json.loads(project.helpcentre("weigh", "--json").output)
    assert len(rows) >= 84 + 12
    for page in ("index.html", "ar/404.html", "en/contact/index.html"):
        assert f"  {page}\n" in done.output
        assert page in {row["dest"] for row in rows}


def test_weigh_command_without_a_site_is_refused(small: Project) -> None:
    done = small.helpcentre("weigh")
    assert done.status == 1
    assert "the website is not built (run: helpcentre build)" in done.output
    assert "Traceback" not in done.output


def test_a_build_over_its_budget_is_refused_if_the_project_says_so(small: Project) -> None:
    base = (small.folder / "base.yml").read_text(encoding="utf-8")
    option = "    edition: public\n    budget: { elements: 20 }\n"
    option += "    levels: { budget-exceeded: error }\n"
    (small.folder / "base.yml").write_text(base.replace("    edition: public\n", option), encoding="utf-8")
    built = small.build()
    assert built.status == 1
    assert [line.split(": ")[1] for line in built.warnings] == ["budget-exceeded"]
    assert "elements, the budget is 20;" in built.warnings[0]
