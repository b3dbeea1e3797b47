"""Checks of what the operator is to fill in: the fields of operator.yml, and the entries of contact.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from helpcentre.content import contact as contact_file
from helpcentre.content.contact import Contact
from helpcentre.content.documents import Documents
from helpcentre.content.operator_fields import FIELD, NONE, VISITS, Operator, field_names
from helpcentre.diagnostics.problem import Problem, Rule, Severity, problem
from helpcentre.translation.state import Status, TranslationStates

_ALWAYS = ("name", "address", "email")
"""What no operator is without."""

_EXAMPLES = ("example", "example.org", "example.com", "example.net", "test", "invalid", "localhost")
_LOOPBACK = re.compile(r"127\.[0-9.]+|::1")


def check_values(documents: Documents, operator: Operator, *, site_url: str) -> Iterator[Problem]:
    """Yield a problem for each blank of the source pages that is not filled in.

    A site at an address that is only an example goes on with them: there it is one warning.
    """
    used = {name: place for name, place in _used(documents) if name != VISITS}
    empty = [name for name in used if not operator.values.get(name)]
    refused = [name for name in _ALWAYS if name in used and operator.values.get(name) == NONE]
    if empty and is_example(site_url):
        message = f"not filled in: {', '.join(empty)}; the legal pages show blanks"
        fix = f"fill in {operator.name} before the site gets a real address"
        line = operator.lines.get(empty[0], 0)
        yield replace(_unfilled(operator, line, message, fix), severity=Severity.WARN)
        return
    for name in empty:
        has_line = name in operator.lines
        message = f"{name} is {'empty' if has_line else 'missing'}: {used[name]}"
        fix = f"write it{'' if has_line else f' as {name}: ...'}" + (f", or {NONE}" if name not in _ALWAYS else "")
        yield _unfilled(operator, operator.lines.get(name, 0), message, fix)
    for name in refused:
        yield _unfilled(operator, operator.lines[name], f"{name}: no help centre is without", "write it")


def check_visits(documents: Documents, *, file: str) -> Iterator[Problem]:
    """Yield a problem where visits are counted or a chat is shown, and no page says so; ``file`` has the settings."""
    if VISITS not in dict(_used(documents)):
        message = "analytics or chat is set, and no page tells readers"
        fix = f"write [[{VISITS}: No visits are counted.]] into the privacy page: the build fills it in"
        yield problem(Rule.BLANK_UNFILLED, file=file, message=message, fix=fix)


def check_contact(contact: Contact, *, site_url: str) -> Iterator[Problem]:
    """Yield a problem for each empty entry of contact.yml; one warning for all of them at an example address."""
    if contact.blanks and is_example(site_url):
        message = f"not filled in: {', '.join(contact.blanks)}; readers see blanks"
        fix = f"fill in {contact_file.FILE_NAME} before the site gets a real address"
        yield replace(_blank_contact(min(contact.blanks.values()), message, fix), severity=Severity.WARN)
        return
    for name, line in contact.blanks.items():
        yield _blank_contact(line, f"{name} is empty, and readers see a blank", f"write it, or {NONE}")


def check_contact_email(email: str, *, site_url: str, file: str) -> Iterator[Problem]:
    """Yield a problem where a site at a real address sends its readers' e-mails to an example; ``file`` says so."""
    if email and not is_example(site_url) and is_example(f"mail://{email.rpartition('@')[2]}"):
        message = f"contact_email is {email}, an example, and readers would write there"
        yield problem(Rule.BLANK_UNFILLED, file=file, message=message, fix="set it, or the variable CONTACT_EMAIL")


def check_translations(states: TranslationStates) -> Iterator[Problem]:
    """Yield a problem for each translation, unless it is outdated, whose blanks are not those of its source."""
    documents = states.documents
    for language in documents.languages[1:]:
        for path in documents.paths(language.code):
            source, own = documents.get(documents.source.code, path), documents.get(language.code, path)
            wanted, has = field_names(source.body if source else ""), field_names(own.body if own else "")
            if not (source and own) or wanted == has:
                continue
            if states.of(language.code, path).status is not Status.OUTDATED:
                line = own.body_line + (own.body[: own.body.find("[[")].count("\n") if has else 0)
                message = f"the blanks are {', '.join(has) or 'none'}; in the source page {', '.join(wanted) or 'none'}"
                fix = "write those of the source page, as in [[name: ...]]; only what follows the colon is translated"
                file = documents.name(documents.file(language.code, path))
                yield problem(Rule.BLANK_DIFFERS, file=file, line=line, message=message, fix=fix)


def is_example(site_url: str) -> bool:
    """Whether a site's address is one that nobody else can visit (RFC 2606, RFC 6761, and this machine's own)."""
    host = (urlsplit(site_url).hostname or "").rstrip(".")
    return not host or bool(_LOOPBACK.fullmatch(host)) or any(f".{host}".endswith(f".{name}") for name in _EXAMPLES)


def _used(documents: Documents) -> Iterator[tuple[str, str]]:
    """Yield each blank of the source pages with where it is first used and what it stands for there."""
    seen: set[str] = set()
    for path in documents.paths(documents.source.code):
        document = documents.get(documents.source.code, path)
        for match in FIELD.finditer(document.body) if document else ():
            if match["name"] not in seen:
                seen.add(match["name"])
                yield match["name"], f"{match['label']} ({path})"


def _unfilled(operator: Operator, line: int, message: str, fix: str) -> Problem:
    return problem(Rule.BLANK_UNFILLED, file=operator.name, line=line, message=message, fix=fix)


def _blank_contact(line: int, message: str, fix: str) -> Problem:
    return problem(Rule.BLANK_UNFILLED, file=contact_file.FILE_NAME, line=line, message=message, fix=fix)
