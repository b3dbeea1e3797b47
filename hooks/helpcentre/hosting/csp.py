"""The site's Content-Security-Policy, and whether the pages as they were written satisfy it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from helpcentre.content.html_elements import REFUSED_MARK

# Everything comes from the site itself; the style sheet has its icons as data: pictures.
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
_NONE: Mapping[str, str] = {}
_TALKING = ("connect-src", "form-action")
# On disk a page may fetch nothing; what it needs are scripts (assets/javascripts/files.js).
_ON_DISK = {
    "connect-src": "'none'",
    "media-src": "'self' data:",  # captions, which are loaded from no file
}
# 'self' is any file of the disk there. Below the head, scripts are only what the scripts of the head add.
# Firefox holds no file of the disk against a policy: there, it is the build that keeps scripts out of texts.
_ON_DISK_BELOW_HEAD = {"script-src": "'strict-dynamic'"}
# Regular expressions, no extension of Markdown: HTML that an author writes is not among Markdown's elements. No parser
# either: browsers may read broken markup otherwise, and an expression sees each beginning of a tag wherever it stands.
_PRELOADED = re.compile(r"(</?)(?=picture[\s/>])|(?<![\w-])(?=srcset\s*=)", re.I)
# Just as the extension for tables writes it; an author's own style stays, and is a problem.
_ALIGNED = re.compile(r'(?<=<t[dh]) style="text-align: (left|center|right);"')


def for_page(endpoint: str = "", frames: Sequence[str] = (), *, services: Mapping[str, str] = _NONE) -> str:
    """Return the policy as a page can declare it itself, for hosts that send no headers of ours.

    ``endpoint`` is the one other address that pages may send forms to, if any; ``frames`` are the hosts whose films the
    page plays, once a reader asks for that; ``services`` are further sources by directive.
    """
    more = {name: f" {endpoint}" for name in _TALKING if endpoint}
    rules = {name: sources + more.get(name, "") for name, sources in _POLICY.items()}
    rules |= {"frame-src": " ".join(frames)} if frames else {}
    return _written(rules | {name: f"{rules.get(name, '')} {own}".strip() for name, own in services.items()})


def for_disk() -> str:
    """Return the policy of a page that is opened from disk, as it declares it at the beginning of its head."""
    return _written({**_POLICY, **_ON_DISK})


def for_disk_below_head() -> str:
    """Return what such a page declares at the end of its head, in addition: no script in its text is run."""
    return _written(_ON_DISK_BELOW_HEAD)


def for_header(endpoint: str = "", frames: Sequence[str] = (), *, services: Mapping[str, str] = _NONE) -> str:
    """Return the policy as a server sends it: only there may it say who shows the pages in a frame, which is nobody.

    It is one for all pages, so ``frames`` are those of any; browsers follow a page's own policy as well.
    """
    return f"{for_page(endpoint, frames, services=services)}; frame-ancestors 'none'"


def without_styles(html: str) -> str:
    """Return a page's text with the alignment of table columns, which Markdown writes as styles, as classes."""
    return _ALIGNED.sub(r' class="hc-align-\1"', html)


def without_preloads(html: str) -> str:
    """Return a page's text in which each picture has one address only, for pages that are opened from disk.

    Firefox asks for the one that it chooses of several before it looks whether the page's policy allows that.
    """
    return _PRELOADED.sub(rf"\1{REFUSED_MARK}", html)


def _written(rules: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())
