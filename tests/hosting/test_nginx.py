"""The configuration that the build writes, in a real nginx."""

import grp
import gzip
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest
from playwright.sync_api import Browser, expect

from helpcentre.hosting.csp import for_header
from support import Project

NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
pytestmark = pytest.mark.skipif(not NGINX, reason="nginx is not installed")

_AROUND = """\
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


@pytest.fixture(scope="module")
def port(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of an nginx with the file as it was written, but for the port and the folder."""
    folder = tmp_path_factory.mktemp("nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    (folder / "site").symlink_to(project.folder / "site")
    text = project.read("site.nginx.conf")
    assert text.count("listen 80;") == 1
    text = text.replace("listen 80;", f"listen 127.0.0.1:{number};").replace("/srv/helpcentre", f"{folder}/site")
    (folder / "site.conf").write_text(text, encoding="utf-8")
    # Only a server that root starts becomes another user, who could not read the tests' folders.
    user, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
    around = _AROUND.format(folder=folder, user=user, group=group)
    (folder / "nginx.conf").write_text(around, encoding="utf-8")
    command = [str(NGINX), "-e", "stderr", "-c", str(folder / "nginx.conf")]
    tested = subprocess.run([*command, "-t"], check=False, capture_output=True, text=True)
    assert tested.returncode == 0, tested.stderr
    with subprocess.Popen(command, stderr=subprocess.PIPE) as server:
        while server.poll() is None:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", number)) == 0:
                    break
            time.sleep(0.05)
        yield number
        server.terminate()


def get(port: int, path: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and content of an answer."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Host": "example.org"})
    with connection.getresponse() as answer:
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


def test_nginx_compresses_pages_and_sends_the_headers(port: int, project: Project) -> None:
    status, headers, content = get(port, "/en/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(content) == (project.folder / "site" / "en" / "index.html").read_bytes()
    assert headers["content-security-policy"] == for_header()
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-cache"
    assert "x-robots-tag" not in headers


@pytest.mark.parametrize(("pattern", "kind"), [("*.css", "text/css"), ("*.js", "application/javascript"),
    ("index.md", "text/markdown"), ("*.txt", "text/plain"), ("sitemap.xml", "text/xml")])  # fmt: skip
def test_nginx_compresses_text_and_names_its_type(pattern: str, kind: str, port: int, project: Project) -> None:
    site = project.folder / "site"
    file = max(site.rglob(pattern), key=lambda each: each.stat().st_size)
    _, headers, _ = get(port, f"/{file.relative_to(site).as_posix()}")
    assert headers["content-type"] == f"{kind}; charset=utf-8"
    assert headers["content-encoding"] == "gzip"
    assert headers.get("x-robots-tag") == ("noindex" if pattern == "index.md" else None)


def test_nginx_lets_files_named_by_content_be_kept_for_a_year(port: int, project: Project) -> None:
    site = project.folder / "site"
    for pattern in ("assets/stylesheets/helpcentre.*.css", "pagefind/fragment/*"):
        file = next(site.glob(pattern))
        status, headers, _ = get(port, f"/{file.relative_to(site).as_posix()}")
        assert (status, headers["cache-control"]) == (200, "public, max-age=31536000, immutable")


@pytest.mark.parametrize(("path", "code"), [("/nowhere", "de"), ("/en/no/", "en"), ("/ar/no/no.html", "ar")])
def test_nginx_answers_a_wrong_address_in_its_language(path: str, code: str, port: int) -> None:
    status, headers, content = get(port, path)
    assert status == 404
    assert f'<html lang="{code}"'.encode() in gzip.decompress(content)
    assert headers["content-security-policy"] == for_header()


def test_nginx_redirects_a_former_address_for_good(port: int, project: Project) -> None:
    former, new = project.read("site/redirects.map").splitlines()[0].rstrip(";").split()
    status, headers, _ = get(port, former.strip('"'))
    assert (status, headers["location"]) == (301, new.strip('"'))


def test_nginx_redirects_a_folder_without_its_slash_on_the_same_host(port: int) -> None:
    status, headers, _ = get(port, "/en")
    assert (status, headers["location"]) == (301, "/en/")


def test_nginx_site_works_under_the_policy(port: int, chromium: Browser) -> None:
    page, complaints = chromium.new_page(), list[str]()
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.goto(f"http://127.0.0.1:{port}/en/")
    page.keyboard.press("/")
    page.keyboard.insert_text("WhatsApp")
    expect(page.locator("[role=option]").first).to_be_visible()
    assert complaints == []
    page.close()
