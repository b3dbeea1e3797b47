"""Proposals written into ``synonyms.yml`` and ``queries.yml``, which keep all else that stands in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from helpcentre.content.publishable_files import QUERIES, SYNONYMS
from helpcentre.insights.project import synonyms_file
from helpcentre.insights.proposals import Proposal
from helpcentre.util.files import read_text, write_texts
from helpcentre.util.yaml import load_yaml

_PLAIN = re.compile(r"\w[\w ’'.#/-]*\w|\w")
_HEADS = {
    SYNONYMS: "# What readers type for words of these pages: on the left a word or phrase of the pages.\n",
    QUERIES: "# What readers type, and where it should lead: a page, or one of its sections.\n",
}


def apply_proposals(proposals: Iterable[Proposal], docs_dir: Path) -> list[Path]:
    """Write proposals with their tests into the files of their languages, and return these files; all or none.

    Raises HelpcentreError where a file cannot be read or written.
    """
    texts: dict[Path, str] = {}
    for proposal in proposals:
        wanted = proposal.wanted
        for file, key, value in (
            (synonyms_file(docs_dir, wanted.language), proposal.word, proposal.typed),
            (docs_dir / wanted.language / QUERIES, wanted.query, wanted.target),
        ):
            before = texts[file] if file in texts else read_text(file) if file.exists() else _HEADS[file.name]
            texts[file] = add_entry(before, key, value)
    write_texts(texts, folder=docs_dir)
    return list(texts)


def add_entry(text: str, key: str, value: str) -> str:
    """Return a YAML text of lists with one more value in the list ``key``, which it may not have yet."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    entries = root.value if isinstance(root, MappingNode) else []
    node = next((value for name, value in entries if name.value == key), None)
    if node is None:
        return f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{_written(key)}: [{_written(value)}]\n"
    if value in ([each.value for each in node.value] if isinstance(node, SequenceNode) else [node.value]):
        return text
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, ScalarNode):
        return f"{text[:start]}[{text[start:end]}, {_written(value)}]{text[end:]}"
    if node.flow_style:
        inner = text[start : end - 1].rstrip().rstrip(",")
        return f"{inner if not start else text[:start] + inner}, {_written(value)}{text[end - 1 :]}"
    last = node.value[-1]
    indent = " " * node.start_mark.column
    return f"{text[: last.end_mark.index]}\n{indent}- {_written(value)}{text[last.end_mark.index :]}"


def _written(text: str) -> str:
    """Return a text as YAML reads it as that text."""
    is_plain = _PLAIN.fullmatch(text) and load_yaml(text) == text and " #" not in text
    return text if is_plain else json.dumps(text, ensure_ascii=False)
