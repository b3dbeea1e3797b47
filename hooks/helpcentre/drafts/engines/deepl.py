"""DeepL, by its HTTP API; see https://developers.deepl.com/docs/api-reference/translate."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from helpcentre.drafts.engines.client import Client
from helpcentre.drafts.engines.engine import EngineError, Task
from helpcentre.util.cache import digest

FREE, PRO = "https://api-free.deepl.com", "https://api.deepl.com"
_MOST_TEXTS = 50
"""How many texts DeepL takes at once."""

_TARGETS = {"en": "EN-GB", "pt": "PT-PT", "zh": "ZH-HANS", "zh-cn": "ZH-HANS", "zh-tw": "ZH-HANT"}
"""Languages that DeepL wants the variant of, where a translation is into them."""

_VARIANTS = frozenset({"EN-GB", "EN-US", "ES-419", "PT-BR", "PT-PT", "ZH-HANS", "ZH-HANT"})


def default_url(key: str) -> str:
    """Return the address that a key is for: keys of free accounts end in ``:fx``."""
    return FREE if key.endswith(":fx") else PRO


@dataclass
class DeepL:
    """The engine ``deepl``. The agreed words go along as a glossary, which DeepL keeps and finds again by its name."""

    client: Client
    most_texts: int = _MOST_TEXTS
    name: str = "deepl"
    _glossaries: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Send no more texts than DeepL takes."""
        self.most_texts = min(self.most_texts, _MOST_TEXTS)

    def translate(self, texts: Sequence[str], task: Task) -> list[str]:
        """Return what DeepL answers; see :class:`~helpcentre.drafts.engines.engine.Engine`."""
        data: dict[str, object] = {
            "text": list(texts),
            "source_lang": _base(task.source),
            "target_lang": _target(task.target),
            "tag_handling": "xml",
            "outline_detection": False,
            "non_splitting_tags": ["g", "x"],
        }
        if glossary := self._glossary(task):
            data["glossary_id"] = glossary
        answer = self.client.post("/v2/translate", data)
        found = answer.get("translations") if isinstance(answer, dict) else None
        answers = [row.get("text") for row in found if isinstance(row, dict)] if isinstance(found, list) else []
        if len(answers) != len(texts) or not all(isinstance(text, str) for text in answers):
            raise EngineError(f"{len(answers)} answers to {len(texts)} texts")
        return [str(text) for text in answers]

    def _glossary(self, task: Task) -> str:
        """Return the id of the glossary, made if DeepL has none of that name; empty where the texts need none.

        It is empty, too, where DeepL refuses one for these languages: the agreed words are looked for in any answer.
        """
        entries = {term: word for term, word in sorted(task.glossary.items()) if not set(term + word) & set("\t\r\n")}
        if not (task.terms and entries):
            return ""
        name = f"helpcentre {_base(task.source)} {_base(task.target)} {digest(entries)[:12]}"
        if name not in self._glossaries:
            self._glossaries[name] = ""
            with suppress(EngineError):
                self._glossaries[name] = _id(self._found(name) or self._made(name, entries, task))
        return self._glossaries[name]

    def _found(self, name: str) -> object:
        listed = self.client.get("/v2/glossaries")
        known = listed.get("glossaries") if isinstance(listed, dict) else None
        rows = [row for row in known if isinstance(row, dict)] if isinstance(known, list) else []
        return next((row for row in rows if row.get("name") == name and row.get("ready")), None)

    def _made(self, name: str, entries: dict[str, str], task: Task) -> object:
        written = "\n".join(f"{term}\t{word}" for term, word in entries.items())
        languages = {"source_lang": _base(task.source), "target_lang": _base(task.target)}
        return self.client.post(
            "/v2/glossaries", {"name": name, **languages, "entries": written, "entries_format": "tsv"}
        )


def _id(row: object) -> str:
    found = row.get("glossary_id") if isinstance(row, dict) else None
    if not isinstance(found, str):
        raise EngineError("DeepL names no id of the glossary")
    return found


def _target(tag: str) -> str:
    """Return what DeepL calls a language that it translates into: of most, it knows no variants."""
    if tag.upper() in _VARIANTS:
        return tag.upper()
    return _TARGETS.get(tag.lower()) or _TARGETS.get(_base(tag).lower(), _base(tag))


def _base(code: str) -> str:
    return code.partition("-")[0].upper()
