"""Guides that a reader can rely on: each page leads on, by one way, and in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename, dirname, relpath

from helpcentre.content.documents import Documents
from helpcentre.content.guides import GUIDE, Choice, Guide, guides, read_choices
from helpcentre.diagnostics.problem import Problem, Rule, problem
from helpcentre.translation.state import Status, TranslationStates

_LEAD_ON = "end the page with a list of links, as in '- [Yes](other.md)', to pages of the guide, steps or contact"


def check_guides(states: TranslationStates) -> Iterator[Problem]:
    """Yield the problems of all guides: dead ends, loops, pages out of reach, and what is not translated.

    That the targets of answers exist is a matter of all links; see links.py. Raises HelpcentreError where a page cannot
    be read.
    """
    documents = states.documents
    for path in documents.paths(documents.source.code):
        if documents.kind(path) == GUIDE and not (dirname(path) and basename(path) == "index.md"):
            message, fix = "a guide is a folder, and this is no index.md of one", "say it in the index.md of the folder"
            file = documents.name(documents.file(documents.source.code, path))
            yield problem(Rule.KIND_UNTRUE, file=file, line=1, message=message, fix=fix)
    for guide in guides(documents):
        for path in guide.choices:
            yield from _check_page(guide, path, documents)
        for language in documents.languages[1:]:
            if any(documents.get(language.code, path) for path in guide.choices):
                yield from _check_language(guide, language.code, states)


def _check_page(guide: Guide, path: str, documents: Documents) -> Iterator[Problem]:
    file = documents.name(documents.file(documents.source.code, path))
    if path not in guide.parents:
        message = "no answer leads to this page of the guide"
        yield problem(Rule.GUIDE_UNREACHABLE, file=file, line=1, message=message, fix=_fix_unreachable(guide, path))
    found = guide.choices[path]
    if not found:
        yield problem(Rule.GUIDE_DEAD_END, file=file, message="the page has no answers at its end", fix=_LEAD_ON)
    for place, answer in enumerate(found):
        yield from _check_answer(guide, path, place, answer, file)


def _check_answer(guide: Guide, path: str, place: int, answer: Choice, file: str) -> Iterator[Problem]:
    before = {path, *(asking for asking, _ in guide.parents.get(path, ()))}
    if not answer.path:
        what = f"{answer.target} is no page of this site" if answer.target else "the answer is no link"
        yield problem(Rule.GUIDE_DEAD_END, file=file, line=answer.line, message=what, fix=_LEAD_ON)
    elif answer.path in before:
        message = f"the answer leads back to {answer.target}"
        fix = "let it lead on; the page shows a way back by itself"
        yield problem(Rule.GUIDE_LOOP, file=file, line=answer.line, message=message, fix=fix)
    elif answer.path in guide.choices and guide.parents.get(answer.path, ((path, place),))[-1] != (path, place):
        other = relpath(guide.parents[answer.path][-1][0], dirname(path))
        message = f"{answer.target} is where an answer of {other} leads, too, and a page has one way to it"
        fix = "let one of the two lead to a page of its own, which may include the same text as a snippet"
        yield problem(Rule.GUIDE_REJOINED, file=file, line=answer.line, message=message, fix=fix)


def _check_language(guide: Guide, code: str, states: TranslationStates) -> Iterator[Problem]:
    """Yield what a translated guide lacks: halfway through, readers must not find another language or other answers."""
    documents = states.documents
    for path, wanted in guide.choices.items():
        own, file = documents.get(code, path), documents.name(documents.file(code, path))
        if own is None:
            message, fix = f"the guide is translated, but not this page of it ({path})", "translate it"
            yield problem(Rule.GUIDE_UNTRANSLATED, file=file, message=message, fix=fix)
            continue
        has = read_choices(own, path)
        # A translation that is current is compared link by link; see structure.py.
        is_outdated = states.of(code, path).status is Status.OUTDATED
        if is_outdated and [each.target for each in has] != [each.target for each in wanted]:
            line = has[0].line if has else own.body_line
            message = "the answers are not those of the source page: " + ", ".join(each.target for each in wanted)
            fix = "write the answers of the source page, in its order"
            yield problem(Rule.GUIDE_UNTRANSLATED, file=file, line=line, message=message, fix=fix)


def _fix_unreachable(guide: Guide, path: str) -> str:
    return f"let an answer lead to it, '- [Yes]({basename(path)})', or remove the file"
