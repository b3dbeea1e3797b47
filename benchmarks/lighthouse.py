"""Lighthouse's scores of a page: https://developer.chrome.com/docs/lighthouse."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
BARS = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
"""The least score of each category, of 100."""
MOST = {"total-blocking-time": 50, "cumulative-layout-shift": 0.0}
"""The most of a metric: milliseconds of blocked input, and shifts of the layout."""

_TRIES = 3
_CHROME = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"


@dataclass(frozen=True)
class Run:
    """What Lighthouse says of a page, the median of some runs: scores of 100, metrics in milliseconds.

    ``failed`` names the audits that took something from any score but performance.
    """

    name: str
    scores: Mapping[str, float]
    metrics: Mapping[str, float]
    requests: int
    failed: tuple[str, ...] = ()

    @property
    def missed(self) -> list[str]:
        """The targets that are not reached, in words; none is the best."""
        low = [(name, self.scores[name], bar) for name, bar in BARS.items() if self.scores[name] < bar]
        high = [(name, self.metrics[name], most) for name, most in MOST.items() if self.metrics[name] > most]
        found = [f"{self.name}: {name} is {value:g}, it has to be {bar} at least" for name, value, bar in low]
        found += [f"{self.name}: {name} is {value:.3g}, it may be {most:g} at most" for name, value, most in high]
        return found + [f"{self.name}: failed audit {audit}" for audit in self.failed]


def measure(program: Path, browser: str, address: str, *, name: str, times: int = 3) -> Run:
    """Run Lighthouse as often as that, for a mobile phone; raises RuntimeError with what it says where it cannot."""
    return summary(name, [_report(program, browser, address) for _ in range(times)])


def summary(name: str, reports: Sequence[Mapping[str, Any]]) -> Run:
    """Return the medians of Lighthouse's reports on one page."""
    failed = {audit for report in reports for audit in _failed(report)}
    return Run(
        name,
        {each: median(_score(report, each) for report in reports) for each in CATEGORIES},
        {
            each: median(report["audits"][each]["numericValue"] for report in reports)
            for each in ("largest-contentful-paint", *MOST)
        },
        max(len(report["audits"]["network-requests"]["details"]["items"]) for report in reports),
        tuple(sorted(failed)),
    )


def _right(report: Mapping[str, Any]) -> set[str]:
    """Return the audits that a page for wrong addresses fails by being one: it answers 404 and is not to be indexed."""
    audits = report["audits"]
    if audits["http-status-code"]["score"] != 0:
        return set()
    said = audits["errors-in-console"].get("details", {}).get("items", [])
    is_status = all(each["sourceLocation"]["url"] == report["finalDisplayedUrl"] for each in said)
    return {"http-status-code", "is-crawlable", *(["errors-in-console"] if is_status else [])}


def _score(report: Mapping[str, Any], category: str) -> float:
    """Return a category's score as Lighthouse makes it, the weighted mean of its audits, without what is right."""
    given, left_out = report["categories"][category], _right(report)
    if not left_out.intersection(each["id"] for each in given["auditRefs"]):
        return float(round(given["score"] * 100))
    counted = [
        (each["weight"], report["audits"][each["id"]]["score"])
        for each in given["auditRefs"]
        if each["id"] not in left_out and report["audits"][each["id"]]["score"] is not None
    ]
    share = sum(weight * score for weight, score in counted) / sum(weight for weight, _ in counted)
    return float(round(100 * share))


def _failed(report: Mapping[str, Any]) -> list[str]:
    scored = [each for name in CATEGORIES[1:] for each in report["categories"][name]["auditRefs"] if each["weight"]]
    scores = {each["id"]: report["audits"][each["id"]]["score"] for each in scored if each["id"] not in _right(report)}
    return [name for name, score in scores.items() if score is not None and score < 1]


def _report(program: Path, browser: str, address: str) -> dict[str, Any]:
    """Return a report; now and then Lighthouse loses a trace and asks to be run again."""
    for _ in range(_TRIES):
        found = _run(program, browser, address)
        if "runtimeError" not in found:
            return found
    raise RuntimeError(f"Lighthouse does not run: {found['runtimeError']['message']}")


def _run(program: Path, browser: str, address: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.json")
        options = ["--quiet", "--output=json", f"--output-path={file}", f"--chrome-flags={_CHROME}"]
        options += [f"--only-categories={','.join(CATEGORIES)}", "--ignore-status-code", "--no-enable-error-reporting"]
        done = subprocess.run(
            ["node", program, address, *options],
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "CHROME_PATH": browser},
        )
        if not file.is_file():
            raise RuntimeError(f"Lighthouse does not run: {(done.stderr or done.stdout).strip()[-500:]}")
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found
