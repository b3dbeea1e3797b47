"""Configurations of web servers, ready for use: headers, caching, compression, redirects, a 404 page per language.

Each is for one host, and expects the site below ``/srv/helpcentre``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from helpcentre.content.language import Language
from helpcentre.hosting.headers import CORS, FOR_A_YEAR, LASTING


@dataclass(frozen=True)
class ServedSite:
    """What a server has to know of a site: its address, languages, and the headers of every answer.

    ``apps`` are the origins whose pages may read the answers; ``*`` stands for all.
    """

    url: str
    languages: Sequence[Language]
    headers: Mapping[str, str]
    apps: Sequence[str] = ()

    @property
    def host(self) -> str:
        """The host of its address, or a name that stands for any."""
        return urlsplit(self.url).hostname or "_"

    @property
    def path(self) -> str:
        """The path of its address, without a slash at the end."""
        return urlsplit(self.url).path.rstrip("/")

    @property
    def translations(self) -> list[str]:
        """The codes of the languages that stand below a folder of their own."""
        return [language.code for language in self.languages if not language.is_source]


def nginx_file(site: ServedSite) -> str:
    """Return a configuration for nginx: one server, to be put into ``conf.d``."""
    codes = "|".join(site.translations)
    return _NGINX.format(
        host=site.host,
        path=site.path,
        lasting=_LASTING,
        for_a_year=FOR_A_YEAR,
        missing=f"    ~^{site.path}/({codes})/ {site.path}/$1/404.html;\n" if codes else "",
        text_types=_TEXT_TYPES,
        headers="\n".join(f'    add_header {name} "{value}" always;' for name, value in _nginx_headers(site).items()),
        apps=_NGINX_APPS.format(apps="\n".join(f'    "{app}" "{app}";' for app in site.apps)) if _has_own(site) else "",
    )


def apache_file(site: ServedSite) -> str:
    """Return a configuration for Apache 2.4: one virtual host, to be put into ``sites-enabled``."""
    missing = (
        f'    <Location "{site.path}/{code}/">\n'
        f"        ErrorDocument 404 {site.path}/{code}/404.html\n"
        "    </Location>\n"
        for code in site.translations
    )
    return _APACHE.format(
        host=site.host,
        path=site.path,
        lasting=_LASTING,
        for_a_year=FOR_A_YEAR,
        missing="".join(missing),
        text_types=_TEXT_TYPES,
        headers="\n".join(f'    Header always set {name} "{value}"' for name, value in _with_all_apps(site).items()),
        apps=_APACHE_APPS.format(apps="|".join(map(re.escape, site.apps)), cors=CORS) if _has_own(site) else "",
    )


def caddy_file(site: ServedSite) -> str:
    """Return a configuration for Caddy 2: one site, to be imported by the ``Caddyfile``."""
    missing = (
        f"        handle {site.path}/{code}/* {{\n            rewrite * {site.path}/{code}/404.html\n        }}\n"
        for code in site.translations
    )
    return _CADDY.format(
        host=site.host,
        path=site.path,
        lasting=" ".join(f"{site.path}/{name}*" for name in LASTING),
        for_a_year=FOR_A_YEAR,
        missing="".join(missing),
        headers="\n".join(f'        {name} "{value}"' for name, value in _with_all_apps(site).items()),
        apps=_CADDY_APPS.format(cors=CORS) if _has_own(site) else "",
        matcher=_CADDY_APP_MATCHER.format(apps="\n".join(f"        header Origin {app}" for app in site.apps))
        if _has_own(site)
        else "",
    )


def _has_own(site: ServedSite) -> bool:
    """Whether the header of an answer depends on the app that asks."""
    return bool(site.apps) and "*" not in site.apps


def _with_all_apps(site: ServedSite) -> dict[str, str]:
    return {**site.headers, **({CORS: "*"} if "*" in site.apps else {})}


def _nginx_headers(site: ServedSite) -> dict[str, str]:
    return {**_with_all_apps(site), **({CORS: "$helpcentre_app", "Vary": "Origin"} if _has_own(site) else {})}


SERVER_FILES: Mapping[str, Callable[[ServedSite], str]] = {
    "nginx.conf": nginx_file,
    "apache.conf": apache_file,
    "Caddyfile": caddy_file,
}
"""What the build writes beside a site, by the ending of the file's name."""

_LASTING = "|".join(name.replace(".", r"\.") for name in LASTING)
# Besides text/html, which servers take for granted. Their versions differ in what they call scripts.
_TEXT_TYPES = "text/css text/javascript application/javascript application/json text/markdown text/plain text/xml"

_NGINX_APPS = """\
map $http_origin $helpcentre_app {{
{apps}
}}
"""

_APACHE_APPS = """\
    SetEnvIf Origin "^({apps})$" HELPCENTRE_APP=$1
    Header always set {cors} "%{{HELPCENTRE_APP}}e" env=HELPCENTRE_APP
    Header always merge Vary Origin
"""

_CADDY_APPS = """\
    header +Vary Origin
    header @app {cors} {{header.Origin}}
"""
_CADDY_APP_MATCHER = """\
    @app {{
{apps}
    }}
"""

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
{apps}map $uri $helpcentre_missing {{
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

_APACHE = """\
# Written by the build. The site goes to /srv/helpcentre{path}/; certificates: as certbot adds them.
# Needs: a2enmod alias deflate dir headers mime rewrite setenvif
ServerTokens Prod
<VirtualHost *:80>
    ServerName {host}
    DocumentRoot /srv/helpcentre
    ServerSignature Off
    <Directory /srv/helpcentre>
        Require all granted
        AllowOverride None
        Options None
        DirectoryIndex index.html
    </Directory>
    RewriteEngine On
    RewriteMap moved txt:/srv/helpcentre{path}/redirects.map
    RewriteCond ${{moved:%{{REQUEST_URI}}}} ^(.+);$
    RewriteRule ^ %1 [R=301,NE,L]
    ErrorDocument 404 {path}/404.html
{missing}    AddDefaultCharset utf-8
    AddType text/javascript .js
    AddType text/markdown .md
    AddType text/xml .xml
    AddCharset utf-8 .css .js .json .md .txt .xml
    AddOutputFilterByType DEFLATE text/html {text_types} image/svg+xml
{headers}
{apps}    Header always set Cache-Control "no-cache"
    <LocationMatch "^{path}/({lasting})">
        Header always set Cache-Control "{for_a_year}"
    </LocationMatch>
    <LocationMatch "\\.md$">
        Header always set X-Robots-Tag "noindex"
    </LocationMatch>
</VirtualHost>
"""

_CADDY = """\
# Written by the build. The site goes to /srv/helpcentre{path}/; Caddy gets certificates by itself.
# Former addresses lead on by the pages that stand there.
(helpcentre_headers) {{
    header {{
{headers}
        -Server
    }}
{apps}}}
{host} {{
    root * /srv/helpcentre
    encode gzip
{matcher}    import helpcentre_headers
    @lasting path {lasting}
    @others not path {lasting}
    header @lasting Cache-Control "{for_a_year}"
    header @others Cache-Control "no-cache"
    @markdown path *.md
    header @markdown Content-Type "text/markdown; charset=utf-8"
    header @markdown X-Robots-Tag "noindex"
    file_server
    handle_errors {{
        import helpcentre_headers
        header Cache-Control "no-cache"
{missing}        handle {{
            rewrite * {path}/404.html
        }}
        file_server
    }}
}}
"""
