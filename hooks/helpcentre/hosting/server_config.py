"""What a web server adds to the site's files, ready for use: security headers, caching, a 404 page per language."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

from helpcentre.content.language import Language
from helpcentre.hosting import csp

HEADERS_FILE = "_headers"
"""Netlify and Cloudflare Pages read it from the top of the site."""

_FOR_A_YEAR = "public, max-age=31536000, immutable"
_HEADERS = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Besides text/html, which nginx takes for granted. Its versions differ in what they call scripts.
_TEXT_TYPES = "text/css text/javascript application/javascript application/json text/markdown text/plain text/xml"
# Files with a hash of their content in their name. All others keep theirs, so they are asked for anew.
_LASTING = ("assets/stylesheets/helpcentre.", "pagefind/fragment/", "pagefind/index/")


def headers_file(site_url: str, endpoint: str = "") -> str:
    """Return the ``_headers`` of a site at ``site_url`` whose pages may talk to ``endpoint``.

    Where two rules set one header, Cloudflare joins their values, so no rule but one sets ``Cache-Control``.
    """
    path = urlsplit(site_url).path.rstrip("/")
    rules = {f"{path}/*": _headers(endpoint)}
    rules |= {f"{path}/{name}*": {"Cache-Control": _FOR_A_YEAR} for name in _LASTING}
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


def nginx_file(site_url: str, languages: Sequence[Language], endpoint: str = "") -> str:
    """Return a configuration for nginx: one server for the host in ``site_url``, to be put into ``conf.d``."""
    host, path = urlsplit(site_url).hostname or "_", urlsplit(site_url).path.rstrip("/")
    lasting = "|".join(name.replace(".", r"\.") for name in _LASTING)
    codes = "|".join(language.code for language in languages if not language.is_source)
    headers = "\n".join(f'    add_header {name} "{value}" always;' for name, value in _headers(endpoint).items())
    missing = f"    ~^{path}/({codes})/ {path}/$1/404.html;\n" if codes else ""
    return _NGINX.format(
        host=host,
        path=path,
        lasting=lasting,
        for_a_year=_FOR_A_YEAR,
        missing=missing,
        text_types=_TEXT_TYPES,
        headers=headers,
    )


def _headers(endpoint: str) -> dict[str, str]:
    return {"Content-Security-Policy": csp.for_header(endpoint), **_HEADERS}


def _rule(paths: str, headers: dict[str, str]) -> str:
    return "".join([f"{paths}\n", *(f"  {name}: {value}\n" for name, value in headers.items())])


_NGINX = """\
# Written by the build. The site goes to /srv/helpcentre{path}/; certificates: add "listen 443 ssl" and yours.
map_hash_bucket_size 256;
map $uri $helpcentre_moved {{
    include /srv/helpcentre{path}/redirects.map*;
}}
map $uri $helpcentre_cache {{
    default "no-cache";
    ~^{path}/({lasting}) "{for_a_year}";
}}
map $uri $helpcentre_robots {{
    ~\\.md$ noindex;
}}
map $uri $helpcentre_missing {{
    default {path}/404.html;
{missing}}}
server {{
    listen 80;
    server_name {host};
    root /srv/helpcentre;
    if ($helpcentre_moved) {{ return 301 $helpcentre_moved; }}
    error_page 404 $helpcentre_missing;
    absolute_redirect off;
    server_tokens off;
    charset utf-8;
    charset_types {text_types};
    gzip on;
    gzip_vary on;
    gzip_types {text_types} image/svg+xml;
    location ~ \\.md$ {{ types {{ }} default_type text/markdown; }}
    add_header Cache-Control $helpcentre_cache always;
    add_header X-Robots-Tag $helpcentre_robots always;
{headers}
}}
"""
