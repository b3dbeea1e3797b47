"""What an API is asked, on a loopback server with the faults of real ones; the token goes to it alone."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.importer.fetching.client import Client
from helpcentre.importer.fetching.fetch import fetch, headers_of
from importing import import_into

PICTURE = b"\x89PNG\r\n\x1a\n a picture"
START = "/api/v2/help_center"


class Api:
    """A server: its ``answers`` by path, the ``faults`` that come before them, and what it was ``asked``."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes] = {}
        self.faults: dict[str, list[str]] = {}
        self.asked: list[tuple[str, str]] = []
        api = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path
                api.asked.append((path, self.headers.get("Authorization", "")))
                fault = api.faults[path].pop(0) if api.faults.get(path) else ""
                body = api.answers.get(path, b"")
                if fault.isdigit():
                    self.send_response(int(fault))
                    self.send_header("Retry-After", "7")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                self.send_response(200 if path in api.answers else 404)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Type", "image/png" if body == PICTURE else "application/json")
                self.end_headers()
                self.wfile.write(body[: len(body) // 2] if fault == "cut" else body)
                self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.site = f"http://127.0.0.1:{self.server.server_address[1]}"

    def answer(self, path: str, value: object) -> None:
        """Give an answer of JSON to a path."""
        self.answers[path] = json.dumps(value).encode("utf-8")


@pytest.fixture
def api() -> Iterator[Api]:
    found = Api()
    thread = threading.Thread(target=found.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    found.server.shutdown()
    thread.join()
    found.server.server_close()


@pytest.fixture
def zendesk(api: Api) -> Api:
    """A help centre of one article in two languages on two pages of answers, with a picture."""
    api.answer(f"{START}/locales.json", {"locales": ["de", "en-us"], "default_locale": "de"})
    for code, title in (("de", "Helm"), ("en-us", "Helmet")):
        common = {"locale": code, "source_locale": "de", "outdated": False, "position": 0}
        topic = {"id": 1, "name": title, "description": "", "html_url": f"{api.site}/hc/{code}/1", **common}
        api.answer(f"{START}/{code}/categories.json?per_page=100", {"categories": [topic], "next_page": None})
        section = {**topic, "id": 2, "category_id": 1, "parent_section_id": None}
        api.answer(f"{START}/{code}/sections.json?per_page=100", {"sections": [section], "next_page": None})
        body = f"<p>{title} <img src='/hc/article_attachments/9' alt='{title}'></p>"
        article = {"id": 3, "title": title, "body": body, "section_id": 2, "user_segment_id": None, "draft": False}
        article |= {"html_url": f"{api.site}/hc/{code}/articles/3-x", "promoted": False, "label_names": [], **common}
        second = f"{api.site}{START}/{code}/articles.json?page=2"
        api.answer(f"{START}/{code}/articles.json?per_page=100", {"articles": [article], "next_page": second})
        api.answer(f"{START}/{code}/articles.json?page=2", {"articles": [], "next_page": None})
    api.answer(f"{START}/articles/3/attachments.json?per_page=100", {"article_attachments": []})
    api.answers["/hc/article_attachments/9"] = PICTURE
    return api


def client_of(api: Api, system: str = "zendesk", token: str = "secret") -> tuple[Client, list[float]]:
    waits: list[float] = []
    return Client(api.site, headers_of(system, token), sleep=waits.append), waits


def test_help_centre_is_fetched_and_imported(zendesk: Api, tmp_path: Path) -> None:
    said: list[str] = []
    client, _ = client_of(zendesk)
    store = fetch("zendesk", zendesk.site, tmp_path / "export", token="secret", say=said.append, client=client)
    assert store.missing == {}
    assert {"de/articles-1.json", "de/articles-2.json", "en-us/sections-1.json"} <= set(said)
    assert {token for _, token in zendesk.asked} == {"Bearer secret"}
    outcome = import_into(tmp_path / "project", tmp_path / "export")
    assert outcome.files == ["de/helmet/helmet/images/helmet-1.png"]
    assert "![Helm](images/helmet-1.png)" in (tmp_path / "project/docs/de/helmet/helmet/helmet.md").read_text("utf-8")


def test_limit_fault_and_cut_off_answer_are_waited_for(zendesk: Api, tmp_path: Path) -> None:
    zendesk.faults = {
        f"{START}/locales.json": ["429"],
        f"{START}/de/articles.json?per_page=100": ["cut", "503"],
        "/hc/article_attachments/9": ["429", "cut"],
    }
    client, waits = client_of(zendesk)
    store = fetch("zendesk", zendesk.site, tmp_path, token="", say=lambda _: None, client=client)
    assert store.missing == {}
    assert waits.count(7.0) == 3
    assert len(waits) == 5
    assert (tmp_path / next(iter(store.addresses.values()))).read_bytes() == PICTURE


def test_run_that_was_stopped_goes_on_where_it_stopped(zendesk: Api, tmp_path: Path) -> None:
    broken = f"{START}/en-us/articles.json?per_page=100"
    zendesk.faults = {broken: ["500"] * 5}
    with pytest.raises(HelpcentreError, match="run the same command again later"):
        fetch("zendesk", zendesk.site, tmp_path, token="", say=lambda _: None, client=client_of(zendesk)[0])
    first = [path for path, _ in zendesk.asked]
    zendesk.asked.clear()
    fetch("zendesk", zendesk.site, tmp_path, token="", say=lambda _: None, client=client_of(zendesk)[0])
    assert {path for path, _ in zendesk.asked} & set(first) == {broken}
    zendesk.asked.clear()
    fetch("zendesk", zendesk.site, tmp_path, token="", say=lambda _: None, client=client_of(zendesk)[0])
    assert zendesk.asked == []


@pytest.mark.parametrize(
    ("next_page", "message"), [("https://elsewhere.example.org/x", "another host: elsewhere.example.org")]
)
def test_next_page_on_another_host_is_not_asked(zendesk: Api, tmp_path: Path, next_page: str, message: str) -> None:
    zendesk.answer(f"{START}/de/categories.json?per_page=100", {"categories": [], "next_page": next_page})
    with pytest.raises(HelpcentreError, match=message):
        fetch("zendesk", zendesk.site, tmp_path, token="secret", say=lambda _: None, client=client_of(zendesk)[0])


def test_answers_that_lead_in_a_circle_end(zendesk: Api, tmp_path: Path) -> None:
    circle = f"{zendesk.site}{START}/de/articles.json?page=2"
    zendesk.answer(f"{START}/de/articles.json?page=2", {"articles": [], "next_page": circle})
    fetch("zendesk", zendesk.site, tmp_path, token="", say=lambda _: None, client=client_of(zendesk)[0])


def test_refused_token_is_told(zendesk: Api, tmp_path: Path) -> None:
    zendesk.faults = {f"{START}/locales.json": ["401"]}
    with pytest.raises(HelpcentreError, match=r"refuses the token \(401\)"):
        fetch("zendesk", zendesk.site, tmp_path, token="x", say=lambda _: None, client=client_of(zendesk)[0])


@pytest.mark.parametrize("site", ["http://example.org", "ftp://example.org", "example.org", ""])
def test_token_is_not_sent_without_encryption(site: str, tmp_path: Path) -> None:
    with pytest.raises(HelpcentreError):
        fetch("zendesk", site, tmp_path, token="secret", say=lambda _: None)


@pytest.mark.parametrize(
    "source",
    ["http://192.168.0.1/x.png", "https://127.0.0.1/x.png", "https://printer.local/x.png", "http://e.example.org/x"],
)
def test_picture_of_a_private_network_is_not_asked(zendesk: Api, tmp_path: Path, source: str) -> None:
    client, _ = client_of(zendesk)
    assert client.get_file(source) == (b"", "its address is not one of the public web")
    assert zendesk.asked == []


def test_intercom_is_fetched_page_by_page(api: Api, tmp_path: Path) -> None:
    api.answer("/help_center/collections?per_page=50&page=1", {"type": "list", "data": [], "total_pages": 1})
    for number in (1, 2):
        body = f"<p>Text {number}</p><img src='{api.site}/i/{number}.png?expires=1'>"
        article = {"id": str(number), "type": "article", "title": f"T{number}", "body": body, "state": "published"}
        answer = {"type": "list", "data": [article], "pages": {"page": number, "total_pages": 2}}
        api.answer(f"/articles?per_page=50&page={number}", answer)
        api.answers[f"/i/{number}.png?expires=1"] = PICTURE
    store = fetch(
        "intercom", api.site, tmp_path, token="t", say=lambda _: None, client=client_of(api, "intercom", "t")[0]
    )
    assert len(store.addresses) == 2
    outcome = import_into(tmp_path / "project", tmp_path, codes=("en",))
    assert [name for name in outcome.pages if name.endswith(("t1.md", "t2.md"))] == ["en/t1.md", "en/t2.md"]


def test_token_of_zendesk_with_a_name_is_sent_as_it_asks() -> None:
    assert headers_of("zendesk", "a@example.org/token:b")["Authorization"] == "Basic YUBleGFtcGxlLm9yZy90b2tlbjpi"
