"""The words of the site that stand in no page: one catalogue a language, ``docs/<lang>/strings.yml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from helpcentre.content.language import Language
from helpcentre.diagnostics.problem import HelpcentreError
from helpcentre.util.files import read_text
from helpcentre.util.yaml import load_yaml, reason_of

FILE_NAME = "strings.yml"
_NAMED = "placeholder_"
_PLACEHOLDER = re.compile(r"\{\w+\}")


@dataclass(frozen=True)
class Strings:
    """A language's catalogue; ``strings(key, name=value)`` returns a text with its placeholders filled in."""

    texts: Mapping[str, Any]

    def __call__(self, key: str, **values: object) -> str:
        """Return the text called ``key``; raises KeyError where it does not exist, so that a template's slip shows."""
        text = str(self.texts[key])
        return _PLACEHOLDER.sub(lambda match: str(values[match[0][1:-1]]), text) if values else text

    @cached_property
    def placeholders(self) -> dict[str, str]:
        """What replies may have in braces, and what each stands for, in words."""
        return {key.removeprefix(_NAMED): str(text) for key, text in self.starting_with(_NAMED).items()}

    def starting_with(self, prefix: str) -> dict[str, Any]:
        """Return the texts whose key starts with ``prefix``, for scripts in the page."""
        return {key: text for key, text in sorted(self.texts.items()) if key.startswith(prefix)}


def read_strings(docs_dir: Path, languages: tuple[Language, ...]) -> dict[str, Strings]:
    """Return the catalogue of each language by code.

    Raises HelpcentreError naming file and key where a text, a placeholder or a plural form is missing, or one too many.
    """
    source, *others = languages
    reference = _load(docs_dir / source.code / FILE_NAME)
    _check(reference, reference, source, docs_dir)
    catalogues = {source.code: Strings(reference)}
    for language in others:
        texts = _load(docs_dir / language.code / FILE_NAME)
        _check(texts, reference, language, docs_dir)
        catalogues[language.code] = Strings(texts)
    return catalogues


def _load(file: Path) -> dict[str, Any]:
    if not file.exists():
        fix = f"copy the source language's {FILE_NAME} there and translate it"
        raise HelpcentreError("the language has no catalogue", fix=fix, file=str(file))
    try:
        texts = load_yaml(read_text(file))
    except yaml.YAMLError as error:
        reason, line = reason_of(error)
        raise HelpcentreError(f"not a YAML file: {reason}", fix="correct it", file=str(file), line=line) from error
    if not isinstance(texts, dict) or not all(isinstance(key, str) for key in texts):
        raise HelpcentreError("not a list of 'key: text'", fix="correct it", file=str(file), line=1)
    return texts


def _check(texts: dict[str, Any], reference: dict[str, Any], language: Language, docs_dir: Path) -> None:
    file = str(docs_dir / language.code / FILE_NAME)
    for key in [*reference, *texts]:
        if key not in texts:
            raise HelpcentreError(f"text {key!r} is missing", fix="translate it", file=file)
        if key not in reference:
            raise HelpcentreError(f"text {key!r} is not in the source language", fix="remove it", file=file)
        _check_entry(key, texts[key], reference[key], language, file)


def _check_entry(key: str, text: Any, reference: Any, language: Language, file: str) -> None:
    if isinstance(reference, dict):
        forms = list(language.plural_forms)
        if not isinstance(text, dict) or set(text) != set(forms) or not all(isinstance(t, str) for t in text.values()):
            raise HelpcentreError(f"text {key!r} needs the forms {', '.join(forms)}", fix="write each", file=file)
    elif not isinstance(text, str) or not text.strip():
        raise HelpcentreError(f"text {key!r} is not a text", fix="write it, in quotes if need be", file=file)
    elif set(_PLACEHOLDER.findall(text)) != set(_PLACEHOLDER.findall(reference)):
        expected = ", ".join(sorted(_PLACEHOLDER.findall(reference))) or "none"
        raise HelpcentreError(f"text {key!r} has other placeholders", fix=f"use these: {expected}", file=file)
