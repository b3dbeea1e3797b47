"""``labels.yml``: what the buttons and screens of an app are called in each language, and who says so since when."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from yaml.nodes import Node, ScalarNode

from helpcentre.content.labels.catalogues import CatalogueEntry, read_catalogues
from helpcentre.content.labels.model import Label, LabelName, Labels
from helpcentre.util.yaml import YamlReader, read_yaml

FILE_NAME = "labels.yml"

_KEYS = ("app_language", "source", "checked", "catalogues", "labels", "others")
_ENTRY = ("name", "meaning", "source", "checked", "former")
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4}|-\d{3})*")
_NEVER = "never"
_ENGLISH = "en"


def read_labels(root: Path, codes: Collection[str] = ()) -> Labels:
    """Return the labels that a project names in ``labels.yml`` and the catalogues that this points at.

    There are none without the file. ``codes`` are the languages of its site: a name in another one may be a word of
    these. Without any, all count. Raises HelpcentreError with file and line where a file cannot be read.
    """
    node = read_yaml(root / FILE_NAME)
    found = _Reader(FILE_NAME).labels(node, root) if node else Labels()
    return found.of_languages(codes) if codes else found


class _Reader(YamlReader):
    """Turns the nodes of the file into labels."""

    source, checked = "", ""
    """What the file says of all names that say nothing else."""

    def labels(self, root: Node, folder: Path) -> Labels:
        entries = self.mapping(root, "the labels", _KEYS)
        app = self.code(self.text(entries["app_language"], "app_language"), root) if "app_language" in entries else ""
        app = app or _ENGLISH
        self.source = self.text(entries["source"], "source") if "source" in entries else ""
        self.checked = self.day(entries["checked"], "checked") if "checked" in entries else ""
        found = dict(read_catalogues(self, entries["catalogues"], folder, app) if "catalogues" in entries else {})
        written = self.mapping(entries["labels"], "labels") if "labels" in entries else {}
        labels = {label: self.label(label, node, found.pop(label, {}), app) for label, node in written.items()}
        for key, names in found.items():
            labels[key] = Label(key, {code: _as_name(entry) for code, entry in names.items()})
        others = self.texts(entries["others"], "others") if "others" in entries else ()
        return Labels(app, labels, frozenset(others))

    def label(self, label: str, node: Node, in_catalogue: Mapping[str, CatalogueEntry], app: str) -> Label:
        """Return a label; what the file says of one that catalogues have is added to what they say."""
        names = {code: _as_name(entry) for code, entry in in_catalogue.items()}
        for code, value in self.mapping(node, label).items():
            names[self.code(code, value)] = self.name(value, f"{label}: {code}", names.get(code, LabelName()))
        if not names.get(app, LabelName()).name:
            message = f"{label} has no name in {app}, the language of the app"
            raise self.error(node, message, f"write {app}: and its name, or another app_language")
        return Label(label, names, file=self.file, line=node.start_mark.line)

    def name(self, node: Node, where: str, known: LabelName) -> LabelName:
        """Return a name: a text, or an entry of its own. A name that has a day of a check is verified."""
        if isinstance(node, ScalarNode):
            name = self.text(node, where)
            return LabelName(name, source=self.source, checked=self.checked, is_verified=bool(self.checked))
        entries = self.mapping(node, where, _ENTRY)
        given = {key: self.text(entries[key], f"{where}: {key}") for key in ("name", "meaning") if key in entries}
        former = self.texts(entries["former"], f"{where}: former") if "former" in entries else ()
        if not (given or former):
            raise self.error(node, f"{where} has neither a name nor a meaning", "write name: or meaning:")
        if not given.get("name"):
            return LabelName(
                known.name, given.get("meaning", ""), known.source, known.checked, former, known.is_verified
            )
        source = self.text(entries["source"], f"{where}: source") if "source" in entries else self.source
        is_never = "checked" in entries and str(entries["checked"].value) == _NEVER
        checked = self.day(entries["checked"], f"{where}: checked") if "checked" in entries else self.checked
        if not is_never and "checked" in entries and not source:
            raise self.error(node, f"{where} was checked against nothing", "write source: an address, or what it is")
        name, meaning = given["name"], given.get("meaning", "")
        return LabelName(name, meaning, source, checked, former, is_verified=bool(checked))

    def day(self, node: Node, where: str) -> str:
        """Return a day as it is written in ISO 8601, or nothing for ``never``."""
        text = self.text(node, where)
        if text == _NEVER:
            return ""
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError as error:
            raise self.error(node, f"{where}: {text!r} is not a day", "write one as in 2026-11-29, or never") from error

    def code(self, code: str, node: Node) -> str:
        """Return the code of a language."""
        if not _CODE.fullmatch(code):
            raise self.error(node, f"{code!r} is not the code of a language", "use one such as fr or pt-BR")
        return code


def _as_name(entry: CatalogueEntry) -> LabelName:
    return LabelName(entry.text, source=entry.file, is_verified=entry.is_verified)
