"""Still pictures of films of other hosts: asked for once, saved beside the source's page, and named in each page."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image

from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.importer.fetching.stills import fetch_stills, find_films
from support import Project

LANGUAGES = tuple(Language(code, code, is_source=code == "de") for code in ("de", "en", "ar"))
FILMS = """
![Auspacken](https://www.youtube.com/watch?v=unpack-01&t=90)

- Text ![Ein [Film]](<https://vimeo.com/1234567> "Titel"){ .wide } dahinter

![Schon](https://youtu.be/ready-0001){ poster=own.jpg } und [ein Link](https://youtu.be/linked-001).

```
![Beispiel](https://youtu.be/example-02)
```
"""


class _Host(BaseHTTPRequestHandler):
    """A host of films: of some it has a picture, of one a text in place of it, and others are private."""

    asked: list[str]
    address: str

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/still.png":
            made = BytesIO()
            Image.new("RGB", (32, 18)).save(made, "PNG")
            self._answer(made.getvalue(), "image/png")
        elif parts.path == "/text.png":
            self._answer(b"<html>", "image/png")
        else:
            film = parse_qs(parts.query)["url"][0]
            self.asked.append(film)
            name = "text" if "text" in film else "still"
            found = {"thumbnail_url": f"{self.address}/{name}.png"} if "bare" not in film else {}
            self._answer(json.dumps(found).encode(), "application/json", 404 if "private" in film else 200)

    def _answer(self, content: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def host() -> Iterator[tuple[dict[str, str], list[str]]]:
    """Both hosts at one address, and the films that they were asked for."""
    asked: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), _Host) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        _Host.asked, _Host.address = asked, address
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield {"YouTube": address, "Vimeo": address}, asked
        server.shutdown()


def documents(project: Project) -> Documents:
    return Documents(project.folder, project.folder / "docs", LANGUAGES)


def add(project: Project, file: str, text: str) -> None:
    path = project.folder / file
    path.write_bytes(path.read_bytes() + text.encode())


def test_films_without_a_still_are_found_with_their_line(small: Project) -> None:
    add(small, "docs/de/topic/second.md", FILMS)
    lines = small.read("docs/de/topic/second.md").splitlines()
    found = [(film.embed.site, film.name, lines[film.line - 1][:6]) for film in find_films(documents(small))]
    assert found == [("YouTube", "youtube-unpack-01", "![Ausp"), ("Vimeo", "vimeo-1234567", "- Text")]
    listed = small.helpcentre("stills")
    assert listed.status == 1
    assert listed.output.endswith("second.md:13: https://vimeo.com/1234567\n2 films have no still\n"), listed.output


def test_stills_are_saved_beside_the_source_and_named_in_each_language(small: Project) -> None:
    add(small, "docs/de/topic/second.md", FILMS)
    add(small, "docs/en/topic/second.md", "\r\n![Unpack](https://youtu.be/unpack-01)\r\n")
    before = (small.folder / "docs/en/topic/second.md").read_bytes()
    with host() as (sites, asked):
        done = list(fetch_stills(find_films(documents(small)), sites=sites))
    assert [reason for _, reason in done] == ["", "", ""]
    assert asked == ["https://vimeo.com/1234567", "https://www.youtube.com/watch?v=unpack-01&t=90"]
    assert sorted(file.name for file in (small.folder / "docs").rglob("*.png")) == [
        "vimeo-1234567.png",
        "youtube-unpack-01.png",
    ]
    german = small.read("docs/de/topic/second.md")
    assert "watch?v=unpack-01&t=90){ poster=youtube-unpack-01.png }\n" in german
    assert '(<https://vimeo.com/1234567> "Titel"){ .wide poster=vimeo-1234567.png } dahinter\n' in german
    assert german.count("poster=") == 3
    english = (small.folder / "docs/en/topic/second.md").read_bytes()
    assert english.endswith(b"\r\n![Unpack](https://youtu.be/unpack-01){ poster=youtube-unpack-01.png }\r\n")
    assert english.count(b"\r\n") == before.replace(b"\r\n", b"\n").count(b"\n")
    assert list(find_films(documents(small))) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [("private-1", "status 404"), ("bare-0001", "the host names no picture"), ("text-0001", "is no picture")],
)
def test_film_without_a_picture_is_told_and_the_others_get_theirs(name: str, reason: str, small: Project) -> None:
    add(small, "docs/de/topic/second.md", f"\n![A](https://youtu.be/{name})\n\n![B](https://youtu.be/shown-001)\n")
    with host() as (sites, _):
        done = {film.name: said for film, said in fetch_stills(find_films(documents(small)), sites=sites)}
    assert done.pop("youtube-shown-001") == ""
    assert reason in done.pop(f"youtube-{name}")
    assert [film.name for film in find_films(documents(small))] == [f"youtube-{name}"]


def test_a_still_is_no_change_that_translators_hear_of_and_is_shown(small: Project) -> None:
    for code, title in (("de", "Auspacken"), ("en", "Unpack it")):
        add(small, f"docs/{code}/topic/second.md", f"\n![{title}](https://youtu.be/unpack-01)\n")
    assert small.helpcentre("accept", "topic/second.md", "--lang", "en").status == 0
    with host() as (sites, _):
        list(fetch_stills(find_films(documents(small)), sites=sites))
    built = small.build()
    assert (built.status, built.warnings) == (0, []), built.output
    for place in ("site/topic/second", "site/en/topic/second"):
        still = small.page(f"{place}/index.html").first(".hc-embed img")
        assert "youtube-unpack-01" in str(still.attributes["src"])
