"""The files for web servers."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from helpcentre.content.language import Language
from helpcentre.hosting import csp
from helpcentre.hosting.headers import headers_file, headers_for, security_headers
from helpcentre.hosting.server_config import SERVER_FILES, ServedSite, nginx_file
from support import ROOT, Project

LANGUAGES = [Language(code, code, is_source=code == "de") for code in ("de", "en", "pt-BR")]
EXPECTED = {
    "Content-Security-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "X-Frame-Options",
    "X-Permitted-Cross-Domain-Policies",
}
HSTS = "max-age=31536000"
HEADERS = security_headers(hsts=HSTS)


def headers(tmp_path: Path, path: str, *, site_url: str = "https://example.org/") -> dict[str, str]:
    file = tmp_path / "_headers"
    file.write_text(headers_file(site_url, hsts=HSTS), encoding="utf-8")
    return headers_for(path, file)


def test_every_answer_has_the_security_headers(tmp_path: Path) -> None:
    for path in ("/", "/en/a/", "/assets/search/de.js", "/nowhere"):
        found = headers(tmp_path, path)
        assert set(found) == EXPECTED
        assert found["Content-Security-Policy"] == csp.for_header()


def test_only_files_named_by_their_content_are_kept_for_long(tmp_path: Path) -> None:
    for path in ("/assets/stylesheets/helpcentre.57a0d79d.css", "/assets/search/parts/1a2b.js"):
        assert headers(tmp_path, path)["Cache-Control"] == "public, max-age=31536000, immutable"
    for path in ("/", "/assets/stylesheets/guide.css", "/assets/search/de.js"):
        assert "Cache-Control" not in headers(tmp_path, path)


def test_a_twin_is_not_offered_to_search_engines(tmp_path: Path) -> None:
    assert headers(tmp_path, "/a/b/index.md")["X-Robots-Tag"] == "noindex"


def test_rules_of_a_site_below_a_path_are_below_it_too(tmp_path: Path) -> None:
    assert headers(tmp_path, "/other/", site_url="https://example.org/help/") == {}
    assert set(headers(tmp_path, "/help/en/", site_url="https://example.org/help/")) == EXPECTED


def test_the_limits_of_cloudflare_are_kept() -> None:
    lines = headers_file("https://example.org/", hsts=HSTS).splitlines()
    assert max(map(len, lines)) <= 2000
    assert all(line.count("*") == 1 for line in lines if line.startswith("/"))


def test_no_header_promises_https_unless_the_operator_does() -> None:
    assert set(security_headers(hsts="")) == EXPECTED - {"Strict-Transport-Security"}
    assert "Strict-Transport-Security" not in headers_file("https://example.org/", hsts="")


def test_nginx_rules_are_for_the_host_and_path_of_the_site() -> None:
    found = nginx_file(ServedSite("https://example.org/help/", LANGUAGES, HEADERS))
    assert "server_name example.org;" in found
    assert "~^/help/(en|pt-BR)/ /help/$1/404.html;" in found
    assert "default /help/404.html;" in found
    assert found.count("{") == found.count("}")


@pytest.mark.parametrize("ending", SERVER_FILES)
def test_rules_of_each_server_have_every_header(ending: str) -> None:
    found = SERVER_FILES[ending](ServedSite("https://example.org/help/", LANGUAGES, HEADERS))
    told = dict(re.findall(r'^\s+(?:add_header |Header always set )?(\S+) "(.*)"(?: always;)?$', found, re.MULTILINE))
    assert {name: told[name] for name in EXPECTED} == HEADERS


@pytest.mark.parametrize("ending", SERVER_FILES)
def test_a_site_in_one_language_has_one_page_for_wrong_addresses(ending: str) -> None:
    found = SERVER_FILES[ending](ServedSite("https://example.org/", LANGUAGES[:1], HEADERS))
    assert found.count("404.html") == 1


APPS = ("https://app.example.org", "https://other.example.org:8443")


@pytest.mark.parametrize("ending", SERVER_FILES)
def test_rules_name_the_apps_that_may_read_and_no_others(ending: str) -> None:
    none, some, every = (
        SERVER_FILES[ending](ServedSite("https://example.org/", LANGUAGES, HEADERS, apps))
        for apps in ((), APPS, ("*",))
    )
    assert "Access-Control" not in none
    assert "Vary" not in none
    assert re.search(r'Access-Control-Allow-Origin "\*"', every)
    assert "Vary" not in every
    assert re.search(r"Vary \"?Origin", some)
    for app in APPS:
        assert app in some or re.escape(app) in some
    assert some.count("{") == some.count("}")


def test_headers_of_hosts_name_one_app_or_all(tmp_path: Path) -> None:
    for apps, expected in (((), None), (APPS[:1], APPS[0]), (APPS, "*"), (("*",), "*")):
        file = tmp_path / "_headers"
        file.write_text(headers_file("https://example.org/", hsts=HSTS, apps=apps), encoding="utf-8")
        assert headers_for("/en/a/", file).get("Access-Control-Allow-Origin") == expected


def test_build_writes_the_rules_for_both_servers(project: Project) -> None:
    assert project.read("site/_headers") == headers_file("https://example.org/", hsts=HSTS)
    nginx = project.read("site.nginx.conf")
    missing = re.search(r"~\^/\((.*)\)/ ", nginx)
    assert missing
    assert len(missing[1].split("|")) == 11
    for code in missing[1].split("|"):
        assert (project.folder / "site" / code / "404.html").is_file()
    kept = re.search(r"~\^/\((.*)\) \"public", nginx)
    assert kept
    files = {file.relative_to(project.folder / "site").as_posix() for file in (project.folder / "site").rglob("*.*")}
    for name in set(kept[1].split("|")) - {"assets/pictures/"}:  # the sample has no photographs
        assert any(re.match(name, file) for file in files), name


def test_the_recipes_are_well_formed_and_publish_what_the_build_writes() -> None:
    text = (ROOT / "manual" / "publish.md").read_text(encoding="utf-8")
    blocks = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)]
    [gitlab] = [block for block in blocks if "pages" in block]
    [github] = [block for block in blocks if "jobs" in block]
    netlify = tomllib.loads("".join(re.findall(r"```toml\n(.*?)```", text, re.DOTALL)))
    assert gitlab["pages"]["script"][:2] == ["make site", "mv site public"]
    assert gitlab["pages"]["variables"]["SITE_URL"].endswith("/")
    steps = github["jobs"]["publish"]["steps"]
    assert [step["env"]["SITE_URL"][-1] for step in steps if step.get("run") == "make site"] == ["/"]
    assert [step["with"]["path"] for step in steps if "upload" in step.get("uses", "")] == ["site"]
    assert netlify["build"] | {"environment": {}} == {
        "command": "SITE_URL=$URL/ make site",
        "publish": "site",
        "environment": {},
    }
    assert netlify["redirects"] == [{"from": "/en/*", "to": "/en/404.html", "status": 404}]
