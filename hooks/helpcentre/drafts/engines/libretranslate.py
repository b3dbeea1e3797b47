"""LibreTranslate, on a server of one's own or elsewhere; see https://docs.libretranslate.com/."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from helpcentre.drafts.engines.client import Client
from helpcentre.drafts.engines.engine import EngineError, Task

_CODES = {
    "pt-br": "pt-BR",
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-hans": "zh-Hans",
    "zh-hant": "zh-Hant",
    "zh-tw": "zh-Hant",
}


@dataclass
class LibreTranslate:
    """The engine ``libretranslate``. It knows no glossary; the ``key`` goes in the request, as it wants it."""

    client: Client
    key: str = field(default="", repr=False)
    most_texts: int = 20
    name: str = "libretranslate"

    def translate(self, texts: Sequence[str], task: Task) -> list[str]:
        """Return what the server answers; see :class:`~helpcentre.drafts.engines.engine.Engine`."""
        data = {"q": list(texts), "source": _code(task.source), "target": _code(task.target), "format": "html"}
        answer = self.client.post("/translate", {**data, **({"api_key": self.key} if self.key else {})})
        found = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(found, list) or len(found) != len(texts) or not all(isinstance(text, str) for text in found):
            raise EngineError(f"the answer has not one text for each of the {len(texts)} that were sent")
        return found


def _code(code: str) -> str:
    return _CODES.get(code.lower(), code.partition("-")[0])
