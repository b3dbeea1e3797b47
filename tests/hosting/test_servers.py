"""The configurations that the build writes, in real servers: nginx, Apache and Caddy."""

import grp
import gzip
import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from helpcentre.content.language import Language
from helpcentre.hosting.csp import for_header
from helpcentre.hosting.headers import security_headers
from helpcentre.hosting.server_config import SERVER_FILES, ServedSite
from programs import SERVERS, find_server
from support import Project

HSTS = "max-age=31536000"

# Only a server that root starts becomes another user, who could not read the tests' folders.
_USER, _GROUP = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
_NGINX = """\
daemon off; user {user} {group}; pid {folder}/pid; error_log stderr;
events {{}}
http {{
    default_type application/octet-stream;
    types {{ text/html html; text/css css; application/javascript js; image/svg+xml svg; text/plain txt;
            text/xml xml; }}
    access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    include {folder}/site.conf;
}}
"""
_MODULES = "alias authz_core deflate dir filter headers mime mpm_event rewrite setenvif"
_APACHE = """\
ServerRoot {folder}
PidFile {folder}/pid
Listen 127.0.0.1:{port}
ServerName example.org
ErrorLog /dev/stderr
DocumentRoot {folder}
TypesConfig /etc/mime.types
{modules}
Include {folder}/site.conf
"""
_CADDY = """\
{{
    admin off
    auto_https off
    log {{
        output discard
    }}
}}
import {folder}/site.conf
"""


@dataclass(frozen=True)
class Served:
    """A server that runs: its name and its port."""

    name: str
    port: int

    def get(self, path: str, **asked: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and unpacked content of an answer."""
        connection = HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Host": "example.org", **asked})
        with connection.getresponse() as answer:
            headers = {name.lower(): ", ".join(answer.headers.get_all(name, [])) for name in answer.headers}
            status, content = answer.status, answer.read()
        connection.close()
        return status, headers, gzip.decompress(content) if headers.get("content-encoding") == "gzip" else content


@pytest.fixture(scope="module", params=SERVERS)
def server(
    request: pytest.FixtureRequest, project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A server with the file as it was written, but for the port and the folder."""
    file = {"nginx": "site.nginx.conf", "apache2": "site.apache.conf", "caddy": "site.Caddyfile"}[request.param]
    with started(request.param, project.read(file), project, tmp_path_factory.mktemp(request.param)) as server:
        yield server


@contextmanager
def started(name: str, text: str, project: Project, folder: Path) -> Iterator[Served]:
    """Start a server with the configuration ``text``, but for the port and the folder, until the block ends."""
    program = find_server(name)
    if not program:
        pytest.skip(f"{name} is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    (folder / "site").symlink_to(project.folder / "site")
    command = _prepared(name, program, text, folder, port)
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    log = folder / "log"
    own: dict[str, Any] = {"env": environment, "start_new_session": True}
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output, **own) as running:
        try:
            while running.poll() is None:
                with socket.socket() as tried:
                    if tried.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            assert running.poll() is None, log.read_text(encoding="utf-8")
            yield Served(name, port)
        finally:
            os.killpg(running.pid, signal.SIGKILL)  # one that is asked to end waits for who is connected


def _prepared(name: str, program: str, text: str, folder: Path, port: int) -> list[str]:
    """Write what surrounds the build's file of a server, and return the command that starts it."""
    address, around = {
        "nginx": ("listen 80;", _NGINX),
        "apache2": ("*:80>", _APACHE),
        "caddy": ("example.org {", _CADDY),
    }[name]
    local = {"nginx": f"listen 127.0.0.1:{port};", "apache2": f"*:{port}>", "caddy": f"http://:{port} {{"}
    assert text.count(address) == 1
    text = text.replace(address, local[name]).replace("/srv/helpcentre", f"{folder}/site")
    (folder / "site.conf").write_text(text, encoding="utf-8")
    modules = Path("/usr/lib/apache2/modules")
    loaded = (f"LoadModule {each}_module {modules}/mod_{each}.so" for each in _MODULES.split())
    values = {"folder": folder, "port": port, "user": _USER, "group": _GROUP, "modules": "\n".join(loaded)}
    main = folder / "main.conf"
    main.write_text(around.format(**values), encoding="utf-8")
    return {
        "nginx": [program, "-e", "stderr", "-c", str(main)],
        "apache2": [program, "-D", "FOREGROUND", "-f", str(main)],
        "caddy": [program, "run", "--adapter", "caddyfile", "--config", str(main)],
    }[name]


@pytest.mark.parametrize(("name", "ending"), list(zip(SERVERS, SERVER_FILES, strict=True)))
def test_server_lets_the_apps_that_are_named_read_and_no_others(
    name: str, ending: str, project: Project, tmp_path: Path
) -> None:
    apps = ("https://app.example.org", "http://localhost:8080")
    site = ServedSite(
        "https://example.org/", [Language("de", "Deutsch", is_source=True)], security_headers(hsts=HSTS), apps
    )
    with started(name, SERVER_FILES[ending](site), project, tmp_path) as server:
        for path in ("/en/", "/assets/search/de.js"):
            told = [server.get(path, Origin=app)[1] for app in (*apps, "https://app.example.org.evil.example")]
            assert [each.get("access-control-allow-origin") for each in told] == [*apps, None]
            assert all("origin" in each["vary"].lower() for each in told)
        assert "access-control-allow-origin" not in server.get("/en/")[1]


def test_server_compresses_pages_and_sends_the_headers(server: Served, project: Project) -> None:
    status, headers, content = server.get("/en/")
    assert (status, headers["content-type"].lower()) == (200, "text/html; charset=utf-8")
    assert headers["content-encoding"] == "gzip"
    assert content == (project.folder / "site" / "en" / "index.html").read_bytes()
    sent = {name: headers.get(name.lower()) for name in security_headers(hsts=HSTS)}
    assert sent == security_headers(hsts=HSTS)
    assert headers["cache-control"] == "no-cache"
    assert "x-robots-tag" not in headers
    assert not any(sign.isdigit() for sign in headers.get("server", "")), "it tells its version"


@pytest.mark.parametrize(("pattern", "kinds"), [("*.css", ["text/css"]), ("index.md", ["text/markdown"]),
    ("*.js", ["text/javascript", "application/javascript"]), ("*.txt", ["text/plain"]),
    ("sitemap.xml", ["text/xml"])])  # fmt: skip
def test_server_compresses_text_and_names_its_type(
    pattern: str, kinds: list[str], server: Served, project: Project
) -> None:
    site = project.folder / "site"
    file = max(site.rglob(pattern), key=lambda each: each.stat().st_size)
    _, headers, content = server.get(f"/{file.relative_to(site).as_posix()}")
    assert headers["content-type"].lower() in [f"{kind}; charset=utf-8" for kind in kinds]
    assert headers["content-encoding"] == "gzip"
    assert content == file.read_bytes()
    assert headers.get("x-robots-tag") == ("noindex" if pattern == "index.md" else None)


def test_server_lets_files_named_by_content_be_kept_for_a_year(server: Served, project: Project) -> None:
    site = project.folder / "site"
    file = next(site.glob("assets/stylesheets/helpcentre.*.css"))
    status, headers, _ = server.get(f"/{file.relative_to(site).as_posix()}")
    assert (status, headers["cache-control"]) == (200, "public, max-age=31536000, immutable")


@pytest.mark.parametrize(("path", "code"), [("/nowhere", "de"), ("/en/no/", "en"), ("/ar/no/no.html", "ar")])
def test_server_answers_a_wrong_address_in_its_language(path: str, code: str, server: Served) -> None:
    status, headers, content = server.get(path)
    assert status == 404
    assert f'<html lang="{code}"'.encode() in content
    assert headers["content-security-policy"] == for_header()
    assert headers["cache-control"] == "no-cache"


def test_server_leads_on_from_a_former_address(server: Served, project: Project) -> None:
    former, new = (each.strip('"') for each in project.read("site/redirects.map").split(";")[0].split())
    status, headers, content = server.get(former)
    if server.name == "caddy":  # by the page that stands there
        assert status == 200
        assert b'http-equiv="refresh"' in content
    else:
        assert status == 301
        assert headers["location"].endswith(new)


def test_server_redirects_a_folder_without_its_slash(server: Served) -> None:
    status, headers, _ = server.get("/en")
    assert status in (301, 308)
    assert headers["location"].endswith("/en/")


def test_server_shows_the_site_under_the_policy(server: Served, chromium: Browser) -> None:
    page, complaints = chromium.new_page(), list[str]()
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.goto(f"http://127.0.0.1:{server.port}/en/")
    page.keyboard.press("/")
    page.keyboard.insert_text("WhatsApp")
    expect(page.locator("[role=option]").first).to_be_visible()
    assert complaints == []
    page.close()
