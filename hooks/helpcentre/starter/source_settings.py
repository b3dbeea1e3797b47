"""The settings and the glossary of a project as texts, with another language as the source."""

from __future__ import annotations

import re

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from helpcentre.diagnostics.problem import HelpcentreError


def with_source(text: str, code: str, *, name: str) -> str:
    """Return the settings with a language as the first and default one; raises HelpcentreError."""
    items = _languages(text)
    blocks = {_value(item, "locale"): _lines_of(text, items, number) for number, item in enumerate(items)}
    if code not in blocks:
        message = "the languages are not in this file in a form that can be changed"
        fix = "move default: true, and the language to the first place, by hand"
        raise HelpcentreError(message, fix=fix, file=name)
    lines = text.splitlines(keepends=True)
    first = min(start for start, _ in blocks.values())
    start, end = blocks[code]
    chosen = _with_default("".join(lines[start:end]))
    rest = [_without_default("".join(lines[begin:stop])) for each, (begin, stop) in blocks.items() if each != code]
    last = max(stop for _, stop in blocks.values())
    return "".join([*lines[:first], chosen, *rest, *lines[last:]])


def _languages(text: str) -> list[MappingNode]:
    """Return the entries below ``plugins: i18n: languages``, none where they are elsewhere."""
    node: Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    for key in ("plugins", "i18n", "languages"):
        entries = list(node.value) if isinstance(node, SequenceNode) else [node]
        node = next((inner for entry in entries if (inner := _entry(entry, key)) is not None), None)
    items: list[Node] = list(node.value) if isinstance(node, SequenceNode) else []
    return [item for item in items if isinstance(item, MappingNode)]


def _entry(node: Node | None, key: str) -> Node | None:
    entries = node.value if isinstance(node, MappingNode) else []
    return next((value for name, value in entries if name.value == key), None)


def _value(node: MappingNode, key: str) -> str:
    found = _entry(node, key)
    return str(found.value) if isinstance(found, ScalarNode) else ""


def _lines_of(text: str, items: list[MappingNode], number: int) -> tuple[int, int]:
    """Return the lines of an entry, from the first to the one behind the last."""
    start = items[number].start_mark.line
    if number + 1 < len(items):
        return start, items[number + 1].start_mark.line
    mark = items[number].end_mark
    lines = text.splitlines()
    end = mark.line + (mark.column > 0)
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return start, end


def _with_default(block: str) -> str:
    if "{" in block:
        return re.sub(r"\s*\}(?=[^}]*\Z)", ", default: true }", block, count=1)
    first = block.splitlines(keepends=True)[0]
    indent = " " * (len(first) - len(first.lstrip(" -")))
    return first.rstrip("\n") + f"\n{indent}default: true\n" + block[len(first) :]


def _without_default(block: str) -> str:
    return re.sub(r"^[ ]*default:[ ]*true[ ]*\n|,[ ]*default:[ ]*true|default:[ ]*true[ ]*,[ ]*", "", block, flags=re.M)


def with_terms_of(text: str, source: str, code: str, *, name: str) -> str:
    """Return the glossary with the terms of another language; raises HelpcentreError for one without a word in it."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    terms = _entry(root, "terms")
    edits: list[tuple[int, int, str]] = []
    seen: dict[str, str] = {}
    for term, rules in terms.value if isinstance(terms, MappingNode) else []:
        wanted = _entry(_entry(rules, code), "require")
        words = wanted.value if isinstance(wanted, SequenceNode) else [wanted] if wanted else []
        word = str(words[0].value) if words else ""
        line = term.start_mark.line + 1
        if not word:
            fix = f"write {code}: {{ require: [...] }}"
            raise HelpcentreError(f"{term.value!r} has no word in {code!r}", fix=fix, file=name, line=line)
        if word in seen:
            message = f"{term.value!r} and {seen[word]!r} are both {word!r} in {code!r}"
            raise HelpcentreError(message, fix="give one of them another first word", file=name, line=line)
        seen[word] = term.value
        key, value = next((key, value) for key, value in rules.value if key.value == code)
        edits.append((term.start_mark.index, term.end_mark.index, word))
        edits.append((key.start_mark.index, key.end_mark.index, source))
        edits.append((value.start_mark.index, _end(text, value), f"{{ require: [{term.value}] }}"))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _end(text: str, node: Node) -> int:
    """Return where the text of a node ends; PyYAML counts what follows a block to it."""
    return len(text[: node.end_mark.index].rstrip())
