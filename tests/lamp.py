"""The help of an example lamp, which uses every element that a page can have, with pictures and films made here."""

import shutil
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

from support import Project, small_project

LANGUAGES = ("en", "de", "fr", "pt-BR")
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><path d="M0 0h400v200H0Z"/></svg>'
_CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:02.000\n{}\n"


def lamp_project(folder: Path, languages: Sequence[str] = ("en",)) -> Project:
    """Return the project with the pages in these languages, the first of which is its source."""
    project = small_project(folder, "lamp", languages)
    for other in set(LANGUAGES) - set(languages):
        shutil.rmtree(project.folder / "docs" / other)
    docs = project.folder / "docs" / "en"
    files = {
        "app/bulb.mp4": b"a film",
        "app/bulb.vtt": _CAPTIONS.format("Turn the bulb").encode(),
        "app/manual.pdf": b"%PDF" + bytes(1_234_000),
        "app/parts.svg": _SVG.encode(),
        "app/photo.jpg": picture(2400, 1600, "JPEG"),
        "app/timer.mp3": b"a sound",
        "photo-of-switch.png": picture(300, 200, "PNG"),
    }
    for name, content in files.items():
        (docs / name).write_bytes(content)
    return project


def picture(width: int, height: int, kind: str) -> bytes:
    """Return a picture with soft colours and an edge, turned by its metadata where it is a photograph."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    image.paste((200, 30, 30), (0, 0, width // 3, height // 3))
    file = BytesIO()
    image.save(file, kind)
    return file.getvalue()
