"""Headers of each answer: security, caching, and what search engines leave out; as hosts read them from a file.

The choice follows the OWASP Secure Headers Project (https://owasp.org/www-project-secure-headers/) and Mozilla's HTTP
Observatory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

from helpcentre.hosting import csp

HEADERS_FILE = "_headers"
"""Netlify and Cloudflare Pages read it from the top of the site."""

FOR_A_YEAR = "public, max-age=31536000, immutable"
"""``Cache-Control`` of :data:`LASTING` files."""

LASTING = ("assets/pictures/", "assets/stylesheets/helpcentre.", "assets/search/parts/")
"""Beginnings of files with a hash of their content in their name. All others are asked for anew."""

CORS = "Access-Control-Allow-Origin"
"""The header with the origin whose pages may read an answer (https://fetch.spec.whatwg.org/#http-cors-protocol)."""

_NONE: Mapping[str, str] = {}
# Only features that browsers know by this name: they warn of others.
_UNUSED_FEATURES = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone"),
    *("midi", "payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED_FEATURES),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-site",  # an app on a neighbouring host may show a picture of the help
    "X-Frame-Options": "DENY",  # browsers that do not know frame-ancestors
    "X-Permitted-Cross-Domain-Policies": "none",
}


def security_headers(
    endpoint: str = "", *, hsts: str, frames: Sequence[str] = (), services: Mapping[str, str] = _NONE
) -> dict[str, str]:
    """Return the headers of every answer of a site whose pages may talk to ``endpoint`` and play films of ``frames``.

    ``services`` are further sources of the policy by directive.

    ``hsts`` is the value of ``Strict-Transport-Security``, which is left out where that is empty.
    """
    transport = {"Strict-Transport-Security": hsts} if hsts else {}
    return {"Content-Security-Policy": csp.for_header(endpoint, frames, services=services), **transport, **_HEADERS}


def headers_file(
    site_url: str,
    endpoint: str = "",
    *,
    hsts: str,
    frames: Sequence[str] = (),
    services: Mapping[str, str] = _NONE,
    apps: Sequence[str] = (),
) -> str:
    """Return the ``_headers`` of a site at ``site_url``; the rest is as in :func:`security_headers`.

    ``apps`` are the origins whose pages may read the site's. A file cannot tell them apart, so several are all.

    Where two rules set one header, Cloudflare joins their values, so no rule but one sets ``Cache-Control``.
    """
    path = urlsplit(site_url).path.rstrip("/")
    readers = {CORS: apps[0] if len(apps) == 1 else "*"} if apps else {}
    rules = {f"{path}/*": security_headers(endpoint, hsts=hsts, frames=frames, services=services) | readers}
    rules |= {f"{path}/{name}*": {"Cache-Control": FOR_A_YEAR} for name in LASTING}
    rules |= {f"{path}/*.md": {"X-Robots-Tag": "noindex"}}  # search engines shall show the page, not its twin
    return "\n".join(_rule(paths, headers) for paths, headers in rules.items())


def headers_for(path: str, file: Path) -> dict[str, str]:
    """Return what the ``_headers`` in ``file`` say of a path, as hosts read them; nothing without it."""
    found: dict[str, str] = {}
    applies = False
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else []:
        if line.startswith("/"):
            applies = fnmatchcase(path.partition("?")[0], line)
        elif line and applies:
            name, _, value = line.strip().partition(": ")
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _rule(paths: str, headers: dict[str, str]) -> str:
    return "".join([f"{paths}\n", *(f"  {name}: {value}\n" for name, value in headers.items())])
