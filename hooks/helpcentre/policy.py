"""The site's Content-Security-Policy, and whether the pages as they were written satisfy it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from helpcentre.pages import PageRecord
from helpcentre.problems import Kind, Problem, problem
from helpcentre.scan import ScannedPage

# Everything comes from the site itself. Pagefind's engine is WebAssembly, hence 'wasm-unsafe-eval', which allows no
# eval of scripts; the style sheet has its icons as data: pictures.
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
_TALKING = ("connect-src", "form-action")
_ALIGNED = re.compile(r'(?<=<t[dh]) style="text-align: (left|center|right);"')


def for_page(endpoint: str = "") -> str:
    """Return the policy as a page can declare it itself, for hosts that send no headers of ours.

    ``endpoint`` is the one other address that pages may talk to, if any.
    """
    more = {name: f" {endpoint}" for name in _TALKING if endpoint}
    return "; ".join(f"{name} {sources}{more.get(name, '')}" for name, sources in _POLICY.items())


def for_header(endpoint: str = "") -> str:
    """Return the policy as a server sends it: only there may it say who shows the pages in a frame, which is nobody."""
    return f"{for_page(endpoint)}; frame-ancestors 'none'"


def without_styles(html: str) -> str:
    """Return a page's text with the alignment of table columns, which Markdown writes as styles, as classes."""
    return _ALIGNED.sub(r' class="hc-align-\1"', html)


def check_policy(
    scanned: Mapping[str, ScannedPage], pages: Iterable[PageRecord], *, project_dir: Path
) -> Iterator[Problem]:
    """Yield a problem for each script, style and event handler that stands in a page, which its readers will not get.

    It is shown at the Markdown line that has it, or, where a template wrote it, at the built file. Files of other
    hosts are the link check's.
    """
    records = {page.dest: page for page in pages}
    for dest, page in scanned.items():
        record = records.get(dest) if page.inline else None
        lines = (project_dir / record.source).read_text(encoding="utf-8").splitlines() if record else []
        for found in page.inline:
            line = next((number for number, text in enumerate(lines, start=1) if found in text), 0)
            file = record.source if record and line else dest
            message = f"{found} is blocked by the site's Content-Security-Policy"
            fix = "write it in a file below overrides/assets/"
            yield problem(Kind.POLICY_BLOCKED, file=file, line=line, message=message, fix=fix)
