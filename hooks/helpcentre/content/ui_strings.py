"""The words of the site that stand in no page: those of the product, and the project's own ``docs/<lang>/strings.yml``.

A language's words are put together of layers, of which the later come first: the product's English, the source
language, the languages that this is a variant of, its own. In each, the project's file comes before the product's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import yaml

from helpcentre.content.documents import Documents
from helpcentre.content.language import Language
from helpcentre.diagnostics.problem import HelpcentreError, Problem, Rule, problem
from helpcentre.diagnostics.suggest import did_you_mean
from helpcentre.util.files import read_text
from helpcentre.util.text import wider_codes
from helpcentre.util.yaml import load_yaml, yaml_error

FILE_NAME = "strings.yml"
PRODUCT_FOLDER = Path(__file__).parent.parent / "strings"
"""The words that every site needs, a file for each language that the product speaks."""
SITE_NAME = "site_name"
"""The one word that only a project has: MkDocs' setting, or a language's own."""
_ENGLISH = "en"
_NAMED = "placeholder_"
_PLACEHOLDER = re.compile(r"\{\w+\}")
_SHOWN = 5


@dataclass(frozen=True)
class Strings:
    """A language's catalogue; ``strings(key, name=value)`` returns a text with its placeholders filled in."""

    texts: Mapping[str, Any]
    borrowed: Mapping[str, Language] = field(default_factory=dict)
    """The keys of the texts that this language has not, each with the language that it has them from."""
    unknown: tuple[str, ...] = ()
    """The keys in the project's file that no template and no source language knows."""

    def __call__(self, key: str, **values: object) -> str:
        """Return the text called ``key``; raises KeyError where it does not exist, so that a template's slip shows."""
        text = str(self.texts[key])
        return _PLACEHOLDER.sub(lambda match: str(values[match[0][1:-1]]), text) if values else text

    def counted(self, key: str, number: int, language: Language) -> str:
        """Return the text called ``key`` in the plural form of a number, which is filled in for ``{n}``.

        A text of another language has that one's forms.
        """
        forms, language = self.texts[key], self.borrowed.get(key, language)
        form = forms.get(language.locale.plural_form(number)) or forms["other"]
        return str(form).replace("{n}", str(number))

    def as_html(self, key: str, **values: object) -> str:
        """Return the text called ``key`` as HTML, which names its language if that is another."""
        whole = Element("p")
        self.put(whole, key, **values)
        return tostring(whole, encoding="unicode")[len("<p>") : -len("</p>")]

    def put(self, element: Element, key: str, **values: object) -> None:
        """Make the text called ``key`` that of an element, within one that names its language if that is another."""
        element.text = None
        if language := self.borrowed.get(key):
            element = SubElement(element, "span", {"lang": language.tag, "dir": language.direction})
        element.text = self(key, **values)

    @cached_property
    def placeholders(self) -> dict[str, str]:
        """What replies may have in braces, and what each stands for, in words."""
        return {key.removeprefix(_NAMED): str(text) for key, text in self.starting_with(_NAMED).items()}

    def starting_with(self, prefix: str) -> dict[str, Any]:
        """Return the texts whose key starts with ``prefix``, each as :meth:`for_script` has it."""
        return {key: self.for_script(key) for key in sorted(self.texts) if key.startswith(prefix)}

    def for_script(self, key: str) -> Any:
        """Return the text called ``key`` for scripts: beside plural forms of another language is its tag, ``tag``."""
        text, language = self.texts[key], self.borrowed.get(key)
        return {**text, "tag": language.tag} if language and isinstance(text, dict) else text


def read_strings(docs_dir: Path, languages: tuple[Language, ...], *, site_name: str) -> dict[str, Strings]:
    """Return the catalogue of each language by code; a site without a name of its own in a language has ``site_name``.

    Raises HelpcentreError naming file and key where a text of the project is none, or has other placeholders or plural
    forms than it needs.
    """
    reference = {SITE_NAME: site_name, **product_strings(_ENGLISH)}
    files = {language.code: read_own_strings(docs_dir, language.code) for language in languages}
    source = languages[0].code
    added = {key: text for key, text in files[source].items() if key not in reference}
    known = {**added, **reference}
    for language in languages:
        for key, text in files[language.code].items():
            if key in known:
                _check_entry(key, text, known[key], language, _name(docs_dir, language.code))
    return {language.code: _strings(language, languages[0], files, known, reference) for language in languages}


def check_strings(strings: Mapping[str, Strings], documents: Documents) -> Iterator[Problem]:
    """Yield a warning for each language whose readers see words of another, and for each text that nothing uses."""
    for language in documents.languages:
        file = documents.name(documents.file(language.code, FILE_NAME))
        if borrowed := strings[language.code].borrowed:
            shown = ", ".join(list(borrowed)[:_SHOWN]) + ", ..." * (len(borrowed) > _SHOWN)
            message = f"{len(borrowed)} texts of the site are in another language than {language.code!r}: {shown}"
            fix = "write them there"
            if not language.is_source:
                fix += f", or translate them in the file of: helpcentre export --lang {language.code}"
            yield problem(Rule.STRING_MISSING, file=file, message=message, fix=fix)
        for key in strings[language.code].unknown:
            fix = did_you_mean(key, frozenset(strings[language.code].texts), "remove it")
            yield problem(Rule.STRING_UNKNOWN, file=file, message=f"nothing uses the text {key!r}", fix=fix)


@cache
def product_strings(code: str) -> Mapping[str, Any]:
    """Return the product's own words in a language; of one with a region, also those of its wider language."""
    texts: dict[str, Any] = {}
    for each in (*reversed(wider_codes(code)), code):
        texts |= _load(PRODUCT_FOLDER / f"{each.replace('_', '-')}.yml")
    return texts


def read_own_strings(docs_dir: Path, code: str) -> dict[str, Any]:
    """Return the project's own words in a language, none where it has no file; raises HelpcentreError."""
    return _load(docs_dir / code / FILE_NAME, name=_name(docs_dir, code))


def _strings(
    language: Language,
    source: Language,
    files: Mapping[str, Mapping[str, Any]],
    known: Mapping[str, Any],
    reference: Mapping[str, Any],
) -> Strings:
    code = language.code
    wider = [files[each] for each in reversed(wider_codes(code)) if each in files]
    own: dict[str, Any] = {**product_strings(code)}
    for texts in (*wider, files[code]):
        own |= texts
    of_source = {**product_strings(source.code), **files[source.code]}
    others = {**reference, **of_source}
    texts = {key: own.get(key, others[key]) for key in known}
    if SITE_NAME not in own:
        texts[SITE_NAME] = reference[SITE_NAME]
    english = Language(_ENGLISH, "English", is_source=False)
    borrowed = {key: source if key in of_source else english for key in known if key not in own and key != SITE_NAME}
    counted = [key for key in known if isinstance(known[key], dict)]
    texts |= {key: _with_forms(texts[key], borrowed.get(key, language)) for key in counted}
    return Strings(texts, borrowed=borrowed, unknown=tuple(key for key in files[code] if key not in known))


def _with_forms(text: Any, language: Language) -> dict[str, str]:
    """Return a text by the plural forms of its language, or of a narrower one."""
    return {form: text.get(form, text["other"]) for form in language.plural_forms}


def _name(docs_dir: Path, code: str) -> str:
    return f"{docs_dir.name}/{code}/{FILE_NAME}"


def _load(file: Path, *, name: str = "") -> dict[str, Any]:
    name = name or file.name
    if not file.exists():
        return {}
    try:
        texts = load_yaml(read_text(file, name=name))
    except yaml.YAMLError as error:
        raise yaml_error(error, name) from error
    if texts is None:  # comments alone
        return {}
    if not isinstance(texts, dict) or not all(isinstance(key, str) for key in texts):
        raise HelpcentreError("not a list of 'key: text'", fix="correct it", file=name, line=1)
    return texts


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
