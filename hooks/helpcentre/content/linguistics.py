"""What the program knows of languages: ``data/<code>.yml`` of this package, one file for each, read when it is needed.

A language without a file, and a key that its file lacks, have the defaults of :class:`Linguistics`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from yaml.constructor import SafeConstructor

from helpcentre.util.text import base_language
from helpcentre.util.yaml import YamlReader, read_yaml

FOLDER = Path(__file__).parent.parent / "data"


class Words(frozenset[str]):
    """Words of one language, written as a text with spaces between them."""


class Linguistics(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language; the comments in its file say what each key is for."""

    function_words: Words = Words()
    frequent_words: Words = Words()
    shared_words: dict[str, Words] = {}
    capitalises_nouns: bool = False
    quotation_marks: str = ""
    unparted_before: str = ""
    unparted_after: str = ""
    letter_starts: dict[str, Literal["small", "capital"]] = {}
    polite_words: Words = Words()
    letter_closings: tuple[str, ...] = ()
    half_closings: dict[str, str] = {}
    number_words: Annotated[tuple[str, ...], msgspec.Meta(min_length=12, max_length=12)] = ()
    tens_words: Annotated[tuple[str, ...], msgspec.Meta(min_length=9, max_length=9)] = ()
    number_words_attach: bool = False
    has_dual: bool = False
    sign_words: dict[str, tuple[str, ...]] = {}
    multipliers: dict[str, tuple[str, ...]] = {}
    edit_marks: tuple[str, ...] = ()
    edit_mark_adverbs: tuple[str, ...] = ()
    page_words: tuple[str, ...] = ()
    box_words: dict[str, tuple[str, ...]] = {}
    typed_letters: dict[str, str] = {}
    traditional_typed: bool = False
    key_names: dict[str, str] = {}


_KEYS = Linguistics.__struct_fields__


@cache
def linguistics(code: str) -> Linguistics:
    """Return what is known of a language; of one with a region, its own file comes before its language's.

    Raises HelpcentreError that names the file where one cannot be read.
    """
    values: dict[str, object] = {}
    for name in dict.fromkeys((base_language(code), code.replace("_", "-"))):
        values |= read_language_data(FOLDER / f"{name}.yml")
    return _convert(values)


@cache
def all_linguistics() -> tuple[Linguistics, ...]:
    """Return what is known of each language that has a file: for texts whose language is not known."""
    return tuple(linguistics(file.stem) for file in sorted(FOLDER.glob("*.yml")))


def read_language_data(file: Path) -> dict[str, object]:
    """Return the values of a language's file, none where it does not exist.

    Raises HelpcentreError with the line where it is no YAML, or where a key or value is not one of Linguistics.
    """
    name = "/".join(file.parts[-3:])
    root, reader = read_yaml(file, name), YamlReader(name)
    values: dict[str, object] = {}
    for key, node in reader.mapping(root, "the language", _KEYS).items() if root else ():
        values[key] = SafeConstructor().construct_document(node)
        try:
            _convert({key: values[key]})
        except msgspec.ValidationError as error:
            raise reader.error(node, f"{key}: {error}", "write it as the files of other languages do") from error
    return values


def _convert(values: dict[str, object]) -> Linguistics:
    return msgspec.convert(values, Linguistics, dec_hook=_words)


def _words(kind: type, value: object) -> Words:
    """Return the words of a text: msgspec asks for what it does not know itself."""
    if kind is Words and isinstance(value, str):
        return Words(value.split())
    raise ValueError("Expected words with spaces between them")
