"""The audit: what it makes of Lighthouse's reports, which pages it takes, and the host that it shows them on."""

import gzip
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from audit import heaviest, table
from host import hosted
from lighthouse import Run, summary

ADDRESS = "http://127.0.0.1:8000/x/"


def report(**audits: float) -> dict[str, Any]:
    """A report in which the audits that are named have these scores or, for metrics, values, and all else is well."""
    found: dict[str, dict[str, Any]] = {
        name: {"score": 1, "numericValue": 0.0}
        for name in ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "errors-in-console",
                     "http-status-code", "is-crawlable", "meta-description", "image-alt")
    }  # fmt: skip
    found["network-requests"] = {"score": None, "details": {"items": [{}, {}]}}
    found["errors-in-console"]["details"] = {"items": [{"sourceLocation": {"url": ADDRESS}}]}
    for name, value in audits.items():
        is_metric = name in ("total_blocking_time", "cumulative_layout_shift")
        found[name.replace("_", "-")]["numericValue" if is_metric else "score"] = value
    parts = {
        "performance": ["total-blocking-time"],
        "accessibility": ["image-alt"],
        "best-practices": ["errors-in-console", "image-alt"],
        "seo": ["http-status-code", "is-crawlable", "meta-description"],
    }
    categories = {}
    for category, names in parts.items():
        score = sum(found[name]["score"] for name in names) / len(names)
        categories[category] = {"score": score, "auditRefs": [{"id": name, "weight": 1} for name in names]}
    return {"categories": categories, "audits": found, "finalDisplayedUrl": ADDRESS}


def test_audit_of_a_page_without_fault_misses_nothing() -> None:
    run = summary("home", [report()])
    assert run.missed == []
    assert (run.scores["seo"], run.requests) == (100, 2)


def test_audit_counts_medians_and_names_every_failure() -> None:
    reports = [report(total_blocking_time=value) for value in (10, 60, 900)] + [report(image_alt=0.5)] * 2
    run = summary("home", reports)
    assert run.metrics["total-blocking-time"] == 10
    assert run.missed == ["home: failed audit image-alt"]
    slow = summary("home", [report(total_blocking_time=51, cumulative_layout_shift=0.01)])
    assert [line.split(" is ")[0] for line in slow.missed] == [
        "home: total-blocking-time",
        "home: cumulative-layout-shift",
    ]


def test_audit_lets_a_404_page_have_the_status_404() -> None:
    right = {"http_status_code": 0, "is_crawlable": 0, "errors_in_console": 0}
    assert summary("404", [report(**right)]).missed == []
    assert summary("404", [report(**right, meta_description=0)]).scores["seo"] == 0
    other = report(**right)
    other["audits"]["errors-in-console"]["details"]["items"].append({"sourceLocation": {"url": f"{ADDRESS}a.js"}})
    assert "404: failed audit errors-in-console" in summary("404", [other]).missed


def test_audit_names_the_wrong_status_of_any_other_page() -> None:
    missed = summary("home", [report(is_crawlable=0)]).missed
    assert missed == ["home: seo is 67, it has to be 100 at least", "home: failed audit is-crawlable"]


def test_audit_takes_the_heaviest_page_of_each_kind(tmp_path: Path) -> None:
    texts = {"a.html": "hc-article", "b.html": "hc-article", "index.html": "hc-hero", "404.html": "", "x.html": ""}
    for name, text in texts.items():
        (tmp_path / name).write_text(f'<p class="{text}">', encoding="utf-8")
    unlisted = '<meta name="robots" content="noindex, follow"><p class="hc-article">'
    (tmp_path / "inner.html").write_text(unlisted, encoding="utf-8")
    weights = [{"dest": name, "html": 2048, "first_view": 1024} for name in ("inner.html", *texts)]
    found = heaviest(tmp_path, weights)
    assert {kind: weight["dest"] for kind, weight in found.items()} == {
        "home": "index.html",
        "article": "a.html",
        "404": "404.html",
    }
    run = Run("404", dict.fromkeys(("performance", "accessibility", "best-practices", "seo"), 100), {
        "largest-contentful-paint": 900, "total-blocking-time": 0, "cumulative-layout-shift": 0,
    }, 7)  # fmt: skip
    assert table(found, [run]).splitlines()[1].split() == [
        "404",
        "2.0",
        "1.0",
        "7",
        "100",
        "100",
        "100",
        "100",
        "900",
        "0",
        "0.000",
    ]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with a page, a 404 page in two languages, and headers."""
    for name, text in {"index.html": "home" * 99, "404.html": "Weg", "en/404.html": "Gone", "x.png": "x"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "_headers").write_text("/*\n  X-Content-Type-Options: nosniff\n", encoding="utf-8")
    return tmp_path


def test_audit_host_compresses_and_sends_the_headers(root: Path) -> None:
    with hosted(root) as address:
        asked = Request(address, headers={"Accept-Encoding": "gzip"})
        with urlopen(asked) as answer:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert gzip.decompress(answer.read()).decode() == "home" * 99
        with urlopen(f"{address}x.png") as answer:
            assert answer.headers["Content-Encoding"] is None


@pytest.mark.parametrize(("path", "text"), [("no/", "Weg"), ("en/no", "Gone"), ("../secret", "Weg")])
def test_audit_host_answers_404_in_the_language(path: str, text: str, root: Path) -> None:
    with hosted(root) as address:
        with pytest.raises(HTTPError) as failed:
            urlopen(address + path)
        assert (failed.value.code, failed.value.read().decode()) == (404, text)
        failed.value.close()
